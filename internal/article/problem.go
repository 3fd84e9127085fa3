package article

import (
	"strconv"
	"strings"
	"unicode"
)

// Problem is something an author has to know about a file: what is wrong,
// where, and what to do.
type Problem struct {
	File    string // slash-separated, relative to the publication's folder
	Line    int    // counted from 1; 0 when the whole file is meant
	Key     string // the front matter or configuration key, or empty
	Message string // what is wrong, one sentence without a full stop
	Remedy  string // what to do, one sentence without a full stop; may be empty
	Warning bool   // the article can be shown all the same
	Err     error  // the cause, for errors.Is; may be nil
}

// Error gives "FILE:LINE: KEY: message (remedy)", see [Printable].
func (p *Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		b.WriteByte(':')
		b.WriteString(strconv.Itoa(p.Line))
	}
	b.WriteString(": ")
	if p.Key != "" {
		b.WriteString(p.Key)
		b.WriteString(": ")
	}
	b.WriteString(p.Message)
	if p.Remedy != "" {
		b.WriteString(" (")
		b.WriteString(p.Remedy)
		b.WriteByte(')')
	}
	return Printable(b.String())
}

// Printable gives a text for a terminal: what would steer it, or turn the
// direction of what follows, stands there as Go writes it in a string ("\x1b").
// Names of files, front matter and addresses can hold such characters, and not
// everybody who writes them means well.
func Printable(s string) string {
	if strings.IndexFunc(s, steers) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if !steers(r) {
			b.WriteRune(r)
			continue
		}
		quoted := strconv.QuoteRuneToASCII(r)
		b.WriteString(quoted[1 : len(quoted)-1])
	}
	return b.String()
}

// steers reports whether a character is a control or one of those that isolate,
// embed or override a direction of writing.
func steers(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }
