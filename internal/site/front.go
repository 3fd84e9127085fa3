package site

import (
	"context"
	"slices"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
)

// How much the front page shows. A publication without sections has nowhere
// else to show its stories: there the front page is the landing page of a list
// of all of them.
const (
	frontCards = 7 // the lead and six more
	groupCards = 4 // of each section, if not among them
	elseCards  = 4 // on the page that says that there is nothing
)

// frontPage makes the front page of a publication with sections.
type frontPage struct{ *list }

// frontGroup is what the front page shows of one section, oldest first.
type frontGroup struct {
	section *list
	stories []*story
}

// top returns the newest stories, oldest first.
func top(stories []*story, n int) []*story { return stories[max(0, len(stories)-n):] }

// groups returns what the front page shows below its cards: from every section
// the newest stories that are not among them.
func (p *frontPage) groups() []frontGroup {
	shown := top(p.stories, frontCards)
	var groups []frontGroup
	for _, section := range p.ed.sections {
		var more []*story
		for i := len(section.stories) - 1; i >= 0 && len(more) < groupCards; i-- {
			if st := section.stories[i]; !slices.Contains(shown, st) {
				more = append(more, st)
			}
		}
		if len(more) > 0 {
			slices.Reverse(more)
			groups = append(groups, frontGroup{section, more})
		}
	}
	return groups
}

func (p *frontPage) key(s *Site, d *digester) article.Digest {
	d.str("front")
	for _, st := range top(p.stories, frontCards) {
		d.digest(st.digest)
	}
	for _, g := range p.groups() {
		d.str(g.section.path)
		for _, st := range g.stories {
			d.digest(st.digest)
		}
	}
	d.digest(p.ed.stamp)
	(&listPage{list: p.list}).keyListing(s, d)
	return d.sum()
}

func (p *frontPage) append(_ context.Context, s *Site, d *Document, dst []byte) ([]byte, error) {
	v := (&listPage{list: p.list}).view(s)
	v.Newer, v.Older = "", ""
	v.Cards = s.cards(top(p.stories, frontCards), p.ed)
	for _, g := range p.groups() {
		v.Groups = append(v.Groups, page.Group{Title: g.section.link, Cards: s.cards(g.stories, p.ed)})
	}
	return s.parts.Pages.List(dst, p.describe(s, v))
}

// describe adds what search results say about the publication.
func (l *list) describe(s *Site, v *page.List) *page.List {
	if v.Head.Description == "" {
		v.Head.Description = s.cfg.Description[l.ed.lang]
	}
	if v.Head.Description == "" {
		v.Head.Description = l.ed.pub.Tagline
	}
	return v
}
