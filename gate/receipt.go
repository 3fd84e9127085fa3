package gate

import (
	"html"
	"strings"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// Notice gives the text that a reader of a gate is shown before they decide, and
// what is behind it. The text is taken from the gate itself, so it cannot say
// anything else. Its heading, which names the piece, is not part of it; nor is
// what the script may add about an earlier choice.
func (g *Gates) Notice(l *locale.Locale, m provider.Match) consent.Notice {
	return g.consentNotice(g.kit(l, m, stateOf(&Piece{Match: m})), m)
}

// NoticeHash is the hash of the notice of a piece, as its gate sends it. It is
// quicker than making the notice.
func (g *Gates) NoticeHash(l *locale.Locale, m provider.Match) string {
	return g.noticeHash(g.kit(l, m, stateOf(&Piece{Match: m})), m)
}

func (g *Gates) consentNotice(k *kit, m provider.Match) consent.Notice {
	p := m.Provider
	n := consent.Notice{
		Provider: p.ID, Recipient: recipient(m), Lang: k.lang, Days: g.days(),
		Hosts: m.FrameHosts(), Text: plainText(g.appendAll(nil, k, &Piece{Match: m}, k.words)),
	}
	for _, address := range [...]string{p.PrivacyPolicy, p.CookiePolicy} {
		if isWeb(address) {
			n.Policies = append(n.Policies, address)
		}
	}
	return n
}

// recipient is who receives the reader's data: the company, with the country
// where it is known, or else the host.
func recipient(m provider.Match) string {
	p := m.Provider
	switch {
	case manyHosts(p) || p.Controller == "":
		return server(m)
	case p.Country == "":
		return p.Controller
	}
	return p.Controller + ", " + p.Country
}

// noticeHash is the hash of the notice of a piece, which is worked out once
// where it is the same for all pieces.
func (g *Gates) noticeHash(k *kit, m provider.Match) string {
	if manyHosts(m.Provider) || len(m.FrameHosts()) > 0 && m.Provider.HostsVary() {
		return g.consentNotice(k, m).Hash()
	}
	k.hashOnce.Do(func() { k.hash = g.consentNotice(k, m).Hash() })
	return k.hash
}

// plainText is the text of finished HTML of this package, a line for each
// element that stands on its own.
func plainText(markup []byte) string {
	var b strings.Builder
	rest := string(markup)
	for {
		text, tag, found := strings.Cut(rest, "<")
		b.WriteString(text)
		if !found {
			break
		}
		tag, rest, _ = strings.Cut(tag, ">")
		switch tag {
		case "/p", "/li", "/button", "/label":
			b.WriteByte('\n')
		}
	}
	var lines []string
	for line := range strings.Lines(b.String()) {
		if line = strings.TrimSpace(html.UnescapeString(line)); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
