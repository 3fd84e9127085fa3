package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gatefold/gatefold/internal/bench/publication"
)

// fullBuild measures a whole build against Hugo's, then builds again after
// one article has changed and after nothing has.
func (b *bench) fullBuild(w *strings.Builder, articles int) error {
	dir, err := b.publication(articles)
	if err != nil {
		return err
	}
	var ours, theirs, again, idle []cost
	var out string
	for i := range b.runs {
		if err := b.forget(); err != nil {
			return err
		}
		out = b.fresh("out", i)
		if ours, err = b.add(ours, b.gatefold, "build", dir, "-o", out, "--quiet"); err != nil {
			return err
		}
		if theirs, err = b.add(theirs, b.hugo, "--quiet", "--source", dir, "--destination", b.fresh("out-hugo", i)); err != nil {
			return err
		}
	}
	for i := range 2*b.runs + 1 {
		if err := changeOne(dir, articles/2+i); err != nil {
			return err
		}
		if again, err = b.add(again, b.gatefold, "build", dir, "-o", out, "--quiet"); err != nil {
			return err
		}
		if idle, err = b.add(idle, b.gatefold, "build", dir, "-o", out, "--quiet"); err != nil {
			return err
		}
	}
	full, peer := median(ours), median(theirs)
	fmt.Fprintf(w, "## Building %d articles\n\n600 words, 3 figures and 2 embeds each; the same content folder for both. Hugo %s.\n\n", articles, hugoVersion)
	fmt.Fprintf(w, "| | CPU | of Hugo's | wall | peak memory |\n|---|---:|---:|---:|---:|\n")
	row(w, "Hugo, whole site", peer, peer)
	row(w, "Gatefold, whole site", full, peer)
	fmt.Fprintf(w, "\nGoal: at most 1/6 (%.1f %%) of Hugo's CPU, at most 500 MiB.\n\n", 100.0/6)
	fmt.Fprintf(w, "| | CPU | of the whole build | wall | peak memory |\n|---|---:|---:|---:|---:|\n")
	row(w, "Gatefold, one article changed", median(again), full)
	row(w, "Gatefold, nothing changed", median(idle), full)
	fmt.Fprintf(w, "\nGoal: at most 3 %% of the whole build's CPU after one article has changed.\n\n")
	return nil
}

// publication makes the publication of a size, once.
func (b *bench) publication(articles int) (string, error) {
	dir := filepath.Join(b.work, fmt.Sprintf("publication-%d", articles))
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	return dir, publication.Write(dir, publication.Plan{Articles: articles, Seed: 1})
}

// fresh names a folder that no run has used. Nothing is removed until the end:
// some file systems make new files slowly while they still clear old ones away,
// and the next run would pay for it.
func (b *bench) fresh(name string, run int) string {
	return filepath.Join(b.work, fmt.Sprintf("%s-%d", name, run))
}

// forget empties the cache that a build keeps between runs.
func (b *bench) forget() error { return os.RemoveAll(filepath.Join(b.work, "cache")) }

func (b *bench) add(costs []cost, name string, args ...string) ([]cost, error) {
	c, err := b.measure(name, args...)
	return append(costs, c), err
}

// changeOne adds a sentence to an article in the middle of the publication.
func changeOne(dir string, i int) error {
	path := filepath.Join(dir, "content", filepath.FromSlash(publication.Name(i)))
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(old, "\nOne more sentence.\n"...), 0o644)
}

func row(w *strings.Builder, name string, c, whole cost) {
	fmt.Fprintf(w, "| %s | %.2f s | %.1f %% | %.2f s | %d MiB |\n",
		name, c.cpu.Seconds(), 100*c.cpu.Seconds()/whole.cpu.Seconds(), c.wall.Seconds(), c.memory>>20)
}
