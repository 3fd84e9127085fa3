package rewrite

import (
	"strconv"
	"unicode/utf8"
)

// appendASCII appends HTML of ours so that it means the same in every encoding
// that a page may have.
func appendASCII(dst, html []byte) []byte {
	for len(html) > 0 {
		n := 0
		for n < len(html) && html[n] < utf8.RuneSelf {
			n++
		}
		dst = append(dst, html[:n]...)
		if html = html[n:]; len(html) > 0 {
			r, size := utf8.DecodeRune(html)
			dst = appendRune(dst, r)
			html = html[size:]
		}
	}
	return dst
}

func appendRune(dst []byte, r rune) []byte {
	dst = append(dst, "&#"...)
	dst = strconv.AppendInt(dst, int64(r), 10)
	return append(dst, ';')
}

// lowerASCII gives text of the same length with the letters of ASCII in lower case.
func lowerASCII(text []byte) []byte {
	lower := make([]byte, len(text))
	for i, c := range text {
		lower[i] = toLower(c)
	}
	return lower
}
