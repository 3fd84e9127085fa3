package article

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// tides is a valid article.
func tides() *Article {
	return &Article{
		ID: "science/tides", Source: "content/science/tides.md", Path: "/science/tides/",
		Lang: "en", Section: "science", Headline: "How tides turn", TranslationKey: "science/tides",
		Bylines:     []Byline{{Name: "Mara Lind", Slug: "mara-lind"}},
		Published:   day(1),
		Updated:     day(2),
		Expires:     day(20),
		Corrections: []Correction{{Date: day(3), Text: "The moon was full."}, {Date: day(4), Text: "It was not."}},
		Lead:        &Figure{Src: "/science/tides/moon.jpg", Alt: "The moon", Width: 3, Height: 2},
		Aliases:     []string{"/old/"},
	}
}

func day(n int) time.Time { return time.Date(2026, 3, n, 9, 0, 0, 0, time.UTC) }

func TestValidateAcceptsAGoodArticle(t *testing.T) {
	if ps := tides().Validate(); len(ps) > 0 {
		t.Errorf("Validate() = %v", ps[0])
	}
}

func TestValidate(t *testing.T) {
	tests := []struct {
		name   string
		damage func(*Article)
		key    string
		says   string
	}{
		{"no ID", func(a *Article) { a.ID = "" }, "", "no usable ID"},
		{"no language", func(a *Article) { a.Lang = "" }, "", "not a language tag"},
		{"odd language", func(a *Article) { a.Lang = "en_US" }, "", "not a language tag"},
		{"no headline", func(a *Article) { a.Headline = " " }, "title", "no headline"},
		{"no translation key", func(a *Article) { a.TranslationKey = "" }, "translationKey", "no translation key"},
		{"odd status", func(a *Article) { a.Status = 9 }, "", "unknown status"},
		{"odd path", func(a *Article) { a.Path = "/a/../b/" }, "url", "segment"},
		{"odd alias", func(a *Article) { a.Aliases = []string{"//evil.example/"} }, "aliases", "empty segment"},
		{"alias to itself", func(a *Article) { a.Aliases = []string{a.Path} }, "aliases", "circle"},
		{"updated early", func(a *Article) { a.Updated = a.Published.Add(-1) }, "updated", "before it was published"},
		{"expired early", func(a *Article) { a.Expires = a.Published.Add(-1) }, "expiryDate", "before it is published"},
		{"nameless author", func(a *Article) { a.Bylines[0].Name = "" }, "author", "no name"},
		{"author without slug", func(a *Article) { a.Bylines[0].Slug = ".." }, "author", "no usable slug"},
		{"correction without date", func(a *Article) { a.Corrections[0].Date = time.Time{} }, "corrections", "no date"},
		{"correction without text", func(a *Article) { a.Corrections[0].Text = "" }, "corrections", "no text"},
		{"corrections in disorder", func(a *Article) { a.Corrections[1].Date = day(1) }, "corrections", "order"},
		{"picture elsewhere", func(a *Article) { a.Lead.Src = "https://evil.example/a.jpg" }, "lead", "not a path of this site"},
		{"picture on a host", func(a *Article) { a.Lead.Src = "//evil.example/a.jpg" }, "lead", "not a path of this site"},
		{"decorative with text", func(a *Article) { a.Lead.Decorative = true }, "lead", "decorative"},
		{"negative size", func(a *Article) { a.Lead.Width = -1 }, "lead", "negative"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := tides()
			tt.damage(a)
			ps := a.Validate()
			if len(ps) != 1 {
				t.Fatalf("%d problems, want 1: %v", len(ps), ps)
			}
			p := ps[0]
			if p.Key != tt.key || !strings.Contains(p.Message, tt.says) || p.File != a.Source || p.Warning {
				t.Errorf("problem %+v, want key %q and a message with %q", p, tt.key, tt.says)
			}
		})
	}
}

func TestQuoteCutsAndEscapes(t *testing.T) {
	got := quote("a\x00\n" + strings.Repeat("é", 60))
	if strings.ContainsAny(got, "\x00\n") || len(got) > 100 {
		t.Errorf("quote gives %q", got)
	}
}

func TestStatusAt(t *testing.T) {
	now, never := day(10), time.Time{}
	tests := []struct {
		draft, withdrawn bool
		publish, expires time.Time
		want             Status
	}{
		{want: Published, publish: never, expires: never},
		{want: Published, publish: now, expires: day(11)},
		{want: Scheduled, publish: day(11)},
		{want: Expired, expires: now},
		{want: Expired, publish: day(11), expires: day(9)},
		{want: Withdrawn, withdrawn: true, publish: day(11)},
		{want: Draft, draft: true, withdrawn: true, expires: day(9)},
	}
	for _, tt := range tests {
		if got := StatusAt(tt.draft, tt.withdrawn, tt.publish, tt.expires, now); got != tt.want {
			t.Errorf("StatusAt(%v) = %v, want %v", tt, got, tt.want)
		}
	}
}

func ExampleProblem_Error() {
	p := &Problem{
		File: "content/science/tides.md", Line: 4, Key: "date",
		Message: `"2026-02-30" is not a day of the calendar`, Remedy: "correct the date",
	}
	fmt.Println(p)
	// Output: content/science/tides.md:4: date: "2026-02-30" is not a day of the calendar (correct the date)
}

func ExampleArticle_Validate() {
	a := &Article{
		ID: "about", Source: "content/about.md", Path: "/about",
		Lang: "en", Headline: "About us", TranslationKey: "about",
	}
	for _, p := range a.Validate() {
		fmt.Println(p.Key, "-", p.Message)
	}
	// Output: url - the address "/about" does not begin and end with "/"
}
