package source

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// loader makes a state out of the last one and the folder.
type loader struct {
	folder   *Folder
	started  time.Time
	last     *state
	tree     *tree
	composer *composer
	homes    sync.Map // bundle -> home
	same     bool     // pictures and bundles are as they were
}

// load reads the folder.
func (l *loader) load(ctx context.Context) (*state, error) {
	f := l.folder
	var opening sync.WaitGroup
	if l.last = cmp.Or(f.current(), f.inherited); l.last == nil {
		opening.Go(func() { l.last = f.openCache() })
	}
	tree, err := walk(ctx, f.root, &f.placer)
	opening.Wait()
	if err != nil {
		return nil, err
	}
	l.tree = tree
	l.composer = &composer{opts: &f.opts, placer: &f.placer, permalinks: f.links, converter: f.converter}
	l.composer.library = newLibrary(f.root, tree, &f.placer, &f.albums, l.home)
	s := &state{resources: tree.resourceSum(), bundles: tree.bundleSum(), walked: tree.problems}
	l.same = s.resources == l.last.resources && s.bundles == l.last.bundles
	if !l.same {
		f.albums.forget(l.composer.library.index())
	}
	if s.entries, err = l.entries(ctx); err != nil {
		return nil, err
	}
	s.composer = l.composer
	l.publish(s)
	f.saveCache(l.last, s)
	l.last = s // what came before can go
	return s, nil
}

// current returns the state of the last load, or nil.
func (f *Folder) current() *state {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.state
}

// resourceSum is a digest of the files that articles can refer to.
func (t *tree) resourceSum() article.Digest {
	var d digester
	for _, files := range [][]found{t.resources, t.statics} {
		for _, f := range files {
			d.file(f)
			d.number(f.stat.changed, int64(f.stat.inode))
		}
	}
	return d.sum()
}

// bundleSum is a digest of the articles that decide where pictures are shown.
func (t *tree) bundleSum() article.Digest {
	var d digester
	if len(t.bundles) == 0 {
		return d.sum()
	}
	for _, f := range t.sources {
		if files := t.bundles[parent(f.name)]; len(files) > 0 && slices.Contains(files, f.name) {
			d.file(f)
			d.number(f.stat.changed, int64(f.stat.inode))
		}
	}
	return d.sum()
}

// entries gives an entry for every source, and for those that cannot be read
// just now.
func (l *loader) entries(ctx context.Context) ([]*entry, error) {
	entries := make([]*entry, len(l.tree.sources))
	var changed []int
	l.tree.lonelySidecars()
	old := l.last.entries
	for i, src := range l.tree.sources {
		for len(old) > 0 && old[0].source < src.name {
			old = old[1:]
		}
		if len(old) > 0 && old[0].source == src.name {
			entries[i] = old[0]
		}
		if e := entries[i]; e == nil || e.stat != src.stat || !l.same && e.uses.count > 0 || !e.uses.settled || !l.sameSide(e) {
			changed = append(changed, i)
		}
	}
	if err := l.renew(ctx, entries, changed); err != nil {
		return nil, err
	}
	return l.keepHidden(entries), nil
}

// keepHidden adds the last entries of files and folders that cannot be read.
func (l *loader) keepHidden(entries []*entry) []*entry {
	if len(l.tree.failed) == 0 {
		return entries
	}
	for _, e := range l.last.entries {
		for _, failed := range l.tree.failed {
			if e.source == failed || strings.HasSuffix(failed, "/") && strings.HasPrefix(e.source, failed) {
				entries = append(entries, e)
				break
			}
		}
	}
	slices.SortFunc(entries, func(a, b *entry) int { return strings.Compare(a.source, b.source) })
	return slices.CompactFunc(entries, func(a, b *entry) bool { return a.source == b.source })
}

// renew reads the changed files on all processors.
func (l *loader) renew(ctx context.Context, entries []*entry, changed []int) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(changed)) {
		wg.Go(func() {
			var buf []byte
			pack := packer{loc: l.folder.opts.Location}
			for ctx.Err() == nil {
				n := int(next.Add(1)) - 1
				if n >= len(changed) {
					return
				}
				i := changed[n]
				old := entries[i]
				entries[i], buf = l.renewed(l.tree.sources[i], old, buf)
				if entries[i] != old && l.folder.opts.Cache != "" {
					entries[i] = pack.keep(entries[i])
				}
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

// renewed gives the entry of a file that may have changed since the last load.
func (l *loader) renewed(src found, old *entry, buf []byte) (*entry, []byte) {
	now := time.Now()
	side := l.sidecar(src.name, now)
	same := old != nil && old.side.sum == side.sum
	if same && old.stat == src.stat {
		if u, ok := l.pictures(old, now); ok {
			if u.same(&old.uses) && old.side == side.sideState {
				return old, buf
			}
			return old.touched(old.stat, side.sideState, u), buf
		}
	}
	buf, st, err := readSource(l.folder.root, src.name, buf)
	if err != nil {
		return keepLast(old, &entry{source: src.name, uses: newUses(nil, now), problems: []*article.Problem{readProblem(src.name, err)}}), buf
	}
	e := &entry{source: src.name, stat: st.settled(now), sum: sumOf(buf), side: side.sideState}
	if same && old.sum == e.sum {
		if u, ok := l.pictures(old, now); ok {
			return old.touched(e.stat, e.side, u), buf
		}
	}
	l.read(e, buf, side, now)
	return keepLast(old, e), buf
}

// touched returns the entry for a file with the same content of which only the
// time, or that of its pictures, is another.
func (e *entry) touched(st stat, side sideState, u uses) *entry {
	t := *e
	t.stat, t.side, t.uses, t.raw, t.saved, t.based = st, side, u, "", false, false
	return &t
}

// pictures reports whether an entry would get the pictures it has, and gives
// the record of what there is now.
func (l *loader) pictures(e *entry, now time.Time) (uses, bool) {
	if l.same && e.uses.settled || e.uses.count == 0 {
		return e.uses, true
	}
	pl := l.folder.placer.place(e.source)
	s := shelf{library: l.composer.library, place: &pl, lang: pl.lang, firstParty: l.folder.opts.FirstParty}
	if e.article != nil {
		s.page = e.article.Path
	}
	return s.renewed(e.uses, now)
}

// read composes the bytes of a file into its entry.
func (l *loader) read(e *entry, src []byte, side sidecar, at time.Time) {
	c := l.composer.compose(e.source, src, side)
	e.problems, e.uses, e.schedule = c.problems, newUses(c.uses, at), c.schedule
	if broken(c.problems) {
		return
	}
	e.good, e.goodSide = e.sum, e.side.sum
	e.article, e.listing = c.article, c.listing
	digest := l.digest(e)
	switch {
	case e.article != nil:
		e.article.Digest = digest
	case e.listing != nil:
		e.listing.Digest = digest
	}
}

// digest identifies everything that an article was made from.
func (l *loader) digest(e *entry) article.Digest {
	var d digester
	d.digest(l.folder.opts.Stamp, e.sum, e.side.sum)
	d.text(e.source)
	if e.article != nil {
		d.text(e.article.Path)
	}
	for _, u := range e.uses.list {
		d.digest(u.sum)
	}
	return d.sum()
}

// keepLast gives an entry that is broken the article that its file held when
// it was last in order.
func keepLast(old, e *entry) *entry {
	if old != nil && broken(e.problems) {
		e.article, e.listing, e.schedule, e.good, e.goodSide, e.shown = old.article, old.listing, old.schedule, old.good, old.goodSide, old.shown
		e.held = old.held
	}
	return e
}

// home is the address of the pictures in a leaf bundle.
type home struct {
	once    sync.Once
	address string
	err     error
}

// home finds the address of a bundle from the front matter of its article.
func (l *loader) home(bundle string) (string, error) {
	v, _ := l.homes.LoadOrStore(bundle, new(home))
	h := v.(*home)
	h.once.Do(func() { h.address, h.err = l.findHome(bundle) })
	return h.address, h.err
}

func (l *loader) findHome(bundle string) (string, error) {
	source := l.composer.library.primary(bundle)
	if e := l.last.find(source); e != nil && e.article != nil && !broken(e.problems) && l.unchanged(e) {
		return e.article.Path, nil
	}
	src, _, err := readSource(l.folder.root, source, nil)
	if err != nil {
		return "", readProblem(source, err)
	}
	return l.composer.homeOf(source, src)
}

// unchanged reports whether the file of an entry is as it was.
func (l *loader) unchanged(e *entry) bool {
	i, ok := slices.BinarySearchFunc(l.tree.sources, e.source, func(f found, source string) int {
		return strings.Compare(f.name, source)
	})
	return ok && l.tree.sources[i].stat == e.stat
}
