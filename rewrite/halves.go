package rewrite

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// halves is an encoding in which letters of two bytes have a second half that looks like a
// sign of ASCII. Those that HTML knows are none of them, but some of CSS are.
type halves struct {
	decoder  *encoding.Decoder // nil: there are no such letters
	shiftJIS bool              // which has letters of one byte between the others
	text     []byte            // what settle gives
}

// cssSigns are the signs of CSS that may be the second half of a letter.
var cssSigns = [256]bool{'@': true, '[': true, '\\': true, ']': true, '{': true, '}': true}

// isFirst reports whether a byte is the first half of a letter.
func (l *halves) isFirst(c byte) bool {
	if l.shiftJIS {
		return 0x81 <= c && c <= 0x9F || 0xE0 <= c && c <= 0xFC
	}
	return 0x81 <= c && c <= 0xFE
}

// isLetter reports whether the two are a letter.
func (l *halves) isLetter(first, second byte) bool {
	text, err := l.decoder.Bytes([]byte{first, second})
	r, n := utf8.DecodeRune(text)
	return err == nil && r != utf8.RuneError && n == len(text)
}

// next returns where the letter behind text[i] begins.
func (l *halves) next(text []byte, i int) int {
	if i+1 < len(text) && text[i+1] >= '@' && l.isFirst(text[i]) {
		return i + 2
	}
	return i + 1
}

// splits reports whether text[at] is the second half of a letter. half says that text
// begins with one.
func (l *halves) splits(text []byte, half bool, at int) bool {
	if l.decoder == nil {
		return false
	}
	i := 0
	if half {
		i = 1
	}
	for i < at {
		i = l.next(text, i)
	}
	return i > at
}

// settle gives a style sheet, of which half says that it begins with the second half of a
// letter, in the same length and without letters that look like signs. Where nobody knows
// which of the two something is, it becomes a space.
func (s *stream) settle(css []byte, half bool) []byte {
	if s.legacy.decoder == nil && !s.guess {
		return css
	}
	l := &s.legacy
	l.text = append(l.text[:0], css...)
	i := 0
	if half {
		i = 1
	}
	for i < len(css) {
		first := i
		if s.guess {
			i++
		} else {
			i = l.next(css, i)
		}
		if first+1 == len(css) || css[first] <= 0x80 || !cssSigns[css[first+1]] {
			continue
		}
		if !s.guess && (i == first+1 || l.isLetter(css[first], css[first+1])) {
			if i > first+1 {
				l.text[first+1] = 0xFF
			}
			continue
		}
		l.text[first+1] = ' '
		if !s.frozen {
			css[first+1] = ' '
		}
		if !s.warned {
			s.warned = true
			s.find(Finding{Kind: Unclear, Element: "style", Action: Dropped, Reason: "a sign that may be half a letter"}, 0)
		}
	}
	return l.text
}
