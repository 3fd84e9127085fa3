package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gatefold/gatefold/internal/evidence"
)

// evidencePrune is "gatefold evidence prune".
type evidencePrune struct {
	Path   string `arg:"" optional:"" default:"." help:"The folder of the receipts, or the publication (${default})."`
	Before string `required:"" placeholder:"DATE" help:"Delete files in which everything is older than this day (UTC), as in 2026-05-01."`
	DryRun bool   `name:"dry-run" help:"Say what would be deleted, and delete nothing."`

	before time.Time
}

// Validate is for kong.
func (c *evidencePrune) Validate() (err error) {
	if c.before, err = time.Parse(time.DateOnly, c.Before); err != nil {
		return fmt.Errorf("--before: %q is no day: write it as in 2026-05-01", c.Before)
	}
	return nil
}

// Run deletes old files of a log.
func (c *evidencePrune) Run(ctx context.Context, s *streams) error {
	files, err := receiptsAt(c.Path)
	if err != nil {
		return err
	}
	old, err := evidence.Prunable(ctx, files, c.before)
	if errors.Is(err, evidence.ErrDamaged) {
		return fmt.Errorf("nothing is deleted: %w (gatefold evidence verify names them)", err)
	}
	if err != nil {
		return err
	}
	verb := "Deleted"
	if c.DryRun {
		verb = "Would delete"
	} else if err := evidence.Prune(old); err != nil {
		return err
	}
	for _, f := range old {
		fmt.Fprintf(s.out, "%s %s: %s, the last entry of %s, record %d with the hash %s\n", verb, f.Path,
			count64(f.Receipts, "receipt", "receipts"), f.To.Format(stampForm), f.Last.N, f.Last.Hash)
	}
	fmt.Fprintf(s.out, "%s %s.\n", verb, count(len(old), "file", "files"))
	if len(old) > 0 {
		fmt.Fprintln(s.out, "Note this with the date. What stays is whole; verify says with which record it begins.")
	}
	return nil
}
