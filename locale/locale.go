package locale

import (
	"strconv"

	"github.com/gohugoio/locales"
	"golang.org/x/text/language"
)

// Locale is one language of a [Bundle]. It is immutable and safe for
// concurrent use.
type Locale struct {
	tag  language.Tag
	lang string
	dir  string

	words    *catalogue // in this language; may be incomplete
	fallback *Locale    // English, where words lacks a message; nil in English

	forms form256            // plural form of small numbers
	dates locales.Translator // nil where the language's dates are not known
}

// Lang is the language of the texts, a BCP 47 tag such as "ar" or "en-GB".
func (l *Locale) Lang() string { return l.lang }

// Dir is the direction of the texts: "ltr" or "rtl".
func (l *Locale) Dir() string { return l.dir }

// T returns the message key with its placeholders filled from pairs, which
// alternate between name and value: T("gate.accept", "noun", "video"). The
// result is plain text, not escaped. A key that no message has comes back in
// white brackets, where an author will notice it.
func (l *Locale) T(key string, pairs ...string) string {
	if m := l.find(key); m != nil {
		return m.fill(pairs)
	}
	return "⟦" + key + "⟧"
}

// N returns the form of the message key that the number n calls for by the
// plural rules of CLDR, with {n} replaced by the number and the other
// placeholders filled as by [Locale.T]. The catalogue holds the forms as
// key.one, key.other and so on.
func (l *Locale) N(key string, n int, pairs ...string) string {
	m := l.findForm(key, n)
	if m == nil {
		return "⟦" + key + "⟧"
	}
	if m.parts == nil {
		return m.text
	}
	var few [8]string // keeps the usual case off the heap
	all := append(append(few[:0], "n", l.number(n)), pairs...)
	return m.fill(all)
}

// Has reports whether the message key exists.
func (l *Locale) Has(key string) bool { return l.find(key) != nil }

// Parts returns the message key split at its placeholders, for callers that
// put something other than text in their place. It must not be modified.
func (l *Locale) Parts(key string) []Part {
	m := l.find(key)
	if m == nil {
		return []Part{{Text: "⟦" + key + "⟧"}}
	}
	if m.parts == nil {
		return []Part{{Text: m.text}}
	}
	return m.parts
}

// Between returns the text between the first two placeholders of the message key,
// for callers that join a list; a space where the message has none.
func (l *Locale) Between(key string) string {
	for i, part := range l.Parts(key) {
		if part.Slot == "" && i > 0 {
			return part.Text
		}
	}
	return " "
}

func (l *Locale) find(key string) *message {
	if m, ok := l.words.single[key]; ok {
		return m
	}
	if l.fallback != nil {
		return l.fallback.find(key)
	}
	return nil
}

func (l *Locale) findForm(key string, n int) *message {
	if forms, ok := l.words.plural[key]; ok {
		if m := forms[l.form(n)]; m != nil {
			return m
		}
		return forms[other]
	}
	if l.fallback != nil {
		return l.fallback.findForm(key, n)
	}
	return nil
}

// number writes n for readers; from five digits on they are grouped.
func (l *Locale) number(n int) string {
	if l.dates == nil || (-9999 <= n && n <= 9999) {
		return strconv.Itoa(n)
	}
	return l.dates.FmtNumber(float64(n), 0)
}
