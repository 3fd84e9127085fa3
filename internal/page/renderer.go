package page

import (
	"crypto/sha256"
	"io/fs"
	"strings"
	"sync"

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
	theme  *theme

	mu       sync.RWMutex
	editions map[*Publication]*edition
}

// New prepares the theme. It executes every template with made-up data, so that
// a mistake in a site's own theme is found now and not on some page. Its error
// is an [*article.Problem] that names the file and, where known, the line.
func New(o Options) (*Renderer, error) {
	th, err := newTheme(o.Theme)
	if err != nil {
		return nil, err
	}
	r := &Renderer{bundle: o.Bundle, gates: o.Gates, theme: th, editions: map[*Publication]*edition{}}
	if err := r.probe(); err != nil {
		return nil, err
	}
	clear(r.editions)
	return r, nil
}

// Policy is the content security policy that all documents carry, for servers
// to send as a header as well.
func (r *Renderer) Policy() string { return r.theme.policy }

// Style is the theme's style sheet as the pages of articles inline it.
func (r *Renderer) Style() string {
	css := strings.TrimPrefix(r.theme.styleElement, "<style>")
	return strings.TrimSuffix(css, "</style>\n")
}

// Fingerprint identifies everything besides a view that a document is made
// from: templates, styles, script and words.
func (r *Renderer) Fingerprint() article.Digest {
	words := r.bundle.Fingerprint()
	h := sha256.New()
	h.Write(r.theme.sources)
	h.Write([]byte(gate.Style()))
	h.Write([]byte(gate.ScriptPath()))
	h.Write([]byte(gate.ChoicesPath()))
	h.Write([]byte(r.theme.policy))
	h.Write(words[:])
	return article.Digest(h.Sum(nil)[:16])
}
