package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html"
)

// weight is what a reader loads before pictures to read one page.
type weight struct {
	path             string
	requests         int // the document and what it loads, pictures left out
	gzipped, brotlis int // bytes of all of them
}

// pageWeight measures every page of the sample publication.
func (b *bench) pageWeight(w *strings.Builder) error {
	out := filepath.Join(b.work, "newsroom")
	if _, err := b.measure(b.gatefold, "build", "examples/newsroom", "-o", out, "--quiet"); err != nil {
		return err
	}
	var pages []weight
	err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() != "index.html" || strings.Contains(path, "_gatefold") {
			return err
		}
		page, err := weigh(out, path)
		if page.requests > 0 {
			pages = append(pages, page)
		}
		return err
	})
	if err != nil {
		return err
	}
	slices.SortFunc(pages, func(a, z weight) int { return z.gzipped - a.gzipped })
	most := slices.MaxFunc(pages, func(a, z weight) int { return a.requests - z.requests })
	heaviest, typical := pages[0], pages[len(pages)/2]
	fmt.Fprintf(w, "## Weight of a page\n\nHTML, style and script of every article page of `examples/newsroom` (%d pages).\n\n", len(pages))
	fmt.Fprintf(w, "| | gzip | brotli | requests before pictures |\n|---|---:|---:|---:|\n")
	for _, r := range []struct {
		name string
		weight
	}{{"median", typical}, {"heaviest (" + heaviest.path + ")", heaviest}} {
		fmt.Fprintf(w, "| %s | %.1f kB | %.1f kB | %d |\n", r.name, kB(r.gzipped), kB(r.brotlis), r.requests)
	}
	fmt.Fprintf(w, "| most requests | | | %d |\n\nGoal: at most 15 kB, at most 2 requests.\n\n", most.requests)
	return nil
}

// weigh adds up a page and the scripts and style sheets that it loads. Pages
// that are not articles have no weight.
func weigh(root, path string) (weight, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return weight{}, err
	}
	if !bytes.Contains(text, []byte("<article")) || !bytes.Contains(text, []byte(`content="article"`)) {
		return weight{}, nil
	}
	rel, err := filepath.Rel(root, filepath.Dir(path))
	if err != nil {
		return weight{}, err
	}
	page := weight{path: "/" + filepath.ToSlash(rel) + "/"}
	page.add(text)
	for _, ref := range loads(text) {
		file, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(ref)))
		if err != nil {
			return weight{}, fmt.Errorf("%s loads %s: %w", page.path, ref, err)
		}
		page.add(file)
	}
	return page, nil
}

func (p *weight) add(content []byte) {
	p.requests++
	var gz, br bytes.Buffer
	g, _ := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	_, _ = g.Write(content)
	_ = g.Close()
	b := brotli.NewWriterLevel(&br, 6)
	_, _ = b.Write(content)
	_ = b.Close()
	p.gzipped += gz.Len()
	p.brotlis += br.Len()
}

// loads lists the addresses of scripts and style sheets in a document.
func loads(text []byte) []string {
	var refs []string
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return refs
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data == "script" {
				refs = append(refs, attribute(t, "src")...)
			}
			if t.Data == "link" && slices.Contains(attribute(t, "rel"), "stylesheet") {
				refs = append(refs, attribute(t, "href")...)
			}
		}
	}
}

func attribute(t html.Token, name string) []string {
	for _, a := range t.Attr {
		if a.Key == name {
			return []string{a.Val}
		}
	}
	return nil
}

func kB(n int) float64 { return float64(n) / 1000 }
