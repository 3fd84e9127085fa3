package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// urlize turns the name of a file, a folder or a story into what stands in an
// address, by Hugo's rule: lower case, blanks become a hyphen, and of the
// rest only letters, marks, digits and . _ ~ + - @ # / stay. The result is
// not yet percent-encoded.
func urlize(s string) string {
	if isURLized(s) {
		return s
	}
	s = norm.NFC.String(s) // macOS writes an accent as a letter of its own
	out := make([]rune, 0, len(s))
	pending, hyphen := false, false
	for _, r := range s {
		if !inAddress(r) {
			pending = pending || unicode.IsSpace(r) && len(out) > 0 && !hyphen
			continue
		}
		hyphen = r == '-'
		if pending && !hyphen {
			out = append(out, '-')
		}
		pending = false
		out = append(out, r)
	}
	return strings.ToLower(string(out))
}

// isURLized reports whether s, all ASCII, stays as it is.
func isURLized(s string) bool {
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-', c == '/', c == '.', c == '_':
		default:
			return false
		}
	}
	return true
}

func inAddress(r rune) bool {
	if r == utf8.RuneError {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("._~+-@#/", r)
}

// slugOf gives the slug of a name of a person or topic: one segment, never
// empty, never a dot segment.
func slugOf(name string) string {
	s := strings.Map(func(r rune) rune {
		if r == '/' || r == '#' {
			return ' '
		}
		return r
	}, name)
	s = strings.Trim(urlize(strings.TrimSpace(s)), ".-")
	if len(s) > maxName {
		s = strings.TrimRight(strings.ToValidUTF8(s[:maxName], ""), ".-")
	}
	return s
}

// maxName bounds a slug in bytes, so that it can be a file name everywhere.
const maxName = 160

// cleanText makes one line of plain text out of a value: blanks of every kind
// become one space, other control characters go.
func cleanText(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f':
			space = b.Len() > 0
		case unicode.IsControl(r), r == '\ufeff':
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isClean reports whether cleanText would change nothing, for texts without
// characters that need a look-up.
func isClean(s string) bool {
	blank := true
	for i := range len(s) {
		c := s[i]
		if c < 0x20 || c == 0x7f || c == 0xc2 || c == 0xe1 || c == 0xe2 || c == 0xe3 || c == 0xef {
			return false // a control, or the first byte of a Unicode blank
		}
		if c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return !blank || s == ""
}

// shorten cuts a text to at most n runes at the end of a word.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut, count := 0, 0
	for i, r := range s {
		if count++; count >= n {
			if cut == 0 {
				cut = i
			}
			break
		}
		if r == ' ' {
			cut = i
		}
	}
	return strings.TrimRight(s[:cut], " ,;:–—-") + "…"
}
