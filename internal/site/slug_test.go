package site

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/article"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Tides":            "tides",
		"Local news":       "local-news",
		"  Local   news ":  "local-news",
		"local-news":       "local-news",
		"Straße":           "straße",
		"Ünterwegs":        "ünterwegs",
		"U\u0308nterwegs":  "ünterwegs", // decomposed
		"مد وجزر":          "مد-وجزر",
		"潮汐":               "潮汐",
		"C":                "c",
		"C++":              "c++",
		"C#":               "c#",
		"R&D":              "rd",
		"a/b":              "ab",
		`a\b`:              "ab",
		"..":               "",
		".":                "",
		"!!!":              "",
		"":                 "",
		"<script>":         "script",
		"a\x00b":           "ab",
		"\xff":             "",
		"zero\u200bwidth":  "zerowidth",
		"über-\u00a0haupt": "über-haupt",
	} {
		if got := slug(name); got != want {
			t.Errorf("slug(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzSlug(f *testing.F) {
	for _, s := range append(slices.Clone(hostile), "Straße", "İstanbul", "..", strings.Repeat("ü", 150), "a̛̛") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		s := slug(name)
		if s == "" {
			return
		}
		if len(s) > maxSlug || !utf8.ValidString(s) {
			t.Errorf("slug(%q) = %q, %d bytes", name, s, len(s))
		}
		if err := article.CheckPath("/tags/" + article.EncodePath(s) + "/"); err != nil {
			t.Errorf("slug(%q) = %q %v", name, s, err)
		}
		if again := slug(s); again != s {
			t.Errorf("slug(%q) = %q, but slug of that is %q", name, s, again)
		}
	})
}

func TestSpellingsOfATagAreOnePage(t *testing.T) {
	spelled := func(tags ...string) *content {
		c := &content{}
		for i, tag := range tags {
			a := anArticle("science", string(rune('a'+i)), i)
			a.Tags = []string{tag}
			c.add(a)
		}
		return c
	}
	c := spelled("Tide Pools", "tide pools", "TIDE POOLS", "Tide-Pools")
	slices.Reverse(c.articles) // the oldest decides, not the first
	s := build(t, config(), c)
	if got := len(s.editions[0].tags); got != 1 {
		t.Fatalf("there are %d tags", got)
	}
	l := s.editions[0].tags[0]
	if l.title != "Tide Pools" || l.path != "/tags/tide-pools/" || len(l.stories) != 4 {
		t.Errorf("the tag is %q at %s with %d stories", l.title, l.path, len(l.stories))
	}
}

func TestTagWithoutAddressIsReported(t *testing.T) {
	c := &content{}
	a := anArticle("science", "a", 1)
	a.Tags = []string{"!!!", "Tides", "tides"}
	c.add(a)
	s := build(t, config(), c)
	want := []string{`content/science/a.md: tags: the tag "!!!" has no letter or digit to make an address of, and is left out (write it in letters)`}
	if got := problems(s); !slices.Equal(got, want) {
		t.Errorf("the problems are %v, want %v", got, want)
	}
	st := s.editions[0].front.stories[0]
	if tags := s.tags(st); len(tags) != 1 || tags[0].Text != "Tides" {
		t.Errorf("the story shows the tags %v", tags)
	}
	if n := len(s.editions[0].tags[0].stories); n != 1 {
		t.Errorf("the tag lists the story %d times", n)
	}
}

func TestHumanize(t *testing.T) {
	for key, want := range map[string]string{"local-news": "Local news", "über_uns": "Über uns", "science": "Science", "": ""} {
		if got := humanize(key); got != want {
			t.Errorf("humanize(%q) = %q, want %q", key, got, want)
		}
	}
}
