package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Bounds of the work that one article may cause. Prose stays a hundredfold
// below each of them; they keep a file that was made to be slow, or is no
// article at all, from holding up a publication.
const (
	maxSource = 4 << 20 // bytes of a body
	maxLines  = 100_000 // lines of a body
	maxDepth  = 100     // blocks open within one another; a list level is two

	// maxWork bounds inline parsing, some of which takes time with the
	// square of the marks in a paragraph: it is the sum of these squares.
	maxWork = 2e8

	// maxScan bounds the bytes that are looked at for the end of a shortcode
	// that has none.
	maxScan = 8 << 20

	maxCells    = 50_000 // of one table, also those it is filled up with
	maxEscapes  = 2_000  // escaped pipes in tables
	maxProblems = 100    // that are reported of one article
)

// shallow keeps a container from opening more than maxDepth blocks deep. What
// would go deeper is text.
type shallow struct{ parser.BlockParser }

// Open opens the container unless it would stand too deep. It asks the parser
// first, because a list's has to know of every line.
func (p shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.Position()
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil && len(pc.OpenedBlocks()) >= maxDepth {
		reader.SetPosition(line, at)
		return nil, parser.NoChildren
	}
	return node, state
}

// plainText is a block whose marks are not read.
type plainText struct{ ast.BaseBlock }

var kindPlainText = ast.NewNodeKind("PlainText")

func (n *plainText) Kind() ast.NodeKind     { return kindPlainText }
func (n *plainText) IsRaw() bool            { return true }
func (n *plainText) Dump(src []byte, l int) { ast.DumpHelper(n, src, l, nil, nil) }

// overloaded makes plain text of a paragraph that would take too long.
type overloaded struct{}

// Transform replaces the paragraph if it has to.
func (overloaded) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	s := of(pc)
	if s.bearable(p, reader.Source()) {
		return
	}
	s.flatten(p)
}

// plainHeadings does for headings what overloaded does for paragraphs.
type plainHeadings struct{ parser.BlockParser }

// Close closes the heading and replaces it if it has to.
func (p plainHeadings) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, reader, pc)
	if s := of(pc); !s.bearable(n, reader.Source()) {
		s.flatten(n)
	}
}

// flatten puts plain text in the place of a block.
func (s *parsing) flatten(n ast.Node) {
	flat := &plainText{}
	flat.SetLines(n.Lines())
	if n.Lines().Len() > 0 {
		s.overload = append(s.overload, n.Lines().At(0).Start)
	}
	n.Parent().ReplaceChild(n.Parent(), n, flat)
}

// bearable reports whether the text of a block can be parsed at a reasonable
// price, and takes the price off what is left.
func (s *parsing) bearable(n ast.Node, src []byte) bool {
	marks, lines := 0, n.Lines()
	columns := 0
	for i := range lines.Len() {
		line := lines.At(i)
		b := line.Value(src)
		marks += countMarks(b)
		if i > 0 && columns == 0 && isDelimiterRow(b) {
			columns = bytes.Count(b, []byte{'|'}) + 1
		}
	}
	if columns > 0 && !s.bearableTable(lines, columns, src) {
		return false
	}
	if columns > 0 {
		marks = marks/lines.Len() + 1 // cells are parsed one by one
	}
	price := marks * marks
	if price > s.work {
		return false
	}
	s.work -= price
	return true
}

// bearableTable reports whether a table has a bearable number of cells and of
// pipes that are escaped within code, which goldmark compares with each other.
func (s *parsing) bearableTable(lines *text.Segments, columns int, src []byte) bool {
	for i := range lines.Len() {
		line := lines.At(i)
		s.escapes += bytes.Count(line.Value(src), []byte(`\|`))
	}
	return columns*lines.Len() <= maxCells && s.escapes <= maxEscapes
}

// isDelimiterRow reports whether a line looks like the one below a table's
// head.
func isDelimiterRow(b []byte) bool {
	b = bytes.TrimSpace(b)
	return len(b) > 0 && len(bytes.Trim(b, "|-: \t")) == 0 && bytes.IndexByte(b, '-') >= 0
}

// countMarks counts the bytes that an inline parser stops at and keeps.
func countMarks(b []byte) int {
	n := 0
	for _, c := range b {
		if inlineMarks[c] {
			n++
		}
	}
	return n
}

var inlineMarks = [256]bool{'*': true, '_': true, '~': true, '[': true, ']': true, '`': true, '<': true}
