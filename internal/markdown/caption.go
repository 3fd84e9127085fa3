package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/gatefold/gatefold/internal/article"
)

// Caption gives a text that stands outside of the body, such as the caption of
// a picture that the front matter names, as HTML in a line: what Markdown says
// of words and links holds in it as in the captions of the body. The source of
// the input is the caption. outside reports whether a link in it leaves the
// site.
func (c *Converter) Caption(in Input) (html string, outside bool, problems []*article.Problem) {
	w := c.writers.Get().(*writer)
	w.begin(c, &in)
	w.parsing.begin()
	html = w.inlineHTML(string(in.Source), 0)
	outside, problems = w.outside, w.sorted()
	w.end()
	c.writers.Put(w)
	return html, outside, problems
}

// inlineMarkdown appends a short text, such as a summary, that is Markdown of
// its own.
func (w *writer) inlineMarkdown(s string, at int) { w.str(w.inlineHTML(s, at)) }

// inlineHTML turns a short text that is Markdown of its own into HTML. Pieces
// cannot stand in it and raw HTML is shown as text.
func (w *writer) inlineHTML(s string, at int) string {
	if !strings.ContainsAny(s, "*_~[`<>&\"'\\{!@\n\x00") && !strings.Contains(s, "--") &&
		!strings.Contains(s, "...") && !strings.Contains(s, "://") && !strings.Contains(s, "www.") {
		w.words += len(strings.Fields(s))
		return s
	}
	if w.nested {
		return escape(s)
	}
	outer := *w
	line := w.line(at)
	w.src = []byte(strings.ToValidUTF8(strings.TrimSpace(strings.ReplaceAll(s, "\x00", "")), "\uFFFD"))
	w.original, w.slots = w.src, nil
	w.buf, w.marks, w.waiting = nil, nil, nil
	w.nested, w.nestedLine, w.asText, w.prose = true, line, true, false
	w.raw, w.floor, w.skip, w.inLink = nil, 0, "", 0
	w.parsing = parsing{work: outer.parsing.work / 100, scan: outer.parsing.scan}
	root := w.parse(w.src, &w.parsing)
	w.startText()
	w.inlinesOf(root)
	html := string(w.buf)
	outer.parsing.scan = w.parsing.scan
	outer.problems, outer.words, outer.outside, outer.ids = w.problems, w.words, w.outside, w.ids
	*w = outer
	return html
}

// inlinesOf appends the lines of all paragraphs within a node, and other
// blocks as the text they were written in.
func (w *writer) inlinesOf(n node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.PreviousSibling() != nil {
			w.str(" ")
		}
		switch c.Kind() {
		case ast.KindParagraph, ast.KindTextBlock:
			w.inlines(c)
		default:
			if c.Lines() != nil && c.Lines().Len() > 0 {
				w.verbatim(w.linesOf(c))
			} else {
				w.inlinesOf(c)
			}
		}
	}
}
