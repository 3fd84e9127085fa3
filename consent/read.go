package consent

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxLine is the length of a line at most: that of the longest notice and what
// belongs to it.
const maxLine = MaxNotice + 1<<10

// Reader reads one file of a log and checks each record against the chain. It
// holds one line and the hashes of the file's notices, however long the file.
type Reader struct {
	in     *bufio.Reader
	line   int
	offset int64 // of the next line

	good  Link  // the last record that fits
	end   int64 // the offset behind it
	want  int64 // the number that the next line should have
	lost  bool  // the last line did not fit: numbers are not to be relied on
	tries []string

	single  bool            // the file may begin anywhere in its chain
	notices map[string]bool // in this file so far; nil when they are not all known
}

// maxNotices is how many notices of a file a Reader remembers. Behind more of
// them it no longer checks that each receipt has its notice.
const maxNotices = 1 << 16

// NewReader reads a file that begins a log, or stands alone: its start record
// is believed about what came before.
func NewReader(in io.Reader) *Reader {
	r := &Reader{want: 1, tries: []string{""}, single: true}
	r.open(in)
	return r
}

// Continue reads the file that follows the one before, whose end was reached.
func (r *Reader) Continue(in io.Reader) {
	r.single = false
	r.open(in)
}

func (r *Reader) open(in io.Reader) {
	r.in = bufio.NewReaderSize(in, maxLine)
	r.line, r.offset, r.end = 0, 0, 0
	r.notices = map[string]bool{}
}

// Link gives the place in the chain behind the last record that fits, and the
// offset in the file that belongs to it. At the end of the newest file the hash
// is the head of the log: noted elsewhere, it proves later that nothing before
// it was changed or taken away.
func (r *Reader) Link() (Link, int64) { return r.good, r.end }

// Next reads the next record. A [*Fault] is about one line; the next call goes
// on behind it. At the end the error is [io.EOF]; any other comes from the
// input.
func (r *Reader) Next() (*Record, error) {
	text, size, err := r.readLine()
	if err != nil {
		return nil, err
	}
	at := Record{Line: r.line + 1, Offset: r.offset}
	r.line++
	r.offset += size
	text, finished := bytes.CutSuffix(text, []byte("\n"))
	switch {
	case size == 0:
		return nil, r.fault(&at, r.want, "the file is empty: it should begin with a start record")
	case size > maxLine:
		return nil, r.unreadable(&at, &line{}, "the line is longer than any record")
	case !finished:
		// It is no part of the chain yet, whatever it says.
		f := r.fault(&at, r.want, "the last line is not finished: the program was killed while it wrote, or is writing at this moment")
		f.Unfinished = true
		return nil, f
	}
	l, err := takeApart(text)
	if err != nil {
		return nil, r.unreadable(&at, &l, err.Error())
	}
	return r.check(&at, &l)
}

// readLine gives the next line and its length. Of one that is too long it
// gives the beginning.
func (r *Reader) readLine() (text []byte, size int64, err error) {
	text, err = r.in.ReadSlice('\n')
	size = int64(len(text))
	for errors.Is(err, bufio.ErrBufferFull) {
		var more []byte
		more, err = r.in.ReadSlice('\n')
		size += int64(len(more))
	}
	if errors.Is(err, io.EOF) && (size > 0 || r.line == 0) {
		err = nil // the first line is there even if it is empty
	}
	return text, size, err
}

// unreadable reports a line that is no record.
func (r *Reader) unreadable(at *Record, l *line, what string) *Fault {
	f := r.fault(at, r.want, what)
	r.stray(l)
	return f
}

func (r *Reader) fault(at *Record, n int64, what string) *Fault {
	return &Fault{Record: n, Line: at.Line, Offset: at.Offset, What: what}
}

// check checks a line that looks like a record.
func (r *Reader) check(at *Record, l *line) (*Record, error) {
	e, err := l.entry()
	if s, ok := e.(Start); ok && r.single && r.line == 1 && s.File > 1 {
		r.good, r.want, r.tries = Link{N: l.n - 1, Hash: s.Prev}, l.n, []string{s.Prev}
	}
	want := r.want
	if r.lost {
		want = l.n
	}
	if l.n != want {
		r.stray(l)
		return nil, r.fault(at, want, misplaced(want, l.n))
	}
	before, ok := r.before(l)
	if !ok {
		r.stray(l)
		return nil, r.fault(at, want, "the hash does not fit: this record was changed, or something before it")
	}
	r.good, r.end = Link{N: l.n, Hash: l.hash}, r.offset
	r.want, r.tries, r.lost = l.n+1, append(r.tries[:0], l.hash), false
	if err == nil {
		err = r.placed(e, before)
	}
	if err != nil {
		return nil, r.fault(at, l.n, err.Error())
	}
	at.Link, at.Entry = r.good, e
	return at, nil
}

// before finds the hash, of those that the record before may have, behind
// which a record's own hash is right.
func (r *Reader) before(l *line) (hash string, ok bool) {
	for _, before := range r.tries {
		if (Link{Hash: before}).hash(l.body) == l.hash {
			return before, true
		}
	}
	return "", false
}

// stray takes note of a line that does not fit. The chain may go on with the
// hash that stands there, as when another part of the line was changed; with
// the one that belongs there, as when the hash itself was; or with one from
// before, as when the line was put in.
func (r *Reader) stray(l *line) {
	const most = 8
	if len(r.tries) < most && l.body != nil {
		r.tries = append(r.tries, l.hash, Link{Hash: r.tries[0]}.hash(l.body))
	}
	r.lost = true
	r.want++
	r.notices = nil // there may have been one in it
}

// misplaced says that another record stands where one belongs.
func misplaced(want, found int64) string {
	switch {
	case found == want+1:
		return fmt.Sprintf("it is missing: record %d stands in its place", found)
	case found > want:
		return fmt.Sprintf("records %d to %d are missing: record %d stands in their place", want, found-1, found)
	}
	return fmt.Sprintf("record %d stands in its place, which belongs further up", found)
}

// placed says what is wrong with the place of an entry in its file. before is
// the hash of the record before it.
func (r *Reader) placed(e Entry, before string) error {
	start, isStart := e.(Start)
	switch {
	case isStart != (r.line == 1):
		return errors.New("a start record stands at the beginning of a file, and nowhere else")
	case isStart && start.Prev != before:
		return fmt.Errorf("the file follows a record with the hash %q, and the one before it has %q", start.Prev, before)
	}
	switch e := e.(type) {
	case Shown:
		if r.notices != nil {
			r.notices[e.Hash] = true
		}
		if len(r.notices) > maxNotices {
			r.notices = nil
		}
	case Receipt:
		if r.notices != nil && !r.notices[e.Notice] {
			return fmt.Errorf("it refers to notice %s, which does not stand before it in this file", e.Notice)
		}
	}
	return nil
}

// EachNotice calls visit with the notices of a file. It is much quicker than a
// [Reader], because it does not look at the chain: a notice proves itself by its
// hash. What cannot be read is passed over.
func EachNotice(in io.Reader, visit func(Notice)) error {
	r := &Reader{}
	r.open(in)
	for {
		text, size, err := r.readLine()
		if errors.Is(err, io.EOF) || err == nil && size == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		r.line++
		if size > maxLine || !bytes.Contains(text[:min(len(text), maxHead)], []byte(`"type":"notice"`)) {
			continue
		}
		e, err := decodeAs[Shown](text)
		if err == nil && e.Validate() == nil {
			visit(e.(Shown).Notice)
		}
	}
}
