package site

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
)

// story is an article in its place on the site, and the maker of its page.
type story struct {
	*article.Article
	ed      *edition
	section *list          // nil where it belongs to none
	digest  article.Digest // of all that a card of it can show
	cited   article.Digest // of what the documents of its embeds say of it
	edited  time.Time      // see editedAt
	doc     Document
	placed  bool // the story has its address; else another document has it

	// inList is the card that lists of its own edition show, made when the
	// first of them is rendered: an article stands in several.
	inList atomic.Pointer[page.Card]
}

// public reports whether readers may see the story.
func (st *story) public() bool { return st.Status == article.Published }

// editedAt returns when readers were last told something new: the article's
// last correction, update or publication. Unlike the file's time it is the same
// on every machine, and a typing error does not move it.
func editedAt(a *article.Article) time.Time {
	t := a.Published
	if a.Updated.After(t) {
		t = a.Updated
	}
	if n := len(a.Corrections); n > 0 && a.Corrections[n-1].Date.After(t) {
		t = a.Corrections[n-1].Date
	}
	return t
}

// byAge orders stories for lists, the last one first in line: weighted stories
// after (that is, before) all others, then by date, then by ID.
func byAge(x, y *story) int {
	if x.Weight != y.Weight {
		switch {
		case x.Weight == 0:
			return -1
		case y.Weight == 0:
			return 1
		}
		return cmp.Compare(y.Weight, x.Weight)
	}
	return byDate(x, y)
}

// sortByAge sorts stories by age. It looks at the stories themselves only where
// the second of their publication does not decide.
func sortByAge(stories []*story) {
	type aged struct {
		published int64 // seconds since 1970
		weighted  bool
		story     *story
	}
	all := make([]aged, len(stories))
	for i, st := range stories {
		all[i] = aged{st.Published.Unix(), st.Weight != 0, st}
	}
	slices.SortFunc(all, func(x, y aged) int {
		if x.published == y.published || x.weighted || y.weighted {
			return byAge(x.story, y.story)
		}
		return cmp.Compare(x.published, y.published)
	})
	for i := range all {
		stories[i] = all[i].story
	}
}

// byDate orders stories from the oldest to the newest; with equal dates, those
// later in the alphabet are taken for older.
func byDate(x, y *story) int {
	if c := x.Published.Compare(y.Published); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(y.ID, x.ID), cmp.Compare(y.Path, x.Path), cmp.Compare(y.Source, x.Source))
}

// identify makes the story's digest. The article's own digest stands for its
// file; where the file lies and what the clock says of it is added.
func (st *story) identify(d *digester) {
	a := st.Article
	d.digest(a.Digest)
	d.str(a.ID)
	d.str(a.Path)
	d.str(a.Lang)
	d.str(a.Section)
	d.num(int(a.Status))
	d.flag(a.Standalone)
	for _, t := range [...]time.Time{a.Published, a.Updated, a.Modified, a.Expires} {
		d.time(t)
	}
	st.digest, st.edited = d.sum(), editedAt(a)
	d.str(a.Headline)
	d.str(a.Path)
	d.str(a.Lang)
	st.cited = d.sum()
}

// key makes the key of the story's page.
func (st *story) key(s *Site, d *digester) article.Digest {
	d.digest(st.ed.stamp)
	d.digest(st.digest)
	for _, r := range st.related(s) {
		d.digest(r.ed.stamp)
		d.digest(r.digest)
	}
	for _, t := range s.translations(st) {
		d.str(t.Lang)
		d.str(t.Path)
	}
	d.num(len(st.Refs))
	for i := range st.Refs {
		href, _ := s.resolve(st, &st.Refs[i])
		d.str(href)
	}
	return d.sum()
}

// append renders the story's page.
func (st *story) append(ctx context.Context, s *Site, d *Document, dst []byte) ([]byte, error) {
	whole, err := s.whole(ctx, st)
	if err != nil {
		return dst, err
	}
	return s.parts.Pages.Story(dst, s.storyView(st, whole))
}

// whole returns the story's article with its text.
func (s *Site) whole(ctx context.Context, st *story) (*article.Article, error) {
	if st.Body.Pieces != nil {
		return st.Article, nil
	}
	body, err := s.parts.Content.Body(ctx, st.Article)
	if err != nil {
		return nil, fmt.Errorf("read the text of %s: %w", st.Source, err)
	}
	a := *st.Article
	a.Body = body
	return &a, nil
}

// storyView is what the page of a story shows.
func (s *Site) storyView(st *story, whole *article.Article) *page.Story {
	v := &page.Story{
		Publication: st.ed.pub, Article: whole,
		Bylines: s.bylines(st), Tags: s.tags(st), Related: []page.Card{},
		Resolve: func(r *article.Ref) (string, bool) {
			href, why := s.resolve(st, r)
			return href, why == found
		},
	}
	if st.section != nil {
		link := st.section.link
		v.Section = &link
	}
	for _, r := range st.related(s) {
		v.Related = append(v.Related, s.card(r, st.ed))
	}
	translations := s.translations(st)
	for _, t := range translations {
		if t != st {
			v.Translations = append(v.Translations, page.Link{Text: t.ed.name, Href: s.href(t.Path), Lang: t.Lang})
		}
	}
	v.Head = page.Head{
		Title: st.Headline, Description: st.Description, Canonical: s.url(st.Path),
		Alternates: alternates(s, translations), NoIndex: !st.public(), Image: s.preview(st.Lead),
	}
	if v.Head.Description == "" {
		v.Head.Description = st.Standfirst
	}
	return v
}

// alternates says in which languages there is a page; nil if in one only.
func alternates(s *Site, translations []*story) []page.Alternate {
	if len(translations) < 2 {
		return nil
	}
	all := make([]page.Alternate, 0, len(translations)+1)
	for _, t := range translations {
		all = append(all, page.Alternate{Lang: t.Lang, Href: s.url(t.Path)})
	}
	// The first edition is the default one, and it comes first.
	if translations[0].ed == s.editions[0] {
		all = append(all, page.Alternate{Lang: "x-default", Href: all[0].Href})
	}
	return all
}

// preview makes the picture of a link preview.
func (s *Site) preview(f *article.Figure) *page.Image {
	if f == nil || f.Src == "" {
		return nil
	}
	return &page.Image{URL: s.url(f.Src), Alt: f.Alt, Width: f.Width, Height: f.Height}
}

// translations returns the story in all languages that readers can see it in,
// its own included, in the order of the languages. It is nil where the
// publication has one language only.
func (s *Site) translations(st *story) []*story {
	if s.byTranslation == nil {
		return nil
	}
	if all := s.byTranslation[st.TranslationKey]; slices.Contains(all, st) {
		return all
	}
	return nil
}

// related returns the stories that the editor chose and that readers can see.
func (st *story) related(s *Site) []*story {
	var chosen []*story
	for _, target := range st.Article.Related {
		r, why := s.refs.story(target, folderOf(st.ID), "", st.ed)
		if why == found && r != st && r.Status != article.Withdrawn && !slices.Contains(chosen, r) {
			chosen = append(chosen, r)
		}
	}
	return chosen
}
