package site

import (
	"context"
	"slices"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
)

// nothing makes the page that says that there is nothing at an address.
type nothing struct{ ed *edition }

// instead are the stories to read instead, oldest first.
func (n *nothing) instead() []*story { return top(n.ed.front.stories, elseCards) }

func (n *nothing) key(s *Site, d *digester) article.Digest {
	d.str("not-found")
	d.digest(n.ed.stamp)
	for _, st := range n.instead() {
		d.digest(st.digest)
	}
	return d.sum()
}

func (n *nothing) append(_ context.Context, s *Site, d *Document, dst []byte) ([]byte, error) {
	return s.parts.Pages.Notice(dst, &page.Notice{
		Publication: n.ed.pub, Kind: "not-found", Cards: s.cards(n.instead(), n.ed),
		Head: page.Head{Title: n.ed.words.T("page.notfound"), Canonical: s.url(d.Path), NoIndex: true},
	})
}

// gone makes the page of a story that the editors took back. Nothing of the
// story is in it, and no other story, so that it keeps still.
type gone struct{ *story }

func (g *gone) key(s *Site, d *digester) article.Digest {
	d.str("withdrawn")
	d.digest(g.ed.stamp)
	d.str(g.Path)
	return d.sum()
}

func (g *gone) append(_ context.Context, s *Site, d *Document, dst []byte) ([]byte, error) {
	return s.parts.Pages.Notice(dst, &page.Notice{
		Publication: g.ed.pub, Kind: "withdrawn",
		Head: page.Head{Title: g.ed.words.T("page.withdrawn"), Canonical: s.url(d.Path), NoIndex: true},
	})
}

// redirect makes the page at an old address, for hosts that cannot send a
// redirect.
type redirect struct {
	ed     *edition
	target string // path
}

func (r *redirect) key(s *Site, d *digester) article.Digest {
	d.str("redirect")
	d.digest(r.ed.stamp)
	d.str(r.target)
	return d.sum()
}

func (r *redirect) append(_ context.Context, s *Site, d *Document, dst []byte) ([]byte, error) {
	return s.parts.Pages.Redirect(dst, &page.Redirect{Publication: r.ed.pub, Target: s.href(r.target), Canonical: s.url(r.target)})
}

// addAliases adds the redirects from old addresses.
func (b *builder) addAliases() {
	for _, stories := range [...][]*story{b.visible, b.withdrawn} {
		for _, st := range stories {
			if !st.placed {
				continue // its own address belongs to somebody else
			}
			for i, alias := range st.Aliases {
				if alias == st.Path || slices.Contains(st.Aliases[:i], alias) {
					continue
				}
				if had := b.site.paths.find(alias[:len(alias)-1]); had != nil {
					b.taken(alias, had, st.Source)
					continue
				}
				d := b.make(alias, &redirect{st.ed, st.Path})
				d.Status, d.Redirect = 301, b.site.href(st.Path)
				b.add(d, st.Source)
			}
		}
	}
}
