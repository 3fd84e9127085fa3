package markdown

import (
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/yuin/goldmark/ast"

	"github.com/gatefold/gatefold/provider"
)

// newParser puts together what we understand: CommonMark with tables,
// strikethrough, task lists and definition lists as goldmark reads them, and
// our own footnotes, bare links, picture attributes and shortcodes. The
// numbers order the parsers; goldmark's own stand at 100 to 1000.
func newParser(c *provider.Catalogue) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(parser.WithHeadingAttribute()), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(plainHeadings{parser.NewATXHeadingParser(parser.WithHeadingAttribute())}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(pastedBlocks{parser.NewHTMLBlockParser(), c}, 900),
			util.Prioritized(parser.NewParagraphParser(), 1000),
			util.Prioritized(shallow{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(noteParser{}, 899),
			util.Prioritized(shortcodeBlocks{}, 150),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(noteRefParser{}, 101),
			util.Prioritized(extension.NewStrikethroughParser(), 501),
			util.Prioritized(bareLinks{}, 999),
			util.Prioritized(braces{}, 110),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(overloaded{}, 50),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
		),
	)
}

// parse reads src into a tree.
func (c *Converter) parse(src []byte, s *parsing) ast.Node {
	s.Context = parser.NewContext()
	return c.parser.Parse(text.NewReader(src), parser.WithContext(s))
}

// parsing is what our parsers remember of one article. It is handed to them
// as goldmark's own context, with more to it.
type parsing struct {
	parser.Context

	notes    *noteList // the definitions of footnotes; nil without
	work     int       // units of inline parsing that are left, see overloaded
	scan     int       // bytes that may be looked at for shortcodes in vain
	escapes  int       // escaped pipes in tables so far
	overload []int     // offsets of what was shown as plain text
	glued    int       // where pasted code ends, over whose blank lines a block goes on
	glue     int       // bytes that may be looked at for such an end
}

// begin gives the amounts of work that an article may cause.
func (s *parsing) begin() {
	*s = parsing{work: maxWork, scan: maxScan, glue: maxGlue}
}

// of returns our part of a context.
func of(pc parser.Context) *parsing { return pc.(*parsing) }
