package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// braces reads what begins with a brace within a line: a shortcode, or the
// attributes behind a picture, ![alt](file.jpg){credit="Agency"}.
type braces struct{}

func (braces) Trigger() []byte { return []byte{'{'} }

func (braces) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) > 1 && line[1] == '{' {
		if isTag(line) {
			return inlineTag(block, line, segment, of(pc))
		}
		return nil
	}
	picture := parent.LastChild()
	if !takesAttributes(picture) || of(pc).scan < 0 {
		return nil
	}
	attrs, n, more := readAttributes(line)
	if more {
		line = rest(block)
		attrs, n, _ = readAttributes(line)
	}
	if n == 0 {
		of(pc).scan -= len(line)
		return nil
	}
	advance(block, n)
	for _, a := range attrs {
		picture.SetAttributeString(a.key, a.value)
	}
	return &braced{}
}

// braced stands where attributes were read; it shows nothing.
type braced struct{ ast.BaseInline }

var kindBraced = ast.NewNodeKind("Braced")

func (n *braced) Kind() ast.NodeKind     { return kindBraced }
func (n *braced) Dump(src []byte, l int) { ast.DumpHelper(n, src, l, nil, nil) }

// takesAttributes reports whether a node is a picture, linked or not.
func takesAttributes(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Image:
		return n.Attributes() == nil
	case *ast.Link:
		_, ok := n.FirstChild().(*ast.Image)
		return ok && n.FirstChild() == n.LastChild() && n.Attributes() == nil
	}
	return false
}

func inlineTag(block text.Reader, line []byte, segment text.Segment, s *parsing) ast.Node {
	if s.scan < 0 {
		return nil
	}
	t, n, more, scanned := readTag(line)
	if more {
		all := rest(block)
		t, n, _, scanned = readTag(all)
		scanned += len(all)
	}
	if n == 0 {
		s.scan -= scanned
		return nil
	}
	t.pos = segment.Start
	advance(block, n)
	return &shortcodeInline{tag: t}
}

// maxBraceLines bounds over how many lines braces may reach.
const maxBraceLines = 30

// rest gives the text from the reader's place on, over line ends.
func rest(block text.Reader) []byte {
	l, at := block.Position()
	var b []byte
	for range maxBraceLines {
		line, _ := block.PeekLine()
		if line == nil {
			break
		}
		b = append(b, line...)
		block.AdvanceLine()
	}
	block.SetPosition(l, at)
	return b
}

// advance moves the reader by n bytes of what rest gives.
func advance(block text.Reader, n int) {
	for n > 0 {
		line, _ := block.PeekLine()
		if n < len(line) {
			block.Advance(n)
			return
		}
		if line == nil {
			return
		}
		n -= len(line)
		block.AdvanceLine()
	}
}

// readAttributes reads {name="value" name='value' name=value name #id .class}
// at the beginning of b and tells its length. A name alone has an empty value.
// more tells that the attributes could end behind b.
func readAttributes(b []byte) (attrs []arg, length int, more bool) {
	s := tagScanner{b: b, at: 1, close: "}"}
	for {
		s.blanks()
		if s.at >= len(b) {
			return nil, 0, true
		}
		if b[s.at] == '}' {
			return attrs, s.at + 1, false
		}
		a, ok := s.attribute()
		if !ok {
			return nil, 0, s.at >= len(b)
		}
		attrs = append(attrs, a)
	}
}

func (s *tagScanner) attribute() (arg, bool) {
	key := ""
	switch s.b[s.at] {
	case '#':
		key = "id"
	case '.':
		key = "class"
	}
	if key != "" {
		s.at++
	}
	from := s.at
	for s.at < len(s.b) && (isAlnum(s.b[s.at]) || s.b[s.at] == '_' || s.b[s.at] == '-') {
		s.at++
	}
	name := string(s.b[from:s.at])
	switch {
	case name == "":
		return arg{}, false
	case key != "":
		return arg{key, name}, true
	case !s.starts("="):
		return arg{name, ""}, s.at < len(s.b)
	}
	s.at++
	if s.starts("'") {
		from := s.at + 1
		for s.at++; s.at < len(s.b); s.at++ {
			if s.b[s.at] == '\'' {
				s.at++
				return arg{name, string(s.b[from : s.at-1])}, true
			}
		}
		return arg{}, false
	}
	value, ok := s.value()
	return arg{name, value}, ok
}
