package site

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
)

// Paths of the sitemaps (sitemaps.org; Google's news sitemap).
const (
	sitemapPath = "/sitemap.xml"
	newsPath    = "/news-sitemap.xml"
)

// mapLinks is how many addresses a sitemap may hold, 50,000 by its standard. A
// page in several languages names all of them, so there it is fewer pages, lest
// the file grow over the 50 MB that the standard allows.
const (
	mapPages = 50_000
	mapLinks = 200_000
)

// localised is a page that knows its translations.
type localised interface {
	alternates(s *Site) []page.Alternate
}

// alternates says in which languages there is the story.
func (st *story) alternates(s *Site) []page.Alternate { return alternates(s, s.translations(st)) }

// sitemap makes a sitemap of pages.
type sitemap struct{ pages []*Document }

// addSitemaps adds the sitemap: one file, or an index of several if there are
// too many pages for one. Then those of an edition's articles are counted from
// the oldest, so that a new article changes the last one only.
func (b *builder) addSitemaps() {
	parts := cut(b.mapped(), min(mapPages, mapLinks/(len(b.site.editions)+1)))
	if len(parts) == 1 {
		b.addXML(sitemapPath, &sitemap{parts[0].pages})
	} else {
		var index sitemapIndex
		for _, p := range parts {
			if d := b.addXML("/sitemap-"+p.name+".xml", &sitemap{p.pages}); d != nil {
				index.parts = append(index.parts, d)
			}
		}
		b.addXML(sitemapPath, &index)
	}
	b.addXML(newsPath, &newsmap{b.news()})
}

// cut divides the pages into sitemaps of at most size pages: one of all, or
// else each group on its own and counted, so that it grows at its end.
func cut(groups []mapGroup, size int) (parts []mapGroup) {
	var all mapGroup
	n := 0
	for _, g := range groups {
		n += len(g.pages)
	}
	all.pages = make([]*Document, 0, n)
	for _, g := range groups {
		all.pages = append(all.pages, g.pages...)
	}
	if len(all.pages) <= size {
		return []mapGroup{all}
	}
	for _, g := range groups {
		n := 0
		for pages := range slices.Chunk(g.pages, size) {
			n++
			parts = append(parts, mapGroup{g.name + "-" + strconv.Itoa(n), pages})
		}
	}
	return parts
}

// addXML adds an XML document.
func (b *builder) addXML(path string, m keyed) *Document {
	d := b.make(path, m)
	d.Type = typeXML
	if !b.add(d, "the sitemap") {
		return nil
	}
	return d
}

// mapGroup is a run of pages that is cut into sitemaps on its own.
type mapGroup struct {
	name  string
	pages []*Document
}

// mapped returns the pages that search engines should know: published
// articles, oldest first, and the landing pages of lists.
func (b *builder) mapped() []mapGroup {
	var groups []mapGroup
	lists := mapGroup{name: "lists"}
	for _, ed := range b.site.editions {
		g := mapGroup{name: strings.ToLower(ed.lang), pages: make([]*Document, 0, len(ed.front.stories))}
		for _, st := range b.visible {
			if st.ed == ed && st.public() && st.placed {
				g.pages = append(g.pages, &st.doc)
			}
		}
		groups = append(groups, g)
		lists.pages = append(lists.pages, b.mappedLists(ed)...)
	}
	return append(groups, lists)
}

// mappedLists returns the landing pages of an edition.
func (b *builder) mappedLists(ed *edition) (pages []*Document) {
	ed.lists(func(l *list) {
		if d := b.site.paths.find(l.path); d != nil && d.Status == 200 {
			pages = append(pages, d)
		}
	})
	return pages
}

func (m *sitemap) key(s *Site, d *digester) article.Digest {
	d.str("sitemap")
	d.digest(s.stamp)
	for _, p := range m.pages {
		d.str(p.Path)
		d.time(p.Modified)
		for _, alt := range p.alternates(s) {
			d.str(alt.Lang)
			d.str(alt.Href)
		}
		if st, ok := p.maker.(*story); ok && st.Lead != nil {
			d.str(st.Lead.Src)
		}
	}
	return d.sum()
}

// alternates returns the translations of the document.
func (d *Document) alternates(s *Site) []page.Alternate {
	if m, ok := d.maker.(localised); ok && len(s.editions) > 1 {
		return m.alternates(s)
	}
	return nil
}

func (m *sitemap) append(_ context.Context, s *Site, _ *Document, dst []byte) ([]byte, error) {
	dst = append(dst, xmlHeader+`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`+
		` xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">`+"\n"...)
	for _, p := range m.pages {
		dst = appendLocation(append(dst, "<url>\n"...), s.url(p.Path), p.Modified)
		for _, alt := range p.alternates(s) {
			dst = append(dst, `<xhtml:link rel="alternate" hreflang="`...)
			dst = appendAttribute(dst, alt.Lang)
			dst = append(dst, `" href="`...)
			dst = appendAttribute(dst, alt.Href)
			dst = append(dst, "\"/>\n"...)
		}
		if st, ok := p.maker.(*story); ok && st.Lead != nil {
			dst = append(dst, "<image:image>\n"...)
			dst = appendElement(dst, "image:loc", s.url(st.Lead.Src))
			dst = append(dst, "</image:image>\n"...)
		}
		dst = append(dst, "</url>\n"...)
	}
	return append(dst, "</urlset>\n"...), nil
}

// appendLocation appends where a page is and when it last changed.
func appendLocation(dst []byte, url string, modified time.Time) []byte {
	dst = appendElement(dst, "loc", url)
	if modified.IsZero() {
		return dst
	}
	dst = append(dst, "<lastmod>"...)
	dst = modified.AppendFormat(dst, time.RFC3339)
	return append(dst, "</lastmod>\n"...)
}

// sitemapIndex makes the list of several sitemaps.
type sitemapIndex struct{ parts []*Document }

func (x *sitemapIndex) key(s *Site, d *digester) article.Digest {
	d.str("sitemap-index")
	d.digest(s.stamp)
	for _, p := range x.parts {
		d.str(p.Path)
		d.time(p.newest())
	}
	return d.sum()
}

// newest returns when the newest page of a sitemap last changed.
func (d *Document) newest() (t time.Time) {
	if m, ok := d.maker.(*sitemap); ok {
		for _, p := range m.pages {
			if p.Modified.After(t) {
				t = p.Modified
			}
		}
	}
	return t
}

func (x *sitemapIndex) append(_ context.Context, s *Site, _ *Document, dst []byte) ([]byte, error) {
	dst = append(dst, xmlHeader+`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`+"\n"...)
	for _, p := range x.parts {
		dst = appendLocation(append(dst, "<sitemap>\n"...), s.url(p.Path), p.newest())
		dst = append(dst, "</sitemap>\n"...)
	}
	return append(dst, "</sitemapindex>\n"...), nil
}
