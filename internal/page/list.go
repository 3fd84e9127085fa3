package page

import (
	"html/template"
	"strings"
)

// ListView is what list.html shows. The parts after Empty are finished HTML.
type ListView struct {
	Page
	List  *List
	Front bool // this is the front page
	Empty bool // there is nothing to list

	Kicker     template.HTML // says what is listed: "Topic", "Author"
	Picture    template.HTML // of an author
	Intro      template.HTML // the text of _index.md
	Cards      template.HTML
	Links      template.HTML // of an index
	Groups     template.HTML // of the front page
	Disclaimer template.HTML
}

// List appends the document of one page of a list.
func (r *Renderer) List(dst []byte, p *List) ([]byte, error) {
	e := r.edition(p.Publication)
	nav, exact := e.listed(p)
	sh, err := r.shell(e, shellKey{kind: string(p.Kind), nav: nav, exact: exact})
	if err != nil {
		return dst, err
	}
	s := newScratch()
	defer s.free()
	if err := r.listParts(s, e, p); err != nil {
		return dst, err
	}
	dst = append(dst, sh.open...)
	dst = r.appendListHead(dst, e, p, len(s.prose.pieces) > 0)
	dst = append(dst, sh.middle...)
	if dst, err = r.theme.execute(dst, "list.html", newListView(s, e, p)); err != nil {
		return dst, err
	}
	return append(dst, sh.close...), nil
}

// listed says which entry of the navigation a list belongs to, -1 for none,
// and whether the list is that entry's own page.
func (e *edition) listed(p *List) (nav int, exact bool) {
	for i := range e.Nav {
		here := e.absolute(e.Nav[i].Href)
		if p.Head.Canonical == here {
			return i, true
		}
		if p.Kind == SectionList && e.Nav[i].Href != e.Home && strings.HasPrefix(p.Head.Canonical, here) {
			return i, false
		}
	}
	return -1, false
}

// listParts makes the parts of the view, in the order of its fields.
func (r *Renderer) listParts(s *scratch, e *edition, p *List) (err error) {
	s.prose = prose{body: &p.Intro, lang: e.lang, page: pathOf(p.Head.Canonical), resolve: p.Resolve, pieces: s.prose.pieces}
	r.number(e, &s.prose)

	s.buf = e.appendListKicker(s.buf, p.Kind)
	s.cut()
	if p.Picture != nil {
		if s.buf, err = r.appendFigure(s.buf, e, p.Picture, figureStyle{class: "figure portrait", lang: e.lang, outer: e.lang, first: true}); err != nil {
			return err
		}
	}
	s.cut()
	if s.buf, err = r.appendProse(s.buf, e, &s.prose); err != nil {
		return err
	}
	s.cut()
	class, style := cardsOf(p)
	if s.buf, err = r.appendCards(s.buf, e, class, p.Cards, style); err != nil {
		return err
	}
	s.cut()
	s.buf = e.appendLinkList(s.buf, "index", p.Links)
	s.cut()
	if s.buf, err = r.appendGroups(s.buf, e, p.Groups); err != nil {
		return err
	}
	s.cut()
	s.buf = e.appendDisclaimer(s.buf, s.prose.outside || leadOutside(e, p.Picture))
	s.cut()
	return nil
}

func newListView(s *scratch, e *edition, p *List) *ListView {
	return &ListView{
		Page: e.page(), List: p, Front: p.Kind == FrontList,
		Empty:  len(p.Cards) == 0 && len(p.Links) == 0 && len(p.Groups) == 0,
		Kicker: s.take(), Picture: s.take(), Intro: s.take(), Cards: s.take(),
		Links: s.take(), Groups: s.take(), Disclaimer: s.take(),
	}
}

// cardsOf says how the cards of a list look: as a front page, or one below the
// other. In a section they do not name it again.
func cardsOf(p *List) (class string, s cardStyle) {
	if p.Kind == FrontList {
		return "cards front-cards", cardStyle{level: '2', kicker: true, first: true}
	}
	return "river", cardStyle{level: '2', kicker: p.Kind != SectionList || mixed(p.Cards), first: p.Picture == nil}
}

// mixed reports whether cards are of several sections.
func mixed(cards []Card) bool {
	var first *Link
	for i := range cards {
		switch s := cards[i].Section; {
		case s == nil:
		case first == nil:
			first = s
		case s.Href != first.Href:
			return true
		}
	}
	return false
}

// appendListKicker appends the line above the heading that says what kind of
// thing it names.
func (e *edition) appendListKicker(dst []byte, k ListKind) []byte {
	key := ""
	switch k {
	case TagList:
		key = "page.topic"
	case AuthorList:
		key = "page.author"
	default:
		return dst
	}
	dst = append(dst, `<p class="kicker">`...)
	dst = appendText(dst, e.T(key))
	return append(dst, "</p>\n"...)
}

// appendGroups appends the newest stories of each section.
func (r *Renderer) appendGroups(dst []byte, e *edition, groups []Group) (_ []byte, err error) {
	for i := range groups {
		dst = append(dst, "<section class=\"group\">\n<h2 class=\"rule\">"...)
		dst = e.appendLink(dst, &groups[i].Title)
		dst = append(dst, "</h2>\n"...)
		if dst, err = r.appendCards(dst, e, "cards", groups[i].Cards, cardStyle{level: '3'}); err != nil {
			return dst, err
		}
		dst = append(dst, "</section>\n"...)
	}
	return dst, nil
}
