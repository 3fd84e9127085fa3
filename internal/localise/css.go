package localise

import (
	"bytes"
	"strings"
)

// use is what a style sheet wants something for.
type use uint8

const (
	forPicture use = iota
	forFont
	forSheet
)

// exchangeAddresses copies a style sheet and gives each address in it to swap, in
// whatever form it stands there (CSS Syntax 3, section 4; CSS Values 4, section 4.5):
// url(…) with and without quotes, strings behind @import and in image-set().
func exchangeAddresses(css []byte, swap func(u use, address string) string) []byte {
	s := &scanner{css: css, swap: swap}
	for s.at < len(css) {
		s.step()
	}
	return append(s.out, css[s.copied:]...)
}

// scanner walks over a style sheet.
type scanner struct {
	css    []byte
	swap   func(u use, address string) string
	out    []byte
	at     int
	copied int // up to where out has the sheet

	importing bool     // behind @import, before its address
	rule      string   // the at-rule that has begun, in lower case
	blocks    []string // the at-rules of the open blocks, "" for others
	functions []string // the open functions, "" for other brackets
}

// maxNesting bounds brackets in brackets.
const maxNesting = 1000

func (s *scanner) step() {
	c := s.css[s.at]
	switch {
	case c == '/' && s.peek(1) == '*':
		s.skipComment()
	case c == '"' || c == '\'':
		s.string()
	case c == '@' && isNameStart(s.peek(1)):
		s.at++
		s.rule = strings.ToLower(s.name())
		s.importing = s.rule == "import"
	case isNameStart(c):
		s.word()
	case c == '{':
		s.blocks = push(s.blocks, s.rule)
		s.rule = ""
		s.at++
	case c == '}':
		s.blocks, s.rule, s.functions = pop(s.blocks), "", nil
		s.at++
	case c == '(':
		s.functions = push(s.functions, "")
		s.at++
	case c == ')':
		s.functions = pop(s.functions)
		s.at++
	case c == ';':
		s.importing, s.rule = false, ""
		s.at++
	default:
		s.at++
	}
}

func push(stack []string, x string) []string {
	if len(stack) >= maxNesting {
		return stack
	}
	return append(stack, x)
}

func pop(stack []string) []string {
	if len(stack) == 0 {
		return stack
	}
	return stack[:len(stack)-1]
}

func (s *scanner) peek(n int) byte {
	if s.at+n < len(s.css) {
		return s.css[s.at+n]
	}
	return 0
}

func (s *scanner) skipComment() {
	end := bytes.Index(s.css[s.at+2:], []byte("*/"))
	if end < 0 {
		s.at = len(s.css)
		return
	}
	s.at += 2 + end + 2
}

func isNameStart(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == '-' || c == '\\' || c >= 0x80
}

func isName(c byte) bool { return isNameStart(c) || '0' <= c && c <= '9' }

// name reads a name, escapes undone.
func (s *scanner) name() string {
	var b strings.Builder
	for s.at < len(s.css) && isName(s.css[s.at]) {
		if s.css[s.at] == '\\' {
			if n := s.peek(1); n == '\n' || n == 0 {
				s.at++
				break
			}
			s.escape(&b)
			continue
		}
		b.WriteByte(s.css[s.at])
		s.at++
	}
	return b.String()
}

// escape undoes one escape (CSS Syntax 3, section 4.3.7).
func (s *scanner) escape(b *strings.Builder) {
	s.at++
	if s.at >= len(s.css) {
		return
	}
	if hexValue(s.css[s.at]) < 0 {
		b.WriteByte(s.css[s.at])
		s.at++
		return
	}
	r := rune(0)
	for range 6 {
		v := hexValue(s.peek(0))
		if v < 0 {
			break
		}
		r = r<<4 | rune(v)
		s.at++
	}
	if isSpace(s.peek(0)) && s.at < len(s.css) {
		s.at++
	}
	b.WriteRune(r)
}

func hexValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// word reads a name; url( without quotes is one token.
func (s *scanner) word() {
	name := strings.ToLower(s.name())
	if s.peek(0) != '(' || s.at >= len(s.css) {
		return
	}
	s.at++
	if name != "url" {
		s.functions = push(s.functions, name)
		return
	}
	start := s.at
	for isSpace(s.peek(0)) {
		s.at++
	}
	if c := s.peek(0); c == '"' || c == '\'' {
		s.functions = push(s.functions, name)
		return // step finds the string
	}
	address := s.bare()
	s.exchange(start, s.at, address)
	if s.at < len(s.css) {
		s.at++ // the bracket
	}
}

// bare reads an address without quotes up to its bracket.
func (s *scanner) bare() string {
	var b strings.Builder
	for s.at < len(s.css) && s.css[s.at] != ')' {
		if s.css[s.at] == '\\' {
			s.escape(&b)
			continue
		}
		b.WriteByte(s.css[s.at])
		s.at++
	}
	return strings.TrimRight(b.String(), " \t\n\r\f")
}

// string reads a string, which may be an address.
func (s *scanner) string() {
	quote := s.css[s.at]
	start := s.at
	s.at++
	var b strings.Builder
	for s.at < len(s.css) && s.css[s.at] != quote && s.css[s.at] != '\n' {
		switch {
		case s.css[s.at] != '\\':
			b.WriteByte(s.css[s.at])
			s.at++
		case s.peek(1) == '\n':
			s.at += 2
		default:
			s.escape(&b)
		}
	}
	if s.at < len(s.css) {
		s.at++
	}
	if s.isAddress() {
		s.exchange(start, s.at, b.String())
	}
}

// addressFunctions are those in which strings are addresses.
var addressFunctions = map[string]bool{"url": true, "src": true, "image-set": true, "-webkit-image-set": true, "image": true, "cross-fade": true}

func (s *scanner) isAddress() bool {
	if n := len(s.functions); n > 0 {
		return addressFunctions[s.functions[n-1]]
	}
	return s.importing
}

// exchange puts what swap says in the place of what stands from start to end.
func (s *scanner) exchange(start, end int, address string) {
	u := forPicture
	if s.importing {
		u, s.importing = forSheet, false
	} else if n := len(s.blocks); n > 0 && s.blocks[n-1] == "font-face" {
		u = forFont
	}
	now := s.swap(u, address)
	if now == address {
		return
	}
	s.out = append(s.out, s.css[s.copied:start]...)
	s.out = append(append(append(s.out, '"'), cssEscaper.Replace(now)...), '"')
	s.copied = end
}

var cssEscaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\a `, "\r", `\d `, "\f", `\c `)
