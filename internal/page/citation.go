package page

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
)

// maxCited is how many characters of a quotation stand in the structured data;
// the page has the rest.
const maxCited = 300

// citations appends what the article quotes from elsewhere: the address of each
// embed, and what was kept of it. https://schema.org/citation
func (j *ld) citations(a *article.Article) {
	var cited []*article.Embed
	for i := range a.Body.Pieces {
		if e := a.Body.Pieces[i].Embed; e != nil && e.Snapshot != nil && e.Match.URL != "" && (e.Snapshot.Text != "" || e.Snapshot.Title != "") {
			cited = append(cited, e)
		}
	}
	j.list("citation", len(cited), func(i int) {
		e := cited[i]
		j.raw(`{"@type":"CreativeWork"`)
		j.field("url", e.Match.URL)
		j.field("name", e.Snapshot.Title)
		j.field("text", beginning(e.Snapshot.Text))
		j.field("inLanguage", e.Snapshot.Lang)
		j.field("creditText", credit(e.Snapshot))
		if s := e.Snapshot; s.DateOnly {
			j.field("datePublished", s.Date.Format(time.DateOnly))
		} else {
			j.time("datePublished", s.Date)
		}
		j.raw("}")
	})
}

// credit names who said something. Whether that is a person is not known.
func credit(s *gate.Snapshot) string {
	switch {
	case s.Handle == "":
		return s.Author
	case s.Author == "":
		return "@" + s.Handle
	}
	return s.Author + " (@" + s.Handle + ")"
}

// beginning cuts a text at the end of a word.
func beginning(text string) string {
	if utf8.RuneCountInString(text) <= maxCited {
		return text
	}
	end := 0
	for range maxCited {
		_, n := utf8.DecodeRuneInString(text[end:])
		end += n
	}
	if space := strings.LastIndexAny(text[:end], " \n"); space > end/2 {
		end = space
	}
	return strings.TrimRight(text[:end], " \n") + "…"
}
