package gate

import (
	"strconv"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// wrapping is how much of a name is said.
type wrapping uint8

const (
	bare     wrapping = iota // provider, kind of piece, author: "Instagram post by NAME"
	titled                   // with the title that the author of the article gave it
	numbered                 // with a number where two would be the same
)

// names are the forms of a gate's name.
type names struct{ bare, byAuthor, titled, numbered markup }

// names are the forms as one of the speaker's methods says them.
func (s *speaker) names(say func(key string, values map[string]markup) markup) names {
	return names{
		bare:     say(nameKey(s.match), nil),
		byAuthor: say("gate.name.author", map[string]markup{"author": {{slot: slotAuthor}}}),
		titled:   say("gate.name.title", map[string]markup{"name": {{slot: slotName}}, "title": {{slot: slotTitle}}}),
		numbered: say("gate.name.number", map[string]markup{"name": {{slot: slotName}}, "number": {{slot: slotNumber}}}),
	}
}

// appendName appends the name of a gate, as HTML text with isolated parts, as it
// stands within a sentence.
func (k *kit) appendName(dst []byte, p *Piece, w wrapping) []byte {
	return k.appendNamed(dst, p, w, &k.name)
}

// appendHeading appends the name as it stands alone.
func (k *kit) appendHeading(dst []byte, p *Piece, w wrapping) []byte {
	return k.appendNamed(dst, p, w, &k.heading)
}

func (k *kit) appendNamed(dst []byte, p *Piece, w wrapping, n *names) []byte {
	var m markup
	switch {
	case w == numbered && p.Number > 0:
		m = n.numbered
	case w == titled && p.Title != "":
		m = n.titled
	case w > bare:
		return k.appendNamed(dst, p, w-1, n)
	case p.author() != "":
		m = n.byAuthor
	default:
		m = n.bare
	}
	for i := range m {
		dst = append(dst, m[i].html...)
		switch m[i].slot {
		case slotName:
			dst = k.appendName(dst, p, w-1)
		case slotHeading:
			dst = k.appendHeading(dst, p, w-1)
		case slotAuthor:
			dst = appendIsolated(dst, k.dir, p.author())
		case slotTitle:
			dst = appendIsolated(dst, k.dir, p.Title)
		case slotNumber:
			dst = strconv.AppendInt(dst, int64(p.Number), 10)
		}
	}
	return dst
}

// Name is the name of a piece as plain text, as it stands within a sentence:
// "Instagram post by NAME".
func Name(l *locale.Locale, m provider.Match) string {
	noun := m.Noun
	if l.Has(m.NounKey) {
		noun = l.T(m.NounKey)
	}
	if m.Author == "" {
		return l.T(nameKey(m), "provider", m.Provider.Name, "noun", noun)
	}
	return l.T("gate.name.author", "provider", m.Provider.Name, "noun", noun, "author", m.Author)
}
