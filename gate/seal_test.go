package gate

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/provider"
)

// sealing makes gates that carry seals.
func sealing(key []byte) *Gates {
	return New(Options{Catalogue: provider.Default(), Host: pressHost, Base: "/news", DefaultLang: "en", Key: key, Evidence: true})
}

func TestSeal(t *testing.T) {
	p := newPress(t, "ar", video, toot)
	p.gates = sealing(testKey)
	for i := range p.pieces {
		p.pieces[i].Page = "/news/tides/"
	}
	for i, gate := range p.parsed().All("section.gf") {
		for _, form := range gate.All("form") {
			n, page, seal := form.One("[name=n]").Attr("value"), form.One("[name=p]").Attr("value"), form.One("[name=s]").Attr("value")
			if !p.gates.Sealed(n, page, seal) {
				t.Errorf("gate %d: %q is no seal for %s on %s", i+1, seal, n, page)
			}
			for _, forged := range [][3]string{
				{n, "/news/other/", seal}, {strings.Repeat("A", len(n)), page, seal}, {n + "\n/news", "/tides/", seal}, {n, page, ""}, {n, page, seal[1:]},
			} {
				if p.gates.Sealed(forged[0], forged[1], forged[2]) {
					t.Errorf("%q counts as sealed", forged)
				}
			}
			if sealing([]byte("another key of sufficient length")).Sealed(n, page, seal) {
				t.Error("another site's seal counts")
			}
		}
		// The form that closes a piece says which, so that its notice can be made.
		which := gate.One("form.gf-no [name=d]").Attr("value")
		if which != gate.One("form.gf-yes").Attr("action") {
			t.Errorf("gate %d: it closes %s", i+1, which)
		}
		m, lang, ok := p.gates.OpenPath(strings.TrimPrefix(which, "/news"))
		if !ok || p.gates.NoticeHash(p.bundle.For(lang), m) != gate.One("form.gf-no [name=n]").Attr("value") {
			t.Errorf("gate %d: %s gives another notice than the one that was shown", i+1, which)
		}
	}
}

// Who knows their pages in advance sends nothing more, and who keeps no receipts
// nothing at all.
func TestNoSealWithoutKeyOrEvidence(t *testing.T) {
	p := newPress(t, "en", video)
	for _, g := range []*Gates{
		New(Options{Catalogue: provider.Default(), DefaultLang: "en", Key: testKey}),
		New(Options{Catalogue: provider.Default(), DefaultLang: "en", Evidence: true}),
	} {
		p.gates = g
		p.parsed().None("[name=s]")
		p.parsed().None("[name=d]")
		if g.Seals() || g.Sealed("", "", string(g.appendSeal(nil, "", ""))) {
			t.Error("it seals")
		}
	}
}

// A server that has nothing but the path of an embed document comes to the words
// that the gate in the page had, for every kind of piece that there is.
func TestNoticeOfAPath(t *testing.T) {
	g, p := sealing(testKey), newPress(t, "en")
	for _, known := range provider.Default().All() {
		for _, address := range known.Examples {
			m, ok := provider.Default().Recognise(address)
			if !ok || !canFrame(m) {
				continue
			}
			back, _, ok := g.OpenPath(g.DocumentPath(m, "en"))
			if !ok || g.NoticeHash(p.locale(), back) != g.NoticeHash(p.locale(), m) {
				t.Errorf("%s: the path of its document gives another notice:\n%s\nnot\n%s", address,
					g.Notice(p.locale(), back).Text, g.Notice(p.locale(), m).Text)
			}
		}
	}
}
