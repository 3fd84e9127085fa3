package page

import (
	"html/template"
	"time"

	"github.com/gatefold/gatefold/locale"
)

// Page is what every template can use: the publication, its language and the
// words of the interface.
type Page struct {
	Publication *Publication
	Lang        string // of the publication, BCP 47
	Dir         string // "ltr" or "rtl"

	e *edition
}

func (e *edition) page() Page {
	return Page{Publication: e.Publication, Lang: e.lang, Dir: e.dir, e: e}
}

// T is the message key in the language of the page; see [locale.Locale.T].
func (p Page) T(key string, pairs ...string) string { return p.e.T(key, pairs...) }

// N is the message key in the form that n calls for; see [locale.Locale.N].
func (p Page) N(key string, n int, pairs ...string) string { return p.e.N(key, n, pairs...) }

// Date is the day of t in words.
func (p Page) Date(t time.Time) string { return p.e.Date(t) }

// DateTime is the day and the time of day of t in words.
func (p Page) DateTime(t time.Time) string { return p.e.DateTime(t) }

// DirOf is the direction of a language: "ltr" or "rtl".
func (p Page) DirOf(lang string) string { return locale.Dir(lang) }

// Outside reports whether an address leaves the publication.
func (p Page) Outside(href string) bool { return p.e.outside(href) }

// Link is the whole <a>, marked if it leaves the publication.
func (p Page) Link(l Link) template.HTML { return template.HTML(p.e.appendLink(nil, &l)) }

// External is what the content of a link that leaves the publication ends in.
func (p Page) External() template.HTML { return template.HTML(p.e.appendExternal(nil)) }
