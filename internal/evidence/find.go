package evidence

import (
	"context"
	"errors"
	"fmt"

	"github.com/gatefold/gatefold/consent"
)

// Found is a receipt with the notice as the reader saw it.
type Found struct {
	File    string
	Record  consent.Link
	Receipt consent.Receipt
	Notice  consent.Notice
}

// ErrNotFound says that no receipt has an ID.
var ErrNotFound = errors.New("no receipt has this ID")

var errEnough = errors.New("enough")

// Find looks a receipt up. Each file is read by itself, so that damage in an
// older one does not matter. The receipt itself is whole, and the records
// before it in its file lead to it.
func Find(ctx context.Context, files []string, id string) (*Found, error) {
	damaged := 0
	for _, name := range files {
		found, faults, err := findIn(ctx, name, id)
		damaged += faults
		if err != nil || found == nil {
			if err != nil {
				return nil, err
			}
			continue
		}
		return found, noticeOf(ctx, name, found)
	}
	if damaged > 0 {
		return nil, fmt.Errorf("%w, but lines are damaged, of which it may be one (%d in all): gatefold evidence verify names them", ErrNotFound, damaged)
	}
	return nil, fmt.Errorf("%s: %w", id, ErrNotFound)
}

// findIn looks a receipt up in one file and counts the faults before it.
func findIn(ctx context.Context, name, id string) (found *Found, faults int, err error) {
	_, err = Walk(ctx, []string{name}, func(l Line) error {
		if l.Fault != nil {
			faults++
			return nil
		}
		if r, ok := l.Record.Entry.(consent.Receipt); ok && r.ID == id {
			found = &Found{File: name, Record: l.Record.Link, Receipt: r}
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return found, faults, err
}

// noticeOf reads a file once more for the notice of a receipt in it.
func noticeOf(ctx context.Context, name string, f *Found) error {
	_, err := Walk(ctx, []string{name}, func(l Line) error {
		if l.Fault != nil {
			return nil
		}
		if s, ok := l.Record.Entry.(consent.Shown); ok && s.Hash == f.Receipt.Notice {
			f.Notice = s.Notice
			return errEnough
		}
		return nil
	})
	switch {
	case errors.Is(err, errEnough):
		return nil
	case err == nil:
		return fmt.Errorf("%s: the record of notice %s is damaged or missing: gatefold evidence verify says more", name, f.Receipt.Notice)
	}
	return err
}
