package evidence

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/gatefold/gatefold/consent"
)

// Old is a file of a log that may go: everything in it is older than a day that
// was named.
type Old struct {
	Path     string
	Receipts int64
	Last     consent.Link // its last record
	To       time.Time    // of its last record
}

// ErrDamaged says that a log is not whole, so that nothing of it may be deleted.
var ErrDamaged = errors.New("lines are not as they were written")

// Prunable gives the files of a log, oldest first, that hold nothing from a time
// on: always the first ones, and never the newest, in which a server may be
// writing. The error is [ErrDamaged] if the log is not whole, or if what would
// stay is not.
func Prunable(ctx context.Context, files []string, before time.Time) ([]Old, error) {
	all := make([]Old, len(files))
	for i, name := range files {
		all[i].Path = name
	}
	at := 0
	if err := whole(ctx, files, func(l Line) {
		for all[at].Path != l.File {
			at++
		}
		f, s := &all[at], Summary{}
		if t := s.count(l.Record.Entry); t.After(f.To) {
			f.To = t
		}
		f.Receipts += s.Receipts
		f.Last = l.Record.Link
	}); err != nil {
		return nil, err
	}
	n := 0
	for n < len(all)-1 && all[n].To.Before(before) {
		n++
	}
	return all[:n], whole(ctx, files[n:], func(Line) {})
}

// whole calls visit with each record of files that are as they were written.
func whole(ctx context.Context, files []string, visit func(Line)) error {
	_, err := Walk(ctx, files, func(l Line) error {
		if l.Fault != nil {
			return ErrDamaged
		}
		visit(l)
		return nil
	})
	return err
}

// Prune deletes files, the oldest first, so that what stays is whole at any time.
func Prune(old []Old) error {
	for _, f := range old {
		if err := os.Remove(f.Path); err != nil {
			return err
		}
	}
	return nil
}
