package evidence

import (
	"context"
	"time"

	"github.com/gatefold/gatefold/consent"
)

// Summary is what was found in a log.
type Summary struct {
	Files    int
	Records  int64 // that are whole
	Receipts int64
	Notices  int64
	Asides   int64 // unfinished ends that were put aside
	Faults   int64

	// First is the number of the first record. It is more than 1 where older
	// files were deleted.
	First int64

	// Head is the place behind the last record that fits.
	Head consent.Link

	// Noted is the number of the record with the hash that was looked for;
	// 0 if there is none.
	Noted int64

	// Back counts the records whose time is before that of the record before:
	// somebody had set the clock.
	Back int64

	From, To time.Time // of the receipts
}

// Verify checks every line of the files of a log, oldest first, and the chain
// over all of them. found is called with each fault. noted is the hash of a
// record that must be there; empty for none.
func Verify(ctx context.Context, files []string, noted string, found func(Line)) (Summary, error) {
	s := Summary{Files: len(files)}
	var last time.Time
	head, err := Walk(ctx, files, func(l Line) error {
		if l.Fault != nil {
			s.Faults++
			found(l)
			return nil
		}
		if s.First == 0 {
			s.First = l.Record.N
		}
		s.Records++
		if l.Record.Hash == noted {
			s.Noted = l.Record.N
		}
		at := s.count(l.Record.Entry)
		if at.Before(last) {
			s.Back++
		}
		last = at
		return nil
	})
	s.Head = head
	return s, err
}

// count counts a record and gives its time.
func (s *Summary) count(e consent.Entry) time.Time {
	switch e := e.(type) {
	case consent.Start:
		return e.Time
	case consent.Shown:
		s.Notices++
		return e.Time
	case consent.Aside:
		s.Asides++
		return e.Time
	case consent.Receipt:
		s.Receipts++
		if s.From.IsZero() || e.Time.Before(s.From) {
			s.From = e.Time
		}
		if e.Time.After(s.To) {
			s.To = e.Time
		}
		return e.Time
	}
	return time.Time{}
}
