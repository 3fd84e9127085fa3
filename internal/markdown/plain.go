package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// maxBeginning is how much of the prose Body.Text holds, in bytes.
const maxBeginning = 400

// addPlain keeps the beginning of the prose.
func (w *writer) addPlain(b []byte) {
	if w.prose && len(w.plain) <= maxBeginning {
		w.plain = append(w.plain, b[:min(len(b), 2*maxBeginning)]...)
	}
}

// endPlain separates the texts of two blocks.
func (w *writer) endPlain() {
	if w.prose && len(w.plain) > 0 && w.plain[len(w.plain)-1] != ' ' {
		w.addPlain([]byte{' '})
	}
}

// beginning gives the beginning of the prose on one line, cut at the end of a
// word.
func (w *writer) beginning() string {
	var space [maxBeginning]byte
	b := space[:0]
	rest := w.plain
	for {
		rest = bytes.TrimLeftFunc(rest, unicode.IsSpace)
		end := bytes.IndexFunc(rest, unicode.IsSpace)
		if end < 0 {
			end = len(rest)
		}
		word := rest[:end]
		rest = rest[end:]
		switch {
		case len(word) == 0, len(b) > 0 && len(b)+1+len(word) > maxBeginning:
			return string(b)
		case len(b) == 0: // perhaps one very long word
			b = append(b, cutText(word, maxBeginning)...)
		default:
			b = append(append(b, ' '), word...)
		}
	}
}

// cutText shortens b to at most n bytes, at the end of a character.
func cutText(b []byte, n int) []byte {
	if len(b) <= n {
		return b
	}
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return b[:n]
}

// plainOf gives the text of a node without any mark: of a heading for its id,
// of a picture for its alternative text.
func (w *writer) plainOf(n node) string {
	return string(bytes.TrimSpace(w.appendPlain(nil, n)))
}

func (w *writer) appendPlain(dst []byte, n node) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.IsRaw() {
				dst = append(dst, c.Segment.Value(w.original)...)
			} else {
				dst = append(dst, w.withoutSlots(unescape(c.Segment.Value(w.src)))...)
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				dst = append(dst, ' ')
			}
		case *ast.String:
			dst = append(dst, c.Value...)
		case *ast.AutoLink:
			dst = append(dst, w.withoutSlots(c.Label(w.src))...)
		default:
			dst = w.appendPlain(dst, c)
		}
	}
	return dst
}
