package site

import (
	"context"
	"os"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// Content is what the publication consists of. Nothing of it may change while
// a site uses it.
type Content interface {
	Texts

	// Articles returns the articles of every status, in any order.
	Articles() []*article.Article

	// Listings returns what editors say about lists, in any order.
	Listings() []*article.Listing

	// Files returns what is published as it is, in any order.
	Files() []File
}

// Texts gives the text of an article that was loaded for lists only.
type Texts interface {
	// Body returns the whole text of an article of this content. It is
	// called by several goroutines at once.
	Body(ctx context.Context, a *article.Article) (article.Body, error)
}

// File is a file that is published as it is: a static file, or one that lies
// beside an article.
type File struct {
	Path    string // absolute URL path, percent-encoded: "/pictures/a.jpg"
	Source  string // its path in the publication's folder, for messages; Path if empty
	Size    int64  // bytes
	ModTime time.Time
	Digest  article.Digest
	Content Opener
}

// Opener opens a file for reading, by several goroutines at once.
type Opener interface {
	Open() (*os.File, error)
}
