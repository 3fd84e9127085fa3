package snapshot

import (
	"bytes"
	"strings"
)

// statement is a line of a TOML file that says something: a header or a key with
// its value, which may go on over further lines.
type statement struct {
	line       int      // from 1
	start, end int      // of the whole, with its comment and the end of its line
	header     bool     // [a.b] or [[a.b]]
	list       bool     // [[a.b]]
	path       []string // of the header, or of the key
	from, to   int      // of the value
}

// scan finds the statements of a file that is known to be valid TOML: what it
// gives for another one has no meaning, but it always ends.
//
// The decoder tells values but not where they stand, which is all that is needed
// to change one and leave the rest alone.
func scan(src []byte) []statement {
	s := scanner{src: src, line: 1}
	var all []statement
	for s.blank(); s.at < len(src); s.blank() {
		st := statement{line: s.line, start: s.lineStart()}
		if s.src[s.at] == '[' {
			s.header(&st)
		} else {
			s.pair(&st)
		}
		s.restOfLine()
		st.end = s.at
		all = append(all, st)
	}
	return all
}

type scanner struct {
	src  []byte
	at   int
	line int
}

// next steps over one byte.
func (s *scanner) next() {
	if s.at < len(s.src) {
		if s.src[s.at] == '\n' {
			s.line++
		}
		s.at++
	}
}

func (s *scanner) skip(n int) {
	for range n {
		s.next()
	}
}

func (s *scanner) has(prefix string) bool { return bytes.HasPrefix(s.src[s.at:], []byte(prefix)) }

// lineStart is where the line begins that the scanner stands in.
func (s *scanner) lineStart() int { return bytes.LastIndexByte(s.src[:s.at], '\n') + 1 }

// blank steps over white space and comments.
func (s *scanner) blank() {
	for s.at < len(s.src) {
		switch s.src[s.at] {
		case ' ', '\t', '\r', '\n':
			s.next()
		case '#':
			s.restOfLine()
		default:
			if s.at > 0 || !s.has("\ufeff") {
				return
			}
			s.skip(len("\ufeff"))
		}
	}
}

// restOfLine steps behind the end of the line.
func (s *scanner) restOfLine() {
	for s.at < len(s.src) && s.src[s.at] != '\n' {
		s.at++
	}
	s.next()
}

func (s *scanner) header(st *statement) {
	st.header, st.list = true, s.has("[[")
	for s.at < len(s.src) && s.src[s.at] == '[' {
		s.next()
	}
	st.path = s.path(']')
}

func (s *scanner) pair(st *statement) {
	st.path = s.path('=')
	s.next()
	for s.has(" ") || s.has("\t") {
		s.next()
	}
	st.from = s.at
	s.value()
	st.to = st.from + len(bytes.TrimRight(s.src[st.from:s.at], " \t\r"))
}

// path reads dotted names up to a byte that is not part of any, or the end of
// the line.
func (s *scanner) path(until byte) []string {
	var names []string
	var name strings.Builder
	for s.at < len(s.src) && s.src[s.at] != until && s.src[s.at] != '\n' {
		switch c := s.src[s.at]; c {
		case '"', '\'':
			from := s.at + 1
			s.quoted()
			name.Write(s.src[from:max(from, s.at-1)])
			continue
		case '.':
			names = append(names, name.String())
			name.Reset()
		case ' ', '\t', '\r':
		default:
			name.WriteByte(c)
		}
		s.next()
	}
	return append(names, name.String())
}

// value steps over a value: to a comment or the end of a line that stands in no
// bracket and no string.
func (s *scanner) value() {
	depth := 0
	for s.at < len(s.src) {
		switch s.src[s.at] {
		case '"', '\'':
			s.quoted()
			continue
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		case '#':
			if depth <= 0 {
				return
			}
			s.restOfLine()
			continue
		case '\n':
			if depth <= 0 {
				return
			}
		}
		s.next()
	}
}

// quoted steps over a string of any of the four kinds.
func (s *scanner) quoted() {
	quote := string(s.src[s.at])
	escapes := quote == `"`
	long := s.has(quote + quote + quote)
	if long {
		quote += quote + quote
	}
	s.skip(len(quote))
	for s.at < len(s.src) && !s.has(quote) {
		if s.src[s.at] == '\n' && !long {
			return
		}
		if escapes && s.src[s.at] == '\\' {
			s.next()
		}
		s.next()
	}
	s.skip(len(quote))
	// Up to two quotes may stand before the closing ones (TOML 1.0, String).
	for n := 0; long && n < 2 && s.has(quote[:1]); n++ {
		s.next()
	}
}
