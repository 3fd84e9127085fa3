package page

import (
	"strings"
	"time"
	"unicode/utf8"
)

// ld writes JSON for a <script> element: nothing that it appends can end the
// element or begin a comment in it, whatever the strings hold.
type ld struct {
	buf []byte
}

const hexDigits = "0123456789abcdef"

// text appends a string in quotes. RFC 8259 section 7; "<", ">" and "&" are
// escaped for HTML's sake, U+2028 and U+2029 for JavaScript's.
func (j *ld) text(s string) {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	b := append(j.buf, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			b = append(append(b, s[from:i]...), '\\', c)
		case c < ' ' || c == '<' || c == '>' || c == '&':
			b = append(append(b, s[from:i]...), '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		case c == 0xE2 && s[i+1] == 0x80 && s[i+2]&^1 == 0xA8:
			b = append(append(b, s[from:i]...), '\\', 'u', '2', '0', '2', hexDigits[s[i+2]&15])
			i += 2
		default:
			continue
		}
		from = i + 1
	}
	j.buf = append(append(b, s[from:]...), '"')
}

// raw appends what is JSON already.
func (j *ld) raw(s string) { j.buf = append(j.buf, s...) }

// field appends a member of an object, after a comma, unless it is empty.
func (j *ld) field(name, value string) {
	if value != "" {
		j.name(name)
		j.text(value)
	}
}

// name appends the name of a member, after a comma.
func (j *ld) name(name string) {
	j.raw(`,"`)
	j.raw(name)
	j.raw(`":`)
}

// time appends a member that is a time, with its offset, unless it is zero.
func (j *ld) time(name string, t time.Time) {
	if !t.IsZero() {
		j.name(name)
		j.buf = append(j.buf, '"')
		j.buf = t.AppendFormat(j.buf, time.RFC3339)
		j.buf = append(j.buf, '"')
	}
}

// list appends a member that is an array of n things, unless there are none.
func (j *ld) list(name string, n int, item func(i int)) {
	if n == 0 {
		return
	}
	j.name(name)
	j.raw("[")
	for i := range n {
		if i > 0 {
			j.raw(",")
		}
		item(i)
	}
	j.raw("]")
}
