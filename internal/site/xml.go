package site

import "unicode/utf8"

// xmlHeader begins every XML document.
const xmlHeader = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// appendXML appends s as character data, for text and for attributes in double
// quotes. What XML cannot hold at all (most control characters, broken UTF-8;
// XML 1.0, section 2.2) becomes U+FFFD.
func appendXML(dst []byte, s string) []byte {
	done := 0
	for i := 0; i < len(s); {
		size, esc := 1, ""
		if c := s[i]; c < utf8.RuneSelf {
			esc = xmlEscapes[c]
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

// xmlEscapes gives what stands for an ASCII character; empty for itself.
var xmlEscapes = func() (t [utf8.RuneSelf]string) {
	for c := range 0x20 {
		t[c] = "\uFFFD"
	}
	t['\t'], t['\n'], t['\r'] = "", "", "&#13;"
	t['&'], t['<'], t['>'], t['"'] = "&amp;", "&lt;", "&gt;", "&#34;"
	return t
}()

// appendElement appends <name>text</name> and a new line, or nothing if text
// is empty.
func appendElement(dst []byte, name, text string) []byte {
	if text == "" {
		return dst
	}
	dst = append(append(append(dst, '<'), name...), '>')
	dst = appendXML(dst, text)
	return append(append(append(dst, "</"...), name...), ">\n"...)
}
