package main

import (
	"fmt"
	"strings"
	"time"
)

// smallest is the number of articles that the cost per article is compared with.
const smallest = 1_000

// grown is what was measured of one size.
type grown struct {
	articles      int
	site, control []cost
}

// growth measures the cost per article in a small and in a large publication.
// The sizes take turns, so that a machine that is busy for a while is busy for
// all of them, and beside each build stands a control: see writing.go.
func (b *bench) growth(w *strings.Builder, articles, large int) error {
	if large == 0 {
		return nil
	}
	sizes := []grown{{articles: smallest}, {articles: articles}, {articles: large}}
	for round := range b.runs {
		for i := range sizes {
			if err := b.grow(&sizes[i], round); err != nil {
				return err
			}
		}
	}
	writeGrowth(w, sizes)
	return nil
}

// grow adds the runs of a round. A small publication is built several times in
// each: what happens beside it by chance is a larger part of its short time.
func (b *bench) grow(g *grown, round int) error {
	dir, err := b.publication(g.articles)
	if err != nil {
		return err
	}
	const often = 4
	times := 1
	if g.articles <= smallest {
		times = often
	}
	for i := range times {
		if err := b.forget(); err != nil {
			return err
		}
		out := b.fresh(fmt.Sprintf("out-%d", g.articles), often*round+i)
		if g.site, err = b.add(g.site, b.gatefold, "build", dir, "-o", out, "--quiet"); err != nil {
			return err
		}
		if g.control, err = b.writeAgain(g.control, out); err != nil {
			return err
		}
	}
	return nil
}

// share is what one article takes of the processor.
type share struct{ site, control, own time.Duration }

// share gives the medians; what is added is that of the differences of each pair.
func (g *grown) share() share {
	n := time.Duration(g.articles)
	own := make([]cost, len(g.site))
	for i := range own {
		own[i].cpu = g.site[i].cpu - g.control[i].cpu
	}
	return share{median(g.site).cpu / n, median(g.control).cpu / n, median(own).cpu / n}
}

func writeGrowth(w *strings.Builder, sizes []grown) {
	fmt.Fprintf(w, "## Cost per article\n\n| articles | CPU | CPU per article | the control | what Gatefold adds | peak memory |\n|---:|---:|---:|---:|---:|---:|\n")
	for i := range sizes {
		g := &sizes[i]
		c, each := median(g.site), g.share()
		fmt.Fprintf(w, "| %d | %.2f s | %d µs | %d µs | %d µs | %d MiB |\n",
			g.articles, c.cpu.Seconds(), each.site.Microseconds(), each.control.Microseconds(), each.own.Microseconds(), c.memory>>20)
	}
	first, last := sizes[0].share(), sizes[len(sizes)-1].share()
	fmt.Fprintf(w, "| from %d to %d | | %s | %s | %s | |\n", sizes[0].articles, sizes[len(sizes)-1].articles,
		change(first.site, last.site), change(first.control, last.control), change(first.own, last.own))
	w.WriteString(growthText)
}

// change says by how much a cost has grown.
func change(from, to time.Duration) string {
	if from <= 0 {
		return "–"
	}
	return fmt.Sprintf("%+.1f %%", 100*(float64(to)/float64(from)-1))
}

const growthText = `
Goal: the cost per article does not grow. The figure it is about is the second, CPU per article; the next two tell where it comes from.
The control is a program that only makes the same folders and writes as many bytes into files of the same names, with the same system
calls, one after the other, right after each build; what Gatefold adds is the median of the differences. The control is the system's work
for that many files: where it grows, any program that writes them grows with it, and where it does not, it explains nothing. All sizes
have the same mix: 600 words, 3 figures and 2 embeds an article, 4 of 400 topics, 1 or 2 of 80 authors. The small one has a tenth more
files to each article, because its list pages are less full, and starting the program is a larger part of it. The sizes take turns, and
everything is on the disk before a run begins, because a build flushes the disk and would pay for others. On ext4 a new file costs up to
six times as much where other programs have deleted many within the last minutes; each output is put into a part of the disk of its own,
which keeps most of that away, but not where a whole part was cleared. A control that differs much between sizes tells of it.

`
