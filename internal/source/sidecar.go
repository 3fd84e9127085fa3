package source

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/snapshot"
	"github.com/gatefold/gatefold/provider"
)

// Snapshots says what is shown of what embeds said. The zero value shows all.
type Snapshots struct {
	Off      bool     // nothing is shown
	TextOnly bool     // no pictures
	Without  []string // nothing of these providers, by ID

	// AsPasted leaves the files beside the articles unread, so that embeds say
	// only what the pasted code does.
	AsPasted bool
}

// sideState tells whether the file of snapshots beside an article has changed.
type sideState struct {
	stat stat           // zero if there is none, or it may have changed unnoticed
	sum  article.Digest // of what it says; noSidecar if there is none
}

// noSidecar is the digest of no file.
var noSidecar article.Digest

// sidecar is the file of snapshots beside an article, as it was read.
type sidecar struct {
	sideState
	file     *snapshot.File // nil if there is none
	problems []*article.Problem
}

// sidecar notes a file of snapshots and reports whether it is one.
func (w *walker) sidecar(f found) bool {
	stem, ok := snapshot.Stem(f.name)
	if !ok {
		return false
	}
	if w.tree.sidecars == nil {
		w.tree.sidecars = map[string]found{}
	}
	w.tree.sidecars[stem] = f
	return true
}

// lonelySidecars warns of snapshots whose article is not there.
func (t *tree) lonelySidecars() {
	if len(t.sidecars) == 0 {
		return
	}
	stems := make(map[string]bool, len(t.sources))
	for _, f := range t.sources {
		stems[withoutExt(f.name)] = true
	}
	var lonely []string
	for stem, f := range t.sidecars {
		if !stems[stem] {
			lonely = append(lonely, f.name)
		}
	}
	slices.Sort(lonely)
	for _, name := range lonely {
		t.problems = append(t.problems, &article.Problem{File: name, Warning: true,
			Message: "there is no article that these snapshots belong to", Remedy: "give the file the name of the article, or remove it"})
	}
}

func withoutExt(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// besideOf returns the file of snapshots beside an article. Publications
// without any pay nothing for asking.
func (l *loader) besideOf(source string) (found, bool) {
	if len(l.tree.sidecars) == 0 || l.folder.opts.Snapshots.AsPasted {
		return found{}, false
	}
	f, ok := l.tree.sidecars[withoutExt(source)]
	return f, ok
}

// sameSide reports whether the snapshots beside an article are as they were.
func (l *loader) sameSide(e *entry) bool {
	f, ok := l.besideOf(e.source)
	if !ok {
		return e.side.sum == noSidecar
	}
	return e.side.sum != noSidecar && e.side.stat == f.stat
}

// sidecar reads the snapshots beside an article.
func (l *loader) sidecar(source string, now time.Time) sidecar {
	f, ok := l.besideOf(source)
	s := readSidecar(l.folder.root, source, ok)
	if s.sum != noSidecar {
		s.stat = f.stat.settled(now)
	}
	return s
}

// readSidecar reads the snapshots beside an article, if there are any. One that
// cannot be read or understood is a problem, and so is the article then: it
// might say what must not be shown.
func readSidecar(root *os.Root, source string, there bool) sidecar {
	if !there {
		return sidecar{}
	}
	name := snapshot.Sidecar(source)
	src, _, err := readSource(root, name, nil)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return sidecar{}
	case err != nil:
		p := readProblem(name, err)
		return sidecar{sideState: sideState{sum: sumOf([]byte(p.Error()))}, problems: []*article.Problem{p}}
	}
	s := sidecar{sideState: sideState{sum: sumOf(src)}}
	s.file, s.problems = snapshot.Parse(name, src)
	return s
}

// attach gives the embeds of a body what they said: what stands in the file
// beside the article, else what the pasted code says.
func (c *composer) attach(b *article.Body, pg *page, shelf *shelf) []*article.Problem {
	problems := slices.Clone(pg.side.problems)
	if broken(problems) {
		return problems
	}
	a := attacher{rules: &c.opts.Snapshots, shelf: shelf, source: pg.place.source}
	a.index(c.opts.Catalogue, pg.side.file)
	for i := range b.Pieces {
		if e := b.Pieces[i].Embed; e != nil {
			e.Snapshot = a.snapshot(e)
		}
	}
	a.unused()
	return append(problems, a.problems...)
}

// attacher joins the embeds of one article with their snapshots.
type attacher struct {
	rules    *Snapshots
	shelf    *shelf
	source   string
	file     *snapshot.File
	entries  map[string]*kept // by permalink
	problems []*article.Problem
}

// kept is an entry, and whether some embed is about it.
type kept struct {
	*snapshot.Entry
	used bool
}

func (a *attacher) report(line int, key, message, remedy string) *article.Problem {
	p := &article.Problem{File: snapshot.Sidecar(a.source), Line: line, Key: key, Message: message, Remedy: remedy}
	a.problems = append(a.problems, p)
	return p
}

// index finds the entries of a file by their permalinks.
func (a *attacher) index(c *provider.Catalogue, f *snapshot.File) {
	if f == nil {
		return
	}
	a.file, a.entries = f, make(map[string]*kept, len(f.Entries))
	for i := range f.Entries {
		e := &f.Entries[i]
		link := e.URL
		if m, ok := c.Recognise(link); ok {
			link = m.URL
		}
		if first := a.entries[link]; first != nil {
			a.report(e.Line, "url", fmt.Sprintf("is another address of the piece in line %d", first.Line), "remove one of the two entries")
			continue
		}
		a.entries[link] = &kept{Entry: e}
	}
}

// snapshot gives what an embed said, as far as it may be shown.
func (a *attacher) snapshot(e *article.Embed) *gate.Snapshot {
	said := e.Snapshot
	entry := a.entries[e.Match.URL]
	if entry != nil {
		entry.used = true
		said = entry.over(said)
	}
	if said != nil && a.forbidden(e.Match.Provider) {
		entry, said = nil, withoutWords(said)
	}
	if entry != nil && said != nil && entry.Picture != "" && !entry.Drop && !a.rules.TextOnly {
		said.Picture = a.picture(entry)
	}
	return said
}

// over lays an entry over what the pasted code says. One that says nothing
// itself, but that the piece is gone, leaves the code's words.
func (k *kept) over(pasted *gate.Snapshot) *gate.Snapshot {
	if pasted == nil || k.Drop || k.Says() {
		return k.Snapshot()
	}
	said := *pasted
	said.Gone = k.Gone
	return &said
}

func (a *attacher) forbidden(p *provider.Provider) bool {
	return a.rules.Off || slices.Contains(a.rules.Without, p.ID)
}

// withoutWords keeps only that a piece is gone.
func withoutWords(s *gate.Snapshot) *gate.Snapshot {
	if s.Gone.IsZero() {
		return nil
	}
	return &gate.Snapshot{Gone: s.Gone}
}

// picture finds the picture of an entry. Without it the words stay.
func (a *attacher) picture(k *kept) *gate.Picture {
	folder := strings.TrimPrefix(snapshot.Folder(a.source), "content/")
	ref := url.URL{Path: "/" + folder + "/" + k.Picture}
	pic, err := a.shelf.Picture(ref.EscapedPath())
	if err != nil {
		message, _ := pictureProblem(err)
		a.report(cmp.Or(a.file.LineOf(k.URL, "picture"), k.Line), "picture", message,
			"put it into "+snapshot.Folder(a.source)+"/, or remove the key").Warning = true
		return nil
	}
	return &gate.Picture{Src: pic.URL, Alt: first(k.PictureAlt, pic.Alt), Width: pic.Width, Height: pic.Height}
}

// unused warns of entries that no embed is about: their address may be misspelt,
// and what they forbid is shown.
func (a *attacher) unused() {
	for _, k := range a.entries {
		if !k.used {
			a.report(k.Line, "url", "the article holds no such piece", "correct the address, or remove the entry").Warning = true
		}
	}
	slices.SortFunc(a.problems, func(p, q *article.Problem) int { return cmp.Compare(p.Line, q.Line) })
}
