package page

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gatefold/gatefold/gate"
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

func TestLists(t *testing.T) {
	r := newRenderer(t, Options{})
	doc := list(t, r, section())
	if got := doc.One(".pages").Attr("aria-label"); got != "More stories: Science" {
		t.Errorf("the pagination is called %q", got)
	}
	if newer, older := doc.One(".newer a"), doc.One(".older a"); newer.Name() != "Newer stories" || older.Attr("href") != "/science/page/1/" {
		t.Errorf("the pagination says %q and leads to %s", newer.Name(), older.Attr("href"))
	}
	if got := doc.One("[aria-current=true][href=/science/]").Text(); got != "Science" {
		t.Errorf("the section is %q", got)
	}
	doc.None(".river .kicker")
	several := section()
	several.Cards = cards()
	if got := len(list(t, r, several).All(".river .kicker")); got != 7 {
		t.Errorf("%d of 7 cards of several sections name theirs", got)
	}
	first := section()
	first.Head.Canonical = "https://estuary.example/science/"
	list(t, r, first).One("[aria-current=page][href=/science/]")

	doc = list(t, r, author())
	if got := doc.One(".list-head").Text(); !strings.Contains(got, "Author Mara Lind Writes about water") {
		t.Errorf("the author is presented with %q", got)
	}
	doc = list(t, r, index())
	if got := doc.All(".index li")[0].Text(); got != "baking 1 story" {
		t.Errorf("the index says %q", got)
	}
	doc = list(t, r, emptyList())
	if got := doc.One(".empty").Text(); got != "There are no stories here yet." {
		t.Errorf("an empty list says %q", got)
	}
	doc = list(t, r, front())
	if got := doc.All(".front-cards h2")[0].Text(); got != "The tide comes in twice" {
		t.Errorf("the lead is %q", got)
	}
	if got := len(doc.All(".group")); got != 3 {
		t.Errorf("there are %d groups", got)
	}
	doc.One(".nameplate [aria-current=page]")
}

func TestHead(t *testing.T) {
	doc := story(t, newRenderer(t, Options{}), tides(t))
	for selector, want := range map[string]string{
		"meta[name=robots]":                       "max-image-preview:large",
		"meta[name=twitter:card]":                 "summary_large_image",
		"meta[property=og:type]":                  "article",
		"meta[property=og:title]":                 "The tide comes in twice",
		"meta[property=og:url]":                   "https://estuary.example/science/tides/",
		"meta[property=og:locale]":                "en_US",
		"meta[property=og:locale:alternate]":      "ar_EG",
		"meta[property=og:image]":                 "https://estuary.example/pictures/harbour.jpg",
		"meta[property=og:image:width]":           "1600",
		"meta[property=og:image:alt]":             "The harbour",
		"meta[property=article:published_time]":   "2026-03-03T06:15:00+02:00",
		"meta[property=article:modified_time]":    "2026-03-09T17:40:00+02:00",
		"meta[property=article:section]":          "Science",
		"meta[http-equiv=x-dns-prefetch-control]": "off",
	} {
		if got := doc.One(selector).Attr("content"); got != want {
			t.Errorf("%s is %q, want %q", selector, got, want)
		}
	}
	if got := len(doc.All("link[rel=alternate][hreflang]")); got != 3 {
		t.Errorf("there are %d alternates", got)
	}
	doc.One("link[rel=canonical][href=https://estuary.example/science/tides/]")
	doc.One("link[type=application/atom+xml][href=/feed.xml]")
}

func TestStructuredData(t *testing.T) {
	p := tides(t)
	p.Article.Headline = "</script><!-- \u2028 \"quoted\" \\ & \x01"
	page, err := newRenderer(t, Options{}).Story(nil, p)
	if err != nil {
		t.Fatal(err)
	}
	var data struct {
		Type          string `json:"@type"`
		Headline      string
		DatePublished string
		DateModified  string
		Author        []struct{ Name, URL string }
		Publisher     struct{ Name, URL string }
		Correction    []struct{ Text, DatePublished string }
		Image         []struct {
			ContentURL, CreditText string
			Width                  int
		}
		Keywords  []string
		WordCount int
	}
	text := htmltest.Parse(t, page).One("script[type=application/ld+json]").FirstChild.Data
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if data.Type != "NewsArticle" || data.Headline != p.Article.Headline {
		t.Errorf("it is a %s called %q", data.Type, data.Headline)
	}
	if data.DatePublished != "2026-03-03T06:15:00+02:00" || data.DateModified != "2026-03-09T17:40:00+02:00" {
		t.Errorf("it is of %s, %s", data.DatePublished, data.DateModified)
	}
	if len(data.Author) != 3 || data.Author[0].URL != "https://estuary.example/authors/mara-lind/" || data.Author[2].Name != "Ada Winther" {
		t.Errorf("it is by %v", data.Author)
	}
	if len(data.Correction) != 2 || len(data.Keywords) != 3 || data.WordCount != 612 || data.Publisher.Name != "The Estuary" {
		t.Errorf("the rest is %+v", data)
	}
	if len(data.Image) != 1 || data.Image[0].CreditText != "Ilse Farrow" || data.Image[0].Width != 1600 {
		t.Errorf("the picture is %+v", data.Image)
	}
}

func TestSitesOwnWords(t *testing.T) {
	r := newRenderer(t, Options{Bundle: words(t, "en", "page.by", "Text: {authors}.")})
	if got := story(t, r, tides(t)).One(".story-head .byline").Text(); got != "Text: Mara Lind, Tomas Berel and Ada Winther." {
		t.Errorf("the byline says %q", got)
	}
}

// The figures of the project: an article with style and script within 15 kB.
func TestBudget(t *testing.T) {
	page, err := newRenderer(t, Options{}).Story(nil, tides(t))
	if err != nil {
		t.Fatal(err)
	}
	total := compressed(t, page)
	for _, a := range gate.Assets() {
		if a.Path == gate.ScriptPath() {
			total += compressed(t, a.Body)
		}
	}
	if total > 15_000 {
		t.Errorf("page and script are %d bytes after gzip", total)
	}
	t.Logf("page and script are %d bytes after gzip", total)
}

func compressed(t *testing.T, b []byte) int {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// Pages made at the same time do not touch each other.
func TestConcurrentRendering(t *testing.T) {
	r := newRenderer(t, Options{})
	want, err := r.Story(nil, tides(t))
	if err != nil {
		t.Fatal(err)
	}
	p := tides(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				got, err := r.Story(nil, p)
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("the page differs (%v)", err)
					return
				}
				if _, err := r.List(nil, front()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if n := len(r.editions); n > maxEditions {
		t.Errorf("%d editions are kept", n)
	}
}

func TestAppends(t *testing.T) {
	r := newRenderer(t, Options{})
	for _, c := range pages {
		alone, err := c.render(t, r)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasSuffix(bytes.TrimSpace(alone), []byte("</html>")) {
			t.Errorf("%s does not end the document", c.name)
		}
	}
	got, err := r.List([]byte("before"), front())
	if err != nil || !bytes.HasPrefix(got, []byte("before<!doctype")) {
		t.Errorf("what stood before is lost (%v)", err)
	}
}
