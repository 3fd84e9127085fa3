package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/internal/evidence"
	"github.com/gatefold/gatefold/internal/spelling"
)

// evidenceExport is "gatefold evidence export".
type evidenceExport struct {
	Path     string `arg:"" optional:"" default:"." help:"The folder of the receipts, one of its files, or the publication (${default})."`
	Format   string `enum:"csv,jsonl" default:"csv" help:"csv or jsonl (${default})."`
	From     day    `placeholder:"DATE" help:"Only receipts from this time on: 2026-05-31, or 2026-05-31T18:00:00Z. Days are those of UTC."`
	To       day    `placeholder:"DATE" help:"Only receipts up to this time; of a date, the whole day."`
	Provider string `placeholder:"ID" help:"Only receipts about this provider, as docs/providers.md names it."`
}

// day is a date, or a moment, on the command line.
type day struct {
	from, to time.Time // the first moment, and the first one after
}

// UnmarshalText is for kong.
func (d *day) UnmarshalText(text []byte) error {
	if t, err := time.Parse(time.DateOnly, string(text)); err == nil {
		d.from, d.to = t, t.AddDate(0, 0, 1)
		return nil
	}
	t, err := time.Parse(time.RFC3339, string(text))
	if err != nil {
		return errors.New("write a date as in 2026-05-31, or a time as in 2026-05-31T18:00:00Z")
	}
	d.from, d.to = t, t.Add(time.Second)
	return nil
}

// Validate is for kong.
func (c *evidenceExport) Validate() error {
	if !c.To.to.IsZero() && !c.From.from.Before(c.To.to) {
		return errors.New("--from is after --to")
	}
	return nil
}

func (c *evidenceExport) wants(r *consent.Receipt) bool {
	return !r.Time.Before(c.From.from) && (c.To.to.IsZero() || r.Time.Before(c.To.to)) && (c.Provider == "" || r.Provider == c.Provider)
}

// Run writes receipts, one after the other. The clock may have gone back, so
// all files are read.
func (c *evidenceExport) Run(ctx context.Context, s *streams) error {
	files, err := receiptsAt(c.Path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(s.out)
	put, err := c.writer(out)
	if err != nil {
		return err
	}
	damaged, about := 0, map[string]bool{}
	_, err = evidence.Walk(ctx, files, func(l evidence.Line) error {
		if l.Fault != nil {
			damaged++
			return nil
		}
		r, ok := l.Record.Entry.(consent.Receipt)
		if !ok {
			return nil
		}
		about[r.Provider] = true
		if c.wants(&r) {
			return put(row{l.Record.N, r, l.Record.Hash})
		}
		return nil
	})
	if err == nil {
		err = put(row{}) // no more
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		return err
	}
	c.doubt(s.err, about)
	if damaged > 0 {
		return fmt.Errorf("%s left out: gatefold evidence verify names them", count(damaged, "damaged line was", "damaged lines were"))
	}
	return nil
}

// doubt says that no receipt at all is about the provider that was asked for: an
// empty table could be taken for an answer to what was misspelt.
func (c *evidenceExport) doubt(w io.Writer, about map[string]bool) {
	if c.Provider == "" || about[c.Provider] {
		return
	}
	known := slices.Sorted(maps.Keys(about))
	hint := ""
	if best, edits := spelling.Nearest(c.Provider, known); edits >= 0 && edits <= 2 {
		hint = fmt.Sprintf(" (did you mean %q?)", best)
	}
	fmt.Fprintf(w, "warning: no receipt is about %q%s; there are some about: %s\n", c.Provider, hint, firstOf(strings.Join(known, ", "), "nobody"))
}

// row is a receipt with its place in the log.
type row struct {
	Record int64 `json:"record"`
	consent.Receipt
	Hash string `json:"hash"`
}

// writer gives a function that writes rows; the empty one ends it.
func (c *evidenceExport) writer(out io.Writer) (func(row) error, error) {
	if c.Format == "jsonl" {
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		return func(r row) error {
			if r.Record == 0 {
				return nil
			}
			return e.Encode(r)
		}, nil
	}
	w := csv.NewWriter(out)
	return func(r row) error {
		if r.Record == 0 {
			w.Flush()
			return w.Error()
		}
		return w.Write(r.cells())
	}, w.Write([]string{"record", "id", "time", "action", "scope", "days", "provider", "recipient", "lang", "notice", "page", "gpc", "hash"})
}

// cells are the row in a table. None of them can be taken for a formula by a
// spreadsheet, even if it begins with a hyphen, as hashes may.
func (r *row) cells() []string {
	return []string{
		strconv.FormatInt(r.Record, 10), plainCell(r.ID), r.Time.Format(time.RFC3339), string(r.Action), string(r.Scope), strconv.Itoa(r.Days),
		plainCell(r.Provider), plainCell(r.Recipient), r.Lang, plainCell(r.Notice), r.Page, strconv.FormatBool(r.Signal), plainCell(r.Hash),
	}
}

// plainCell puts an apostrophe before what a spreadsheet would take for a
// formula.
func plainCell(s string) string {
	if s != "" && (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@') {
		return "'" + s
	}
	return s
}
