package gate

import (
	"slices"
	"sync"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// kit is what all gates for one kind of piece of one provider have in common
// in one language, made on first use.
type kit struct {
	l         *locale.Locale
	lang, dir string

	gate     markup // the whole gate
	words    markup // its notice and its controls, as a receipt keeps them
	external markup // what the text of a link that leaves the site ends in

	// What the gate is called, within a sentence and at its beginning.
	name, heading names

	// The notice's hash, where it is the same for all pieces.
	hashOnce sync.Once
	hash     string

	once     sync.Once
	document markup // the whole embed document; made when first asked for
}

// state is what a gate can offer.
type state uint8

const (
	unframed  state = iota // nothing but a link
	openable               // a button
	gone                   // the piece is no longer there
	goneSince              // and it is known when what it said was kept
)

// stateOf says what the gate of a piece offers.
func stateOf(p *Piece) state {
	switch {
	case p.Snapshot != nil && !p.Snapshot.Gone.IsZero() && !p.Snapshot.Kept.IsZero() && p.Snapshot.says():
		return goneSince
	case p.Snapshot != nil && !p.Snapshot.Gone.IsZero():
		return gone
	case canFrame(p.Match):
		return openable
	}
	return unframed
}

// canFrame reports whether a piece can be shown in a frame.
func canFrame(m provider.Match) bool { return m.CanFrame() && m.Key != "" }

// kitKey finds a kit. The nouns of one provider are few, so are its locales.
type kitKey struct {
	locale   *locale.Locale
	provider *provider.Provider
	noun     string
	state    state

	// What differs between pieces of one kind: whether there is an original to link to, whether
	// they play at once, and whether they are shown in an opaque origin.
	linked, plays, opaque bool
}

// maxKits bounds the memory of gates whose pages come from anywhere, with hosts
// that no catalogue knows.
const maxKits = 2048

// kit returns the kit for a piece.
func (g *Gates) kit(l *locale.Locale, m provider.Match, st state) *kit {
	key := kitKey{l, m.Provider, m.NounKey, st, isWeb(m.URL), m.Plays(), m.Opaque() != ""}
	g.mu.RLock()
	k := g.kits[key]
	g.mu.RUnlock()
	if k != nil {
		return k
	}
	k = g.newKit(l, m, st)
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.kits) >= maxKits {
		clear(g.kits)
	}
	g.kits[key] = k
	return k
}

// newKit says everything about a kind of piece that can be said in advance.
func (g *Gates) newKit(l *locale.Locale, m provider.Match, st state) *kit {
	s := newSpeaker(l, m)
	s.days, s.state = g.days(), st
	k := &kit{l: l, lang: l.Lang(), dir: l.Dir()}
	k.name, k.heading = s.names(s.say), s.names(s.begin)
	k.external = s.external(nil)
	parts := s.parts(g.o)
	k.gate = fill("gate", parts)
	if st == openable {
		silent := g.o
		silent.Evidence = false // the hash of the words is no part of them
		k.words = slices.Concat(parts["notice"], s.controls(silent))
	}
	return k
}

// parts are what stands in the places of markup/gate.html.
func (s *speaker) parts(o Options) map[string]markup {
	name := map[string]markup{"name": {{slot: slotName}}}
	parts := map[string]markup{
		"lang":     text(s.l.Lang()),
		"dir":      text(s.l.Dir()),
		"memory":   nil,
		"room":     nil,
		"skip":     s.say("gate.skip", name),
		"end":      s.say("gate.end", name),
		"notice":   s.notice(),
		"original": s.original(s.originalKey(), fill("named", nil), ""),
		"accept":   nil,
		"frame":    nil,
	}
	if s.state == openable {
		parts["memory"] = s.memory()
		parts["room"] = fill("room", map[string]markup{"words": s.room()})
		parts["accept"] = s.controls(o)
		parts["frame"] = fill("frame", map[string]markup{"sandbox": text(outerSandbox(s.match.Provider))})
	}
	return parts
}

// controls are what a reader decides with.
func (s *speaker) controls(o Options) markup {
	values := map[string]markup{
		"label": s.label, "close": s.say("gate.close", nil), "again": s.say("gate.again", nil),
		"closed":  text(o.Base + closedPath()),
		"receipt": nil, "which": nil, "withdrawn": nil, "refused": nil, "box": nil,
		"not": s.say("gate.not", nil), "words": s.words(),
	}
	if o.Evidence {
		seal := markup(nil)
		if o.signs() {
			seal = fill("seal", nil)
			values["which"] = fill("which", nil)
		}
		values["receipt"] = fill("receipt", map[string]markup{"seal": seal})
		values["withdrawn"] = raw(` name="do" value="withdrawn"`)
		values["refused"] = raw(` name="do" value="refused"`)
	}
	if s.days > 0 {
		values["box"] = fill("box", map[string]markup{"keep": s.keep()})
	}
	return fill("accept", values)
}
