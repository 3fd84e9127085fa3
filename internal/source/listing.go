package source

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// listing reads an _index file: what an editor says about a section, a topic,
// an author or the front page.
func (c *composer) listing(pg *page) composed {
	m, pl := pg.matter, &pg.place
	l := &article.Listing{
		Source: pl.source, Lang: pl.lang, Key: listingKey(pl.dir),
		Title:       first(m.plainText("title", "linktitle"), pg.opening),
		Description: m.plainText("description", "standfirst", "summary"),
		Weight:      m.whole(m.one("weight")),
		Draft:       m.yes(m.one("draft")),
	}
	for _, f := range m.take("url", "slug", "aliases") {
		m.warn(f, "has no effect on a list, whose address follows from its folder", "rename the folder instead")
	}
	shelf := c.shelf(pg, "")
	picture, outside := c.lead(pg, shelf)
	l.Picture = picture
	m.unsupported()
	l.Params = m.params()
	var out composed
	l.Body, out.problems = c.convert(pg, shelf)
	l.Body.Outside = l.Body.Outside || outside
	out.problems = append(m.problems, out.problems...)
	out.listing, out.uses = l, shelf.uses
	return out
}

// listingKey gives the key of the list that a folder below content describes.
// Categories are tags here, see topics.
func listingKey(dir string) string {
	key := urlize(dir)
	if rest, ok := strings.CutPrefix(key+"/", "categories/"); ok {
		key = strings.TrimSuffix("tags/"+rest, "/")
	}
	return key
}

// withoutDoubles drops what is said about a category where there is a tag of
// the same name.
func withoutDoubles(listings []*article.Listing) []*article.Listing {
	type name struct{ lang, key string }
	tags := map[name]bool{}
	for _, l := range listings {
		if !fromCategories(l) {
			tags[name{l.Lang, l.Key}] = true
		}
	}
	return slices.DeleteFunc(listings, func(l *article.Listing) bool {
		return fromCategories(l) && tags[name{l.Lang, l.Key}]
	})
}

func fromCategories(l *article.Listing) bool {
	return strings.Contains(strings.ToLower(l.Source), "/categories/") && (l.Key == "tags" || strings.HasPrefix(l.Key, "tags/"))
}
