package site

import (
	"encoding/json"
	"encoding/xml"
	"html"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pelletier/go-toml/v2"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/provider"
)

// said is what the post in the sample's article about tides said.
var said = gate.Snapshot{
	Quote: provider.Quote{
		Author: "Anna <b>Tide", Handle: "anna@mastodon.example", Lang: "pt",
		Text:  "Maré <alta> às seis.\nCuidado!\n\nVer a tabela e #maré.",
		Links: []provider.QuoteLink{{Text: "tabela", Href: "https://tide.example/?a=1&b=2"}, {Text: "#maré", Href: "javascript:alert(1)"}},
		Date:  time.Date(2026, 5, 1, 6, 14, 28, 0, time.UTC),
	},
	Picture: &gate.Picture{Src: "/science/tides.snapshots/1.jpg", Alt: "A gauge", Width: 20, Height: 10},
}

// placeholder is what a message leaves to be filled.
var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// gateWords lists the longer stretches of what a gate says, in all languages. The
// names of pieces are no part of it: they say what is linked.
func gateWords(t *testing.T) (list []string) {
	t.Helper()
	const long = 8 // bytes
	for _, lang := range []string{"en", "ar"} {
		src, err := os.ReadFile("../../locale/messages/" + lang + ".toml")
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := toml.Unmarshal(src, &words); err != nil {
			t.Fatal(err)
		}
		for key, text := range words {
			if !strings.HasPrefix(key, "gate.") || strings.HasPrefix(key, "gate.name") {
				continue
			}
			for _, s := range placeholder.Split(text, -1) {
				if s = strings.TrimSpace(s); len(s) >= long {
					list = append(list, s)
				}
			}
		}
	}
	return list
}

// The words that no channel may say are those that the page does say.
func TestPageSaysGateWords(t *testing.T) {
	text, found := html.UnescapeString(at(t, quoting(t), "/science/tides/")), 0
	for _, w := range gateWords(t) {
		if strings.Contains(text, w) {
			found++
		}
	}
	if found < 10 {
		t.Errorf("the page says %d of the gate's words", found)
	}
}

func wantNoGateWords(t *testing.T, where, text string, words []string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(text, w) {
			t.Errorf("%s says %q", where, w)
		}
	}
}

// quoting is the sample publication with a post that says something.
func quoting(t *testing.T) *Site {
	t.Helper()
	cfg, c := estuary(t)
	for _, path := range []string{"/pictures/jo.jpg", "/science/tides/moon.jpg", "/science/tides/gauge.png"} {
		c.files = append(c.files, file(t, path, "picture"))
	}
	for a, body := range c.bodies {
		for i := range body.Pieces {
			if e := body.Pieces[i].Embed; e != nil && a.ID == "science/tides" && e.Title == "" {
				e.Snapshot = &said
			}
		}
	}
	return wholeOf(t, cfg, c)
}

// A feed holds what a post said, who said it and where, and nothing of the gate.
func TestFeedQuotes(t *testing.T) {
	s, words := quoting(t), gateWords(t)
	for _, path := range []string{"/index.xml", "/ar/index.xml", "/science/index.xml"} {
		text := at(t, s, path)
		wantNoGateWords(t, path, html.UnescapeString(text), words)
		if path == "/ar/index.xml" {
			continue
		}
		entry := htmltest.Parse(t, []byte(entryOf(t, text, "/science/tides/")))
		quote := entry.One(`blockquote[cite]`)
		if got := quote.Text(); got != "Maré <alta> às seis.Cuidado!Ver a tabela e #maré." {
			t.Errorf("%s quotes %q", path, got)
		}
		if quote.Attr("cite") != toot || quote.Attr("lang") != "pt" {
			t.Errorf("%s quotes %s in %s", path, quote.Attr("cite"), quote.Attr("lang"))
		}
		if links := quote.All("a"); len(links) != 1 || links[0].Attr("href") != "https://tide.example/?a=1&b=2" {
			t.Errorf("%s has %d links", path, len(links))
		}
		if src := quote.One("img").Attr("src"); src != "https://estuary.example/news/science/tides.snapshots/1.jpg" {
			t.Errorf("%s shows %s", path, src)
		}
		if got := entry.One("time").Attr("datetime"); got != "2026-05-01T06:14:28Z" {
			t.Errorf("%s dates it %s", path, got)
		}
		if !strings.Contains(entry.One("body").Text(), "Anna <b>Tide @anna@mastodon.example · May 1, 2026 · Mastodon post") {
			t.Errorf("%s names nobody: %s", path, entry.One("body").Text())
		}
		if len(entry.All(`a[href=`+toot+`]`)) != 1 {
			t.Errorf("%s does not link to the original", path)
		}
		for _, no := range []string{"iframe", "form", "button", "script", "alert"} {
			if len(entry.All(no)) > 0 {
				t.Errorf("%s holds <%s>", path, no)
			}
		}
	}
}

// entryOf returns the content of the entry that leads to a path.
func entryOf(t *testing.T, feed, path string) string {
	t.Helper()
	var doc struct {
		Entries []struct {
			Link struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(feed), &doc); err != nil {
		t.Fatal(err)
	}
	for _, e := range doc.Entries {
		if strings.HasSuffix(e.Link.Href, path) {
			return e.Content
		}
	}
	t.Fatalf("no entry leads to %s", path)
	return ""
}

// What machines are told about a page is the article's and what it quotes.
func TestMachinesAreToldNoGateWords(t *testing.T) {
	s, words := quoting(t), gateWords(t)
	for _, d := range s.Documents() {
		if d.Type != typeHTML || d.Immutable {
			continue
		}
		doc := htmltest.Parse(t, []byte(rendered(t, d)))
		for _, e := range doc.All(`meta[content]`) {
			text := e.Attr("content")
			if e.Attr("http-equiv") == "" {
				wantNoGateWords(t, d.Path+" "+e.Attr("name")+e.Attr("property"), text, words)
			}
			if strings.Contains(text, "Maré") {
				t.Errorf("%s: somebody else's words are the description %q", d.Path, text)
			}
		}
		for _, e := range doc.All(`script[type=application/ld+json]`) {
			wantNoGateWords(t, d.Path+" structured data", e.FirstChild.Data, words)
		}
	}
	for _, path := range []string{"/sitemap.xml", "/news-sitemap.xml"} {
		wantNoGateWords(t, path, at(t, s, path), words)
	}
}

// Structured data cite what the article quotes.
func TestStructuredDataCite(t *testing.T) {
	doc := htmltest.Parse(t, []byte(at(t, quoting(t), "/science/tides/")))
	var data struct {
		Citation []map[string]string `json:"citation"`
	}
	if err := json.Unmarshal([]byte(doc.One(`script[type=application/ld+json]`).FirstChild.Data), &data); err != nil {
		t.Fatal(err)
	}
	if len(data.Citation) != 1 {
		t.Fatalf("%d citations", len(data.Citation))
	}
	for key, want := range map[string]string{
		"@type": "CreativeWork", "url": toot, "text": said.Text, "inLanguage": "pt", "datePublished": "2026-05-01T06:14:28Z",
		"creditText": "Anna <b>Tide (@anna@mastodon.example)",
	} {
		if got := data.Citation[0][key]; got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
}
