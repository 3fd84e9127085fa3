package snapshot

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of what is kept of a piece, in bytes.
const (
	MaxLine = 500    // of a name, a title, the description of a picture
	MaxText = 20_000 // of a text
	MaxURL  = 2048   // of an address
)

// Line makes one line of plain text out of anything: valid UTF-8, no control
// characters, white space made single, at most [MaxLine] bytes.
func Line(s string) string {
	s = strings.Map(visible, strings.ToValidUTF8(s, "\ufffd"))
	return shorten(strings.Join(strings.FieldsFunc(s, isSpace), " "), MaxLine)
}

// Text makes plain text out of anything, as [Line] does, but keeps line breaks
// and at most one empty line between paragraphs, and at most [MaxText] bytes.
func Text(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(s)
	s = strings.Map(visible, s)
	var b strings.Builder
	empty := 0
	for line := range strings.Lines(s) {
		line = strings.TrimRightFunc(line, isSpace)
		if line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:1+min(empty, 1)])
		}
		empty = 0
		b.WriteString(line)
	}
	return shorten(strings.TrimSpace(b.String()), MaxText)
}

// visible drops what no reader sees and no text needs: control characters, byte
// order marks, and the signs that turn the direction of writing, which can
// disguise what stands around them. The marks within a line stay.
func visible(r rune) rune {
	switch {
	case r == '\n':
		return r
	case isSpace(r):
		return ' '
	case unicode.IsControl(r), r == '\ufeff', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u206f':
		return -1
	}
	return r
}

// isSpace leaves out the spaces that keep words together.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f'
}

// shorten cuts s at the last space before its n-th byte, or within a word that
// is longer than that, and says so.
func shorten(s string, n int) string {
	const mark = "…"
	if len(s) <= n {
		return s
	}
	cut := n - len(mark)
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	if i := strings.LastIndexFunc(s[:cut], unicode.IsSpace); i > n/2 {
		cut = i
	}
	return strings.TrimRightFunc(s[:cut], unicode.IsSpace) + mark
}
