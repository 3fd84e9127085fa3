package main

import (
	"context"
	"fmt"
	"io"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/export"
)

type buildCommand struct {
	Dir     string `arg:"" help:"The publication's folder: it holds content/ and perhaps gatefold.toml, static/ and theme/."`
	Out     string `short:"o" required:"" placeholder:"OUT" help:"The folder to write. It is new, empty, or one that an earlier build wrote."`
	BaseURL string `name:"base-url" env:"GATEFOLD_BASE_URL" placeholder:"URL" help:"Where readers will find the site, in place of base_url in gatefold.toml."`
	Drafts  bool   `help:"Include drafts, scheduled and expired articles, marked as such."`
	Verify  bool   `help:"Read every file of the last build and write again what is missing or damaged."`
	InPlace bool   `name:"in-place" help:"Never exchange the output folder for another one, for servers that hold on to it."`
	Quiet   bool   `short:"q" help:"Print problems only."`
}

// Run builds the site. It prints every problem of the publication and, when
// there is an error among them, leaves the output as it was.
func (b *buildCommand) Run(ctx context.Context, s *streams) error {
	tuneMemory()
	p, err := newPress(pressOptions{dir: b.Dir, baseURL: b.BaseURL, drafts: b.Drafts, cache: true})
	if err != nil {
		return err
	}
	defer p.Close()
	if p.cfg.BaseURL == localBase && !b.Quiet {
		fmt.Fprintf(s.err, "%s: base_url is not set: addresses in feeds and previews begin with %s (set it, or use --base-url)\n", configFile, localBase)
	}
	docs, problems, err := p.site(ctx)
	if err != nil {
		return err
	}
	if failed := tell(s.err, problems); failed > 0 {
		return fmt.Errorf("nothing was written: %s to be mended first", count(failed, "problem has", "problems have"))
	}
	progress, done := showProgress(s, "rendering", b.Quiet)
	sum, err := export.Write(ctx, docs, b.Out, export.Options{Publication: b.Dir, Verify: b.Verify, InPlace: b.InPlace, Progress: progress})
	done()
	if err != nil {
		return err
	}
	if sum.Damaged {
		fmt.Fprintf(s.err, "warning: the note in %s of what earlier builds wrote was damaged: all pages are written anew, nothing was removed, and pages that are no more may have stayed (remove them by hand, or build into a new folder)\n", b.Out)
	}
	if !b.Quiet {
		fmt.Fprintln(s.out, summary(sum))
		if p.wanted {
			fmt.Fprintln(s.out, "No receipts are kept: a folder of files cannot write any, so evidence counts as turned off (gatefold serve keeps them).")
		}
	}
	return nil
}

// tell prints problems and returns the number of errors among them.
func tell(w io.Writer, problems []*article.Problem) (failed int) {
	for _, p := range problems {
		kind := "error: "
		if p.Warning {
			kind = "warning: "
		} else {
			failed++
		}
		fmt.Fprintln(w, kind+p.Error())
	}
	return failed
}

func summary(s export.Summary) string {
	return fmt.Sprintf("Wrote %s (%.1f MB), kept %d, removed %d, in %.2f s", count(s.Written, "file", "files"),
		float64(s.Bytes)/1e6, s.Unchanged, s.Removed, s.Duration.Seconds())
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
