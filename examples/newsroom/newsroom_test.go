package newsroom_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/source"
	"github.com/gatefold/gatefold/provider"
)

// today is a day on which the sample was complete.
var today = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// load reads the folder as the program does.
func load(t *testing.T, now time.Time) *source.Publication {
	t.Helper()
	folder, err := source.Open(".", source.Options{
		Catalogue: provider.Default(), DefaultLang: "en", Languages: []string{"en", "ar"},
		FirstParty: func(host string) bool { return host == "kittiwake.example" },
		Now:        func() time.Time { return now },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	p, err := folder.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range p.Articles {
		if a.Body.Pieces == nil {
			if a.Body, err = folder.Body(context.Background(), a); err != nil {
				t.Fatal(err)
			}
		}
	}
	return p
}

// stories are the articles that readers can see and that are news.
func stories(p *source.Publication, lang string) []*article.Article {
	var found []*article.Article
	for _, a := range p.Articles {
		if a.Lang == lang && a.Status == article.Published && !a.Standalone {
			found = append(found, a)
		}
	}
	return found
}

func TestNothingIsWrong(t *testing.T) {
	for _, problem := range load(t, today).Problems {
		t.Error(problem)
	}
}

func TestSize(t *testing.T) {
	p := load(t, today)
	if n := len(stories(p, "en")); n < 38 {
		t.Errorf("%d stories in English, want 38 at least", n)
	}
	if n := len(stories(p, "ar")); n < 14 {
		t.Errorf("%d stories in Arabic, want 14 at least", n)
	}
	for _, a := range slices.Concat(stories(p, "en"), stories(p, "ar")) {
		if a.Body.Words < 250 || a.Body.Words > 1000 {
			t.Errorf("%s: %d words, want 250 to 1000", a.Source, a.Body.Words)
		}
		if a.Standfirst == "" || a.Published.Year() < 2024 || a.Published.After(today) || len(a.Bylines) == 0 || len(a.Tags) == 0 {
			t.Errorf("%s: standfirst %q, published %v, %d authors, tags %q", a.Source, a.Standfirst, a.Published, len(a.Bylines), a.Tags)
		}
	}
}

func TestEveryStatusOccursWhateverTheDate(t *testing.T) {
	for _, now := range []time.Time{today, today.AddDate(30, 0, 0)} {
		count := map[article.Status]int{}
		for _, a := range load(t, now).Articles {
			count[a.Status]++
		}
		for _, s := range []article.Status{article.Draft, article.Scheduled, article.Expired, article.Withdrawn} {
			if count[s] != 1 {
				t.Errorf("in %d there are %d articles that are %v, want 1", now.Year(), count[s], s)
			}
		}
	}
}

func TestSectionsAndAuthorsHavePagesInBothLanguages(t *testing.T) {
	p := load(t, today)
	listed := map[string]*article.Listing{}
	for _, l := range p.Listings {
		listed[l.Lang+" "+l.Key] = l
		if l.Title == "" || l.Description == "" || len(l.Body.Pieces) == 0 {
			t.Errorf("%s: title %q, description %q, %d pieces of text", l.Source, l.Title, l.Description, len(l.Body.Pieces))
		}
	}
	sections, authors := map[string]bool{}, map[string]bool{}
	for _, a := range p.Articles {
		if a.Section != "" {
			sections[a.Section] = true
		}
		for _, b := range a.Bylines {
			authors[b.Slug] = true
			if l := listed[a.Lang+" authors/"+b.Slug]; l == nil || l.Title != b.Name {
				t.Errorf("%s: no page of that name for the author %s (%s)", a.Source, b.Name, b.Slug)
			}
		}
	}
	if len(sections) < 6 || len(authors) < 8 {
		t.Errorf("%d sections and %d authors, want 6 and 8", len(sections), len(authors))
	}
	for s := range sections {
		if listed["en "+s] == nil || listed["ar "+s] == nil {
			t.Errorf("the section %s has no page in both languages", s)
		}
	}
	for a := range authors {
		for _, lang := range []string{"en", "ar"} {
			if l := listed[lang+" authors/"+a]; l == nil || l.Picture == nil || l.Picture.Alt == "" {
				t.Errorf("the author %s has no page with a portrait in %s", a, lang)
			}
		}
	}
}

func TestStandingPages(t *testing.T) {
	var pages []string
	for _, a := range load(t, today).Articles {
		if a.Standalone {
			pages = append(pages, a.Path)
		}
	}
	slices.Sort(pages)
	if want := []string{"/about/", "/ar/about/", "/ar/privacy/", "/privacy/"}; !slices.Equal(pages, want) {
		t.Errorf("pages are %q, want %q", pages, want)
	}
}

func TestTranslations(t *testing.T) {
	p := load(t, today)
	english := map[string]bool{}
	key := func(a *article.Article) string {
		if a.TranslationKey != "" {
			return a.TranslationKey
		}
		return a.ID
	}
	for _, a := range stories(p, "en") {
		english[key(a)] = true
	}
	translated, alone := 0, 0
	for _, a := range stories(p, "ar") {
		if english[key(a)] {
			translated++
		} else {
			alone++
		}
	}
	if translated < 12 || alone < 2 {
		t.Errorf("%d translations and %d articles in Arabic alone, want 12 and 2", translated, alone)
	}
}

func TestPicturesHaveWordsAndFiles(t *testing.T) {
	p := load(t, today)
	files := map[string]bool{}
	for _, f := range p.Files {
		files[f.Path] = true
	}
	for _, a := range p.Articles {
		figures := []*article.Figure{a.Lead}
		for _, piece := range a.Body.Pieces {
			figures = append(figures, piece.Figure)
		}
		for _, f := range figures {
			if f == nil {
				continue
			}
			if !files[f.Src] || f.Width == 0 || f.Height == 0 {
				t.Errorf("%s: the picture %s is not among the files or has no size", a.Source, f.Src)
			}
			if f.Alt == "" || f.Credit == "" {
				t.Errorf("%s: the picture %s has alternative text %q and credit %q", a.Source, f.Src, f.Alt, f.Credit)
			}
			if a.Lang == "ar" && !strings.ContainsAny(f.Alt, "ابتسنمله") {
				t.Errorf("%s: the picture %s is described in another language: %q", a.Source, f.Src, f.Alt)
			}
		}
	}
}

func TestFrontMatterOfEveryKind(t *testing.T) {
	kinds := map[string]int{}
	err := filepath.WalkDir("content", func(path string, d os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".md") {
			return err
		}
		b, err := os.ReadFile(path)
		switch {
		case bytes.HasPrefix(b, []byte("---\n")):
			kinds["YAML"]++
		case bytes.HasPrefix(b, []byte("+++\n")):
			kinds["TOML"]++
		case bytes.HasPrefix(b, []byte("{\n")):
			kinds["JSON"]++
		default:
			t.Errorf("%s has no front matter", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if kinds["YAML"] <= kinds["TOML"] || kinds["TOML"] < 2 || kinds["JSON"] < 1 {
		t.Errorf("front matter: %v", kinds)
	}
}
