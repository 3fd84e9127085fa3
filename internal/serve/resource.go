package serve

import (
	"context"
	"os"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/site"
)

// resource is a document as a response needs it.
type resource struct {
	path      string // without the base path, percent-encoded
	mediaType string
	redirect  string // href with the base path, or empty
	status    int
	key       article.Digest
	modified  time.Time
	size      int64 // of a static file; 0 for what is rendered
	content   content
}

// content is the part of a document that is asked for once: its bytes and the
// headers that go with them. *site.Document does all of it.
type content interface {
	Append(ctx context.Context, dst []byte) ([]byte, error)
	Open() (*os.File, error)
	Headers() []site.Header
	CacheControl() string
}

// siteDocuments finds documents in a site.
type siteDocuments struct{ site Site }

func (s siteDocuments) find(path string) (resource, bool) {
	d, ok := s.site.Find(path)
	if !ok || d.HostOnly {
		return resource{}, false
	}
	return resourceOf(d), true
}

func (s siteDocuments) notFound(path string) resource { return resourceOf(s.site.NotFound(path)) }
func (s siteDocuments) base() string                  { return s.site.Base() }

func resourceOf(d *site.Document) resource {
	return resource{
		path: d.Path, mediaType: d.Type, redirect: d.Redirect, status: d.Status,
		key: d.Key, modified: d.Modified, size: d.Size, content: d,
	}
}
