package site

import (
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// atom writes a feed.
type atom struct {
	dst     []byte
	site    *Site
	ed      *edition
	content []byte // scratch: the HTML of one entry
}

func (a *atom) raw(s string)           { a.dst = append(a.dst, s...) }
func (a *atom) text(s string)          { a.dst = appendText(a.dst, s) }
func (a *atom) quoted(s string)        { a.dst = append(appendAttribute(append(a.dst, '"'), s), '"') }
func (a *atom) element(name, s string) { a.dst = appendElement(a.dst, name, s) }

// moment writes a date construct; without a date there is the epoch, because
// RFC 4287 wants one and the clock must not decide it.
func (a *atom) moment(name string, t time.Time) {
	if t.IsZero() {
		t = time.Unix(0, 0).UTC()
	}
	a.raw("<" + name + ">")
	a.dst = t.AppendFormat(a.dst, time.RFC3339)
	a.raw("</" + name + ">\n")
}

func (a *atom) link(rel, mediaType, href string) {
	a.raw(`<link rel="` + rel + `" type="` + mediaType + `" href=`)
	a.quoted(href)
	a.raw("/>\n")
}

// id writes an identifier that survives a change of address (RFC 4151).
func (a *atom) id(specific string) {
	a.raw("<id>tag:")
	a.text(a.site.cfg.Identity)
	a.raw(":")
	a.text(specific)
	a.raw("</id>\n")
}

// head begins the feed (RFC 4287, section 4.1.1).
func (a *atom) head(f *feed) {
	a.raw(xmlHeader + `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang=`)
	a.quoted(a.ed.lang)
	a.raw(">\n")
	a.id("feed/" + a.ed.lang + "/" + article.EncodePath(f.list.key))
	a.element("title", a.title(f))
	a.element("subtitle", f.description(a.site))
	a.moment("updated", f.updated())
	a.link("self", "application/atom+xml", a.site.url(f.feedPath()))
	a.link("alternate", "text/html", a.site.url(f.path))
	a.raw("<author><name>")
	a.text(a.ed.pub.Title)
	a.raw("</name></author>\n")
	a.element("rights", a.ed.pub.Copyright)
	a.raw("<generator>Gatefold</generator>\n")
}

// title is the publication's name, and the section's before it.
func (a *atom) title(f *feed) string {
	if f.list.key == "" {
		return a.ed.pub.Title
	}
	return a.ed.words.T("page.titled", "title", f.title, "site", a.ed.pub.Title)
}

// entry writes one story (RFC 4287, section 4.1.2).
func (a *atom) entry(st *story, whole *article.Article) {
	a.raw("<entry>\n")
	a.id(st.Lang + "/" + article.EncodePath(st.ID))
	a.element("title", st.Headline)
	a.moment("published", st.Published)
	a.moment("updated", st.edited)
	a.link("alternate", "text/html", a.site.url(st.Path))
	for _, by := range a.site.bylines(st) {
		a.raw("<author><name>")
		a.text(by.Text)
		a.raw("</name>")
		if by.Href != "" {
			a.raw("<uri>")
			a.text(a.site.origin + by.Href)
			a.raw("</uri>")
		}
		a.raw("</author>\n")
	}
	for _, tag := range a.site.tags(st) {
		a.raw(`<category term=`)
		a.quoted(strings.ToLower(tag.Text))
		a.raw(` label=`)
		a.quoted(tag.Text)
		a.raw("/>\n")
	}
	a.element("summary", st.Standfirst)
	f := fallback{site: a.site, story: st, dst: a.content[:0]}
	f.body(whole)
	a.content = f.dst
	a.raw(`<content type="html" xml:lang=`)
	a.quoted(st.Lang)
	a.raw(">")
	a.text(string(a.content))
	a.raw("</content>\n</entry>\n")
}
