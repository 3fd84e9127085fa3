package page

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/locale"
)

// words is a bundle in which a site says one thing differently; without a text
// some message is changed.
func words(t *testing.T, lang, key, text string) *locale.Bundle {
	t.Helper()
	if text == "" {
		key, text = "page.topics", "Subjects"
	}
	b, err := locale.New(map[string]map[string]string{lang: {key: text}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func story(t *testing.T, r *Renderer, p *Story) htmltest.Node {
	t.Helper()
	page, err := r.Story(nil, p)
	if err != nil {
		t.Fatal(err)
	}
	return htmltest.Parse(t, page)
}

func list(t *testing.T, r *Renderer, p *List) htmltest.Node {
	t.Helper()
	page, err := r.List(nil, p)
	if err != nil {
		t.Fatal(err)
	}
	return htmltest.Parse(t, page)
}

// The pieces of an article page, as a reader meets them.
func TestPiecesOfAStory(t *testing.T) {
	doc := story(t, newRenderer(t, Options{}), tides(t))
	for selector, want := range map[string]string{
		"title":                         "The tide comes in twice – The Estuary",
		"main h1":                       "The tide comes in twice",
		".story .kicker a":              "Science",
		".story-head .byline":           "By Mara Lind, Tomas Berel and Ada Winther",
		".dates":                        "First published March 3, 2026, 06:15 UTC+2 Last updated March 9, 2026, 17:40 UTC+2",
		".translations a[lang=ar]":      "العربية",
		".lead .caption":                "Caption: The harbour at low water, a quarter past four.",
		".lead .credit":                 "Source: Ilse Farrow (external)",
		".corrections h2":               "Corrections",
		".tags":                         "tides moon measuring",
		".disclaimer":                   "This page links to other sites or shows content from them. The Estuary is not responsible for external content.",
		".related h2":                   "Related stories",
		".sections [aria-current]":      "Science",
		".editions [aria-current]":      "English",
		".colophon [rel]":               "Tide tables (external)",
		".copyright":                    "© 2026 The Estuary",
		"a.skip":                        "Skip to the text",
		".prose a[href=/science/moon/]": "last winter",
	} {
		if got := doc.One(selector).Text(); got != want {
			t.Errorf("%s says %q, want %q", selector, got, want)
		}
	}
	var times []string
	for _, e := range doc.All(".story time") {
		times = append(times, e.Attr("datetime"))
	}
	if got := strings.Join(times, " "); got != "2026-03-03T06:15:00+02:00 2026-03-09T17:40:00+02:00 2026-03-04T09:00:00+02:00 2026-03-09T17:40:00+02:00" {
		t.Errorf("the times are %s", got)
	}
	if got := len(doc.All(".prose > .gf")); got != 2 {
		t.Errorf("there are %d gates", got)
	}
	if img := doc.One(".lead img"); img.Attr("fetchpriority") != "high" || img.Has("loading") {
		t.Error("the lead picture waits")
	}
	for _, img := range doc.All(".prose img") {
		if img.Attr("loading") != "lazy" || img.Attr("decoding") != "async" {
			t.Error("a picture in the text does not wait")
		}
	}
}

func TestStoryInArabic(t *testing.T) {
	doc := story(t, newRenderer(t, Options{}), masabStory(t))
	html := doc.One("html")
	if html.Attr("lang") != "ar" || html.Attr("dir") != "rtl" {
		t.Errorf("the page is %s, %s", html.Attr("lang"), html.Attr("dir"))
	}
	if got := doc.One(".story-head .byline").Text(); got != "بقلم مارا ليند وتوماس بيريل" {
		t.Errorf("the byline says %q", got)
	}
	if a := doc.One(".translations a"); a.Attr("hreflang") != "en" || a.Attr("dir") != "ltr" {
		t.Error("the link to the English story does not say its language")
	}
	for _, e := range doc.All("body *") {
		if strings.Contains(e.Text(), "⟦") {
			t.Fatalf("a message is missing: %s", e.Text())
		}
	}
}

// What a story does not have leaves nothing behind.
func TestStoryWithoutPieces(t *testing.T) {
	doc := story(t, newRenderer(t, Options{}), about())
	for _, selector := range []string{".kicker", ".standfirst", ".byline", ".dates", ".translations", "main figure", ".corrections", ".tags", ".disclaimer", ".related", "script[src]", ".mark"} {
		doc.None(selector)
	}
	if got := doc.One("meta[property=og:type]").Attr("content"); got != "website" {
		t.Errorf("a page that is not news is a %s", got)
	}
}

func TestStatesAreUnmistakable(t *testing.T) {
	r := newRenderer(t, Options{})
	for status, mark := range map[article.Status]string{article.Draft: "Draft", article.Scheduled: "Scheduled", article.Expired: "Expired"} {
		doc := story(t, r, withStatus(t, status))
		if got := doc.One("title").Text(); got != "["+mark+"] The tide comes in twice – The Estuary" {
			t.Errorf("the title of a story that is %v is %q", status, got)
		}
		if got := doc.One(".mark strong").Text(); got != mark {
			t.Errorf("a story that is %v is marked %q", status, got)
		}
		if got := doc.One("meta[name=robots]").Attr("content"); got != "noindex" {
			t.Errorf("robots are told %q of a story that is %v", got, status)
		}
	}
	if got := story(t, r, withStatus(t, article.Scheduled)).One(".mark").Text(); !strings.Contains(got, "January 2, 2027, 08:00 UTC") {
		t.Errorf("a scheduled story does not say when: %q", got)
	}
	l := section()
	l.Cards[1].Status = article.Draft
	if got := list(t, r, l).One(".label").Text(); got != "Draft" {
		t.Errorf("the card of a draft is marked %q", got)
	}
}

// Nothing of a withdrawn story is on its page, in no attribute and no metadata.
func TestWithdrawn(t *testing.T) {
	r := newRenderer(t, Options{})
	page, err := r.Story(nil, withStatus(t, article.Withdrawn))
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"twice", "harbour", "Mara", "thirty-one", "ld+json", "measuring"} {
		if bytes.Contains(page, []byte(word)) {
			t.Errorf("the page still says %q", word)
		}
	}
	doc := htmltest.Parse(t, page)
	if got := doc.One("h1").Text(); got != "Story withdrawn" {
		t.Errorf("the heading says %q", got)
	}
}

func TestPreview(t *testing.T) {
	r := newRenderer(t, Options{})
	story(t, r, tides(t)).None("body.preview")
	p := tides(t)
	p.Publication.Preview = true
	story(t, r, p).One("body.on-story.preview")
}

func TestUnknownNotice(t *testing.T) {
	p := notFound()
	p.Kind = "teapot"
	if _, err := newRenderer(t, Options{}).Notice(nil, p); err == nil {
		t.Error("there is a notice of an unknown kind")
	}
}

func TestDayWithoutTime(t *testing.T) {
	p := tides(t)
	p.Article.Published, p.Article.Updated = day(time.March, 3, 0, 0), time.Time{}
	doc := story(t, newRenderer(t, Options{}), p)
	if got := doc.One(".dates").Text(); got != "First published March 3, 2026" {
		t.Errorf("the dates say %q", got)
	}
}

func TestNumberOfNames(t *testing.T) {
	r := newRenderer(t, Options{})
	names := []Link{{Text: "A"}, {Text: "B"}, {Text: "C"}, {Text: "D"}}
	for n, want := range []string{"", "By A", "By A and B", "By A, B and C", "By A, B, C and D"} {
		p := about()
		p.Bylines = names[:n]
		got := ""
		for _, e := range story(t, r, p).All(".byline") {
			got += e.Text()
		}
		if got != want {
			t.Errorf("%d names read %q", n, got)
		}
	}
}

func TestPicturesElsewhereAreLinks(t *testing.T) {
	p := about()
	p.Article.Lead = &article.Figure{Src: "https://other.example/a.jpg", Alt: "A boat"}
	p.Article.Body.Pieces = []article.Piece{{Figure: &article.Figure{Src: "//other.example/b.jpg"}}}
	p.Related = []Card{{Headline: "A", Href: "/a/", Lead: &article.Figure{Src: `/\other.example/c.jpg`}}}
	doc := story(t, newRenderer(t, Options{}), p)
	doc.None("img")
	doc.LoadsOnlyFrom("/")
	if a := doc.One(".lead a"); a.Name() != "A boat (external)" {
		t.Errorf("the link is called %q", a.Name())
	}
	if a := doc.One(".prose a"); a.Name() != "Picture on another site (external)" {
		t.Errorf("the link is called %q", a.Name())
	}
	doc.One(".disclaimer")
}

func TestFigureThatLeadsSomewhere(t *testing.T) {
	p := about()
	p.Publication.BaseURL, p.Publication.Base = "https://estuary.example/news", "/news"
	p.Article.Body.Pieces = []article.Piece{
		{Figure: &article.Figure{Src: "/a.jpg", Alt: "A boat", Link: "/boats/"}},
		{Figure: &article.Figure{Src: "/b.jpg", Alt: "A chart", Link: "https://charts.example/"}},
		{Figure: &article.Figure{Src: "/c.jpg", Decorative: true, Link: "/nowhere/"}},
	}
	doc := story(t, newRenderer(t, Options{}), p)
	links := doc.All("figure a")
	if len(links) != 2 {
		t.Fatalf("there are %d links", len(links))
	}
	if links[0].Attr("href") != "/news/boats/" || links[0].Name() != "A boat" {
		t.Errorf("the first leads to %s and is called %q", links[0].Attr("href"), links[0].Name())
	}
	if links[1].Attr("rel") != "external noopener" || links[1].Name() != "A chart (external)" {
		t.Errorf("the second is called %q", links[1].Name())
	}
	if src := doc.All("figure img")[2].Attr("src"); src != "/news/c.jpg" {
		t.Errorf("the picture is at %s", src)
	}
}

func TestReferenceToNothing(t *testing.T) {
	p := tides(t)
	p.Resolve = func(*article.Ref) (string, bool) { return "", false }
	r := newRenderer(t, Options{})
	story(t, r, p).One(".prose a[href=#]")
	p.Resolve = nil
	story(t, r, p).One(".prose a[href=#]")
}

func TestSitesOwnWords(t *testing.T) {
	r := newRenderer(t, Options{Bundle: words(t, "en", "page.by", "Text: {authors}.")})
	if got := story(t, r, tides(t)).One(".story-head .byline").Text(); got != "Text: Mara Lind, Tomas Berel and Ada Winther." {
		t.Errorf("the byline says %q", got)
	}
}
