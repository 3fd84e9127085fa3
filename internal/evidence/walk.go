package evidence

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"github.com/gatefold/gatefold/consent"
)

// Line is one line of a log that is read: a record that is whole, or a fault.
type Line struct {
	File   string
	Record *consent.Record // nil where there is a fault
	Fault  *consent.Fault
}

// Walk reads files of a log, oldest first, and calls visit with every line; an
// error from it ends the walk. It gives the place in the chain behind the last
// record that fits. One line is held in memory at a time.
func Walk(ctx context.Context, files []string, visit func(Line) error) (consent.Link, error) {
	var r *consent.Reader
	for i, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return consent.Link{}, err
		}
		in := &settling{f: f}
		if i == 0 {
			r = consent.NewReader(in)
		} else {
			r.Continue(in)
		}
		err = walkFile(ctx, r, name, visit)
		f.Close()
		if err != nil {
			return consent.Link{}, err
		}
	}
	end, _ := r.Link()
	return end, nil
}

func walkFile(ctx context.Context, r *consent.Reader, name string, visit func(Line) error) error {
	for {
		rec, err := r.Next()
		line := Line{File: name, Record: rec}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &line.Fault):
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		}
		if err := visit(line); err != nil {
			return err
		}
	}
}

// settling reads a file to which a program may be writing at this moment: where
// it ends within a line it waits a little for the rest.
type settling struct {
	f      *os.File
	within bool // a line
	waited time.Duration
}

const (
	settleStep = 10 * time.Millisecond
	settleTime = 200 * time.Millisecond
)

func (s *settling) Read(b []byte) (int, error) {
	for {
		n, err := s.f.Read(b)
		if n > 0 {
			s.within = b[n-1] != '\n'
			return n, nil
		}
		if !errors.Is(err, io.EOF) || !s.within || s.waited >= settleTime {
			return 0, err
		}
		time.Sleep(settleStep)
		s.waited += settleStep
	}
}
