package site

import (
	"context"
	"os"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// Document is one thing that a site has under one path. It is immutable and
// safe for concurrent use.
type Document struct {
	// Path is the absolute URL path, percent-encoded, without the base path:
	// "/science/tides/", "/robots.txt".
	Path string

	// File is where an export puts it: slash-separated, decoded, relative:
	// "science/tides/index.html", "robots.txt".
	File string

	// Type is the media type, with a charset where it is text.
	Type string

	// Status is the HTTP status: 200, 301 for a redirect, 404, 410 for a
	// withdrawn article.
	Status int

	// Redirect is the href that a redirect leads to, with the base path.
	Redirect string

	// Key is a digest of all that the bytes are made from: equal keys mean
	// equal bytes.
	Key article.Digest

	// Modified is when an editor last changed what the document shows; zero
	// if unknown. It is no validator: a new theme does not move it.
	Modified time.Time

	// Size is the length in bytes of a static file, and 0 otherwise.
	Size int64

	// Immutable is true where the path itself changes with the bytes.
	Immutable bool

	// HostOnly is true for instructions to static hosts (_headers and
	// _redirects), which are exported but not served.
	HostOnly bool

	site   *Site
	maker  maker
	source string // a file, or what it is, for messages
}

// maker makes the bytes of a document.
type maker interface {
	append(ctx context.Context, s *Site, d *Document, dst []byte) ([]byte, error)
}

// Append renders the document onto dst. Static files are read whole; Open
// streams them.
func (d *Document) Append(ctx context.Context, dst []byte) ([]byte, error) {
	return d.maker.append(ctx, d.site, d, dst)
}

// Open opens the file that a document consists of. It returns nil and no error
// where the document is not a file but made by Append.
func (d *Document) Open() (*os.File, error) {
	if f, ok := d.maker.(Opener); ok {
		return f.Open()
	}
	return nil, nil
}
