package source

import (
	"context"
	"os"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/markdown"
	"github.com/gatefold/gatefold/provider"
)

// Options says how a folder is read. Catalogue and Wording are required; the
// zero value of everything else is safe.
type Options struct {
	// Catalogue recognises embeds.
	Catalogue *provider.Catalogue

	// DefaultLang is the language of files without a language suffix, and
	// the one whose pages stand at the root of the site; "en" if empty.
	DefaultLang string

	// Languages are all languages of the publication, so that "name.de.md"
	// is a translation and "v1.2.md" is not.
	Languages []string

	// Wording gives the words that the converter puts into the text.
	Wording func(lang string) *markdown.Wording

	// FirstParty says whether a host belongs to the publication; nil for none.
	FirstParty func(host string) bool

	// Now is the clock that decides what is scheduled and expired;
	// time.Now if nil.
	Now func() time.Time

	// Location is the zone of dates that name none; UTC if nil.
	Location *time.Location

	// Permalinks gives the pattern of article paths by section, in Hugo's
	// syntax: "news": "/:year/:month/:slug/".
	Permalinks map[string]string

	// Drafts is true when drafts are going to be shown.
	Drafts bool

	// Cache is the file that keeps the metadata of unchanged articles from
	// one program run to the next; empty for none.
	Cache string

	// Stamp identifies program and configuration. It is part of every
	// digest, and a cache with another stamp is not used.
	Stamp article.Digest
}

// Folder is an open content folder. Load must not be called concurrently with
// itself; Body may be called at any time by any goroutine.
type Folder struct {
	root *os.Root
	opts Options
}

// Publication is what a folder holds at one moment. It is never changed after
// Load has returned it.
type Publication struct {
	Articles []*article.Article // of every status, sorted by Source
	Listings []*article.Listing // sorted by Source
	Files    []File             // static files and bundle resources, sorted by Path
	Problems []*article.Problem // sorted by file and line
}

// File is a file that is published as it is.
type File struct {
	Path    string // absolute URL path, percent-encoded: "/pictures/a.jpg"
	Size    int64  // bytes
	ModTime time.Time
	Digest  article.Digest

	folder *Folder
	name   string // relative to the folder
}

// Open opens the publication's folder. It reads nothing yet.
func Open(dir string, o Options) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Folder{root: root, opts: o}, nil
}

// Close releases the folder. Articles and listings stay valid; files can no
// longer be opened.
func (f *Folder) Close() error { return f.root.Close() }

// Load reads the folder. A second call reads again only what has changed.
func (f *Folder) Load(ctx context.Context) (*Publication, error) {
	return &Publication{}, ctx.Err()
}

// Body returns the text of an article of this folder: the one it holds, or
// else the one in its file.
func (f *Folder) Body(ctx context.Context, a *article.Article) (article.Body, error) {
	return a.Body, ctx.Err()
}

// Open opens the file for reading.
func (f File) Open() (*os.File, error) { return f.folder.root.Open(f.name) }
