package source

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/snapshot"
)

// publish makes the publication of a state, or takes over the last one if
// nothing in it would change.
func (l *loader) publish(s *state) {
	now := l.folder.now()
	if l.unmoved(s, now) {
		s.publication, s.until = l.last.publication, l.last.until
		return
	}
	p := &Publication{Problems: slices.Clone(l.tree.problems), Articles: make([]*article.Article, 0, len(s.entries))}
	for i, e := range s.entries {
		p.Problems = append(p.Problems, e.problems...)
		if e.listing != nil {
			p.Listings = append(p.Listings, e.listing)
		}
		a := e.settled(now)
		if a == nil {
			continue
		}
		if a != e.shown && a != e.article {
			s.entries[i] = e.withShown(a)
		}
		p.Articles = append(p.Articles, a)
		if t := e.turn(now); !t.IsZero() && (s.until.IsZero() || t.Before(s.until)) {
			s.until = t
		}
	}
	p.Files = l.files(s, now)
	p.Listings = withoutDoubles(p.Listings)
	l.resolveConflicts(p, s)
	slices.SortStableFunc(p.Problems, compareProblems)
	s.publication = p
}

// withShown returns a copy of the entry that remembers what was published.
func (e *entry) withShown(a *article.Article) *entry {
	c := *e
	c.shown = a
	return &c
}

// unmoved reports whether the last publication still says all there is.
func (l *loader) unmoved(s *state, now time.Time) bool {
	last := l.last
	if last.publication == nil || len(s.entries) != len(last.entries) || s.resources != last.resources {
		return false
	}
	if !last.until.IsZero() && !now.Before(last.until) {
		return false
	}
	for i, e := range s.entries {
		if !e.saysAs(last.entries[i]) {
			return false
		}
	}
	return slices.EqualFunc(l.tree.problems, l.last.walked, func(a, b *article.Problem) bool { return *a == *b })
}

// saysAs reports whether two entries of a file say the same, though perhaps of
// another time.
func (e *entry) saysAs(f *entry) bool {
	return e == f || e.article == f.article && e.listing == f.listing && e.schedule == f.schedule &&
		len(e.problems) == len(f.problems) && (len(e.problems) == 0 || &e.problems[0] == &f.problems[0])
}

func compareProblems(a, b *article.Problem) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
}

// files lists what is published as it is.
func (l *loader) files(s *state, now time.Time) []File {
	files := make([]File, 0, len(l.tree.statics)+len(l.tree.resources))
	for _, f := range l.tree.statics {
		files = append(files, l.file(f, encodeName(strings.TrimPrefix(f.name, "static"))))
	}
	homes := l.publicHomes(s, now)
	shown := sync.OnceValue(func() map[string]bool { return l.shownPictures(s, now) })
	for _, f := range l.tree.resources {
		if snapshot.InFolder(f.name) && !shown()[f.name] {
			continue // of a piece that is not to be shown
		}
		bundle := l.tree.bundleOf(f.name)
		if bundle == "" {
			files = append(files, l.file(f, l.folder.placer.besides(f.name)))
			continue
		}
		for i, home := range homes[bundle] {
			if i > 0 && isPicture(f.name) {
				break // the translations show the picture of the first
			}
			files = append(files, l.file(f, home+encodeName(f.name[len(bundle)+1:])))
		}
	}
	slices.SortStableFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

// shownPictures are the files of pictures that articles show which are public.
func (l *loader) shownPictures(s *state, now time.Time) map[string]bool {
	shown := map[string]bool{}
	for _, e := range s.entries {
		if e.listing == nil && (e.article == nil || !l.isPublic(e.schedule.at(now))) {
			continue
		}
		for _, u := range e.uses.all() {
			shown[u.name] = true
		}
	}
	return shown
}

func (l *loader) file(f found, address string) File {
	var d digester
	d.file(f)
	return File{
		Path: address, Size: f.stat.size, ModTime: time.Unix(0, f.stat.modified), Digest: d.sum(),
		folder: l.folder, name: f.name,
	}
}

// publicHomes gives the addresses of the articles in each leaf bundle of which
// one at least may be seen, that of its pictures first. The files beside an
// article that is not public yet are as secret as its text.
func (l *loader) publicHomes(s *state, now time.Time) map[string][]string {
	if len(l.tree.bundles) == 0 {
		return nil
	}
	homes := make(map[string][]string, len(l.tree.bundles))
	for bundle, sources := range l.tree.bundles {
		primary, public := l.composer.library.primary(bundle), false
		var paths []string
		for _, source := range sources {
			e := s.find(source)
			if e == nil || e.article == nil {
				continue
			}
			public = public || l.isPublic(e.schedule.at(now))
			if source == primary {
				paths = slices.Insert(paths, 0, e.article.Path)
			} else {
				paths = append(paths, e.article.Path)
			}
		}
		if public {
			homes[bundle] = paths
		}
	}
	return homes
}

// isPublic reports whether articles of a status are going to be shown.
func (l *loader) isPublic(s article.Status) bool {
	return s == article.Published || l.folder.opts.Drafts && s != article.Withdrawn
}
