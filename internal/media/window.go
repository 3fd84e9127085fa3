package media

import (
	"errors"
	"io"
)

// Bounds of what is read from one picture, in bytes.
const (
	windowSize = 8 << 10 // read at once; most headers fit
	maxBlock   = 1 << 20 // the longest stretch of metadata that is looked at
	maxRead    = 8 << 20 // everything together
)

// errBudget says that a file would make us read more than maxRead.
var errBudget = errors.New("too much metadata")

// window reads stretches of a file and keeps the last one, so that the small
// steps of a header's reader cost one system call together.
type window struct {
	r      io.ReadSeeker
	size   int64
	budget int
	buf    []byte
	off    int64 // where in the file buf[0] stands
}

func openWindow(r io.ReadSeeker, size int64) *window {
	return &window{r: r, size: size, budget: maxRead}
}

// at returns the n bytes of the file at off, valid until the next call. It
// fails with io.ErrUnexpectedEOF where the file is shorter.
func (w *window) at(off int64, n int) ([]byte, error) {
	if off < 0 || n < 0 || off > w.size-int64(n) {
		return nil, io.ErrUnexpectedEOF
	}
	if off < w.off || off+int64(n) > w.off+int64(len(w.buf)) {
		if err := w.load(off, n); err != nil {
			return nil, err
		}
	}
	from := int(off - w.off)
	return w.buf[from : from+n], nil
}

// load fills the buffer with at least n bytes from off.
func (w *window) load(off int64, n int) error {
	if n > maxBlock {
		return errBudget
	}
	want := int(min(int64(max(n, windowSize)), w.size-off))
	if w.budget -= want; w.budget < 0 {
		return errBudget
	}
	if cap(w.buf) < want {
		w.buf = make([]byte, want)
	}
	w.buf, w.off = w.buf[:want], off
	err := w.read(off)
	if err != nil {
		w.buf = w.buf[:0]
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return err
}

func (w *window) read(off int64) error {
	if ra, ok := w.r.(io.ReaderAt); ok {
		n, err := ra.ReadAt(w.buf, off)
		if n == len(w.buf) {
			return nil
		}
		return err
	}
	if _, err := w.r.Seek(off, io.SeekStart); err != nil {
		return err
	}
	_, err := io.ReadFull(w.r, w.buf)
	return err
}
