package snapshot

import (
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/gatefold/gatefold/provider"
)

// Clean makes a quotation into one that can stand in a file: every field as
// reading the file would give it.
func Clean(q provider.Quote) provider.Quote {
	q.Author, q.Title = Line(q.Author), Line(q.Title)
	q.Handle = strings.TrimPrefix(Line(q.Handle), "@")
	q.Text = Text(q.Text)
	if _, err := language.Parse(q.Lang); err != nil || len(q.Lang) > maxLang {
		q.Lang = ""
	}
	if !plausible(q.Date) {
		q.Date, q.DateOnly = time.Time{}, false
	}
	links := q.Links
	q.Links = nil
	for _, l := range links[:min(len(links), maxLinks)] {
		if l.Text = Line(l.Text); isWeb(l.Href) && len(l.Href) <= MaxURL {
			q.Links = append(q.Links, l)
		}
	}
	q.Links = inOrder(q.Text, q.Links, func(string) {})
	return q
}

// Alike reports whether two quotations are the same in a file.
func Alike(a, b provider.Quote) bool { return same(&Entry{Quote: a}, &Entry{Quote: b}) }
