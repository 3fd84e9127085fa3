package page

import (
	"time"

	"golang.org/x/text/language"

	"github.com/gatefold/gatefold/locale"
)

// voice is the words of one language that occur on most pages, escaped and
// taken apart where something other than text goes in between.
type voice struct {
	*locale.Locale
	lang   string // of the publication; Locale.Lang may be a stand-in for it
	dir    string
	ogLang string // lang as Open Graph wants it: "de_DE"

	by         [2]string // around the authors
	next, last string    // between two authors, before the last one
	published  string
	updated    string
	caption    string
	source     string
	external   string
	elsewhere  string
}

func newVoice(b *locale.Bundle, lang string) *voice {
	l := b.For(lang)
	v := &voice{Locale: l, lang: lang, dir: locale.Dir(lang), ogLang: openGraphLocale(lang)}
	v.by = around(l.Parts("page.by"))
	v.next = escaped(l.Between("page.list.next"))
	v.last = escaped(l.Between("page.list.last"))
	v.published = escaped(l.T("page.published"))
	v.updated = escaped(l.T("page.updated"))
	v.caption = escaped(l.T("page.caption"))
	v.source = escaped(l.T("page.source"))
	v.external = escaped(l.T("prose.external"))
	v.elsewhere = escaped(l.T("page.figure.elsewhere"))
	return v
}

// around gives the escaped text before and after the only slot of a message.
func around(parts []locale.Part) (sides [2]string) {
	side := 0
	for _, p := range parts {
		if p.Slot != "" {
			side = 1
		} else {
			sides[side] += escaped(p.Text)
		}
	}
	return sides
}

func escaped(s string) string { return string(appendText(nil, s)) }

// openGraphLocale writes a language the way Open Graph does, with the region
// where most of its readers live if it names none: "de_DE".
func openGraphLocale(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return lang
	}
	base, _ := tag.Base()
	region, _ := tag.Region()
	return base.String() + "_" + region.String()
}

// moment writes a time in words: the day alone where it is midnight, because
// then an author gave no more than the day.
func (v *voice) moment(t time.Time) string {
	if h, m, s := t.Clock(); h == 0 && m == 0 && s == 0 {
		return v.Date(t)
	}
	return v.DateTime(t)
}

// appendTime appends a time for readers, words, and for machines.
func appendTime(dst []byte, t time.Time, words string) []byte {
	dst = append(dst, `<time datetime="`...)
	dst = t.AppendFormat(dst, time.RFC3339)
	dst = append(dst, `">`...)
	dst = appendText(dst, words)
	return append(dst, "</time>"...)
}

// appendLangDir appends the attributes of an element in the language lang,
// nothing where that is the language around it or not known.
func appendLangDir(dst []byte, lang, outer string) []byte {
	if lang == "" || lang == outer {
		return dst
	}
	dst = append(dst, ` lang="`...)
	dst = appendText(dst, lang)
	dst = append(dst, `" dir="`...)
	dst = append(dst, locale.Dir(lang)...)
	return append(dst, '"')
}
