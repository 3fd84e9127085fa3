package evidence

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// faults makes changes to the disk fail while err is set: all that need room on
// it, or only the one with the number at.
type faults struct {
	mu    sync.Mutex
	err   error
	at    int
	n     int
	where string
}

func (f *faults) before(op string, size int) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.n++
	needsRoom := op == "write" || op == "create"
	if f.err == nil || f.at > 0 && f.n != f.at || f.at == 0 && !needsRoom {
		return 0, nil
	}
	f.where = op
	return size / 2, f.err // half of it still fitted
}

func (f *faults) set(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = err
}

// The disk is full for a while: receipts are lost and counted, the log stays
// whole, and goes on by itself.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	log, said := logged()
	f := &faults{}
	l := opened(t, Options{Dir: dir, Log: log, FileSize: 3000, disk: disk{before: f.before}})
	ids := appendSome(t, l, 5)
	f.set(syscall.ENOSPC)
	for range 20 {
		if err := l.Append(t.Context(), sampleReceipt()); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("with a full disk: %v", err)
		}
		if s := wantWhole(t, dir, ids); s.Receipts != 5 {
			t.Fatalf("with a full disk: %+v", s)
		}
	}
	f.set(nil)
	ids = append(ids, appendSome(t, l, 5)...)
	closed(t, l)
	if s := wantWhole(t, dir, ids); s.Receipts != 10 || s.Asides != 0 {
		t.Errorf("%+v", s)
	}
	if got := l.Stats(); got != (Stats{Kept: 10, Lost: 20}) {
		t.Errorf("%+v", got)
	}
	for want, times := range map[string]int{"cannot be kept": 1, "are kept again": 1, "no space left": 1, "kept=10 lost=20": 1} {
		if got := strings.Count(said.String(), want); got != times {
			t.Errorf("%q was logged %d times:\n%s", want, got, said)
		}
	}
}

// A disk that is full to the end is not said to have had room after all.
func TestFullDiskToTheEnd(t *testing.T) {
	log, said := logged()
	f := &faults{}
	l := opened(t, Options{Dir: t.TempDir(), Log: log, disk: disk{before: f.before}})
	appendSome(t, l, 1)
	f.set(syscall.ENOSPC)
	if err := l.Append(t.Context(), sampleReceipt()); err == nil {
		t.Error("kept on a full disk")
	}
	closed(t, l)
	if !strings.Contains(said.String(), "cannot be kept") || strings.Contains(said.String(), "are kept again") || !strings.Contains(said.String(), "kept=1 lost=1") {
		t.Errorf("logged was %s", said)
	}
}

// A folder that is none is refused with what to do.
func TestNoFolder(t *testing.T) {
	name := filepath.Join(t.TempDir(), "receipts")
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(Options{Dir: name}); err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "name a folder") {
		t.Errorf("%v", err)
	}
}

// A log that cannot be opened for want of room begins when there is some.
func TestFullDiskAtTheStart(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, dir string){
		"empty": func(*testing.T, string) {},
		"torn": func(t *testing.T, dir string) {
			l := opened(t, Options{Dir: dir})
			appendSome(t, l, 2)
			closed(t, l)
			tear(t, dir, -10)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			prepare(t, dir)
			f := &faults{err: syscall.ENOSPC}
			l := opened(t, Options{Dir: dir, disk: disk{before: f.before}})
			if err := l.Append(t.Context(), sampleReceipt()); err == nil {
				t.Error("kept on a full disk")
			}
			f.set(nil)
			ids := appendSome(t, l, 2)
			closed(t, l)
			wantWhole(t, dir, ids)
		})
	}
}

// Whichever single change to the disk fails: what was acknowledged is there,
// the log is whole, at once and after the next start.
func TestFaultAtEveryStep(t *testing.T) {
	for _, err := range []error{syscall.ENOSPC, syscall.EIO} {
		for at := 1; ; at++ {
			dir := t.TempDir()
			f := &faults{err: err, at: at}
			l, opening := Open(Options{Dir: dir, FileSize: 1500, Now: func() time.Time { return noon }, disk: disk{before: f.before}})
			if opening != nil {
				t.Fatal(opening)
			}
			var ids []string
			l.remember()
			for range 12 {
				if r := sampleReceipt(); l.Append(t.Context(), r) == nil {
					ids = append(ids, r.ID)
				}
			}
			closed(t, l)
			t.Run(fmt.Sprintf("%v at %d %s", err, at, f.where), func(t *testing.T) {
				wantWhole(t, dir, ids)
				closed(t, opened(t, Options{Dir: dir}))
				wantWhole(t, dir, ids)
				if len(ids) < 9 {
					t.Errorf("only %d of 12 were kept", len(ids))
				}
			})
			if f.n < at {
				if at < 20 {
					t.Errorf("only %d changes to the disk were seen", f.n)
				}
				break
			}
		}
	}
}

// remember makes the sample notice known without waking the writer, so that
// the order of changes is the same each time.
func (l *Log) remember() { l.notices.offer(sampleNotices()) }

// tear cuts the newest file, or adds to it, as a power failure may.
func tear(t *testing.T, dir string, by int64) {
	t.Helper()
	files, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	last := files[len(files)-1]
	info, err := os.Stat(last)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(last, max(info.Size()+by, 0)); err != nil {
		t.Fatal(err)
	}
}

// An unfinished end is put aside, whole, and the log says so.
func TestUnfinishedEnd(t *testing.T) {
	for name, c := range map[string]struct {
		by   int64
		kept int64
	}{
		"within the last record":   {-100, 2},
		"without its line break":   {-1, 2},
		"zeros of a power failure": {5000, 3},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			log, said := logged()
			l := opened(t, Options{Dir: dir})
			ids := appendSome(t, l, 3)
			closed(t, l)
			tear(t, dir, c.by)
			files, _ := Files(dir)
			before, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}

			l = opened(t, Options{Dir: dir, Log: log})
			more := appendSome(t, l, 1)
			closed(t, l)
			s := wantWhole(t, dir, append(ids[:c.kept], more...))
			if s.Receipts != c.kept+1 || s.Asides != 1 {
				t.Errorf("%+v", s)
			}
			aside, err := filepath.Glob(filepath.Join(dir, asideName+"*"))
			if err != nil || len(aside) != 1 {
				t.Fatalf("put aside were %v, %v", aside, err)
			}
			kept, err := os.ReadFile(aside[0])
			if err != nil || len(kept) == 0 || !strings.HasSuffix(string(before), string(kept)) {
				t.Errorf("put aside was %q, %v", kept, err)
			}
			if !strings.Contains(said.String(), "put aside") {
				t.Errorf("logged was %s", said)
			}
		})
	}
}

// The program died before a new file had its first record.
func TestUnfinishedFile(t *testing.T) {
	for _, rest := range []string{"", `{"n":1,"type":"sta`, "\x00\x00\x00"} {
		dir := t.TempDir()
		l := opened(t, Options{Dir: dir})
		ids := appendSome(t, l, 2)
		closed(t, l)
		if err := os.WriteFile(filepath.Join(dir, nameOf(2, noon)), []byte(rest), 0o600); err != nil {
			t.Fatal(err)
		}
		l = opened(t, Options{Dir: dir})
		ids = append(ids, appendSome(t, l, 2)...)
		closed(t, l)
		if s := wantWhole(t, dir, ids); s.Files != 1 {
			t.Errorf("%q: %+v", rest, s)
		}
	}
}

// damagedLog makes a log of one file with three receipts, and changes the file.
func damagedLog(t *testing.T, dir string, change func(text string) string) (file, changed string) {
	t.Helper()
	l := opened(t, Options{Dir: dir})
	appendSome(t, l, 3)
	closed(t, l)
	files, _ := Files(dir)
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	changed = change(string(b))
	if err := os.WriteFile(files[0], []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	return files[0], changed
}

// Damage further up is not touched; the log goes on in another file, so that
// what comes is whole.
func TestDamageFurtherUp(t *testing.T) {
	dir := t.TempDir()
	log, said := logged()
	file, changed := damagedLog(t, dir, func(text string) string { return strings.Replace(text, `"given"`, `"taken"`, 1) })
	l := opened(t, Options{Dir: dir, Log: log})
	ids := appendSome(t, l, 3)
	closed(t, l)
	if after, _ := os.ReadFile(file); string(after) != changed {
		t.Error("the damaged file was changed")
	}
	s, found := verified(t, dir)
	if s.Files != 2 || s.Faults != 1 || found[0].Fault.Record != 3 || found[0].File != file {
		t.Errorf("%+v, %v", s, found)
	}
	if !strings.Contains(said.String(), "record 3") {
		t.Errorf("logged was %s", said)
	}
	second, _ := Files(dir)
	if _, err := Find(t.Context(), second, ids[0]); err != nil {
		t.Error(err)
	}
}

// The last record is as good as any other: if it was changed, it is not taken for
// one that was never finished and put out of sight.
func TestDamageAtTheEnd(t *testing.T) {
	for name, c := range map[string]struct {
		change  func(last string) string
		damaged bool
	}{
		"a word":                  {func(last string) string { return strings.Replace(last, `"given"`, `"taken"`, 1) }, true},
		"its hash":                {func(last string) string { return strings.Replace(last, `"hash":"`, `"hash":"x`, 1) }, true},
		"a foreign line":          {func(last string) string { return last + "Hello.\n" }, true},
		"a hole of power failure": {func(last string) string { return last[:20] + strings.Repeat("\x00", 50) + last[70:] }, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			log, said := logged()
			file, changed := damagedLog(t, dir, func(text string) string {
				at := strings.LastIndex(strings.TrimSuffix(text, "\n"), "\n") + 1
				return text[:at] + c.change(text[at:])
			})
			for range 2 { // the second time the log ends in a file that is whole
				l := opened(t, Options{Dir: dir, Log: log})
				ids := appendSome(t, l, 2)
				closed(t, l)
				all, _ := Files(dir)
				if _, err := Find(t.Context(), all, ids[1]); err != nil {
					t.Error(err)
				}
			}
			after, _ := os.ReadFile(file)
			if stays := string(after) == changed; stays != c.damaged {
				t.Errorf("the file stays as it is: %t, want %t", stays, c.damaged)
			}
			s, found := verified(t, dir)
			if (s.Faults == 1 && s.Files == 2) != c.damaged || c.damaged == (s.Asides > 0) {
				t.Errorf("%+v, %v", s, found)
			}
			if strings.Contains(said.String(), "damaged") != c.damaged {
				t.Errorf("logged was %s", said)
			}
		})
	}
}

// A file of a version to come is not written to.
func TestAnotherVersion(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, nameOf(1, noon))
	if err := os.WriteFile(name, []byte("GATEFOLD RECEIPTS 2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(Options{Dir: dir}); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("it was opened: %v", err)
	}
	if b, _ := os.ReadFile(name); string(b) != "GATEFOLD RECEIPTS 2\n" {
		t.Errorf("it was changed to %q", b)
	}
	if _, err := Open(Options{Dir: dir}); errors.Is(err, ErrBusy) {
		t.Error("the lock is still held")
	}
}
