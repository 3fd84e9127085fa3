package storybook

import (
	"crypto/sha256"
	"fmt"
	"html"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// The kinds of pages that a provider has, as they stand in the parameters of an
// article.
const (
	pageParam  = "storybook"
	stillLight = "light"
	stillDark  = "dark"
)

func isStill(a *article.Article) bool { return a.Params[pageParam] != nil }
func isDark(a *article.Article) bool  { return a.Params[pageParam] == stillDark }

// newContent makes the pages of all exhibits, and those of the page of choices.
func newContent(c *provider.Catalogue, o Options) *content {
	made := &content{}
	day := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	all := exhibits(c)
	for _, lang := range languages {
		for _, a := range everybody(all, lang) {
			made.add(a, day)
		}
		for _, shade := range []string{stillLight, stillDark} {
			made.add(choices(o, lang, shade), day)
		}
	}
	for i := len(all) - 1; i >= 0; i-- {
		day = day.Add(time.Minute)
		for _, lang := range languages {
			made.add(alive(&all[i], lang), day)
			made.add(still(&all[i], lang, stillLight), day)
			made.add(still(&all[i], lang, stillDark), day)
		}
	}
	return made
}

func (c *content) add(a *article.Article, day time.Time) {
	a.Published = day // those of later days stand first on the front page
	a.Frames = a.Body.Frames()
	sum := sha256.Sum256(fmt.Append(nil, a.Path, a.Lang))
	a.Digest = article.Digest(sum[:16])
	c.articles = append(c.articles, a)
}

// alive is the page on which gates can be tried: one for each form of address,
// the same piece once more with a snapshot, and once as a dead one.
func alive(x *exhibit, lang string) *article.Article {
	var b article.Body
	for i, m := range x.matches {
		put(&b, fmt.Sprintf("form-%d", i+1), m.Noun, &article.Embed{Match: m})
	}
	for _, s := range States[1:3] {
		put(&b, s.anchor(), s.Name, &article.Embed{Match: x.matches[0], Snapshot: s.snapshot(lang)})
	}
	b.Pieces = append(b.Pieces, article.Piece{HTML: fmt.Sprintf(
		`<p lang="en"><a href="%s/">All states, light</a>, <a href="%s/">dark</a></p>`, stillLight, stillDark)})
	a := story(x, "", lang)
	a.Section = x.section
	a.Body = b
	return a
}

// still is a page on which every state stands beside the others.
func still(x *exhibit, lang, shade string) *article.Article {
	var b article.Body
	for i := range States {
		s := &States[i]
		put(&b, s.anchor(), s.Name, &article.Embed{Match: x.matches[0], Snapshot: s.snapshot(lang)})
	}
	a := story(x, shade+"/", lang)
	a.Standalone = true
	a.Params = map[string]any{pageParam: shade}
	a.Body = b
	return a
}

// shelf is how many gates a page has that shows some of all providers.
const shelf = 25

// everybody are the pages that hold a gate of each exhibit: one with all of
// them, and those of the shelves, on which a browser has less to lay out.
func everybody(all []exhibit, lang string) []*article.Article {
	pages := []*article.Article{{Headline: "All providers", ID: "all"}}
	for i := range all {
		if i%shelf == 0 {
			pages = append(pages, &article.Article{Headline: fmt.Sprintf("Shelf %d", i/shelf+1), ID: fmt.Sprintf("all/%d", i/shelf+1), Standalone: true})
		}
		for _, a := range []*article.Article{pages[0], pages[len(pages)-1]} {
			put(&a.Body, all[i].id, all[i].name, &article.Embed{Match: all[i].matches[0]})
		}
	}
	for _, a := range pages {
		a.Path, a.Lang, a.TranslationKey = prefix(lang)+"/"+a.ID+"/", lang, a.ID
		a.Source, a.Description = "the storybook", a.Headline+"."
	}
	return pages
}

// story is an article without a text.
func story(x *exhibit, below, lang string) *article.Article {
	path := "/" + x.id + "/" + below
	return &article.Article{
		ID: path, Source: "the storybook", Path: prefix(lang) + path, Lang: lang,
		Headline: x.name, Description: "The gate of " + x.name + ".", TranslationKey: path,
	}
}

func prefix(lang string) string {
	if lang == languages[0] {
		return ""
	}
	return "/" + lang
}

// put adds a heading and a piece below it.
func put(b *article.Body, id, heading string, e *article.Embed) {
	e.Level = 3
	b.Pieces = append(b.Pieces,
		article.Piece{HTML: fmt.Sprintf(`<h2 id="%s" lang="en" dir="ltr">%s</h2>`, id, html.EscapeString(heading))},
		article.Piece{Embed: e})
}

// said is what the pieces say, in the languages of the storybook.
var said = map[string]provider.Quote{
	"en": {
		Author: "Ada Marsh", Handle: "adamarsh", Lang: "en",
		Text:  "High tide at the old pier this morning 🌊\nTwo herons, one very patient crab.\n\nMore at the harbour museum.",
		Links: []provider.QuoteLink{{Text: "harbour museum", Href: "https://museum.example/harbour"}},
	},
	"ar": {
		Author: "سلمى النجار", Handle: "salma", Lang: "ar",
		Text: "المد العالي عند الرصيف القديم هذا الصباح 🌊\nطائرا بلشون وسلطعون صبور جدا.",
	},
}

// snapshot is what a piece said, or nil.
func (s *State) snapshot(lang string) *gate.Snapshot {
	if !s.Quoted {
		return nil
	}
	kept := &gate.Snapshot{Quote: said[lang], Kept: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	kept.Date = time.Date(2026, 3, 1, 7, 30, 0, 0, time.UTC)
	if s.Gone {
		kept.Gone = time.Date(2026, 9, 14, 9, 0, 0, 0, time.UTC)
	}
	return kept
}
