package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// shortcodeBlock is a shortcode alone on its line. That of highlight holds the
// lines of the code.
type shortcodeBlock struct {
	ast.BaseBlock
	tag   tag
	end   int    // where the shortcode ends in the source
	until string // the name of the shortcode that ends the lines, or ""
}

// detailsBlock is a details shortcode with the blocks inside it.
type detailsBlock struct {
	ast.BaseBlock
	tag    tag
	closed bool
}

// shortcodeInline is a shortcode within a line.
type shortcodeInline struct {
	ast.BaseInline
	tag tag
}

var (
	kindShortcodeBlock  = ast.NewNodeKind("ShortcodeBlock")
	kindDetailsBlock    = ast.NewNodeKind("DetailsBlock")
	kindShortcodeInline = ast.NewNodeKind("ShortcodeInline")
)

func (n *shortcodeBlock) Kind() ast.NodeKind      { return kindShortcodeBlock }
func (n *shortcodeBlock) IsRaw() bool             { return true }
func (n *shortcodeBlock) Dump(src []byte, l int)  { ast.DumpHelper(n, src, l, nil, nil) }
func (n *detailsBlock) Kind() ast.NodeKind        { return kindDetailsBlock }
func (n *detailsBlock) Dump(src []byte, l int)    { ast.DumpHelper(n, src, l, nil, nil) }
func (n *shortcodeInline) Kind() ast.NodeKind     { return kindShortcodeInline }
func (n *shortcodeInline) Dump(src []byte, l int) { ast.DumpHelper(n, src, l, nil, nil) }

// shortcodeBlocks reads shortcodes that stand alone on their line, or on
// several of their own.
type shortcodeBlocks struct{}

func (shortcodeBlocks) Trigger() []byte             { return []byte{'{'} }
func (shortcodeBlocks) CanInterruptParagraph() bool { return true }
func (shortcodeBlocks) CanAcceptIndentedLine() bool { return false }

func (p shortcodeBlocks) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || segment.Padding > 0 || !isTag(line[pos:]) {
		return nil, parser.NoChildren
	}
	src, start := reader.Source(), segment.Start+pos
	t, n, ok := of(pc).tagAt(src[start:])
	if !ok || t.literal != nil {
		return nil, parser.NoChildren
	}
	t.pos = start
	rest := restOfLine(src[start+n:])
	alone := len(bytes.TrimSpace(rest)) == 0
	if !alone {
		return p.openOnOneLine(reader, t, start+n, rest)
	}
	if !t.closing && !isBlockTag(t.name) && ast.IsParagraph(pc.LastOpenedBlock().Node) {
		return nil, parser.NoChildren // within a sentence
	}
	reader.AdvanceToEOL()
	switch {
	case t.closing:
	case t.name == "details" && len(pc.OpenedBlocks()) < maxDepth:
		return &detailsBlock{tag: t}, parser.HasChildren
	case t.name == "highlight" && of(pc).closes(src[start+n:], "highlight"):
		return &shortcodeBlock{tag: t, end: start + n, until: "highlight"}, parser.NoChildren
	}
	return &shortcodeBlock{tag: t, end: start + n}, parser.NoChildren
}

// openOnOneLine reads the two that hold text when they end on their own line.
func (shortcodeBlocks) openOnOneLine(reader text.Reader, t tag, at int, rest []byte) (ast.Node, parser.State) {
	if t.closing || t.name != "details" && t.name != "highlight" {
		return nil, parser.NoChildren
	}
	end := bytes.LastIndex(rest, []byte("{{"))
	if end < 0 || !isTag(rest[end:]) {
		return nil, parser.NoChildren
	}
	closing, n, _, _ := readTag(rest[end:])
	if n == 0 || !closing.closing || closing.name != t.name || len(bytes.TrimSpace(rest[end+n:])) > 0 {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	inner := text.NewSegment(at, at+end)
	if t.name == "highlight" {
		code := &shortcodeBlock{tag: t, end: at}
		code.Lines().Append(inner)
		return code, parser.NoChildren
	}
	paragraph := ast.NewParagraph()
	inner = inner.TrimLeftSpace(reader.Source())
	paragraph.Lines().Append(inner.TrimRightSpace(reader.Source()))
	details := &detailsBlock{tag: t, closed: true}
	details.AppendChild(details, paragraph)
	return details, parser.NoChildren
}

func (shortcodeBlocks) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, segment := reader.PeekLine()
	switch n := n.(type) {
	case *shortcodeBlock:
		if segment.Start < n.end { // its arguments go on
			reader.AdvanceToEOL()
			return parser.Continue | parser.NoChildren
		}
		if n.until == "" {
			return parser.Close
		}
		if closesTag(line, n.until) {
			reader.AdvanceToEOL()
			return parser.Close
		}
		n.Lines().Append(segment)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	case *detailsBlock:
		if n.closed && n.HasChildren() {
			return parser.Close // was on one line
		}
		if n.tag.pos+1 < segment.Start && isTag(bytes.TrimLeft(line, " ")) && innermost(pc) == n && closesTag(line, "details") {
			n.closed = true
			reader.AdvanceToEOL()
			return parser.Close
		}
		return parser.Continue | parser.HasChildren
	}
	return parser.Close
}

func (shortcodeBlocks) Close(ast.Node, text.Reader, parser.Context) {}

// innermost gives the details block that a closing shortcode would close; nil
// where code is open in which it means nothing.
func innermost(pc parser.Context) *detailsBlock {
	open := pc.OpenedBlocks()
	for i := len(open) - 1; i >= 0; i-- {
		switch n := open[i].Node.(type) {
		case *detailsBlock:
			return n
		case *ast.FencedCodeBlock, *shortcodeBlock, *ast.HTMLBlock:
			return nil
		}
	}
	return nil
}

// closesTag reports whether a line is nothing but the closing shortcode of a
// name.
func closesTag(line []byte, name string) bool {
	line = bytes.TrimSpace(line)
	if !isTag(line) {
		return false
	}
	t, n, _, _ := readTag(line)
	return n == len(line) && t.closing && t.name == name
}

// closes reports whether a line that closes a shortcode follows in src.
func (s *parsing) closes(src []byte, name string) bool {
	if s.scan -= len(src); s.scan < 0 {
		return false
	}
	for {
		i := bytes.Index(src, []byte("{{"))
		if i < 0 {
			return false
		}
		if src = src[i:]; closesTag(restOfLine(src), name) {
			return true
		}
		src = src[2:]
	}
}

// tagAt reads the shortcode that b begins with, as long as the article has not
// wasted too much work on what looks like one.
func (s *parsing) tagAt(b []byte) (t tag, n int, ok bool) {
	if s.scan < 0 {
		return t, 0, false
	}
	t, n, _, scanned := readTag(b)
	if n == 0 {
		s.scan -= scanned
	}
	return t, n, n > 0
}

func restOfLine(b []byte) []byte {
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return b[:i]
	}
	return b
}

// isBlockTag reports whether a shortcode makes a block, so that it ends a
// paragraph in whose middle it stands on a line of its own.
func isBlockTag(name string) bool {
	switch name {
	case "figure", "highlight", "details", "qr":
		return true
	}
	_, ok := embedTags[name]
	return ok
}
