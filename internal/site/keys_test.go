package site

import (
	"slices"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// Every change of the input that changes the bytes of a document changes its
// key. The dumper writes down all of a view, so what is tested is what views
// depend on. For each mutation there is one document that must change, lest the
// test prove nothing.
func TestKeysCoverTheBytes(t *testing.T) {
	mutations := []struct {
		name   string
		change func(cfg *Config, c *content)
		path   string // of a document that must change
	}{
		{"headline", edit("science/tides", func(a *article.Article) { a.Headline = "Other" }), "/science/tides/"},
		{"headline in a feed", edit("science/tides", func(a *article.Article) { a.Headline = "Other" }), "/index.xml"},
		{"headline on a front page", edit("science/tides", func(a *article.Article) { a.Headline = "Other" }), "/"},
		{"headline in an embed document", edit("science/tides", func(a *article.Article) { a.Headline = "Other" }), "/_gatefold/embed/youtube/abcdefghijk/"},
		{"headline of a related story", edit("walks/along-the-dyke", func(a *article.Article) { a.Headline = "Other" }), "/science/tides/"},
		{"text", edit("science/tides", func(a *article.Article) { a.Body.Pieces[0].HTML = `<p>Look <a href="` }), "/science/tides/"},
		{"text in a feed", edit("science/tides", func(a *article.Article) { a.Body.Pieces[0].HTML = `<p>Look <a href="` }), "/science/index.xml"},
		{"path of a referenced story", edit("science/tide-3", func(a *article.Article) { a.Path = "/moved/" }), "/science/tides/"},
		{"path in the sitemap", edit("science/tide-3", func(a *article.Article) { a.Path = "/moved/" }), "/sitemap.xml"},
		{"path on an old page", edit("science/tide-3", func(a *article.Article) { a.Path = "/moved/" }), "/science/page/2/"},
		{"draft of a referenced story", edit("science/tide-3", func(a *article.Article) { a.Status = article.Draft }), "/science/tides/"},
		{"draft of a translation", edit("science/tides", func(a *article.Article) { a.Status = article.Draft }), "/ar/science/tides/"},
		{"updated", edit("science/tides", func(a *article.Article) { a.Updated = day(9) }), "/sitemap.xml"},
		{"zone of a date", edit("science/tides", func(a *article.Article) { a.Published = a.Published.UTC() }), "/science/tides/"},
		{"lead", edit("science/tides", func(a *article.Article) { a.Lead.Alt = "Half a moon" }), "/science/"},
		{"embed gone", edit("science/tides", func(a *article.Article) { a.Body.Pieces = a.Body.Pieces[:3] }), "/_gatefold/embed/youtube/abcdefghijk/"},
		{"tag", edit("science/tide-3", func(a *article.Article) { a.Tags = []string{"Moon"} }), "/tags/"},
		{"author", edit("science/tide-3", func(a *article.Article) { a.Bylines = nil }), "/authors/"},
		{"weight", edit("walks/along-the-dyke", func(a *article.Article) { a.Weight = 0 }), "/tags/tides/"},
		{"alias", edit("science/tides", func(a *article.Article) { a.Aliases = []string{"/old/tides/"} }), "/_redirects"},
		{"withdrawn", edit("science/tides", func(a *article.Article) { a.Status = article.Withdrawn }), "/science/tides/"},
		{"title", func(cfg *Config, _ *content) { cfg.Title["en"] = "The Mouth" }, "/science/tides/"},
		{"tagline", func(cfg *Config, _ *content) { cfg.Tagline["en"] = "Salt" }, "/science/tides/"},
		{"description", func(cfg *Config, _ *content) { cfg.Description["en"] = "Salt." }, "/"},
		{"base URL", func(cfg *Config, _ *content) { cfg.BaseURL = "https://estuary.example" }, "/robots.txt"},
		{"languages", func(cfg *Config, _ *content) { cfg.Languages = []string{"en"} }, "/science/tides/"},
		{"name of a language", func(cfg *Config, _ *content) { cfg.LanguageNames = map[string]string{"ar": "Arabic"} }, "/science/tides/"},
		{"order of sections", func(cfg *Config, _ *content) { slices.Reverse(cfg.Sections) }, "/"},
		{"title of a section", func(cfg *Config, _ *content) { cfg.Sections[1].Title = map[string]string{"en": "Research"} }, "/science/tides/"},
		{"name of an author", func(cfg *Config, _ *content) { cfg.Authors["jo-reed"] = "Joanna Reed" }, "/authors/"},
		{"footer", func(cfg *Config, _ *content) { cfg.Footer["en"][0].Text = "Who we are" }, "/404.html"},
		{"copyright", func(cfg *Config, _ *content) { cfg.Copyright["en"] = "CC0" }, "/index.xml"},
		{"page size", func(cfg *Config, _ *content) { cfg.PageSize = 4 }, "/science/page/1/"},
		{"feed size", func(cfg *Config, _ *content) { cfg.FeedSize = 2 }, "/index.xml"},
		{"identity", func(cfg *Config, _ *content) { cfg.Identity = "old.example,2019" }, "/science/index.xml"},
		{"time", func(cfg *Config, _ *content) { cfg.Now = day(60) }, "/news-sitemap.xml"},
		{"drafts", func(cfg *Config, _ *content) { cfg.Drafts = true }, "/science/"},
		{"privacy", func(cfg *Config, _ *content) { cfg.Privacy = "imprint" }, "/science/tides/"},
		{"listing", func(_ *Config, c *content) {
			c.listings[0] = &article.Listing{Source: "content/science/_index.md", Key: "science", Lang: "en", Title: "Research", Digest: digestOf("other")}
		}, "/science/page/1/"},
		{"picture of an author", func(_ *Config, c *content) {
			l := *c.listings[1]
			l.Picture, l.Digest = nil, digestOf("no picture")
			c.listings[1] = &l
		}, "/authors/jo-reed/"},
		{"new section", func(_ *Config, c *content) { c.add(anArticle("opinion", "why", 1)) }, "/science/tides/"},
		{"embed in a listing", func(_ *Config, c *content) {
			c.listings[0].Body.Pieces = []article.Piece{{Embed: &article.Embed{Match: match(t, video)}}}
			c.listings[0].Digest = digestOf("video")
		}, "/_gatefold/embed/youtube/abcdefghijk/"},
	}
	for _, m := range mutations {
		t.Run(m.name, func(t *testing.T) {
			cfg, c := estuary(t)
			before := build(t, cfg, c)
			cfg, c = estuary(t)
			m.change(&cfg, c)
			after := build(t, cfg, c)
			if diff := changed(t, before, after); !slices.Contains(diff, m.path) {
				t.Errorf("%s does not change; what changes is %v", m.path, diff)
			}
		})
	}
}

// edit changes the articles with an ID and gives them the digest that a source
// would.
func edit(id string, change func(*article.Article)) func(*Config, *content) {
	return func(_ *Config, c *content) {
		for i, a := range slices.Clone(c.articles) {
			if a.ID != id || a.Lang != "en" {
				continue
			}
			a.Body = c.bodies[a]
			change(a)
			c.articles = slices.Delete(c.articles, i, i+1)
			c.add(a)
		}
	}
}

func TestKeysDependOnThemeAndProgram(t *testing.T) {
	cfg, c := estuary(t)
	s := build(t, cfg, c)
	themed, err := New(cfg, parts(t, c, dumper{theme: "other"}))
	if err != nil {
		t.Fatal(err)
	}
	cfg.Stamp = digestOf("newer program")
	newer := build(t, cfg, c)
	for _, d := range s.Documents() {
		if d.Immutable || d.isFile() {
			continue
		}
		for name, other := range map[string]*Site{"theme": themed, "program": newer} {
			if o, ok := other.Find(d.Path); !ok || o.Key == d.Key {
				t.Errorf("another %s leaves the key of %s as it was", name, d.Path)
			}
		}
	}
}

// The same content in another order, loaded with or without texts, on a machine
// in another time zone, makes the same documents in the same order.
func TestSitesAreTheSame(t *testing.T) {
	cfg, c := estuary(t)
	want := build(t, cfg, c)
	cfg, c = estuary(t)
	slices.Reverse(c.articles)
	slices.Reverse(c.listings)
	for _, a := range c.articles {
		a.Body = c.bodies[a]
	}
	local := time.Local
	time.Local = time.FixedZone("elsewhere", -7*3600)
	defer func() { time.Local = local }()
	got := build(t, cfg, c)
	if diff := changed(t, want, got); len(diff) > 0 {
		t.Errorf("these documents differ: %v", diff)
	}
	if !slices.Equal(paths(want), paths(got)) {
		t.Errorf("the documents are in another order: %v, want %v", paths(got), paths(want))
	}
	if !slices.Equal(problems(want), problems(got)) {
		t.Errorf("the problems are %v, want %v", problems(got), problems(want))
	}
}

func TestEqualKeysMeanEqualBytes(t *testing.T) {
	cfg, c := estuary(t)
	s := build(t, cfg, c)
	byKey := map[article.Digest]*Document{}
	for _, d := range s.Documents() {
		if had := byKey[d.Key]; had != nil && rendered(t, had) != rendered(t, d) {
			t.Errorf("%s and %s have one key", had.Path, d.Path)
		}
		byKey[d.Key] = d
	}
	if len(s.Problems()) > 0 {
		t.Errorf("the publication has problems: %v", problems(s))
	}
}
