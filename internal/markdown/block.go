package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// blocks appends the blocks within a node.
func (w *writer) blocks(parent node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c)
	}
}

func (w *writer) block(n node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		if !w.pastedParagraph(n) && !w.bracketParagraph(n) {
			w.paragraph(n, "<p>", "</p>\n")
		}
	case *ast.TextBlock:
		w.paragraph(n, "", "")
	case *ast.Heading:
		w.heading(n)
	case *shortcodeBlock:
		w.shortcodeBlock(n)
	case *ast.Blockquote:
		w.quoted++
		w.container("<blockquote>\n", n, "</blockquote>\n")
		w.quoted--
	case *ast.List:
		w.list(n)
	case *ast.FencedCodeBlock:
		w.fenced(n)
	case *ast.CodeBlock:
		w.code(w.codeLines(n), "")
	case *ast.ThematicBreak:
		w.str("<hr>\n")
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *east.Table:
		w.table(n)
	case *east.DefinitionList:
		w.definitions(n)
	case *detailsBlock:
		w.details(n)
	case *plainText:
		w.plainBlock(n)
	}
}

// container appends blocks between two tags. Raw HTML that was opened within
// ends with it.
func (w *writer) container(open string, n node, end string) {
	w.str(open)
	floor := w.enter()
	w.blocks(n)
	w.leave(floor)
	w.str(end)
}

// heading appends a heading. Its level follows from the outline: below the
// headline, which is the page's only first level, and never more than one
// deeper than the heading above.
func (w *writer) heading(n *ast.Heading) {
	for len(w.outline) > 0 && w.outline[len(w.outline)-1] >= int8(n.Level) {
		w.outline = w.outline[:len(w.outline)-1]
	}
	w.outline = append(w.outline, int8(n.Level))
	w.level = min(len(w.outline)+1, 6)
	digit := byte('0' + w.level)
	w.buf = append(append(w.buf, '<', 'h', digit), ` id="`...)
	w.headingID(n)
	w.str(`"`)
	w.headingAttributes(n)
	w.str(">")
	w.startText()
	floor := w.enter()
	w.inlines(n)
	w.leave(floor)
	w.buf = append(w.buf, '<', '/', 'h', digit, '>', '\n')
	w.flush()
}

func (w *writer) list(n *ast.List) {
	switch {
	case !n.IsOrdered():
		w.str("<ul>\n")
	case n.Start != 1:
		w.str(`<ol start="` + strconv.Itoa(n.Start) + "\">\n")
	default:
		w.str("<ol>\n")
	}
	floor := w.enter()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.container("<li>", c, "</li>\n")
	}
	w.leave(floor)
	if n.IsOrdered() {
		w.str("</ol>\n")
	} else {
		w.str("</ul>\n")
	}
}

func (w *writer) definitions(n *east.DefinitionList) {
	w.str("<dl>\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == east.KindDefinitionTerm {
			w.paragraph(c, "<dt>", "</dt>\n")
			continue
		}
		w.container("<dd>", c, "</dd>\n")
	}
	w.str("</dl>\n")
}

func (w *writer) details(n *detailsBlock) {
	if !n.closed {
		w.warn(n.tag.pos, "the details shortcode is never closed", "put {{< /details >}} on a line of its own behind its text")
	}
	w.str("<details")
	if open := n.tag.get("open", -1); open == "true" {
		w.str(" open")
	}
	w.str("><summary>")
	summary := w.filled(n.tag.get("summary", 0))
	if summary == "" {
		summary = w.wording.Details
	}
	w.inlineMarkdown(summary, n.tag.pos)
	w.container("</summary>\n", n, "</details>\n")
}

// plainBlock appends text as it was written.
func (w *writer) plainBlock(n *plainText) {
	w.str("<p>")
	w.verbatim(bytes.TrimRight(w.linesOf(n), "\n"))
	w.str("</p>\n")
}

// linesOf gives the lines of a block as they stand in the source.
func (w *writer) linesOf(n node) []byte {
	lines := n.Lines()
	var b []byte
	for i := range lines.Len() {
		line := lines.At(i)
		b = append(b, line.Value(w.original)...)
	}
	return b
}
