package site

import (
	"context"

	"github.com/gatefold/gatefold/internal/article"
)

// index is a page with all tags or all authors of an edition.
type index struct {
	list
	entries []*list // in the order of the page
}

func (x *index) key(s *Site, d *digester) article.Digest {
	for _, l := range x.entries {
		d.str(l.title)
		d.str(l.path)
		d.num(len(l.stories))
	}
	return (&listPage{list: &x.list}).key(s, d)
}

func (x *index) append(_ context.Context, s *Site, d *Document, dst []byte) ([]byte, error) {
	v := (&listPage{list: &x.list}).view(s)
	for _, l := range x.entries {
		link := l.link
		link.Count = len(l.stories)
		v.Links = append(v.Links, link)
	}
	return s.parts.Pages.List(dst, v)
}
