package site

import (
	"context"
	"strconv"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
)

// list is a run of stories with a landing page and perhaps older pages: a
// section, a tag, an author, or all stories of an edition.
type list struct {
	ed      *edition
	kind    page.ListKind
	key     string           // a section's folder, a tag's or an author's slug
	title   string           // the heading of its pages
	path    string           // of the landing page
	link    page.Link        // to the landing page
	listing *article.Listing // what an editor says about it, or nil
	stories []*story         // oldest first
}

// feedPath is where a section's or the front's feed stands.
func (l *list) feedPath() string { return l.path + feedName }

// listPage is one page of a list and makes its document.
type listPage struct {
	*list
	number int // 0 is the landing page
	doc    Document
}

// pagePath is where a page of the list stands.
func (l *list) pagePath(number int) string {
	if number == 0 {
		return l.path
	}
	return l.path + "page/" + strconv.Itoa(number) + "/"
}

// shown returns the stories of the page, oldest first.
func (p *listPage) shown(s *Site) []*story {
	from, to := span(p.number, len(p.stories), s.cfg.PageSize)
	return p.stories[from:to]
}

// neighbours returns the hrefs of the pages with newer and with older stories.
func (p *listPage) neighbours(s *Site) (newer, older string) {
	last := numbered(len(p.stories), s.cfg.PageSize)
	switch {
	case p.number == 0 && last > 0:
		older = s.href(p.pagePath(last))
	case p.number == last && last > 0:
		newer = s.href(p.path)
	case p.number > 0:
		newer = s.href(p.pagePath(p.number + 1))
	}
	if p.number > 1 {
		older = s.href(p.pagePath(p.number - 1))
	}
	return newer, older
}

// key makes the key of the page.
func (p *listPage) key(s *Site, d *digester) article.Digest {
	d.digest(p.ed.stamp)
	d.str(string(p.kind))
	d.str(p.title)
	d.str(p.path)
	d.num(p.number)
	newer, older := p.neighbours(s)
	d.str(newer)
	d.str(older)
	p.keyListing(s, d)
	for _, st := range p.shown(s) {
		d.digest(st.digest)
	}
	if p.number == 0 {
		for _, twin := range s.twins(p.list) {
			d.str(twin.path)
		}
	}
	return d.sum()
}

// keyListing adds what the editor says, which only the landing page shows.
func (p *listPage) keyListing(s *Site, d *digester) {
	if p.listing == nil || p.number > 0 {
		d.num(0)
		return
	}
	d.num(1)
	d.digest(p.listing.Digest)
	d.str(p.listing.Source)
	for _, r := range p.listing.Body.Refs() {
		href, _ := s.resolveFrom(p.ed, p.listing.Key, &r)
		d.str(href)
	}
}

// newest returns when the newest of the stories was last edited.
func newest(stories []*story) (t time.Time) {
	for _, st := range stories {
		if st.edited.After(t) {
			t = st.edited
		}
	}
	return t
}

// append renders the page.
func (p *listPage) append(_ context.Context, s *Site, d *Document, dst []byte) ([]byte, error) {
	v := p.view(s)
	v.Cards = s.cards(p.shown(s), p.ed)
	if p.kind == page.FrontList {
		p.describe(s, v)
	}
	return s.parts.Pages.List(dst, v)
}

// view is what the page shows, without cards.
func (p *listPage) view(s *Site) *page.List {
	v := &page.List{Publication: p.ed.pub, Kind: p.kind, Heading: p.title}
	v.Newer, v.Older = p.neighbours(s)
	v.Head = page.Head{Title: p.title, Canonical: s.url(p.pagePath(p.number))}
	if p.number > 0 {
		v.Head.Title = p.ed.words.T("site.page", "title", p.title, "number", strconv.Itoa(p.number))
		v.Head.NoIndex = true
		if v.Kind == page.FrontList {
			v.Kind = page.SectionList // the lead stands on the landing page only
		}
		return v
	}
	v.Head.Alternates = p.alternates(s)
	if p.kind == page.SectionList && p.ed.sectionOf[p.list.key] == p.list {
		v.Head.Feed = s.href(p.feedPath())
	}
	if l := p.listing; l != nil {
		v.Description, v.Picture, v.Intro = l.Description, l.Picture, l.Body
		v.Head.Description, v.Head.Image = l.Description, s.preview(l.Picture)
		v.Resolve = func(r *article.Ref) (string, bool) {
			href, why := s.resolveFrom(p.ed, l.Key, r)
			return href, why == found
		}
	}
	return v
}

// alternates says in which languages the same list exists: the same section,
// the same author, a tag that is spelled alike.
func (l *list) alternates(s *Site) []page.Alternate {
	twins := s.twins(l)
	if len(twins) < 2 {
		return nil
	}
	all := make([]page.Alternate, 0, len(twins)+1)
	for _, t := range twins {
		all = append(all, page.Alternate{Lang: t.ed.lang, Href: s.url(t.path)})
	}
	if twins[0].ed == s.editions[0] {
		all = append(all, page.Alternate{Lang: "x-default", Href: all[0].Href})
	}
	return all
}

// twins returns the list in all languages, its own included.
func (s *Site) twins(l *list) []*list {
	if len(s.editions) < 2 {
		return nil
	}
	var twins []*list
	for _, ed := range s.editions {
		if t := ed.twin(l); t != nil {
			twins = append(twins, t)
		}
	}
	return twins
}

// twin returns the edition's list that corresponds to another edition's.
func (ed *edition) twin(l *list) *list {
	switch l.kind {
	case page.FrontList:
		return ed.front
	case page.SectionList:
		if t := ed.subsectionOf[l.key]; t != nil {
			return t
		}
		return ed.sectionOf[l.key]
	case page.TagList:
		return ed.tagOf[l.key]
	case page.AuthorList:
		return ed.authorOf[l.key]
	case page.IndexList:
		for _, x := range ed.indexes {
			if x.list.key == l.key {
				return &x.list
			}
		}
	}
	return nil
}
