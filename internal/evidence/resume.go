package evidence

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/gatefold/gatefold/consent"
)

// scan is what a file of the log was found to hold.
type scan struct {
	start   *consent.Start
	at      consent.Link
	end     int64 // behind the last record that fits
	size    int64
	lines   int
	damage  *consent.Fault // the first that is more than an unfinished end; nil for none
	notices []consent.Notice
}

// scanFile reads a whole file.
func scanFile(path string) (s scan, err error) {
	f, err := os.Open(path)
	if err != nil {
		return s, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return s, err
	}
	if s.size = info.Size(); s.size == 0 {
		return s, nil
	}
	r := consent.NewReader(f)
	var fault *consent.Fault // the first
	for {
		rec, err := r.Next()
		var found *consent.Fault
		switch {
		case err == nil:
			s.lines++
			s.take(rec.Entry)
		case errors.As(err, &found):
			if !found.Unfinished {
				s.lines++
			}
			if fault == nil {
				fault = found
			}
		case errors.Is(err, io.EOF):
			s.at, s.end = r.Link()
			if fault != nil && (fault.Offset < s.end || changed(f, s.end)) {
				s.damage = fault
			}
			return s, nil
		default:
			return s, err
		}
	}
}

// changed reports whether what stands behind the last record that fits was whole
// once: it ends like a record. What a program leaves that is killed while it
// writes does not, and what a machine leaves that loses power may, but has holes.
func changed(f *os.File, from int64) bool {
	const most = 8 << 20 // more than any batch
	b, err := io.ReadAll(io.NewSectionReader(f, from, most))
	return err == nil && bytes.HasSuffix(b, []byte("\n")) && bytes.IndexByte(b, 0) < 0
}

func (s *scan) take(e consent.Entry) {
	switch e := e.(type) {
	case consent.Start:
		s.start = &e
	case consent.Shown:
		s.notices = append(s.notices, e.Notice)
	}
}

// resume finds the end of the log in its folder and makes it ready for more.
// It gives the notices of the newest file. A log that does not exist yet has no
// file until the first batch.
func (t *tail) resume(now time.Time, log *slog.Logger) ([]consent.Notice, error) {
	files, err := list(t.dir)
	if err != nil {
		return nil, err
	}
	for len(files) > 0 {
		last := files[len(files)-1]
		s, err := scanFile(last.path)
		if err != nil {
			return nil, err
		}
		if s.start == nil && s.lines > 0 {
			return nil, fmt.Errorf("%s: the first line is no start record of a log that this program can write: move the folder away; a newer gatefold may be needed to read it", last.path)
		}
		ended := s.damage != nil && s.damage.Offset >= s.end // in a damaged record, which stays where it is
		if s.end < s.size && !ended || s.start == nil {
			if err := t.cutBack(last.path, &s, now, log); err != nil {
				return nil, err
			}
		}
		if s.start != nil {
			return s.notices, t.goOn(last, &s, log)
		}
		files = files[:len(files)-1]
	}
	return nil, nil
}

// cutBack puts the unfinished end of a file aside. A file that has nothing
// else is removed.
func (t *tail) cutBack(path string, s *scan, now time.Time, log *slog.Logger) error {
	if s.size > s.end {
		a, name, err := t.setAside(path, s.end, now)
		if err != nil {
			return err
		}
		t.pending = &a
		log.Warn("the receipts ended in an unfinished record, which was put aside; none that was acknowledged is in it",
			slog.String("file", path), slog.Int64("bytes", a.Bytes), slog.String("aside", name))
	}
	if s.start == nil {
		return t.disk.remove(path)
	}
	f, err := t.disk.open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Truncate(s.end), f.Sync(), f.Close(), syncDir(t.dir))
}

// goOn opens the file whose end is the end of the log.
func (t *tail) goOn(last numbered, s *scan, log *slog.Logger) error {
	t.number, t.log, t.at, t.size, t.kept = last.number, s.start.Log, s.at, s.end, map[string]bool{}
	for i := range s.notices {
		t.kept[s.notices[i].Hash()] = true
	}
	if s.damage != nil {
		log.Error("the receipts are damaged; they go on in another file", slog.String("file", last.path), slog.Any("damage", s.damage),
			slog.String("remedy", "gatefold evidence verify says more; restore the file from a backup"))
		return nil // without a path, the next batch begins another file
	}
	f, err := t.disk.open(last.path)
	if err != nil {
		return err
	}
	t.file, t.path = f, last.path
	t.month = fileName.FindStringSubmatch(filepath.Base(last.path))[2]
	return nil
}
