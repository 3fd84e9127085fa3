package markdown

import (
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// Converter turns Markdown into the bodies of articles. It is safe for
// concurrent use.
type Converter struct {
	catalogue *provider.Catalogue
}

// New returns a converter that recognises the embeds of the catalogue.
func New(c *provider.Catalogue) *Converter {
	return &Converter{catalogue: c}
}

// Convert gives the body of an article and what is wrong with it. There is
// always a body: what could not be understood is shown as text.
func (c *Converter) Convert(in Input) (article.Body, []*article.Problem) {
	return article.Body{}, nil
}
