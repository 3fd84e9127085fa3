package gate

import (
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// speaker puts messages about one kind of piece into markup.
type speaker struct {
	l     *locale.Locale
	match provider.Match

	state state
	days  int // that a choice is remembered; 0 where none is

	provider, noun, label markup
}

func newSpeaker(l *locale.Locale, m provider.Match) *speaker {
	s := &speaker{l: l, match: m}
	s.provider = isolated(l.Dir(), m.Provider.Name)
	s.noun = text(s.nounText())
	s.label = text(l.T(acceptKey(m), "noun", s.nounText()))
	return s
}

// acceptKey is the key of what the button says. It promises to play only what
// begins to play.
func acceptKey(m provider.Match) string {
	if m.Plays() {
		return "gate.play"
	}
	return "gate.accept"
}

// nounText is what the piece is called in the reader's language.
func (s *speaker) nounText() string {
	if s.l.Has(s.match.NounKey) {
		return s.l.T(s.match.NounKey)
	}
	return s.match.Noun
}

// say is a message as markup. {provider}, {noun} and {accept}, the text of the
// button, are known; values has the rest.
func (s *speaker) say(key string, values map[string]markup) markup {
	var b builder
	for _, p := range s.l.Parts(key) {
		b.text(p.Text)
		switch p.Slot {
		case "":
		case "provider":
			b.markup(s.provider)
		case "noun":
			b.markup(s.noun)
		case "accept":
			b.markup(s.label)
		default:
			b.markup(values[p.Slot])
		}
	}
	return b.markupDone()
}

// begin is a message as markup that begins with a capital letter where the
// language has them. Whose name stands first (a provider, a host, a person) keeps
// it as it is: "asciinema recording", but "Content hosted on HOST".
func (s *speaker) begin(key string, values map[string]markup) markup {
	first := s.l.Parts(key)[0]
	switch first.Slot {
	case "noun":
		large := *s
		large.noun = text(s.l.Capital(s.nounText()))
		return large.say(key, values)
	case "name":
		return s.say(key, merged(values, "name", markup{{slot: slotHeading}}))
	case "":
		m := slices.Clone(s.say(key, values))
		if len(m) > 0 {
			m[0].html = s.l.Capital(m[0].html)
		}
		return m
	}
	return s.say(key, values)
}

// merged is values with another value for one name.
func merged(values map[string]markup, name string, value markup) map[string]markup {
	all := maps.Clone(values)
	all[name] = value
	return all
}

// statuses are what the script may say in the two status lines of a gate, by
// the keys of the messages.
var statuses = [...]string{
	"gate.loading", "gate.loaded", "gate.slow", "gate.failed", "gate.kept",
	"gate.note.not", "gate.note.refused", "gate.note.changed", "gate.note.signal",
}

// words are the attributes from which the script takes what it says. They keep
// {provider}, which it fills in from data-who: so they are the same in all gates
// of a page, one after the other, and cost next to nothing after compression.
func (s *speaker) words() markup {
	var b builder
	for _, key := range statuses {
		b.raw(" data-" + key[strings.LastIndexByte(key, '.')+1:] + `="`)
		b.text(s.l.T(key, "provider", "{provider}", "noun", s.nounText(), "close", s.l.T("gate.close")))
		b.raw(`"`)
	}
	return b.markupDone()
}

// room is the longest sentence that the script may put before the notice when a
// page is loaded. The style keeps its room free, so that nothing jumps when a
// script comes late.
func (s *speaker) room() markup {
	longest, most := "", 0
	for _, key := range statuses {
		if !strings.HasPrefix(key, "gate.note.") {
			continue
		}
		words := s.l.T(key, "provider", s.match.Provider.Name, "date", s.l.Date(longDay))
		if n := utf8.RuneCountInString(words); n > most {
			longest, most = words, n
		}
	}
	return text(longest)
}

// longDay is a day with a long name in most languages.
var longDay = time.Date(2026, time.September, 28, 12, 0, 0, 0, time.UTC)

// notice says what loading the piece means, or why it cannot be loaded.
func (s *speaker) notice() markup {
	party := map[string]markup{"party": s.party()}
	var b builder
	if s.state == openable {
		b.markup(fill("note", nil))
	}
	b.raw("<p>")
	switch s.state {
	case openable:
		b.markup(s.say("gate.notice", party))
		b.raw(" ")
		s.strange(&b)
		b.markup(s.say("gate.cookies."+cookieAnswer(s.match.Provider.SetsCookies), nil))
		b.raw(" ")
		b.markup(s.say(s.lasts(), nil))
	case unframed:
		b.markup(s.say("gate.unframed", party))
	default:
		b.markup(s.say("gate.gone", map[string]markup{"date": {{slot: slotGone}}}))
		if s.state == goneSince {
			b.raw(" ")
			b.markup(s.say("gate.gone.said", map[string]markup{"date": {{slot: slotKept}}}))
		}
	}
	b.raw("</p>")
	b.markup(s.policies())
	return b.markupDone()
}

// lasts is the key of the message that says how long a choice lasts.
func (s *speaker) lasts() string {
	if s.days > 0 {
		return "gate.once.unless"
	}
	return "gate.once"
}

// cookieAnswer is the last word of the message about cookies.
func cookieAnswer(a provider.Answer) string {
	switch a {
	case provider.Yes:
		return "yes"
	case provider.No:
		return "no"
	}
	return "unknown"
}

// party names who is contacted: the service with the company behind it and its
// country, or, where software runs on many hosts or no company is known, with
// the host.
func (s *speaker) party() markup {
	p := s.match.Provider
	company := isolated(s.l.Dir(), p.Controller)
	country := text(s.countryText())
	switch {
	case p.ID == provider.UnknownID:
		return s.provider // the name is the host
	case p.AnyHost || p.Controller == "" && p.Country == "":
		host := markup{{html: "<bdi>", slot: slotServer}, {html: "</bdi>"}}
		return s.say("gate.party.company", map[string]markup{"company": host})
	case p.Country == "":
		return s.say("gate.party.company", map[string]markup{"company": company})
	case p.Controller == "" || p.Controller == p.Name:
		return s.say("gate.party.country", map[string]markup{"country": country})
	}
	return s.say("gate.party.both", map[string]markup{"company": company, "country": country})
}

func (s *speaker) countryText() string {
	code := s.match.Provider.Country
	if key := "country." + code; s.l.Has(key) {
		return s.l.T(key)
	}
	return code
}

// policies links to what the company says about itself.
func (s *speaker) policies() markup {
	p := s.match.Provider
	var b builder
	for _, link := range []struct{ key, address string }{
		{"gate.privacy", p.PrivacyPolicy},
		{"gate.cookie-policy", p.CookiePolicy},
	} {
		if isWeb(link.address) {
			b.raw(`<li><a href="`)
			b.text(link.address)
			b.raw(`" rel="noopener external">`)
			b.markup(s.external(s.say(link.key, nil)))
			b.raw("</a></li>")
		}
	}
	if items := b.markupDone(); items != nil {
		var list builder
		list.raw(`<ul class="gf-more">`)
		list.markup(items)
		list.raw("</ul>")
		return list.markupDone()
	}
	return nil
}

// originalKey is the key of what the link to the original says. Of a piece that is
// gone there is only the place where it was, where a reader can see for themselves
// or from which they can ask an archive.
func (s *speaker) originalKey() string {
	if s.state == gone || s.state == goneSince {
		return "gate.original.gone"
	}
	return "gate.original"
}

// original links to the piece where it comes from. named is what tells the link
// from those of other gates, more are further attributes.
func (s *speaker) original(key string, named markup, more string) markup {
	if !isWeb(s.match.URL) {
		return nil
	}
	return fill("original", map[string]markup{"named": named, "text": s.external(s.say(key, nil)), "target": raw(more)})
}

// external marks the text of a link that leaves the site.
func (s *speaker) external(m markup) markup {
	var b builder
	b.markup(m)
	b.raw(` <small class="gf-ext">(`)
	b.markup(s.say("gate.external", nil))
	b.raw(")</small>")
	return b.markupDone()
}

// server is the host that showing a piece contacts first.
func server(m provider.Match) string {
	if hosts := m.FrameHosts(); len(hosts) > 0 {
		return hosts[0]
	}
	_, rest, _ := strings.Cut(m.URL, "://")
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	return rest
}
