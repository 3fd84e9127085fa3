package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/evidence"
)

// evidenceCommand reads the receipts that serve and proxy keep, and can run while
// they do. It writes nothing; prune deletes whole old files.
type evidenceCommand struct {
	Verify evidenceVerify `cmd:"" help:"Check that every record is as it was written; exit code 1 if not."`
	Show   evidenceShow   `cmd:"" help:"Print one receipt and the notice as the reader saw it."`
	Export evidenceExport `cmd:"" help:"Write receipts as CSV or as JSON lines."`
	Prune  evidencePrune  `cmd:"" help:"Delete the oldest files of receipts, in which everything is older than a given day."`
}

// receiptsAt gives the files of a log, oldest first. name is its folder, one of
// its files, or a publication whose configuration says where it is.
func receiptsAt(name string) ([]string, error) {
	dir, err := receiptsOf(name)
	if err != nil {
		return nil, err
	}
	return evidence.Files(dir)
}

// receiptsOf gives the folder of a publication's receipts; name itself where it
// is no publication.
func receiptsOf(name string) (string, error) {
	if _, err := os.Stat(filepath.Join(name, configFile)); err != nil {
		return name, nil // what is wrong, if anything, will be said of it
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return name, nil // a file
	}
	defer root.Close()
	c, _, err := readConfig(root)
	if err != nil {
		return "", err
	}
	dir, err := c.evidenceDir(name)
	if err == nil && dir == "" {
		err = &article.Problem{File: filepath.Join(name, configFile), Key: "evidence", Message: "no receipts are kept",
			Remedy: `turn them on with evidence = "receipts", or name the folder that holds them`}
	}
	return dir, err
}

// evidenceVerify is "gatefold evidence verify".
type evidenceVerify struct {
	Path string `arg:"" optional:"" default:"." help:"The folder of the receipts, one of its files, or the publication (${default})."`
	Head string `placeholder:"HASH" help:"A hash that was noted earlier: its record has to be there still. Write it as --head=HASH, because it may begin with a hyphen."`
}

var hashForm = regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`)

// Validate is for kong.
func (c *evidenceVerify) Validate() error {
	if c.Head != "" && !hashForm.MatchString(c.Head) {
		return errors.New("--head: a hash has 43 letters, digits, - and _, as verify prints it")
	}
	return nil
}

// maxFaults is how many faults are printed.
const maxFaults = 100

// Run checks a log.
func (c *evidenceVerify) Run(ctx context.Context, s *streams) error {
	files, err := receiptsAt(c.Path)
	if err != nil {
		return err
	}
	printed := 0
	sum, err := evidence.Verify(ctx, files, c.Head, func(l evidence.Line) {
		if printed++; printed <= maxFaults {
			fmt.Fprintf(s.err, "error: %s: %v\n", l.File, l.Fault)
		}
	})
	if err != nil {
		return err
	}
	if printed > maxFaults {
		fmt.Fprintf(s.err, "error: and %d more\n", printed-maxFaults)
	}
	c.tell(s, &sum)
	if c.Head != "" && sum.Noted == 0 {
		fmt.Fprintf(s.err, "error: no record has the hash %s: records are missing at the end, or all of it was written anew\n", c.Head)
		return errReported
	}
	if sum.Faults > 0 {
		return errReported
	}
	return nil
}

// tell prints what was found.
func (c *evidenceVerify) tell(s *streams, sum *evidence.Summary) {
	fmt.Fprintf(s.out, "%s and %s in %s", count64(sum.Receipts, "receipt", "receipts"), count64(sum.Notices, "notice", "notices"), count(sum.Files, "file", "files"))
	if sum.Receipts > 0 {
		fmt.Fprintf(s.out, ", from %s to %s", sum.From.Format(stampForm), sum.To.Format(stampForm))
	}
	fmt.Fprintln(s.out)
	if sum.First > 1 {
		fmt.Fprintf(s.out, "Begins with record %d: older files are not here.\n", sum.First)
	}
	if sum.Asides > 0 {
		fmt.Fprintf(s.out, "The program died while writing %s: what it left unfinished stands in files beside the log.\n", count64(sum.Asides, "time", "times"))
	}
	if sum.Back > 0 {
		fmt.Fprintf(s.out, "The clock went back %s.\n", count64(sum.Back, "time", "times"))
	}
	if sum.Noted > 0 {
		fmt.Fprintf(s.out, "The noted hash is that of record %d; %s since.\n", sum.Noted, count64(sum.Head.N-sum.Noted, "record has come", "records have come"))
	}
	if sum.Faults > 0 {
		fmt.Fprintf(s.out, "Damaged: %s.\n", count64(sum.Faults, "line is not as it was written", "lines are not as they were written"))
		return
	}
	fmt.Fprintf(s.out, "Every record is as it was written.\nHead: %s (record %d). Note it elsewhere: with --head=HASH, verify finds out later whether anything before it was changed or cut off.\n", sum.Head.Hash, sum.Head.N)
}

// stampForm is how the commands print times.
const stampForm = "2006-01-02 15:04:05 UTC"

func count64(n int64, one, many string) string { return count(int(n), one, many) }
