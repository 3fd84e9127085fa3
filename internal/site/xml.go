package site

import "unicode/utf8"

// xmlHeader begins every XML document.
const xmlHeader = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// appendText appends s as character data, appendAttribute as the value of an
// attribute in double quotes. What XML cannot hold at all (most control
// characters, broken UTF-8; XML 1.0, section 2.2) becomes U+FFFD.
func appendText(dst []byte, s string) []byte      { return appendEscaped(dst, s, &textEscapes) }
func appendAttribute(dst []byte, s string) []byte { return appendEscaped(dst, s, &attributeEscapes) }

// escapes gives what stands for an ASCII character; empty for itself.
type escapes [utf8.RuneSelf]string

func appendEscaped(dst []byte, s string, table *escapes) []byte {
	done := 0
	for i := 0; i < len(s); {
		size, esc := 1, ""
		if c := s[i]; c < utf8.RuneSelf {
			esc = table[c]
		} else {
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 || r == 0xFFFE || r == 0xFFFF {
				esc = "\uFFFD"
			}
		}
		if esc != "" {
			dst = append(append(dst, s[done:i]...), esc...)
			done = i + size
		}
		i += size
	}
	return append(dst, s[done:]...)
}

var textEscapes = func() (t escapes) {
	for c := range 0x20 {
		t[c] = "\uFFFD"
	}
	t['\t'], t['\n'], t['\r'] = "", "", "&#13;"
	t['&'], t['<'], t['>'] = "&amp;", "&lt;", "&gt;"
	return t
}()

var attributeEscapes = func() escapes {
	t := textEscapes
	t['"'] = "&quot;"
	return t
}()

// appendElement appends <name>text</name> and a new line, or nothing if text
// is empty.
func appendElement(dst []byte, name, text string) []byte {
	if text == "" {
		return dst
	}
	dst = append(append(append(dst, '<'), name...), '>')
	dst = appendText(dst, text)
	return append(append(append(dst, "</"...), name...), ">\n"...)
}
