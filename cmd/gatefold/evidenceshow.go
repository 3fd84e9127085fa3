package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"text/tabwriter"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/internal/evidence"
)

// evidenceShow is "gatefold evidence show".
type evidenceShow struct {
	ID   string `arg:"" help:"The receipt's ID, as export prints it."`
	Path string `arg:"" optional:"" default:"." help:"The folder of the receipts, one of its files, or the publication (${default})."`
}

var receiptForm = regexp.MustCompile(`^[A-Za-z0-9]{16}$`)

// Validate is for kong. What stands in the place of the ID and can be none is
// most likely the folder, for the other commands take that first.
func (c *evidenceShow) Validate() error {
	if c.ID == "" || receiptForm.MatchString(c.ID) {
		return nil // without one, kong says what is missing
	}
	if receiptForm.MatchString(c.Path) {
		c.ID, c.Path = c.Path, c.ID
		return nil
	}
	if _, err := os.Stat(c.ID); err == nil {
		return fmt.Errorf("%s is a file or folder, not the ID of a receipt: gatefold evidence show ID %s (gatefold evidence export %s prints the IDs)", c.ID, c.ID, c.ID)
	}
	return fmt.Errorf("%s is not the ID of a receipt: that has 16 letters and digits, as gatefold evidence export prints it", c.ID)
}

// Run prints a receipt.
func (c *evidenceShow) Run(ctx context.Context, s *streams) error {
	files, err := receiptsAt(c.Path)
	if err != nil {
		return err
	}
	f, err := evidence.Find(ctx, files, c.ID)
	if err != nil {
		return err
	}
	return printReceipt(s.out, f)
}

// printReceipt prints a receipt for people.
func printReceipt(out io.Writer, f *evidence.Found) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	r := &f.Receipt
	for _, line := range [...][2]string{
		{"Receipt", r.ID},
		{"Time", r.Time.Format(stampForm)},
		{"Decision", decisionText(r.Decision)},
		{"Provider", r.Provider},
		{"Recipient", f.Notice.Recipient},
		{"Page", r.Page},
		{"Language", r.Lang},
		{"Signal", signalText(r.Signal)},
		{"Record", fmt.Sprintf("%d in %s", f.Record.N, f.File)},
		{"Hash", f.Record.Hash},
		{"Notice", r.Notice},
		{"Hosts", strings.Join(f.Notice.Hosts, " ")},
		{"Policies", strings.Join(f.Notice.Policies, " ")},
	} {
		fmt.Fprintf(w, "%s\t%s\n", line[0], line[1])
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\nThe notice as the reader saw it:\n\n    %s\n", strings.ReplaceAll(f.Notice.Text, "\n", "\n    "))
	return err
}

func decisionText(d consent.Decision) string {
	text := string(d.Action) + ", for this one piece"
	if d.Scope == consent.FromProvider {
		text = string(d.Action) + ", for everything of this provider on the site"
	}
	if d.Days > 0 {
		text += fmt.Sprintf(", remembered for %s", count(d.Days, "day", "days"))
	}
	return text
}

func signalText(on bool) string {
	if on {
		return "the browser sent Global Privacy Control"
	}
	return "none"
}
