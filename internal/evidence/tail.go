package evidence

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gatefold/gatefold/consent"
)

// tail is the end of the log, where records are added. All of it describes what
// is on the disk and acknowledged.
type tail struct {
	dir   string
	limit int64 // of a file's size, in bytes
	disk  disk

	file   *file // nil after a failure, until it is repaired
	path   string
	number int
	month  string // "2026-05", in which the file began
	log    string // ID
	at     consent.Link
	size   int64
	kept   map[string]bool // hashes of the notices in the file

	pending *consent.Aside // to be recorded in the next batch; nil for none
}

// known is a notice with its hash.
type known struct {
	hash   string
	notice *consent.Notice
}

// batch is records that are written together or not at all.
type batch struct {
	text []byte
	at   consent.Link
	kept map[string]bool // notices that are new
}

func (t *tail) begin() *batch {
	b := &batch{at: t.at, kept: map[string]bool{}}
	if t.pending != nil {
		b.add(*t.pending)
	}
	return b
}

func (b *batch) add(e consent.Entry) { b.text, b.at = b.at.Append(b.text, e) }

// keep adds a notice that the file does not hold yet.
func (t *tail) keep(b *batch, n known, now time.Time) {
	if t.kept[n.hash] || b.kept[n.hash] {
		return
	}
	b.add(consent.Shown{Time: second(now), Hash: n.hash, Notice: *n.notice})
	b.kept[n.hash] = true
}

// commit writes a batch and has the disk confirm it. If that fails the log is
// what it was before.
func (t *tail) commit(b *batch) error {
	if len(b.text) == 0 {
		return nil
	}
	if err := t.put(b.text); err != nil {
		t.close()
		_ = t.repair() // if this fails too, the next batch tries again
		return err
	}
	t.at, t.pending = b.at, nil
	t.size += int64(len(b.text))
	for hash := range b.kept {
		t.kept[hash] = true
	}
	return nil
}

func (t *tail) put(text []byte) error {
	if _, err := t.file.Write(text); err != nil {
		return err
	}
	return t.file.Sync()
}

// ready makes sure that a batch can be written: it repairs what the last
// failure left, and begins another file where it is time for one. notices are
// those in force.
func (t *tail) ready(now time.Time, notices []known) error {
	if err := t.repair(); err != nil {
		return err
	}
	if t.file != nil && t.size < t.limit && now.UTC().Format("2006-01") <= t.month {
		return nil
	}
	return t.rotate(now, notices)
}

// repair opens the file again after a failure and cuts it back to what was
// acknowledged. A file that is not what this program wrote is let go: the log
// goes on in another one.
func (t *tail) repair() error {
	if t.path == "" {
		return nil
	}
	if t.file != nil && isStillAt(t.file.File, t.path) {
		return nil
	}
	t.close()
	info, err := os.Stat(t.path)
	if err != nil || info.Size() < t.size {
		t.path = "" // moved, removed or cut
		return nil
	}
	f, err := t.disk.open(t.path)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Truncate(t.size), f.Sync()); err != nil {
		f.Close()
		return err
	}
	t.file = f
	return nil
}

func isStillAt(opened *os.File, path string) bool {
	is, err := opened.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(path)
	return err == nil && os.SameFile(is, there)
}

// rotate begins the next file.
func (t *tail) rotate(now time.Time, notices []known) error {
	number, err := t.nextNumber()
	if err != nil {
		return err
	}
	next := tail{
		dir: t.dir, limit: t.limit, disk: t.disk, number: number, log: t.log, at: t.at,
		month: now.UTC().Format("2006-01"), kept: map[string]bool{},
	}
	if next.log == "" {
		next.log = consent.NewID()
	}
	next.path = filepath.Join(t.dir, nameOf(next.number, now.UTC()))
	f, err := t.disk.create(next.path)
	if err != nil {
		return err
	}
	next.file = f
	b := next.begin() // without what is pending: it follows in the next batch
	b.add(consent.Start{Version: consent.Version, Log: next.log, File: next.number, Time: second(now), Prev: t.at.Hash})
	for i := range notices {
		next.keep(b, notices[i], now)
	}
	err = next.commit(b)
	if err == nil {
		err = syncDir(t.dir)
	}
	if err != nil {
		next.close()
		return errors.Join(err, t.disk.remove(next.path))
	}
	t.close()
	next.pending = t.pending
	*t = next
	return nil
}

// nextNumber is that of the next file. Somebody may have put files with higher
// numbers into the folder.
func (t *tail) nextNumber() (int, error) {
	files, err := list(t.dir)
	if err != nil {
		return 0, err
	}
	number := t.number
	if len(files) > 0 {
		number = max(number, files[len(files)-1].number)
	}
	return number + 1, nil
}

func (t *tail) close() {
	if t.file != nil {
		t.file.Close()
		t.file = nil
	}
}

// second is a time as records have it.
func second(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }

// setAside copies what stands behind the end of the log to a file of its own
// and gives the record of that. What it copies was never acknowledged.
func (t *tail) setAside(path string, from int64, now time.Time) (consent.Aside, string, error) {
	name := fmt.Sprintf("%s%s-%d-%s", asideName, filepath.Base(path), from, now.UTC().Format("20060102T150405Z"))
	a, err := copyAside(t.disk, path, filepath.Join(t.dir, name), from)
	a.Time = second(now)
	return a, name, err
}
