package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Bounds on the memory of one stream.
const (
	firstWindow = 32 << 10 // bytes of the page that are held at first
	maxWindow   = 96 << 10 // and at most: no tag or piece may be longer
	outSize     = 16 << 10 // bytes that wait to be written
)

// window is the part of the page that is looked at: buf[start:end]. What is before
// start has been copied or replaced; pos is where the next token begins.
type window struct {
	src io.Reader
	dst io.Writer
	err error // of src or dst; nothing more is read or written

	buf             []byte
	most            int // bytes that buf may grow to
	start, pos, end int
	base            int64 // where in the page buf[0] is
	kept            int   // what is from here on stays in the window; -1: from pos on
	eof             bool
	full            bool // there was no room for more

	lines   int // line ends before buf[counted]
	counted int

	out    []byte
	ended  byte // what was written last
	gap    bool // and something has been left out since
	frozen bool // nothing is changed: report only
}

// more reads more of the page. What is from pos on stays, at the beginning of buf.
// It reports false at the end of the page, when pos is 0 and buf is full, and
// after an error.
func (w *window) more() bool {
	if w.eof || w.err != nil {
		return false
	}
	w.slide()
	if w.end == len(w.buf) && !w.grow() {
		if w.kept < 0 || w.kept == w.pos {
			w.full = true
			return false
		}
		w.kept = -1
		w.slide()
	}
	w.full = false
	w.flush()
	for range 100 {
		if w.err != nil {
			return false
		}
		n, err := w.src.Read(w.buf[w.end:])
		w.end += n
		if err != nil {
			w.eof = true
			if !errors.Is(err, io.EOF) {
				w.err = fmt.Errorf("rewrite: reading the page: %w", err)
			}
		}
		if n > 0 || w.eof {
			return n > 0
		}
	}
	w.err = fmt.Errorf("rewrite: reading the page: %w", io.ErrNoProgress)
	return false
}

// again reads more, and reports whether it is worth looking once more: there is
// more, or it is known by now that there is not.
func (w *window) again() bool {
	knew := w.eof
	return w.more() || w.eof && !knew
}

// slide moves what stays to the beginning of the window.
func (w *window) slide() {
	n := w.pos
	if w.kept >= 0 {
		n, w.kept = min(w.kept, n), 0
	}
	w.copyTo(n)
	if n == 0 {
		return
	}
	w.countTo(n)
	w.end = copy(w.buf, w.buf[n:w.end])
	w.base += int64(n)
	w.start -= n // copyTo left it there, or a gap reaches beyond
	w.counted -= n
	w.pos -= n
}

// grow makes the window larger, within bounds.
func (w *window) grow() bool {
	if len(w.buf) >= w.most {
		return false
	}
	larger := make([]byte, min(2*len(w.buf), w.most))
	copy(larger, w.buf[:w.end])
	w.buf = larger
	return true
}

// countTo counts the line ends before buf[i].
func (w *window) countTo(i int) {
	if i > w.counted {
		w.lines += bytes.Count(w.buf[w.counted:i], []byte{'\n'})
		w.counted = i
	}
}

// copyTo lets the page up to buf[i] pass unchanged.
func (w *window) copyTo(i int) {
	if i <= w.start {
		return
	}
	text := w.buf[w.start:i]
	w.start = i
	if w.gap && w.ended == '<' && opensMarkup(text[0]) {
		w.collect([]byte(seam))
	}
	w.collect(text)
}

// seam stands where something was left out, and what is on both sides of it would
// be a tag together.
const seam = "<!---->"

// opensMarkup reports whether a "<" before c is more than a sign of the text (HTML,
// 13.2.5.6).
func opensMarkup(c byte) bool { return isLetter(c) || c == '/' || c == '!' || c == '?' }

// collect writes text when enough of it has come together.
func (w *window) collect(text []byte) {
	if len(text) == 0 {
		return
	}
	w.ended, w.gap = text[len(text)-1], false
	if len(w.out)+len(text) > outSize {
		w.flush()
		if len(text) >= outSize {
			w.write(text)
			return
		}
	}
	w.out = append(w.out, text...)
}

// cut leaves buf[from:to] out.
func (w *window) cut(from, to int) {
	if w.frozen {
		return
	}
	w.copyTo(from)
	w.start, w.gap = max(w.start, to), true
}

// put writes text of ours where the page has been copied to.
func (w *window) put(text []byte) {
	if !w.frozen {
		w.collect(text)
	}
}

// replace puts text in the place of buf[from:to].
func (w *window) replace(from, to int, text []byte) {
	w.cut(from, to)
	w.put(text)
}

// flush writes what waits.
func (w *window) flush() {
	if len(w.out) > 0 {
		w.write(w.out)
		w.out = w.out[:0]
	}
}

func (w *window) write(text []byte) {
	if w.err != nil {
		return
	}
	if _, err := w.dst.Write(text); err != nil {
		w.err = fmt.Errorf("rewrite: writing the page: %w", err)
	}
}
