package keeper

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/snapshot"
	"github.com/gatefold/gatefold/provider"
)

// Piece is one embed of an article.
type Piece struct {
	Source string // the article's file
	Line   int    // where it stands there
	Match  provider.Match
	Pasted *provider.Quote // what the pasted code says; nil for nothing
}

// task is one piece of a provider with all places that hold it: it is asked about
// once.
type task struct {
	match   provider.Match
	holders []*holder
}

// holder is an article that holds a piece.
type holder struct {
	Piece
	entry *snapshot.Entry // as the file has it; nil for none
	line  *Line           // of the report
}

// says gives what the pasted code says, if that is more than a name.
func (h *holder) says() (provider.Quote, bool) {
	if h.Pasted == nil {
		return provider.Quote{}, false
	}
	q := snapshot.Clean(*h.Pasted)
	return q, q.Text != "" || q.Title != ""
}

// tasks sorts the pieces by what has to be asked, and reads the files that hold
// what is known of them.
func (r *run) tasks(pieces []Piece) []*task {
	byLink := map[string]*task{}
	var all []*task
	for _, p := range pieces {
		if p.Match.Provider == nil || p.Match.URL == "" || p.Match.Provider.ID == provider.UnknownID {
			continue // nobody to ask, and nothing that could be told apart
		}
		key := p.Match.Provider.ID + " " + p.Match.URL
		t := byLink[key]
		if t == nil {
			t = &task{match: p.Match}
			byLink[key], all = t, append(all, t)
		}
		if !slices.ContainsFunc(t.holders, func(h *holder) bool { return h.Source == p.Source }) {
			t.holders = append(t.holders, r.holder(p))
		}
	}
	return all
}

func (r *run) holder(p Piece) *holder {
	h := &holder{Piece: p, line: &Line{
		Article: p.Source, Line: p.Line, Provider: p.Match.Provider.ID, Name: p.Match.Provider.Name, URL: p.Match.URL,
	}}
	r.report.Pieces = append(r.report.Pieces, h.line)
	f := r.file(p.Source)
	if f == nil {
		h.line.say(Failed, "its file of snapshots has to be mended first")
		return h
	}
	h.entry = r.find(f, p.Match.URL)
	return h
}

// file reads the snapshots of an article, once. A broken one is nil.
func (r *run) file(source string) *snapshot.File {
	if f, ok := r.files[source]; ok {
		return f
	}
	f, problems := r.Store.Load(source)
	if slices.ContainsFunc(problems, func(p *article.Problem) bool { return !p.Warning }) {
		f = nil
	}
	r.report.Problems = append(r.report.Problems, problems...)
	r.files[source] = f
	return f
}

// find returns the entry of a piece, whatever address of it a person wrote.
func (r *run) find(f *snapshot.File, permalink string) *snapshot.Entry {
	if e := f.Find(permalink); e != nil {
		return e
	}
	for i := range f.Entries {
		if m, ok := r.Catalogue.Recognise(f.Entries[i].URL); ok && m.URL == permalink {
			return &f.Entries[i]
		}
	}
	return nil
}

// update changes the entry of a piece in an article's file, or makes one. What
// change refuses stays as it is.
func (r *run) update(h *holder, change func(e *snapshot.Entry) bool) error {
	if r.DryRun {
		return nil
	}
	r.writing.Lock()
	defer r.writing.Unlock()
	return r.Store.Update(h.Source, func(f *snapshot.File) error {
		e := snapshot.Entry{URL: h.Match.URL, Provider: h.Match.Provider.ID}
		if had := r.find(f, h.Match.URL); had != nil {
			e = *had
		}
		if !change(&e) {
			return nil
		}
		return f.Put(e)
	})
}

// byPlace sorts the lines of the report as the articles have them.
func byPlace(a, b *Line) int {
	return cmp.Or(strings.Compare(a.Article, b.Article), cmp.Compare(a.Line, b.Line))
}
