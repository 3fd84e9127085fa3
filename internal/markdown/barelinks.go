package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bareLinks reads addresses that stand in the text without any mark (GFM,
// section 6.9). goldmark's own parser is asked at every word; this one waits
// for the colon or the at sign and looks back from there. Those that begin with
// "www." are found when the text is written.
type bareLinks struct{}

func (bareLinks) Trigger() []byte { return []byte{':', '@'} }

func (bareLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before, ok := parent.LastChild().(*ast.Text)
	if !ok {
		return nil
	}
	line, at := block.PeekLine()
	if before.Segment.Stop != at.Start || before.SoftLineBreak() || before.HardLineBreak() || at.Padding > 0 {
		return nil
	}
	src := block.Source()
	var back, ahead int
	kind := ast.AutoLinkURL
	switch line[0] {
	case ':':
		back, ahead = urlAround(before.Segment.Value(src), line, aloneAfter(before, src))
	case '@':
		kind = ast.AutoLinkEmail
		back, ahead = emailAround(before.Segment.Value(src), line)
	}
	if ahead == 0 || pc.IsInLinkLabel() {
		return nil
	}
	start := at.Start - back
	if before.Segment = before.Segment.WithStop(start); before.Segment.IsEmpty() {
		parent.RemoveChild(parent, before)
	}
	block.Advance(ahead)
	return ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, at.Start+ahead)))
}

// aloneAfter reports whether an address that begins with the text node stands
// at the beginning of its line.
func aloneAfter(before *ast.Text, src []byte) bool {
	scheme := before.Segment.Value(src)
	if len(scheme) > len("https") {
		return false
	}
	previous := before.PreviousSibling()
	if previous == nil {
		return true
	}
	t, ok := previous.(*ast.Text)
	return ok && (t.SoftLineBreak() || t.HardLineBreak())
}

// urlAround finds how far an address reaches back and ahead of its colon.
// Alone on its line it is the whole line: the rules below would take an
// underscore off its end, with which some keys of videos end.
func urlAround(before, line []byte, alone bool) (back, ahead int) {
	if len(line) < 4 || line[1] != '/' || line[2] != '/' {
		return 0, 0
	}
	switch {
	case hasSuffixFold(before, "https"):
		back = len("https")
	case hasSuffixFold(before, "http"):
		back = len("http")
	default:
		return 0, 0
	}
	if back < len(before) && !opensLink(before[len(before)-back-1]) {
		return 0, 0
	}
	if whole := bytes.TrimRight(line, " \t\r\n"); alone && !bytes.ContainsAny(whole, " \t<>") {
		return back, 3 + len(bytes.TrimRight(whole[3:], ".,;!"))
	}
	return back, linkEnd(line, 3)
}

// wwwAround finds an address that begins with "www." around that dot.
func wwwAround(before, line []byte) (back, ahead int) {
	if !hasSuffixFold(before, "www") || len(before) > 3 && !opensLink(before[len(before)-4]) {
		return 0, 0
	}
	if len(line) < 2 || !isAlnum(line[1]) && line[1] < 0x80 {
		return 0, 0
	}
	end := linkEnd(line, 1)
	if host, _, _ := bytes.Cut(line[1:max(end, 1)], []byte("/")); bytes.IndexByte(host, '.') < 0 {
		return 0, 0
	}
	return len("www"), end
}

// emailAround finds an e-mail address around its at sign.
func emailAround(before, line []byte) (back, ahead int) {
	for back < len(before) && isLocal(before[len(before)-back-1]) {
		back++
	}
	ahead = 1
	dots := 0
	for ahead < len(line) && (isAlnum(line[ahead]) || line[ahead] == '-' || line[ahead] == '.') {
		if line[ahead] == '.' {
			dots++
		}
		ahead++
	}
	for ahead > 1 && (line[ahead-1] == '.' || line[ahead-1] == '-') {
		if ahead--; line[ahead] == '.' {
			dots--
		}
	}
	if back == 0 || ahead < 4 || dots < 1 {
		return 0, 0
	}
	return back, ahead
}

// opensLink reports whether an address may follow a byte.
func opensLink(c byte) bool { return !isAlnum(c) && c < 0x80 && c != '@' && c != '/' }

func isAlnum(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func isLocal(c byte) bool { return isAlnum(c) || c == '.' || c == '-' || c == '_' || c == '+' }

func hasSuffixFold(b []byte, suffix string) bool {
	return len(b) >= len(suffix) && bytes.EqualFold(b[len(b)-len(suffix):], []byte(suffix))
}

// linkEnd tells how long the address in line is, of which the bytes up to from
// are certain: up to a blank or "<", without punctuation at its end, without a
// closing bracket that has no opening one, and without an entity at its end.
func linkEnd(line []byte, from int) int {
	end := from
	open := 0
	for end < len(line) && line[end] > ' ' && line[end] != '<' && line[end] != '>' {
		switch line[end] {
		case '(':
			open++
		case ')':
			open--
		}
		end++
	}
	for end > from {
		switch c := line[end-1]; {
		case c == ')' && open < 0:
			open++
		case bytes.IndexByte([]byte("?!.,:*_~'\""), c) >= 0:
		case c == ';':
			// An entity's name is at most 32 bytes long.
			near := max(from, end-34)
			if amp := bytes.LastIndexByte(line[near:end-1], '&'); amp >= 0 && allAlnum(line[near+amp+1:end-1]) {
				end = near + amp + 1
			}
		default:
			return end
		}
		end--
	}
	return 0
}

func allAlnum(b []byte) bool {
	for _, c := range b {
		if !isAlnum(c) {
			return false
		}
	}
	return len(b) > 0
}
