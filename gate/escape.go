package gate

import "unicode/utf8"

// appendText appends s as HTML text, fit for attribute values in double
// quotes too. Control characters become spaces and bytes that are no UTF-8 the
// replacement character.
func appendText(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			dst = appendASCII(dst, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !isBidiControl(r) && !isC1(r) {
			dst = utf8.AppendRune(dst, r)
		}
		i += size
	}
	return dst
}

func appendASCII(dst []byte, c byte) []byte {
	switch {
	case c == '<':
		return append(dst, "&lt;"...)
	case c == '>':
		return append(dst, "&gt;"...)
	case c == '&':
		return append(dst, "&amp;"...)
	case c == '"':
		return append(dst, "&quot;"...)
	case c < ' ' || c == 0x7f:
		return append(dst, ' ')
	}
	return append(dst, c)
}

// isBidiControl reports whether r could reorder text outside the element it
// stands in. Direction is said by elements and attributes only.
func isBidiControl(r rune) bool {
	return 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
}

func isC1(r rune) bool { return 0x80 <= r && r <= 0x9F }

// appendIsolated appends s as HTML text whose direction does not disturb that
// of the text around it, which runs in dir. Plain ASCII in a text from left to
// right needs nothing.
func appendIsolated(dst []byte, dir, s string) []byte {
	if dir == "ltr" && isASCII(s) {
		return appendText(dst, s)
	}
	dst = append(dst, "<bdi>"...)
	dst = appendText(dst, s)
	return append(dst, "</bdi>"...)
}

func isolated(dir, s string) markup { return raw(string(appendIsolated(nil, dir, s))) }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isWeb reports whether address can be linked to: http or https, nothing that
// runs.
func isWeb(address string) bool {
	return hasFold(address, "https://") || hasFold(address, "http://")
}

// hasFold reports whether s begins with a lower-case ASCII prefix in any case.
func hasFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if s[i]|0x20 != prefix[i]|0x20 {
			return false
		}
	}
	return true
}
