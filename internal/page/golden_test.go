package page

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/htmltest"
)

var (
	update = flag.Bool("update", false, "write the golden pages anew")
	dump   = flag.String("dump", "", "write the pages with styles and script into this folder, to look at them")
)

// pages are one page of each kind and state.
var pages = []struct {
	name   string
	render func(testing.TB, *Renderer) ([]byte, error)
}{
	{"story", func(tb testing.TB, r *Renderer) ([]byte, error) { return r.Story(nil, tides(tb)) }},
	{"story-ar", func(tb testing.TB, r *Renderer) ([]byte, error) { return r.Story(nil, masabStory(tb)) }},
	{"story-draft", func(tb testing.TB, r *Renderer) ([]byte, error) { return r.Story(nil, withStatus(tb, article.Draft)) }},
	{"story-scheduled", func(tb testing.TB, r *Renderer) ([]byte, error) {
		return r.Story(nil, withStatus(tb, article.Scheduled))
	}},
	{"story-expired", func(tb testing.TB, r *Renderer) ([]byte, error) { return r.Story(nil, withStatus(tb, article.Expired)) }},
	{"story-withdrawn", func(tb testing.TB, r *Renderer) ([]byte, error) {
		return r.Story(nil, withStatus(tb, article.Withdrawn))
	}},
	{"story-standalone", func(_ testing.TB, r *Renderer) ([]byte, error) { return r.Story(nil, about()) }},
	{"front", func(_ testing.TB, r *Renderer) ([]byte, error) { return r.List(nil, front()) }},
	{"front-ar", func(_ testing.TB, r *Renderer) ([]byte, error) { return r.List(nil, masabFront()) }},
	{"section", func(_ testing.TB, r *Renderer) ([]byte, error) { return r.List(nil, section()) }},
	{"tag", func(_ testing.TB, r *Renderer) ([]byte, error) { return r.List(nil, tag()) }},
	{"author", func(_ testing.TB, r *Renderer) ([]byte, error) { return r.List(nil, author()) }},
	{"index", func(_ testing.TB, r *Renderer) ([]byte, error) { return r.List(nil, index()) }},
	{"list-empty", func(_ testing.TB, r *Renderer) ([]byte, error) { return r.List(nil, emptyList()) }},
	{"not-found", func(_ testing.TB, r *Renderer) ([]byte, error) { return r.Notice(nil, notFound()) }},
	{"choices", func(_ testing.TB, r *Renderer) ([]byte, error) { return r.Choices(nil, choices()) }},
	{"redirect", func(_ testing.TB, r *Renderer) ([]byte, error) { return r.Redirect(nil, moved()) }},
}

func withStatus(tb testing.TB, s article.Status) *Story {
	p := tides(tb)
	p.Article.Status = s
	p.Article.Published = time.Date(2027, time.January, 2, 8, 0, 0, 0, time.UTC)
	p.Article.Body.Pieces = []article.Piece{{HTML: "<p>The water has never once been late.</p>\n"}}
	p.Article.Updated, p.Article.Corrections = time.Time{}, nil
	return p
}

func about() *Story {
	return &Story{
		Publication: estuary(), Head: Head{Canonical: "https://estuary.example/about/"},
		Article: &article.Article{
			Headline: "About us", Lang: "en", Standalone: true, Published: day(time.January, 1, 0, 0),
			Body: article.Body{Pieces: []article.Piece{{HTML: "<p>We are four people and a kettle.</p>\n"}}},
		},
	}
}

func emptyList() *List {
	return &List{Publication: estuary(), Kind: TagList, Heading: "silence", Head: Head{Canonical: "https://estuary.example/tags/silence/"}}
}

func notFound() *Notice {
	return &Notice{Publication: estuary(), Kind: "not-found", Cards: cards()[:3]}
}

func choices() *Choices {
	p := estuary()
	p.Choices = "/privacy/embeds/"
	return &Choices{Publication: p, Head: Head{Canonical: "https://estuary.example/privacy/embeds/"}}
}

func moved() *Redirect {
	return &Redirect{Publication: estuary(), Target: "/science/tides/", Canonical: "https://estuary.example/science/tides/"}
}

func TestGoldenPages(t *testing.T) {
	r := newRenderer(t, Options{})
	if *dump != "" {
		for _, a := range gate.Assets() {
			write(t, filepath.Join(*dump, filepath.FromSlash(a.Path)), a.Body)
		}
	}
	for _, c := range pages {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.render(t, r)
			if err != nil {
				t.Fatal(err)
			}
			if *dump != "" {
				write(t, filepath.Join(*dump, c.name, "index.html"), got)
			}
			got = stable(r, got)
			file := filepath.Join("testdata", "golden", c.name, "page.html")
			if *update {
				write(t, file, got)
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs from what is rendered now; run go test -update and look at the difference", file)
			}
		})
	}
}

func write(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o666); err != nil {
		t.Fatal(err)
	}
}

// stable replaces what other rooms and the style change all the time, so that a
// golden page changes only when the page does.
func stable(r *Renderer, doc []byte) []byte {
	doc = bytes.Replace(doc, []byte(r.theme.styleElement), []byte("<style>/* style.css */</style>\n"), 1)
	doc = bytes.Replace(doc, []byte(r.theme.listStyleElement), []byte("<style>/* style.css */</style>\n"), 1)
	doc = bytes.Replace(doc, []byte(r.theme.gateStyleElement), []byte("<style>/* gates */</style>\n"), 1)
	doc = bytes.Replace(doc, []byte(escaped(r.theme.policy)), []byte("(policy)"), 1)
	doc = bytes.Replace(doc, []byte(gate.ChoicesPath()), []byte("(script)"), 1)
	doc = gateSection.ReplaceAll(doc, []byte("(gate)"))
	return scriptName.ReplaceAll(doc, []byte(`src="/_gatefold/gate.js"`))
}

var (
	scriptName  = regexp.MustCompile(`src="/_gatefold/gate\.[^"]*"`)
	gateSection = regexp.MustCompile(`(?s)<section class="gf .*?</section>`)
)

// Every page, whatever it is, keeps these rules.
func TestEveryPage(t *testing.T) {
	r := newRenderer(t, Options{})
	for _, c := range pages {
		t.Run(c.name, func(t *testing.T) {
			page, err := c.render(t, r)
			if err != nil {
				t.Fatal(err)
			}
			doc := htmltest.Parse(t, page)
			doc.UniqueIDs()
			doc.Resolves()
			doc.LoadsOnlyFrom("/pictures/", "/_gatefold/")
			doc.None("[style]")
			doc.None("noscript")
			doc.None("h1 h1")
			doc.One("title")
			doc.One("main h1")
			if !bytes.HasPrefix(page, []byte("<!doctype html>\n<html lang=")) {
				t.Errorf("the page begins with %.40q", page)
			}
			if head := doc.One("head"); head.FirstChild.NextSibling.Data != "meta" || !bytes.Contains(page[:200], []byte(`<meta charset="utf-8">`)) {
				t.Error("the character set does not stand first in the head")
			}
			if got := doc.One("meta[http-equiv=Content-Security-Policy]").Attr("content"); got != r.Policy() {
				t.Errorf("the policy is %q", got)
			}
			if scripts, gates := len(doc.All("script[src]")), len(doc.All(".gf")); scripts != min(gates, 1) {
				t.Errorf("%d gates and %d scripts", gates, scripts)
			}
			for _, a := range doc.All("a") {
				if a.Name() == "" {
					t.Errorf("a link to %s has no name", a.Attr("href"))
				}
			}
			for _, img := range doc.All("img") {
				if !img.Has("alt") || !img.Has("width") || !img.Has("height") {
					t.Errorf("a picture lacks an attribute: %s", img.Outline())
				}
			}
		})
	}
}
