package source

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/provider"
)

// benchFolder writes a publication of n articles that show 20 pictures.
func benchFolder(b *testing.B, n int) string {
	b.Helper()
	dir := b.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for i := range 20 {
		write(fmt.Sprintf("static/pictures/%d.jpg", i), jpegOf(b, 960, 640))
	}
	paragraph := strings.Repeat("The sea rises and the sea falls, and nobody has to tell it. ", 8)
	for i := range n {
		var t strings.Builder
		fmt.Fprintf(&t, "---\n%stitle: Story %d\nlead:\n  src: /pictures/%d.jpg\n  alt: A bay\n---\n", strings.TrimPrefix(benchYAML, "---\n"), i, i%20)
		for p := range 6 {
			fmt.Fprintf(&t, "## Part %d\n\n%s\n\n![A bay](/pictures/%d.jpg \"Low tide\")\n\n", p, paragraph, (i+p)%20)
		}
		write(fmt.Sprintf("content/section-%d/story-number-%d.md", i%5, i), t.String())
	}
	return dir
}

const benchYAML = `date: 2026-03-05T09:00:00Z
lastmod: 2026-03-06T09:00:00Z
description: "The moon pulls and the sea follows, twice a day."
authors:
  - Mara Lind
  - Tom Ode
tags: [sea, moon, tides]
draft: false
`

func benchOpen(b *testing.B, dir, cache string) *Folder {
	b.Helper()
	f, err := Open(dir, Options{Catalogue: provider.Default(), Cache: cache})
	if err != nil {
		b.Fatal(err)
	}
	return f
}

func benchLoad(b *testing.B, f *Folder, want int) {
	b.Helper()
	p, err := f.Load(context.Background())
	if err != nil || len(p.Articles) != want || len(p.Problems) > 0 {
		b.Fatalf("%d articles, problems %v, %v", len(p.Articles), p.Problems, err)
	}
}

// benchSettle loads until the files are old enough to count as unchanged.
func benchSettle(b *testing.B, f *Folder) {
	b.Helper()
	for settled := false; !settled; {
		benchLoad(b, f, benchArticles)
		settled = true
		for _, e := range f.current().entries {
			settled = settled && e.stat != (stat{}) && e.uses.settled
		}
	}
}

// benchArticles is the size of the publication in the benchmarks of Load.
const benchArticles = 1000

func BenchmarkLoadCold(b *testing.B) {
	dir := benchFolder(b, benchArticles)
	b.ReportAllocs()
	for b.Loop() {
		f := benchOpen(b, dir, "")
		benchLoad(b, f, benchArticles)
		f.Close()
	}
}

func BenchmarkLoadAgain(b *testing.B) {
	dir := benchFolder(b, benchArticles)
	f := benchOpen(b, dir, "")
	benchSettle(b, f)
	b.ReportAllocs()
	for b.Loop() {
		benchLoad(b, f, benchArticles)
	}
}

func BenchmarkLoadCached(b *testing.B) {
	dir := benchFolder(b, benchArticles)
	cache := filepath.Join(b.TempDir(), "articles")
	benchSettle(b, benchOpen(b, dir, cache))
	b.ReportAllocs()
	for b.Loop() {
		f := benchOpen(b, dir, cache)
		benchLoad(b, f, benchArticles)
		f.Close()
	}
}

func BenchmarkDecodeCache(b *testing.B) {
	dir := benchFolder(b, benchArticles)
	f := benchOpen(b, dir, "")
	benchLoad(b, f, benchArticles)
	var cache bytes.Buffer
	if err := f.encodeCache(&cache, f.current()); err != nil {
		b.Fatal(err)
	}
	data := cache.Bytes()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := decodeCache(data, &f.opts); !ok {
			b.Fatal("refused")
		}
	}
}

// BenchmarkFrontMatter reads a whole front matter, from bytes to an article
// without its text.
func BenchmarkFrontMatter(b *testing.B) {
	for _, name := range []string{"yaml", "toml", "json"} {
		b.Run(name, func(b *testing.B) {
			src := []byte(formats[name])
			if name == "yaml" {
				src = []byte("---\n" + benchYAML + "title: A\n---\n")
			}
			c := newComposer()
			b.ReportAllocs()
			for b.Loop() {
				pg, problem := c.open("content/news/a.md", src)
				if problem != nil {
					b.Fatal(problem)
				}
				c.article(pg)
			}
		})
	}
}
