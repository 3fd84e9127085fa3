package site

import (
	"fmt"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// Pieces of third-party content for the tests.
const (
	video = "https://www.youtube.com/watch?v=abcdefghijk"
	toot  = "https://mastodon.example/@otter/112233445566778899"
)

// match recognises an address.
func match(t testing.TB, address string) provider.Match {
	t.Helper()
	m, ok := provider.Default().Recognise(address)
	if !ok || !m.CanFrame() {
		t.Fatalf("the catalogue does not frame %s", address)
	}
	return m
}

// estuary is a small publication in two languages with every kind of thing in
// it. It is made anew every time, so that tests can change it.
func estuary(t testing.TB) (Config, *content) {
	cfg := Config{
		BaseURL:     "https://estuary.example/news",
		Languages:   []string{"en", "ar"},
		Title:       map[string]string{"en": "The Estuary", "ar": "المصب"},
		Tagline:     map[string]string{"en": "News from where the river ends"},
		Description: map[string]string{"en": "A paper about water.", "ar": "جريدة عن الماء."},
		Sections:    []Section{{Key: "walks"}, {Key: "science", Title: map[string]string{"ar": "علوم"}}},
		Authors:     map[string]string{"jo-reed": "Jo Reed"},
		Footer:      map[string][]FooterLink{"en": {{"Imprint", "/imprint/"}, {"Harbour", "https://harbour.example/"}}},
		Copyright:   map[string]string{"en": "© The Estuary"},
		PageSize:    3, FeedSize: 4, Now: day(8).Add(time.Hour),
		Stamp: digestOf("program"),
	}
	c := &content{}
	for i := range 9 {
		a := anArticle("science", fmt.Sprintf("tide-%d", i), i)
		c.add(a)
	}
	c.add(tides(t))
	c.add(&article.Article{
		Path: "/ar/science/tides/", ID: "science/tides", Source: "content/science/tides.ar.md", Lang: "ar", Section: "science", Headline: "المد والجزر",
		Published: day(7), Bylines: []article.Byline{{Name: "مارا ليند", Slug: "mara-lind"}}, Tags: []string{"مد وجزر"},
		Body: article.Body{Pieces: []article.Piece{{HTML: "<p>نص.</p>\n"}, {Embed: &article.Embed{Match: match(t, video), Level: 2}}}},
	})
	walk := anArticle("walks", "along-the-dyke", 5)
	walk.Tags, walk.Bylines = []string{"tides", "Straße"}, []article.Byline{{Name: "J. Reed", Slug: "jo-reed"}}
	walk.Weight = 1
	c.add(walk)
	c.add(&article.Article{Path: "/imprint/", ID: "imprint", Headline: "Imprint", Standalone: true, Modified: day(1)})
	c.add(&article.Article{Path: "/privacy/", ID: "privacy", Headline: "Privacy", Standalone: true})
	c.add(&article.Article{Path: "/science/retracted/", Section: "science", Headline: "Secret words", Status: article.Withdrawn, Published: day(3), Aliases: []string{"/retracted/"}})
	c.add(&article.Article{Path: "/science/soon/", Section: "science", Headline: "Soon", Status: article.Scheduled, Published: day(30)})
	c.add(&article.Article{Path: "/science/draft/", Section: "science", Headline: "Draft", Status: article.Draft, Published: day(2)})
	c.listings = []*article.Listing{
		{Source: "content/science/_index.md", Key: "science", Lang: "en", Title: "Science & Sea", Description: "What is known.", Digest: digestOf("science")},
		{Source: "content/authors/jo-reed/_index.md", Key: "authors/jo-reed", Lang: "en", Description: "Walks a lot.", Digest: digestOf("jo"),
			Picture: &article.Figure{Src: "/pictures/jo.jpg", Alt: "Jo Reed with a stick", Width: 40, Height: 30}},
	}
	return cfg, c
}

// tides is an article with everything in it.
func tides(t testing.TB) *article.Article {
	return &article.Article{
		ID: "science/tides", Path: "/science/tides/", Section: "science",
		Headline: `Tides <b>&amp; "tables"`, Standfirst: "The sea comes & goes.", Description: "Why the sea comes and goes.",
		Bylines:   []article.Byline{{Name: "Mara Lind", Slug: "mara-lind"}, {Name: "Jo Reed", Slug: "jo-reed"}},
		Published: day(6), Updated: day(7), Modified: day(9), Tags: []string{"tides", "C#"},
		Corrections: []article.Correction{{Date: day(8), Text: "The moon was spelled wrong."}},
		Lead:        &article.Figure{Src: "/science/tides/moon.jpg", Alt: "The moon", Caption: "The <em>full</em> moon", Credit: "Agency & Sons", Width: 640, Height: 480},
		Related:     []string{"along-the-dyke", "/science/tide-1/"}, Aliases: []string{"/2019/tides.html/", "/old/tides/"},
		Body: article.Body{Pieces: []article.Piece{
			{HTML: `<p>See <a href="`}, {Ref: &article.Ref{Target: "tide-3.md#high", From: "science", Line: 12}}, {HTML: `">here</a> and <a href="/walks/">there</a>,` +
				` <a href="#low">below</a> &amp; <a href="https://harbour.example/">outside</a>.</p>` + "\n"},
			{Figure: &article.Figure{Src: "/science/tides/gauge.png", Alt: `A "gauge"`, Link: "/science/tide-2/", Credit: "Harbour", CreditURL: "https://harbour.example/"}},
			{Embed: &article.Embed{Match: match(t, video), Level: 2, Title: "The sea & I"}},
			{HTML: "<blockquote>\n"}, {Embed: &article.Embed{Match: match(t, toot), Level: 2}}, {HTML: "</blockquote>\n"},
		}},
	}
}
