package consent

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ReadablePath gives a percent-encoded path as a person writes it: letters,
// marks and numbers of any script stand for themselves, everything else stays
// encoded (an IRI, RFC 3987, section 3.2). What comes out has no spaces, quotes
// or invisible characters, wherever it is printed.
func ReadablePath(escaped string) string {
	decoded, err := url.PathUnescape(escaped)
	if err != nil {
		return escaped
	}
	var b strings.Builder
	for i := 0; i < len(decoded); {
		r, size := utf8.DecodeRuneInString(decoded[i:])
		if r >= utf8.RuneSelf && size > 1 && isWordRune(r) {
			b.WriteString(decoded[i : i+size])
		} else {
			encodeBytes(&b, decoded[i:i+size])
		}
		i += size
	}
	return b.String()
}

func encodeBytes(b *strings.Builder, s string) {
	const digits = "0123456789ABCDEF"
	for i := range len(s) {
		if c := s[i]; isPathByte(c) {
			b.WriteByte(c)
		} else {
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		}
	}
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) }

// isPathByte is pchar of RFC 3986, section 3.3, and the slash, without
// the apostrophe, which is a quotation mark to some programs.
func isPathByte(c byte) bool {
	return isWordByte(c) || strings.IndexByte("/.~!$&()*+,;=:@", c) >= 0
}

// isWordByte is a letter, a digit, "-" or "_".
func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// isPage says whether s is what ReadablePath and CutPage give.
func isPage(s string) bool {
	if s == "" || s[0] != '/' || !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		switch {
		case r == '%' || r == '…':
		case r < utf8.RuneSelf && !isPathByte(byte(r)), r >= utf8.RuneSelf && !isWordRune(r):
			return false
		}
	}
	return true
}
