package source

import (
	"context"
	"os"
	"sync"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/markdown"
	"github.com/gatefold/gatefold/provider"
)

// Options says how a folder is read. Catalogue is required; the zero value of
// everything else is safe.
type Options struct {
	// Catalogue recognises embeds.
	Catalogue *provider.Catalogue

	// DefaultLang is the language of files that name none, and the one whose
	// pages stand at the root of the site; "en" if empty.
	DefaultLang string

	// Languages are all languages of the publication, so that "name.de.md"
	// is a translation and "v1.2.md" is not.
	Languages []string

	// Wording gives the words that the converter puts into a text.
	Wording func(lang string) *markdown.Wording

	// Base is the path that the site stands below, as in [markdown.Input].
	Base string

	// FirstParty says whether a host belongs to the publication; nil for none.
	FirstParty func(host string) bool

	// Now is the clock that decides what is scheduled and expired;
	// time.Now if nil.
	Now func() time.Time

	// Location is the zone of dates that name none; UTC if nil.
	Location *time.Location

	// Permalinks gives the pattern of article addresses by section, in Hugo's
	// syntax: "news": "/:year/:month/:slug/".
	Permalinks map[string]string

	// Forbid are the IDs of providers whose pieces are never shown: they stay
	// a link, and what they said. provider.UnknownID means all that no
	// provider of the catalogue claims.
	Forbid []string

	// Snapshots says what of the snapshots beside articles, and of what pasted
	// code says, is shown. Stamp has to change with it.
	Snapshots Snapshots

	// Drafts is true when drafts, scheduled and expired articles are going to
	// be shown. Otherwise the files beside them stay unpublished too.
	Drafts bool

	// Cache is a file that keeps what is known of unchanged articles, without
	// their texts, from one run of the program to the next; empty for none.
	// A server leaves it empty: it has to hold the last good text of an
	// article whose file breaks.
	Cache string

	// Before is another reading of the same publication, with other options
	// or from another place; nil for none. Where a file is broken now, the
	// article stays that it gave there.
	Before *Folder

	// Stamp identifies program and configuration. It is part of every
	// digest, and a cache with another stamp is not used.
	Stamp article.Digest
}

// Folder is an open publication. Load must not be called by two goroutines at
// once; everything else may be called by any number at any time.
type Folder struct {
	root      *os.Root
	opts      Options
	placer    placer
	converter *markdown.Converter
	albums    albums
	links     permalinks
	now       func() time.Time

	inherited *state // what Before knew; nil after the first load

	mu    sync.RWMutex
	state *state // of the last load; never changed once it stands here
}

// Open opens the publication in a folder. It reads nothing yet. An error is
// about the folder, or a permalink pattern that cannot be understood.
func Open(dir string, o Options) (*Folder, error) {
	if o.DefaultLang == "" {
		o.DefaultLang = "en"
	}
	o.Location = o.zone()
	links := permalinks(o.Permalinks).normalized()
	if err := links.check(); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &Folder{
		root: root, opts: o, placer: newPlacer(&o), links: links,
		converter: markdown.New(o.Catalogue),
		albums:    albums{known: map[string]*inspection{}},
		now:       o.Now,
	}
	if f.now == nil {
		f.now = time.Now
	}
	if o.Before != nil {
		f.inherited = o.Before.current().remembered(&f.placer)
		f.opts.Before = nil // it can go
	}
	return f, nil
}

// Close releases the folder. Articles and listings stay valid; texts and files
// can no longer be read.
func (f *Folder) Close() error { return f.root.Close() }

// Publication is what a folder holds at one moment. It is never changed, and
// an article that has not changed is the same value in the next publication.
type Publication struct {
	Articles []*article.Article // of every status, sorted by Source
	Listings []*article.Listing // sorted by Source
	Files    []File             // static files and those beside articles, sorted by Path
	Problems []*article.Problem // sorted by file and line
}

// File is a file that is published as it is.
type File struct {
	Path    string // absolute URL path, percent-encoded: "/pictures/a.jpg"
	Size    int64  // bytes
	ModTime time.Time

	// Digest tells states of the file apart by name, size and time; its
	// content is not read.
	Digest article.Digest

	folder *Folder
	name   string
}

// Name returns where the file lies, relative to the publication's folder.
func (f File) Name() string { return f.name }

// Open opens the file for reading. An error is an [*article.Problem].
func (f File) Open() (*os.File, error) {
	file, _, err := openRegular(f.folder.root, f.name)
	if err != nil {
		return nil, readProblem(f.name, err)
	}
	return file, nil
}

// Load reads the folder. A later call reads only what has changed since, and
// keeps the last good version of an article whose file has become unreadable
// or wrong. An error is about the folder itself; everything about files in it
// is a problem in the publication.
func (f *Folder) Load(ctx context.Context) (*Publication, error) {
	l := loader{folder: f, started: time.Now()}
	s, err := l.load(ctx)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	f.state = s
	f.mu.Unlock()
	f.inherited = nil
	return s.publication, nil
}
