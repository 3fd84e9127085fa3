package gate

import (
	"sync"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// kit is what all gates for one kind of piece of one provider have in common
// in one language, made on first use.
type kit struct {
	lang, dir string

	gate markup // the whole gate

	// The names of the gate, see appendName.
	name, byAuthor, titled, numbered markup

	once     sync.Once
	document markup // the whole embed document; made when first asked for
}

// kitKey finds a kit. The nouns of one provider are few, so are its locales.
type kitKey struct {
	locale   *locale.Locale
	provider *provider.Provider
	noun     string
	frame    bool
}

// kit returns the kit for a piece.
func (g *Gates) kit(l *locale.Locale, m provider.Match) *kit {
	key := kitKey{l, m.Provider, m.NounKey, canFrame(m)}
	g.mu.RLock()
	k := g.kits[key]
	g.mu.RUnlock()
	if k != nil {
		return k
	}
	k = newKit(l, m, g.o.Base)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.kits[key] = k
	return k
}

// canFrame reports whether the gate of a piece has a button.
func canFrame(m provider.Match) bool { return m.CanFrame() && m.Key != "" }

// newKit says everything about a kind of piece that can be said in advance.
func newKit(l *locale.Locale, m provider.Match, base string) *kit {
	s := newSpeaker(l, m)
	k := &kit{lang: l.Lang(), dir: l.Dir()}
	k.name = s.say("gate.name", nil)
	k.byAuthor = s.say("gate.name.author", map[string]markup{"author": {{slot: slotAuthor}}})
	k.titled = s.say("gate.name.title", map[string]markup{"name": {{slot: slotName}}, "title": {{slot: slotTitle}}})
	k.numbered = s.say("gate.name.number", map[string]markup{"name": {{slot: slotName}}, "number": {{slot: slotNumber}}})
	k.gate = fill("gate", s.parts(k, base))
	return k
}

// parts are what stands in the places of markup/gate.html.
func (s *speaker) parts(k *kit, base string) map[string]markup {
	name := map[string]markup{"name": {{slot: slotName}}}
	parts := map[string]markup{
		"lang":     text(k.lang),
		"dir":      text(k.dir),
		"skip":     s.say("gate.skip", name),
		"end":      s.say("gate.end", name),
		"notice":   s.notice(),
		"original": s.original(""),
		"accept":   nil,
		"status":   nil,
		"frame":    nil,
	}
	if !canFrame(s.match) {
		return parts
	}
	parts["accept"] = fill("accept", map[string]markup{
		"label":  s.label,
		"close":  s.say("gate.close", nil),
		"closed": text(base + closedPath()),
	})
	parts["status"] = fill("status", map[string]markup{
		"loading": s.plain("gate.loading"),
		"loaded":  s.plain("gate.loaded"),
		"failed":  s.plain("gate.failed"),
	})
	parts["frame"] = fill("frame", map[string]markup{"sandbox": text(outerSandbox(s.match.Provider))})
	return parts
}
