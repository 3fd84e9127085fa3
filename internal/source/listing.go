package source

import (
	"github.com/gatefold/gatefold/internal/article"
)

// listing reads an _index file: what an editor says about a section, a topic,
// an author or the front page.
func (c *composer) listing(pg *page) composed {
	m, pl := pg.matter, &pg.place
	l := &article.Listing{
		Source: pl.source, Lang: pl.lang, Key: urlize(pl.dir),
		Title:       m.plainText("title", "linktitle"),
		Description: m.plainText("description", "standfirst", "summary"),
		Weight:      m.whole(m.one("weight")),
		Draft:       m.yes(m.one("draft")),
	}
	for _, f := range m.take("url", "slug", "aliases") {
		m.warn(f, "has no effect on a list, whose address follows from its folder", "rename the folder instead")
	}
	shelf := c.shelf(pg, "")
	l.Picture = m.lead(shelf)
	m.unsupported()
	l.Params = m.params()
	var out composed
	l.Body, out.problems = c.convert(pg, shelf)
	out.problems = append(m.problems, out.problems...)
	out.listing, out.uses = l, shelf.uses
	return out
}
