package page

import (
	"strings"
	"unicode/utf8"
)

// special marks the bytes that appendText cannot copy as they are. Bytes from
// 0x80 are looked at more closely: some begin a character that is unwelcome.
var special = func() (t [256]bool) {
	for _, c := range "\x00&<>\"" {
		t[c] = true
	}
	t[0xE2] = true // begins U+202A…U+202E and U+2066…U+2069
	return t
}()

// appendText appends s, which is plain text, as HTML text or as the value of
// an attribute in double quotes. Bytes that are not UTF-8 become U+FFFD, and
// directional controls that s opens are closed at its end, so that a name never
// turns around the words that follow it.
func appendText(dst []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	var open []byte // what closes the directional controls that are open
	from := 0
	for i := 0; i < len(s); i++ {
		if !special[s[i]] {
			continue
		}
		if s[i] != 0xE2 {
			dst = append(dst, s[from:i]...)
			dst = append(dst, entity(s[i])...)
			from = i + 1
			continue
		}
		kind := directional(s[i+1], s[i+2])
		if kind == 0 {
			i += 2
			continue
		}
		var keep bool
		if open, keep = nest(open, kind); !keep {
			dst = append(dst, s[from:i]...)
			from = i + 3
		}
		i += 2
	}
	dst = append(dst, s[from:]...)
	return unwind(dst, open)
}

// entity writes one of the ASCII bytes in special.
func entity(c byte) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&quot;"
	}
	return "\uFFFD" // NUL, which HTML does not have
}

// Kinds of directional control characters, by what closes them.
const (
	opensEmbedding = 'e' // U+202A, U+202B, U+202D, U+202E; closed by U+202C
	opensIsolate   = 'i' // U+2066…U+2068; closed by U+2069
	closeEmbedding = 'E'
	closeIsolate   = 'I'
)

// directional classifies the character whose UTF-8 bytes are 0xE2, b, c.
// UAX #9, section 2.
func directional(b, c byte) byte {
	switch {
	case b == 0x80 && (c == 0xAA || c == 0xAB || c == 0xAD || c == 0xAE):
		return opensEmbedding
	case b == 0x80 && c == 0xAC:
		return closeEmbedding
	case b == 0x81 && 0xA6 <= c && c <= 0xA8:
		return opensIsolate
	case b == 0x81 && c == 0xA9:
		return closeIsolate
	}
	return 0
}

// nest keeps account of open controls. A closing one with nothing to close is
// not kept: it could close something outside of the text.
func nest(open []byte, kind byte) (_ []byte, keep bool) {
	if kind == opensEmbedding || kind == opensIsolate {
		return append(open, kind), true
	}
	want := byte(opensEmbedding)
	if kind == closeIsolate {
		want = opensIsolate
	}
	if n := len(open); n > 0 && open[n-1] == want {
		return open[:n-1], true
	}
	return open, false
}

// unwind closes what is open, the innermost first.
func unwind(dst, open []byte) []byte {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i] == opensIsolate {
			dst = append(dst, "\u2069"...)
		} else {
			dst = append(dst, "\u202C"...)
		}
	}
	return dst
}
