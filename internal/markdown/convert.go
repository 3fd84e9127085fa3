package markdown

import (
	"sync"

	"github.com/yuin/goldmark/parser"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// Converter turns Markdown into the bodies of articles. It is safe for
// concurrent use.
type Converter struct {
	catalogue *provider.Catalogue
	parser    parser.Parser
	writers   sync.Pool         // of *writer
	lexers    func() lexerTable // made when first needed
}

// New returns a converter that recognises the embeds of the catalogue.
func New(c *provider.Catalogue) *Converter {
	return &Converter{
		catalogue: c,
		parser:    newParser(c),
		lexers:    sync.OnceValue(newLexerTable),
		writers:   sync.Pool{New: func() any { return &writer{} }},
	}
}

// Convert gives the body of an article and what is wrong with it, in the
// order of the lines. There is always a body: what could not be understood is
// shown as text.
func (c *Converter) Convert(in Input) (article.Body, []*article.Problem) {
	w := c.writers.Get().(*writer)
	w.begin(c, &in)
	body := w.body()
	problems := w.sorted()
	w.end()
	c.writers.Put(w)
	return body, problems
}

// body converts the source that the writer was given.
func (w *writer) body() article.Body {
	src, ok := w.readable(w.in.Source)
	if !ok {
		return article.Body{Pieces: []article.Piece{}}
	}
	w.original = src
	var templates []int
	w.src, w.slots, templates = takeValues(src)
	w.parsing.begin()
	root := w.parse(w.src, &w.parsing)
	for _, at := range w.parsing.overload {
		w.problem(at, "this paragraph has too many marks to be read as Markdown and is shown as plain text",
			"split it into several paragraphs")
	}
	for _, at := range templates {
		w.warn(at, "a shortcode that holds its own template is left out with what it encloses", "write what the template makes in Markdown")
	}
	before := len(w.problems)
	w.write(root)
	if w.tangled && !w.untangle() {
		// What the author pasted cannot be put in order: show it as text.
		w.problems = w.problems[:before]
		w.restart()
		w.asText = true
		w.write(root)
		w.problem(0, "the HTML in this article cannot be put in order and is shown as text",
			"close every element in the order in which it was opened")
	}
	return w.finish()
}

// parse reads the source into a tree.
func (w *writer) parse(src []byte, s *parsing) node { return w.c.parse(src, s) }
