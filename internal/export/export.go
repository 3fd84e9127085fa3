package export

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/site"
)

// Options says how a site is written. The zero value is safe.
type Options struct {
	// Publication is the folder the site was made from, which OUT may not
	// replace or stand in the way of; empty for none.
	Publication string

	// Verify reads every file in OUT and writes again what is missing or
	// damaged. Without it that is done for small sites only, by size.
	Verify bool

	// InPlace never exchanges OUT for another folder, for a server or a
	// container that holds on to the folder itself.
	InPlace bool

	// Workers is how many pages are rendered at the same time; 0 for one
	// per processor.
	Workers int

	// Progress is told how many of the files that must be rendered are
	// done; nil for nobody. Calls do not overlap.
	Progress func(done, total int)

	disk disk
}

// Summary says what a build did.
type Summary struct {
	Written   int           // files that are new or different
	Unchanged int           // files that stayed
	Removed   int           // files that the site no longer has
	Bytes     int64         // written
	Damaged   bool          // the manifest could not be read: everything was written again
	Duration  time.Duration // of the whole build
}

// build is one run.
type build struct {
	*target
	*plan
	opts     Options
	items    []item
	old      manifest
	places   []int32 // of the items, as the site gave them
	damaged  bool    // old is not to be had
	count    counts
	progress progress
}

type counts struct{ files, same, bytes atomic.Int64 }

func (c *counts) wrote(size int64) {
	c.files.Add(1)
	c.bytes.Add(size)
}

// Site is what is written. *site.Site is one.
type Site interface {
	Documents() []*site.Document
}

// Write makes the folder out hold the documents of s and nothing else that
// Gatefold ever wrote there. When it returns an error, out is as it was before,
// except for ErrUnfinished: then the next Write finishes the work. See the
// package comment for what else the folder may hold, and errors.go for what is
// refused.
func Write(ctx context.Context, s Site, out string, o Options) (Summary, error) {
	documents := s.Documents()
	items := make([]item, 1, len(documents)+1)
	items[0] = noJekyllItem()
	for _, d := range documents {
		if d.File == noJekyllFile {
			items = items[1:] // the publication brings its own
		}
		items = append(items, item{file: d.File, key: d.Key, content: d})
	}
	return write(ctx, items, out, o)
}

// File is one file to write that is part of no site.
type File struct {
	Name    string         // slash-separated, relative to the folder
	Key     article.Digest // equal keys mean equal bytes
	Content Content
}

// WriteFiles does for files from anywhere what Write does for a site.
func WriteFiles(ctx context.Context, files []File, out string, o Options) (Summary, error) {
	items := make([]item, 1, len(files)+1)
	items[0] = noJekyllItem()
	for _, f := range files {
		if f.Name == noJekyllFile {
			items = items[1:]
		}
		items = append(items, item{file: f.Name, key: f.Key, content: f.Content})
	}
	return write(ctx, items, out, o)
}

// write puts the items into the folder out, whole or not at all.
func write(ctx context.Context, items []item, out string, o Options) (Summary, error) {
	began := time.Now()
	t, err := openTarget(out, o.Publication, o.disk)
	if err != nil {
		return Summary{}, err
	}
	release, canMove, err := t.lock()
	if err != nil {
		return Summary{}, kept(out, err)
	}
	defer release()
	b := &build{target: t, opts: o, items: items}
	if err := b.run(ctx, canMove); err != nil {
		return Summary{}, err
	}
	return Summary{
		Written: int(b.count.files.Load()), Unchanged: int(b.count.same.Load()), Removed: len(b.remove),
		Bytes: b.count.bytes.Load(), Damaged: b.damaged, Duration: time.Since(began),
	}, nil
}

func (b *build) run(ctx context.Context, canMove bool) error {
	if err := b.recover(); err != nil {
		return refuse(errors.Join(ErrUnfinished, err), "%s: an earlier build was interrupted and cannot be put right: %v%s", b.given, err, remedy(err))
	}
	if err := b.compare(); err != nil {
		return kept(b.given, err)
	}
	if len(b.todo) == 0 && len(b.remove) == 0 && !b.damaged && b.exists {
		b.count.same.Store(int64(len(b.kept)))
		return nil
	}
	b.progress = progress{total: len(b.todo), tell: b.opts.Progress}
	err := errCannotMove
	if canMove && !b.opts.InPlace && b.wantsTree() && !isMountPoint(b.out) {
		err = b.layTree(ctx)
	}
	if errors.Is(err, errCannotMove) {
		b.count, b.progress.done = counts{}, 0
		err = b.applyJournal(ctx)
	}
	if err == nil || errors.Is(err, ErrUnfinished) {
		return err
	}
	return kept(b.given, err)
}

// compare reads the manifest and makes the plan.
func (b *build) compare() error {
	old, guess, err := readManifest(b.own(manifestFile))
	switch {
	case errors.Is(err, errDamaged):
		b.damaged = true
	case isAbsent(err):
		if !b.empty {
			return refuse(ErrNotOurs, "%s is not empty and was not written by Gatefold: empty it yourself, or choose another folder", b.given)
		}
	case err != nil:
		return err
	}
	b.old = old
	if b.items, b.places, err = arrange(b.items, guess, old); err != nil {
		return err
	}
	b.plan = compare(b.items, old)
	if err := checkNames(b.items, b.todo); err != nil {
		return err
	}
	if b.opts.Verify || b.small() {
		if err := b.verify(b.target, b.opts.Verify); err != nil {
			return err
		}
	}
	if err := nested(b.items, b.todo); err != nil {
		return err
	}
	return b.checkForeign(b.target, b.items, b.old, b.damaged)
}
