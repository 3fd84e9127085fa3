package source

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// noon is the time of every load in these tests.
var noon = time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC)

// folder is a publication on disk, made for one test.
type folder struct {
	t   *testing.T
	dir string
	*Folder
}

// newFolder writes files, whose names are paths, and opens them.
func newFolder(t *testing.T, files map[string]string, change ...func(*Options)) *folder {
	t.Helper()
	f := &folder{t: t, dir: t.TempDir()}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f.write(name, files[name])
	}
	f.Folder = f.open(change...)
	return f
}

// open opens the folder once more, as another run of the program would.
func (f *folder) open(change ...func(*Options)) *Folder {
	f.t.Helper()
	o := Options{
		Catalogue: provider.Default(), DefaultLang: "en", Languages: []string{"en", "de"},
		Now: func() time.Time { return noon },
	}
	for _, c := range change {
		c(&o)
	}
	folder, err := Open(f.dir, o)
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { folder.Close() })
	return folder
}

func (f *folder) write(name, text string) {
	f.t.Helper()
	name = filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		f.t.Fatal(err)
	}
}

func (f *folder) load() *loaded {
	f.t.Helper()
	return loadOf(f.t, f.Folder)
}

func loadOf(t *testing.T, f *Folder) *loaded {
	t.Helper()
	p, err := f.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return &loaded{t, p}
}

// loaded is a publication with questions to ask.
type loaded struct {
	t *testing.T
	*Publication
}

// article returns the article of a file below content.
func (l *loaded) article(name string) *article.Article {
	l.t.Helper()
	for _, a := range l.Articles {
		if a.Source == "content/"+name {
			return a
		}
	}
	l.t.Fatalf("there is no article %s; problems: %v", name, l.said())
	return nil
}

func (l *loaded) has(name string) bool {
	return slices.ContainsFunc(l.Articles, func(a *article.Article) bool { return a.Source == "content/"+name })
}

// said gives the problems as messages.
func (l *loaded) said() []string {
	var said []string
	for _, p := range l.Problems {
		s := p.Error()
		if p.Warning {
			s = "warning: " + s
		}
		said = append(said, s)
	}
	return said
}

// fine fails the test if there are problems.
func (l *loaded) fine() *loaded {
	l.t.Helper()
	for _, s := range l.said() {
		l.t.Errorf("unexpected: %s", s)
	}
	return l
}

// paths gives the addresses of the files.
func (l *loaded) paths() []string {
	var paths []string
	for _, f := range l.Files {
		paths = append(paths, f.Path)
	}
	return paths
}

// jpegOf gives a picture of a size.
func jpegOf(t testing.TB, width, height int) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, grey(width, height), nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func grey(width, height int) image.Image { return image.NewGray(image.Rect(0, 0, width, height)) }

func TestLoadReadsAnArticle(t *testing.T) {
	f := newFolder(t, map[string]string{
		"content/science/tides.md": `---
title: How tides turn
standfirst: Twice a day.
date: 2026-03-05T09:00:00Z
updated: 2026-03-06
lastmod: 2026-03-09
author: [Mara Lind, By Tom Ode]
tags: [Sea, moon, sea]
keywords: ebb, flood
corrections:
  - date: 2026-03-08
    text: The moon was new.
  - date: 2026-03-07
    text: The moon was full.
related: [science/moon]
lead:
  src: moon.jpg
  alt: The moon
  caption: Seen <b>twice</b>
  credit: Agency
  creditlink: https://agency.example/
aliases: [/old/tides, ebb]
weight: 3
translationKey: tides
type: story
mood: calm
---
Text.
`,
		"content/science/moon.jpg": jpegOf(t, 30, 20),
	})
	l := f.load().fine()
	a := *l.article("science/tides.md")
	a.Body, a.Digest = article.Body{}, article.Digest{}
	day := func(d int) time.Time { return time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC) }
	want := article.Article{
		ID: "science/tides", Source: "content/science/tides.md", Path: "/science/tides/", Lang: "en", Section: "science",
		Headline: "How tides turn", Standfirst: "Twice a day.", Description: "Twice a day.",
		Bylines:   []article.Byline{{Name: "Mara Lind", Slug: "mara-lind"}, {Name: "Tom Ode", Slug: "tom-ode"}},
		Published: day(5).Add(9 * time.Hour), Updated: day(6), Modified: day(9),
		Corrections: []article.Correction{{Date: day(7), Text: "The moon was full."}, {Date: day(8), Text: "The moon was new."}},
		Tags:        []string{"Sea", "moon"}, Keywords: []string{"ebb", "flood"},
		Lead: &article.Figure{
			Src: "/science/moon.jpg", Alt: "The moon", Caption: "Seen &lt;b&gt;twice&lt;/b&gt;",
			Credit: "Agency", CreditURL: "https://agency.example/", Width: 30, Height: 20,
		},
		Related: []string{"science/moon"}, Aliases: []string{"/old/tides/", "/science/ebb/"},
		TranslationKey: "tides", Weight: 3, Params: map[string]any{"type": "story", "mood": "calm"},
	}
	if diff := compare(want, a); diff != "" {
		t.Error(diff)
	}
	if got, want := strings.Join(l.paths(), " "), "/science/moon.jpg"; got != want {
		t.Errorf("files %s, want %s", got, want)
	}
}
