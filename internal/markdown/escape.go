package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// special marks the bytes that appendEscaped has to replace.
var special = [256]bool{'<': true, '>': true, '&': true, '"': true, '\'': true, 0: true}

// appendEscaped appends text so that it can stand between tags and within a
// quoted attribute.
func appendEscaped[T string | []byte](dst []byte, s T) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		if !special[s[i]] {
			continue
		}
		dst = append(append(dst, s[from:i]...), entity(s[i])...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}

func entity(c byte) string {
	switch c {
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '&':
		return "&amp;"
	case '"':
		return "&#34;"
	case '\'':
		return "&#39;"
	}
	return "\uFFFD"
}

func escape(s string) string {
	for i := range len(s) {
		if special[s[i]] {
			return string(appendEscaped(nil, s))
		}
	}
	return s
}

// decodeEntity reads the entity that b begins with: its text and length; 0 if
// there is none (CommonMark 0.31.2, section 2.5).
func decodeEntity(b []byte) (text string, length int) {
	end := bytes.IndexByte(b[:min(len(b), 40)], ';')
	if end < 2 {
		return "", 0
	}
	name := b[1:end]
	if name[0] == '#' {
		r, ok := numericEntity(name[1:])
		if !ok {
			return "", 0
		}
		return string(r), end + 1
	}
	if !allAlnum(name) {
		return "", 0
	}
	e, ok := util.LookUpHTML5EntityByName(string(name))
	if !ok {
		return "", 0
	}
	return string(e.Characters), end + 1
}

func numericEntity(digits []byte) (rune, bool) {
	base := 10
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		base, digits = 16, digits[1:]
	}
	if len(digits) == 0 || len(digits) > 7 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil {
		return 0, false
	}
	if n == 0 || n < ' ' && n != '\n' && n != '\t' || n >= 0x7F && n < 0xA0 || !utf8.ValidRune(rune(n)) {
		return utf8.RuneError, true
	}
	return rune(n), true
}

// unescape resolves the backslashes and entities of a text that Markdown
// hands on as it was written, such as an address or a title.
func unescape(b []byte) []byte {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '&') < 0 {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == '\\' && i+1 < len(b) && util.IsPunct(b[i+1]):
			i++
		case b[i] == '&':
			if text, n := decodeEntity(b[i:]); n > 0 {
				out = append(out, text...)
				i += n - 1
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}
