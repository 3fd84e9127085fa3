package article

import (
	"strconv"
	"strings"
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

// Error gives "FILE:LINE: KEY: message (remedy)".
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
	return b.String()
}

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }
