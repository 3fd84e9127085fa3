package rewrite

import "bytes"

// sheet reads CSS as far as it takes to find every address that it would load (CSS
// Syntax Module Level 3, section 4): url(), @import, the strings of image-set()
// and its like, and whatever of these is written in escapes, or kept in a custom
// property until it is used. It reads a sheet in stretches, so that one of any
// length passes through little memory.
type sheet struct {
	// judge says what takes the place of an address, if anything. Of one that is too long
	// it sees the beginning, which says nothing of where it leads: whole is false.
	judge func(k Kind, address []byte, whole bool) (with []byte, change bool)

	// swap is told what stands in the place of text[from:to].
	swap func(from, to int, with []byte)

	open   [64]bracket
	depth  int
	wild   bool // brackets beyond counting, a token beyond the window: every string is suspicious
	custom int  // depth+1 of the custom property whose value this is; 0: none
	rule   rule // the at-rule whose prelude this is

	comment bool // we are in a comment
	quote   byte // we are in a string that loads nothing
	address bool // we are in an unquoted address that is passed over
	gone    bool // what is passed over is replaced: it is not copied

	last bool   // nothing follows the text
	at   int    // where in text the address stands that is judged
	buf  []byte // for addresses written in escapes
}

// bracket is an open bracket, and what its content means.
type bracket uint8

const (
	round         bracket = iota // (, or a function
	loading                      // a function whose strings are addresses, or a bracket within
	square                       // [
	loadingSquare                // the same within a function that loads
	block                        // {
	loadingBlock
	fontBlock // the block of @font-face
)

// rule is an at-rule before its block or semicolon.
type rule uint8

const (
	noRule rule = iota
	importRule
	fontRule
	namespaceRule // its address is a name and is never loaded
	otherRule
)

// maxAddress bounds an address that is looked at; a longer one loads nothing.
const maxAddress = 8 << 10

// read reads a stretch of a sheet and returns how much of it is done with. The
// rest is to be given again with more behind it. last says that nothing follows;
// full, that there is no room for more.
func (s *sheet) read(text []byte, last, full bool) int {
	s.last = last
	n := s.stretch(text, last, full)
	if last && n < len(text) {
		if s.gone {
			s.swap(n, len(text), nil)
		}
		return len(text)
	}
	return n
}

func (s *sheet) stretch(text []byte, last, full bool) int {
	i := s.resume(text, last)
	if s.within() {
		return i
	}
	for i < len(text) {
		if i = s.skim(text, i); i == len(text) {
			break
		}
		n := s.token(text, i, last || full)
		if n == 0 {
			return i
		}
		if full && !last {
			s.wild = true // the token is cut: who knows what it would have been
		}
		if i += n; s.within() {
			return i
		}
	}
	return i
}

// within reports whether the stretch ended within something that is passed over.
func (s *sheet) within() bool { return s.comment || s.quote != 0 || s.address }

// resume goes on where the last stretch ended within something long.
func (s *sheet) resume(text []byte, last bool) int {
	i := 0
	switch {
	case s.comment:
		i = s.inComment(text, 0)
	case s.quote != 0:
		i = s.inString(text, 0)
	case s.address:
		i = s.inAddress(text, 0)
	default:
		return 0
	}
	if s.gone {
		s.swap(0, i, nil)
		s.gone = s.within()
	}
	return i
}

// inComment returns where the comment ends.
func (s *sheet) inComment(text []byte, i int) int {
	end := bytes.Index(text[i:], []byte("*/"))
	s.comment = end < 0
	if end < 0 {
		return max(i, len(text)-1) // the star may be the last byte
	}
	return i + end + 2
}

// inString returns where the string ends; s.quote is 0 if it does.
func (s *sheet) inString(text []byte, i int) int {
	for i < len(text) {
		switch c := text[i]; {
		case !inString[c]:
			i++
		case c == s.quote:
			s.quote = 0
			return i + 1
		case c == '\n' || c == '\r' || c == '\f':
			s.quote = 0
			return i
		case c == '\\':
			end := skipEscape(text, i) // a line end behind a number belongs to it
			if c := next(text, i+1); i+1 == len(text) || end >= len(text) && (isHex(c) || c == '\r') {
				return i // it may go on
			}
			if text[end-1] == '\r' && text[end] == '\n' {
				end++
			}
			i = end
		default:
			i++
		}
	}
	return i
}

// inString has what matters in a string.
var inString = [256]bool{'"': true, '\'': true, '\n': true, '\r': true, '\f': true, '\\': true}

// inAddress returns where an unquoted address ends.
func (s *sheet) inAddress(text []byte, i int) int {
	for i < len(text) {
		switch text[i] {
		case ')':
			s.address = false
			return i + 1
		case '\\':
			if i+1 == len(text) {
				return i
			}
			i += 2
		default:
			i++
		}
	}
	return i
}

// loadsNothing reports whether a whole sheet plainly loads nothing: without strings and
// escapes an address needs "url(". Most sheets within pages are such.
func loadsNothing(text []byte) bool {
	if bytes.IndexByte(text, '\\') >= 0 || bytes.IndexByte(text, '"') >= 0 || bytes.IndexByte(text, '\'') >= 0 {
		return false
	}
	for {
		i := bytes.IndexByte(text, '(')
		if i < 0 {
			return true
		}
		if i > 0 && text[i-1]|0x20 == 'l' {
			return false
		}
		text = text[i+1:]
	}
}
