package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	findings "github.com/gatefold/gatefold/internal/report"
	"github.com/gatefold/gatefold/internal/retrofit"
	"github.com/gatefold/gatefold/internal/retrofit/folder"
)

type rewriteCommand struct {
	doorFlags `embed:""`

	In      string   `arg:"" help:"The folder with the pages, as a web server has it. It is only read."`
	Out     string   `arg:"" optional:"" help:"The folder to write. It is new, empty, or one that an earlier run wrote."`
	Report  []string `placeholder:"FILE" help:"Write the report: a page for people if the name ends in .html, else JSON. May be given twice."`
	FailOn  []string `name:"fail-on" placeholder:"KIND" help:"End with exit code 3 if something of these kinds is found: script, frame and the other kinds of docs/report.md, the same with unknown- before them, or any."`
	Verify  bool     `help:"Read every file of the last run and write again what is missing or damaged."`
	InPlace bool     `name:"in-place" help:"Never exchange the output folder for another one, for servers that hold on to it."`
	Quiet   bool     `short:"q" help:"Print problems only."`
}

// Validate is for kong.
func (c *rewriteCommand) Validate() error {
	if c.Out == "" && !c.ReportOnly {
		return errors.New("name the folder to write, as in gatefold rewrite IN OUT, or ask for a report only with --report-only")
	}
	return findings.CheckFailOn(c.FailOn)
}

// exitFound says that what --fail-on names was found. All else has been done.
const exitFound = 3

// foundError ends a command with exitFound.
type foundError struct{ entries []findings.Entry }

func (e *foundError) Error() string {
	var b strings.Builder
	b.WriteString("found what --fail-on or unknown_scripts forbids:")
	for i := range e.entries {
		b.WriteString("\n  " + article.Printable(line(&e.entries[i])))
	}
	return b.String()
}

// ExitCode is for run.
func (e *foundError) ExitCode() int { return exitFound }

// Run rewrites a folder.
func (c *rewriteCommand) Run(ctx context.Context, s *streams) error {
	d, err := c.read()
	if err != nil {
		return err
	}
	if d.Origin == nil && !c.Quiet {
		remark(s.err, "origin is not set: whole addresses of the site itself count as those of others (set it, or use --origin)")
	}
	if d.evidence != "" && !c.Quiet {
		remark(s.err, "no receipts are kept: a folder of files cannot write any, so evidence counts as turned off (gatefold proxy keeps them)")
	}
	r, err := retrofit.NewFiles(d.Config, slog.New(newUntimedLog(s.err, slog.LevelWarn)))
	if err != nil {
		return d.flaws(err)
	}
	defer r.Close()
	reading, read := showProgress(s, "reading", c.Quiet)
	writing, written := showProgress(s, "writing", c.Quiet)
	sum, err := folder.Rewrite(ctx, r, folder.Options{In: c.In, Out: c.Out, Verify: c.Verify, InPlace: c.InPlace, Reading: reading, Writing: writing})
	read()
	written()
	if err != nil {
		return err
	}
	return c.tell(s, d, r, &sum)
}

// tell says what was done and found.
func (c *rewriteCommand) tell(s *streams, d *doors, r *retrofit.Retrofit, sum *folder.Summary) error {
	for _, name := range sum.LeftOut {
		remark(s.err, "%s was left out: it is a compressed page from before it was rewritten", filepath.Join(c.In, name))
	}
	for _, name := range sum.Packed {
		remark(s.err, "%s was left out: it is a page, and compressed, so that nothing can be put into it (unpack it)", filepath.Join(c.In, name))
	}
	if len(sum.AsIs) > 0 && !c.Quiet {
		remark(s.err, "not rewritten, though it may be a page or make one: %s (rename pages to .html; what a program makes is for gatefold proxy)", several(sum.AsIs))
	}
	rep := r.Book.Report()
	rep.Program, rep.ReportOnly, rep.Made = "gatefold "+version(), d.ReportOnly, time.Now().UTC().Truncate(time.Second)
	for _, name := range c.Report {
		if err := writeReport(name, rep, r); err != nil {
			return err
		}
	}
	if !c.Quiet {
		printReport(s.out, rep, sum)
	}
	if found := rep.FailOn(append(c.FailOn, d.failOn...)); len(found) > 0 {
		return &foundError{found}
	}
	return nil
}

// several names the first of many files.
func several(names []string) string {
	const most = 5
	if rest := len(names) - most; rest > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), rest)
	}
	return strings.Join(names, ", ")
}

// writeReport writes the report into a file, in the form that its name asks for.
func writeReport(name string, rep *findings.Report, r *retrofit.Retrofit) error {
	var text bytes.Buffer
	err := rep.WriteJSON(&text)
	if ext := strings.ToLower(filepath.Ext(name)); ext == ".html" || ext == ".htm" {
		text.Reset()
		err = rep.WritePage(&text, r.Locale(""))
	}
	if err == nil {
		err = os.WriteFile(name, text.Bytes(), 0o644)
	}
	if err != nil {
		return fmt.Errorf("the report cannot be written: %w", err)
	}
	return nil
}

// printed is how many lines of the report are printed.
const printed = 20

func printReport(w io.Writer, rep *findings.Report, sum *folder.Summary) {
	for i := range rep.Entries {
		if i == printed {
			fmt.Fprintf(w, "and %d more (--report FILE has all of them)\n", len(rep.Entries)-printed)
			break
		}
		fmt.Fprintln(w, article.Printable(line(&rep.Entries[i])))
	}
	if sum.Pages == 0 {
		fmt.Fprintln(w, "note: no page was found. Pages are .html, .htm and .shtml files; of a site that makes its pages when they are asked for, as WordPress does, use gatefold proxy")
	}
	if rep.ReportOnly {
		fmt.Fprintf(w, "Read %s, changed nothing\n", count(sum.Pages, "page", "pages"))
		return
	}
	fmt.Fprintf(w, "Rewrote %s, copied %s. %s\n", count(sum.Pages, "page", "pages"), count(sum.Copied, "file", "files"), summary(sum.Summary))
}

// line says an entry of the report in a line.
func line(e *findings.Entry) string {
	host := firstOf(e.Party(), "somebody")
	if e.Host != "" && e.Host != host {
		host += " (" + e.Host + ")"
	}
	pages := count(len(e.Pages), "page", "pages")
	if len(e.Pages) == findings.MaxPages {
		pages += " or more"
	}
	s := fmt.Sprintf("%s: %s of %s, %s on %s", e.Action, e.Kind, host, count(e.Count, "time", "times"), pages)
	if e.Reason != "" {
		s += " (" + e.Reason + ")"
	}
	return s
}
