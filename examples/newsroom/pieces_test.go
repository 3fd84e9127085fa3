package newsroom_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// prose is the HTML of a body without what the page renders.
func prose(a *article.Article) string {
	var b strings.Builder
	for _, p := range a.Body.Pieces {
		b.WriteString(p.HTML)
	}
	return b.String()
}

// Every piece of an article page is there, and more than once, so that the
// browser tests and the screenshots meet it in company.
func TestEveryPieceOfAnArticlePageOccurs(t *testing.T) {
	p := load(t, today)
	html := func(parts ...string) func(*article.Article) bool {
		return func(a *article.Article) bool {
			s := prose(a)
			for _, part := range parts {
				if !strings.Contains(s, part) {
					return false
				}
			}
			return true
		}
	}
	pieces := []struct {
		name  string
		least int // articles that have it
		has   func(*article.Article) bool
	}{
		{"cross-heading", 35, html("<h2")},
		{"list", 20, html("<ul")},
		{"numbered list", 15, html("<ol")},
		{"definition list", 10, html("<dl")},
		{"quotation", 15, html("<blockquote")},
		{"table", 25, html("<table")},
		{"code", 4, html("<pre")},
		{"footnote", 10, html("footnote")},
		{"task list", 4, html("task")},
		{"details", 1, html("<details")},
		{"strikethrough", 1, html("<del")},
		{"link that leaves the site", 8, func(a *article.Article) bool { return a.Body.Outside }},
		{"reference to another article", 10, func(a *article.Article) bool { return len(references(a)) > 0 }},
		{"lead picture", 40, func(a *article.Article) bool { return a.Lead != nil && a.Lead.Caption != "" }},
		{"figure in the text", 20, func(a *article.Article) bool { return len(figures(a)) > 0 }},
		{"figure with a heading", 3, func(a *article.Article) bool { return hasTitledFigure(a) }},
		{"several authors", 8, func(a *article.Article) bool { return len(a.Bylines) > 1 }},
		{"update", 5, func(a *article.Article) bool { return !a.Updated.IsZero() }},
		{"correction", 8, func(a *article.Article) bool { return len(a.Corrections) > 0 }},
		{"two corrections", 2, func(a *article.Article) bool { return len(a.Corrections) > 1 }},
		{"related stories", 40, func(a *article.Article) bool { return len(a.Related) > 1 }},
		{"alias", 6, func(a *article.Article) bool { return len(a.Aliases) > 0 }},
		{"keywords", 3, func(a *article.Article) bool { return len(a.Keywords) > 0 }},
		{"embed", 40, func(a *article.Article) bool { return len(a.Body.Embeds()) > 0 }},
		{"embed that says what it said", 6, quotesAnEmbed},
	}
	all := append(stories(p, "en"), stories(p, "ar")...)
	for _, piece := range pieces {
		n := 0
		for _, a := range all {
			if piece.has(a) {
				n++
			}
		}
		if n < piece.least {
			t.Errorf("%d articles have a %s, want %d at least", n, piece.name, piece.least)
		}
	}
}

func quotesAnEmbed(a *article.Article) bool {
	return slices.ContainsFunc(a.Body.Embeds(), func(e *article.Embed) bool {
		return e.Snapshot != nil && (e.Snapshot.Text != "" || e.Snapshot.Title != "")
	})
}

func references(a *article.Article) []*article.Ref {
	var refs []*article.Ref
	for _, p := range a.Body.Pieces {
		if p.Ref != nil {
			refs = append(refs, p.Ref)
		}
	}
	return refs
}

func figures(a *article.Article) []*article.Figure {
	var fs []*article.Figure
	for _, p := range a.Body.Pieces {
		if p.Figure != nil {
			fs = append(fs, p.Figure)
		}
	}
	return fs
}

func hasTitledFigure(a *article.Article) bool {
	for _, f := range figures(a) {
		if f.Title != "" {
			return true
		}
	}
	return false
}

func TestTagsAreShared(t *testing.T) {
	p := load(t, today)
	for lang, least := range map[string]int{"en": 15, "ar": 6} {
		count := map[string]int{}
		for _, a := range stories(p, lang) {
			for _, tag := range a.Tags {
				count[tag]++
			}
		}
		shared := 0
		for _, n := range count {
			if n > 1 {
				shared++
			}
		}
		if shared < least {
			t.Errorf("%d tags in %s belong to several stories, want %d: %v", shared, lang, least, count)
		}
	}
}

func TestProviders(t *testing.T) {
	p := load(t, today)
	seen := map[string]int{}
	for _, a := range p.Articles {
		for _, e := range a.Body.Embeds() {
			seen[e.Match.Provider.ID]++
		}
	}
	if len(seen) < 30 {
		t.Errorf("%d providers, want 30 at least: %v", len(seen), seen)
	}
	for _, id := range []string{"youtube", "vimeo", "instagram", "x", "tiktok", "mastodon", "bluesky", "facebook", "reddit",
		"spotify", "soundcloud", "openstreetmap", "google-maps", "datawrapper", "flourish", "codepen", "sketchfab",
		"wikimedia-commons", "internet-archive", "github-gist", "threads", "telegram", "peertube", "flickr", "apple-podcasts", "twitch", provider.UnknownID} {
		if seen[id] == 0 {
			t.Errorf("nothing from %s is embedded", id)
		}
	}
}

func TestEmbedsInTrickyPlaces(t *testing.T) {
	var again, ten, quoted, listed, unframed, pasted int
	for _, a := range stories(load(t, today), "en") {
		keys, ids, before := map[string]int{}, map[string]int{}, ""
		for _, piece := range a.Body.Pieces {
			before += piece.HTML
			e := piece.Embed
			if e == nil {
				continue
			}
			keys[e.Match.Provider.ID+" "+e.Match.Key]++
			ids[e.Match.Provider.ID]++
			if open(before, "blockquote") {
				quoted++
			}
			if open(before, "li") {
				listed++
			}
			if !e.Match.CanFrame() {
				unframed++
			}
			if e.Title != "" {
				pasted++
			}
		}
		again += countAbove(keys, 1)
		ten += countAbove(ids, 9)
	}
	for name, n := range map[string]int{"the same piece twice in one article": again, "ten pieces of one provider": ten,
		"a piece in a quotation": quoted, "a piece in a list": listed, "a piece that cannot be framed": unframed,
		"a pasted frame with a title": pasted} {
		if n == 0 {
			t.Errorf("no article has %s", name)
		}
	}
}

// open reports whether an element is open at the end of html.
func open(html, name string) bool {
	return strings.Count(html, "<"+name+">")+strings.Count(html, "<"+name+" ") > strings.Count(html, "</"+name+">")
}

func countAbove(counts map[string]int, n int) int {
	above := 0
	for _, c := range counts {
		if c > n {
			above++
		}
	}
	return above
}
