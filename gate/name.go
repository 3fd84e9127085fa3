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

// appendName appends the name of a gate, as HTML text with isolated parts.
func (k *kit) appendName(dst []byte, p *Piece, w wrapping) []byte {
	var m markup
	switch {
	case w == numbered && p.Number > 0:
		m = k.numbered
	case w == titled && p.Title != "":
		m = k.titled
	case w > bare:
		return k.appendName(dst, p, w-1)
	case p.author() != "":
		m = k.byAuthor
	default:
		m = k.name
	}
	for i := range m {
		dst = append(dst, m[i].html...)
		switch m[i].slot {
		case slotName:
			dst = k.appendName(dst, p, w-1)
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

// Name is the name of a piece as plain text: "Instagram post by NAME".
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
