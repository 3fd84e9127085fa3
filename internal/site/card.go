package site

import (
	"slices"

	"github.com/gatefold/gatefold/internal/page"
)

// card makes the card of a story for a page of the edition in.
func (s *Site) card(st *story, in *edition) page.Card {
	if st.ed != in {
		return s.newCard(st, in)
	}
	if c := st.inList.Load(); c != nil {
		return *c
	}
	c := s.newCard(st, in)
	st.inList.Store(&c)
	return c
}

func (s *Site) newCard(st *story, in *edition) page.Card {
	c := page.Card{
		Headline: st.Headline, Standfirst: st.Standfirst, Href: s.href(st.Path), Lang: otherLang(st.Lang, in.lang),
		Bylines: s.bylines(st), Published: st.Published, Updated: st.Updated, Lead: st.Lead, Status: st.Status,
	}
	if st.section != nil {
		c.Section = &st.section.link
	}
	return c
}

// cards makes the cards of stories that are ordered from the oldest, the newest
// card first.
func (s *Site) cards(oldestFirst []*story, in *edition) []page.Card {
	cards := make([]page.Card, len(oldestFirst))
	for i, st := range oldestFirst {
		cards[len(cards)-1-i] = s.card(st, in)
	}
	return cards
}

// bylines are the authors of a story with the addresses of their pages. A
// story that no list shows leads nowhere: its authors may have no page.
func (s *Site) bylines(st *story) []page.Link {
	if len(st.Bylines) == 0 {
		return nil
	}
	links := make([]page.Link, len(st.Bylines))
	for i, by := range st.Bylines {
		links[i].Text = by.Name
		if l := st.ed.authorOf[by.Slug]; l != nil && !st.Standalone {
			links[i].Href = l.link.Href
		}
	}
	return links
}

// tags are the topics of a story with the addresses of their pages.
func (s *Site) tags(st *story) []page.Link {
	if len(st.Tags) == 0 || st.Standalone {
		return nil
	}
	links := make([]page.Link, 0, len(st.Tags))
	for _, tag := range st.Tags {
		l := st.ed.tagOf[tag]
		if l != nil && !slices.ContainsFunc(links, func(had page.Link) bool { return had.Href == l.link.Href }) {
			links = append(links, page.Link{Text: tag, Href: l.link.Href})
		}
	}
	return links
}
