package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxNoteLabel bounds the label of a footnote, in bytes.
const maxNoteLabel = 200

// noteList holds the definitions of all footnotes. It hangs first in the
// document, where it disturbs no parser that looks at what came last.
type noteList struct {
	ast.BaseBlock
	byLabel map[string]*note
}

// note is the definition of a footnote. Its number is given when the text is
// written, in the order in which notes are referred to.
type note struct {
	ast.BaseBlock
	label  string
	number int // from 1; 0 before it is referred to
	refs   int // how often it was referred to
}

// noteRef is a reference to a footnote.
type noteRef struct {
	ast.BaseInline
	note *note
}

var (
	kindNoteList = ast.NewNodeKind("NoteList")
	kindNote     = ast.NewNodeKind("Note")
	kindNoteRef  = ast.NewNodeKind("NoteRef")
)

func (n *noteList) Kind() ast.NodeKind     { return kindNoteList }
func (n *noteList) Dump(src []byte, l int) { ast.DumpHelper(n, src, l, nil, nil) }
func (n *note) Kind() ast.NodeKind         { return kindNote }
func (n *note) Dump(src []byte, l int)     { ast.DumpHelper(n, src, l, nil, nil) }
func (n *noteRef) Kind() ast.NodeKind      { return kindNoteRef }
func (n *noteRef) Dump(src []byte, l int)  { ast.DumpHelper(n, src, l, nil, nil) }

// noteParser reads definitions: "[^label]: text", with further blocks
// indented by four columns.
type noteParser struct{}

func (noteParser) Trigger() []byte             { return []byte{'['} }
func (noteParser) CanInterruptParagraph() bool { return true }
func (noteParser) CanAcceptIndentedLine() bool { return false }

func (noteParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || len(pc.OpenedBlocks()) >= maxDepth || segment.Padding > 0 {
		return nil, parser.NoChildren
	}
	label, n := noteLabel(line[pos:])
	if n == 0 || pos+n >= len(line) || line[pos+n] != ':' {
		return nil, parser.NoChildren
	}
	reader.Advance(pos + n + 1)
	return &note{label: string(label)}, parser.HasChildren
}

func (noteParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if len(bytes.TrimSpace(line)) == 0 {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close takes the definition out of the text. The first of a label counts.
func (noteParser) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	s, def := of(pc), n.(*note)
	document := n.OwnerDocument()
	n.Parent().RemoveChild(n.Parent(), n)
	if s.notes == nil {
		s.notes = &noteList{byLabel: map[string]*note{}}
		document.InsertBefore(document, document.FirstChild(), s.notes)
	}
	if s.notes.byLabel[def.label] == nil {
		s.notes.byLabel[def.label] = def
		s.notes.AppendChild(s.notes, def)
	}
}

// noteRefParser reads references: "[^label]", where it is defined.
type noteRefParser struct{}

func (noteRefParser) Trigger() []byte { return []byte{'['} }

func (noteRefParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := of(pc)
	if s.notes == nil {
		return nil
	}
	line, _ := block.PeekLine()
	label, n := noteLabel(line)
	if n == 0 {
		return nil
	}
	def := s.notes.byLabel[string(label)]
	if def == nil {
		return nil
	}
	block.Advance(n)
	return &noteRef{note: def}
}

// noteLabel reads "[^label]" at the beginning of b and tells its length.
func noteLabel(b []byte) (label []byte, n int) {
	if len(b) < 4 || b[0] != '[' || b[1] != '^' {
		return nil, 0
	}
	end := bytes.IndexByte(b[2:min(len(b), maxNoteLabel)], ']')
	if end <= 0 || bytes.ContainsAny(b[2:2+end], "[ \t\n") {
		return nil, 0
	}
	return b[2 : 2+end], end + 3
}
