package rewrite

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// decoded is text that was written with character references. at[i] is where in
// the raw text the byte i comes from; one more is the end. Without references at
// is nil: the two are the same.
type decoded struct {
	text []byte
	at   []int32
}

// decodeAttribute reads the character references of the value of an attribute
// (HTML, 13.2.5.72 to 13.2.5.80).
func decodeAttribute(raw []byte) []byte {
	if bytes.IndexByte(raw, '&') < 0 {
		return raw
	}
	return appendDecoded(make([]byte, 0, len(raw)), raw)
}

// appendDecoded appends such a value.
func appendDecoded(dst, raw []byte) []byte {
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return appendLines(dst, raw)
		}
		dst = appendLines(dst, raw[:i])
		raw = raw[i:]
		if with, n := reference(raw, true); n > 0 {
			dst, raw = append(dst, with...), raw[n:]
		} else {
			dst, raw = append(dst, '&'), raw[1:]
		}
	}
}

// appendLines appends text as it is read before anything else is (HTML, 13.2.3.5): its line
// ends are line feeds. One that is written as a reference stays what it is, and beside another
// it is a second one.
func appendLines(dst, raw []byte) []byte {
	for {
		i := bytes.IndexByte(raw, '\r')
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(append(dst, raw[:i]...), '\n')
		raw = raw[i+lineEnd(raw[i:]):]
	}
}

// lineEnd is the length of the line end that b begins with, a carriage return.
func lineEnd(b []byte) int {
	if at(b, 1) == '\n' {
		return 2
	}
	return 1
}

// decode reads character references and remembers where each byte comes from.
func decode(raw []byte, attribute bool) decoded {
	if bytes.IndexByte(raw, '&') < 0 {
		return decoded{text: raw}
	}
	d := decoded{make([]byte, 0, len(raw)), make([]int32, 0, len(raw)+1)}
	for i := 0; i < len(raw); {
		text, n := reference(raw[i:], attribute)
		if n == 0 && raw[i] == '\r' {
			text, n = "\n", lineEnd(raw[i:])
		}
		if n == 0 {
			d.text, d.at = append(d.text, raw[i]), append(d.at, int32(i))
			i++
			continue
		}
		for range len(text) {
			d.at = append(d.at, int32(i))
		}
		d.text = append(d.text, text...)
		i += n
	}
	d.at = append(d.at, int32(len(raw)))
	return d
}

// raw gives the stretch of the raw text that d.text[from:to] comes from. A
// reference that gives two characters is not cut in the middle.
func (d *decoded) raw(from, to int) (int, int) {
	if d.at == nil {
		return from, to
	}
	end := to
	for end < len(d.text) && end > 0 && d.at[end] == d.at[end-1] {
		end++
	}
	return int(d.at[from]), int(d.at[end])
}

// openEnded reports whether d.text[i] stands behind a character reference that raw
// writes without a semicolon: what is put there could be read as a part of it.
func (d *decoded) openEnded(raw []byte, i int) bool {
	return d.at != nil && i > 0 && raw[d.at[i-1]] == '&' && d.at[i]-d.at[i-1] > 1 && raw[d.at[i]-1] != ';'
}

// reference reads a character reference that b begins with: what it stands for and
// how long it is; 0 if there is none.
func reference(b []byte, attribute bool) (text string, n int) {
	if len(b) < 2 || b[0] != '&' {
		return "", 0
	}
	for _, u := range usualReferences {
		if len(b) >= len(u.ref) && string(b[:len(u.ref)]) == u.ref {
			return u.text, len(u.ref)
		}
	}
	if b[1] == '#' {
		return numeric(b)
	}
	end := 1
	for end < len(b) && end <= longestReference && (isLetter(b[end]) || isDigit(b[end])) {
		end++
	}
	if end == 1 {
		return "", 0
	}
	if end < len(b) && b[end] == ';' {
		if text = named(b[:end+1]); text != "" {
			return text, end + 1
		}
	}
	if attribute {
		if end < len(b) && (b[end] == '=' || b[end] == ';') {
			return "", 0
		}
		if text = named(b[:end]); text != "" {
			return text, end
		}
		return "", 0
	}
	for ; end > 1; end-- { // the longest of the old names that need no semicolon
		if text = named(b[:end]); text != "" {
			return text, end
		}
	}
	return "", 0
}

// usualReferences are those that most pages write, with their semicolon.
var usualReferences = [...]struct{ ref, text string }{{"&amp;", "&"}, {"&#038;", "&"}, {"&#38;", "&"}, {"&quot;", `"`}, {"&#39;", "'"}}

// longestReference is longer than the longest name, CounterClockwiseContourIntegral.
const longestReference = 34

// named gives what a reference stands for if all of it is one.
func named(ref []byte) string {
	s := string(ref)
	got := html.UnescapeString(s)
	switch {
	case got == s, len(got) == 0:
		return ""
	case s[len(s)-1] == ';':
		if got[len(got)-1] == ';' && s != "&semi;" {
			return "" // only the beginning of it was one
		}
	case utf8.RuneCountInString(got) > 1:
		return ""
	}
	return got
}

// numeric reads a reference by number.
func numeric(b []byte) (string, int) {
	i, hex := 2, false
	if i < len(b) && b[i]|0x20 == 'x' {
		i, hex = 3, true
	}
	start := i
	for i < len(b) && (isDigit(b[i]) || hex && isHex(b[i])) {
		i++
	}
	if i == start {
		return "", 0
	}
	// The library knows which numbers stand for others; a long row of zeros or
	// digits it reads as well.
	text := html.UnescapeString(string(b[:i]) + ";")
	if strings.HasPrefix(text, "&") && len(text) > 1 {
		text = "\uFFFD"
	}
	if i < len(b) && b[i] == ';' {
		i++
	}
	return text, i
}

// appendEncoded appends text as the value of an attribute in quotes of either
// kind, in ASCII.
func appendEncoded(dst []byte, text []byte) []byte {
	for len(text) > 0 {
		c := text[0]
		switch {
		case c == '&':
			dst = append(dst, "&amp;"...)
		case c == '"':
			dst = append(dst, "&quot;"...)
		case c == '\'':
			dst = append(dst, "&#39;"...)
		case c == '<':
			dst = append(dst, "&lt;"...)
		case c == '>':
			dst = append(dst, "&gt;"...)
		case c == '\n':
			dst = append(dst, "&#10;"...)
		case c == '\r':
			dst = append(dst, "&#13;"...)
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(text)
			dst = appendRune(dst, r)
			text = text[n:]
			continue
		default:
			dst = append(dst, c)
		}
		text = text[1:]
	}
	return dst
}
