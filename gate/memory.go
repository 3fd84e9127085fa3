package gate

import (
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/provider"
)

// days is how long a choice is remembered; 0 where none is.
func (g *Gates) days() int {
	switch {
	case g.o.Days < 0:
		return 0
	case g.o.Days == 0:
		return consent.MaxDays
	}
	return min(g.o.Days, consent.MaxDays)
}

// memory are the attributes by which the script knows what a choice is about:
// the party, its name for the list of choices, the terms and the days. Nothing
// of it depends on the reader.
func (s *speaker) memory() markup {
	p := s.match.Provider
	var b builder
	if s.days > 0 {
		b.raw(` data-days="` + strconv.Itoa(s.days) + `"`)
	}
	b.raw(` data-party="`)
	b.text(p.ID)
	if manyHosts(p) {
		b.raw("/")
		b.slot(slotServer)
	}
	b.raw(`" data-who="`)
	b.text(p.Name)
	b.raw(`" data-terms="` + terms(p) + `"`)
	return b.markupDone()
}

// manyHosts reports whether who is contacted depends on the piece, so that a
// choice counts for the host and not for the software that runs on it.
func manyHosts(p *provider.Provider) bool { return p.AnyHost || p.ID == provider.UnknownID }

// terms names what a reader agrees to, apart from the wording: who is behind
// the provider and where, which hosts, which policies, and whether there are
// cookies. When one of them changes, an older choice does not cover it. (How
// long it lasts is kept with the choice itself.) Four letters do: they need only
// differ from what one provider's were before.
func terms(p *provider.Provider) string {
	h := sha256.New()
	for _, fact := range [...]string{p.ID, p.Controller, p.Country, strings.Join(p.FrameHosts, " ") + scriptHosts(p), p.PrivacyPolicy, p.CookiePolicy, cookieAnswer(p.SetsCookies)} {
		h.Write([]byte(fact))
		h.Write([]byte{0})
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:3])
}

// keep is the text of the box. Of software that runs on many hosts it names the
// one that the choice is about.
func (s *speaker) keep() markup {
	if s.match.Provider.AnyHost {
		named := *s
		named.provider = s.party()
		s = &named
	}
	return s.say("gate.keep", map[string]markup{"days": text(s.l.N("gate.days", s.days))})
}
