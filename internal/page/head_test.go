package page

import (
	"encoding/json"
	"testing"

	"github.com/gatefold/gatefold/internal/htmltest"
)

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
