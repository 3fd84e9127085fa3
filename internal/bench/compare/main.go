// Command compare measures Gatefold against its peers in one run on one
// machine and writes docs/performance.md.
//
// Every figure is the median of several runs of the whole program, taken in
// turn with its peer (A B A B …) so that a machine that is slow for a minute
// is slow for both. CPU time is user plus system as the operating system
// accounts for a finished process; memory is the largest resident set.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
)

// hugoVersion is the newest release that builds with the Go toolchain that
// this module asks for.
const hugoVersion = "v0.165.0"

func main() {
	out := flag.String("o", "docs/performance.md", "the report to write")
	articles := flag.Int("n", 10_000, "articles in the publication that both build")
	large := flag.Int("large", 50_000, "articles in the publication for the cost per article; 0 leaves it out")
	runs := flag.Int("runs", 3, "runs of each command")
	bare := flag.String("bare", "", "serve this file and nothing else: the peer that serving is measured against")
	write := flag.String("write", "", "write the files of this list below -o and nothing else: the peer that writing is measured against")
	only := flag.String("only", "", "measure these parts alone and print them: builds, growth, serving, pages")
	flag.Parse()
	if *write != "" {
		if err := writeFiles(*write, *out); err != nil {
			fmt.Fprintln(os.Stderr, "compare:", err)
			os.Exit(1)
		}
		return
	}
	if *bare != "" {
		fmt.Fprintln(os.Stderr, "compare:", bareServer(*bare))
		os.Exit(1)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *out, *only, *articles, *large, *runs); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out, only string, articles, large, runs int) error {
	work, err := os.MkdirTemp("", "gatefold-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	setApart(work)
	b := &bench{ctx: ctx, work: work, runs: runs}
	wanted := func(part string) bool { return only == "" || slices.Contains(strings.Split(only, ","), part) }
	if err := b.programs(wanted("builds")); err != nil {
		return err
	}
	var doc strings.Builder
	for _, part := range []struct {
		name    string
		measure func(*strings.Builder) error
	}{
		{"builds", func(w *strings.Builder) error { return b.fullBuild(w, articles) }},
		{"growth", func(w *strings.Builder) error { return b.growth(w, articles, large) }},
		{"serving", b.serving},
		{"pages", b.pageWeight},
		{"pages", b.paint},
	} {
		if !wanted(part.name) {
			continue
		}
		if err := part.measure(&doc); err != nil {
			return err
		}
	}
	if only != "" {
		fmt.Print(doc.String())
		return nil
	}
	return os.WriteFile(filepath.FromSlash(out), []byte(preamble+doc.String()), 0o644)
}

const preamble = `# Performance

Made by ` + "`make bench`" + `; do not edit. Each figure is the median of several runs taken in turn with its peer on one machine,
so only the ratios travel. CPU is user plus system time of the whole process, memory the largest resident set.

`
