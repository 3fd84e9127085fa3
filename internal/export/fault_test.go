package export

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// faults counts the changes to the disk and makes one fail, or all from one on,
// as they would for a program that is dead.
type faults struct {
	mu    sync.Mutex
	n     int
	at    int // the change that fails, from 1
	err   error
	dead  bool
	where string
}

func (f *faults) before(op, path string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.n++
	if f.n == f.at || f.dead && f.n > f.at {
		if f.n == f.at {
			f.where = op + " " + filepath.Base(path)
		}
		return f.err
	}
	return nil
}

// eachFault builds monday's site, then tuesday's with the n-th change to the
// disk failing, for every n there is.
func eachFault(t *testing.T, o Options, f *faults, check func(t *testing.T, out string, err error)) {
	for n := 1; ; n++ {
		out := filepath.Join(t.TempDir(), "public")
		mustWrite(t, monday, out, o)
		putFile(t, filepath.Join(out, "CNAME"), "example.org")
		*f = faults{at: n, err: f.err, dead: f.dead}
		faulty := o
		faulty.Workers = 1
		faulty.disk.before = f.before
		_, err := write(t.Context(), tuesday.items(), out, faulty)
		if f.n < n {
			if n < 10 {
				t.Errorf("only %d changes to the disk were seen", f.n)
			}
			return
		}
		t.Run(fmt.Sprintf("%d %s", n, f.where), func(t *testing.T) { check(t, out, err) })
	}
}

var (
	foreignMonday  = monday.with(tree{"CNAME": "example.org"})
	foreignTuesday = tuesday.with(tree{"CNAME": "example.org"})
)

// A full disk leaves the old site whole, or else the error says that the new
// one is unfinished and the next build finishes it.
func TestFullDiskAtEveryStep(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		eachFault(t, o, &faults{err: syscall.ENOSPC}, func(t *testing.T, out string, err error) {
			got := readTree(t, out)
			switch {
			case err == nil: // a cleaning step failed
				wantTree(t, out, foreignTuesday)
			case errors.Is(err, ErrUnfinished):
				if !strings.Contains(err.Error(), "build again") {
					t.Errorf("no remedy in %q", err)
				}
			default:
				if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "free some space") {
					t.Errorf("error %q", err)
				}
				if d := cmp.Diff(foreignMonday, got); d != "" {
					t.Errorf("the old site is not whole:\n%s", d)
				}
			}
			if _, err := write(t.Context(), tuesday.items(), out, o); err != nil {
				t.Fatalf("the next build: %v", err)
			}
			wantTree(t, out, foreignTuesday)
			wantTidy(t, out)
		})
	})
}

var errDead = errors.New("the program is dead")

// A program that dies at any step leaves the old site or the new one: with the
// tree at once, with the journal after the next build at the latest.
func TestDeathAtEveryStep(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		eachFault(t, o, &faults{err: errDead, dead: true}, func(t *testing.T, out string, _ error) {
			got := readTree(t, out)
			if o.InPlace {
				wantEachOldOrNew(t, out, got)
			} else if cmp.Diff(foreignMonday, got) != "" && cmp.Diff(foreignTuesday, got) != "" {
				t.Errorf("neither the old site nor the new one: %q", got)
			}
			if err := revive(out); err != nil {
				t.Fatalf("putting right: %v", err)
			}
			got = readTree(t, out)
			if cmp.Diff(foreignMonday, got) != "" && cmp.Diff(foreignTuesday, got) != "" {
				t.Errorf("put right, neither the old site nor the new one: %q", got)
			}
			wantTidy(t, out)
			for _, next := range []tree{tuesday, monday} {
				if _, err := write(t.Context(), next.items(), out, o); err != nil {
					t.Fatalf("the next build: %v", err)
				}
				wantTree(t, out, next.with(tree{"CNAME": "example.org"}))
			}
		})
	})
}

// wantEachOldOrNew checks a site whose journal may be half done: no file is
// half written, and with no journal the site is the old one or the new.
func wantEachOldOrNew(t *testing.T, out string, got tree) {
	t.Helper()
	for name, content := range got {
		if strings.HasSuffix(name, "/") {
			continue // a folder that was made for what comes
		}
		if content != foreignMonday[name] && content != foreignTuesday[name] {
			t.Errorf("%s is neither old nor new: %q", name, content)
		}
	}
	if got["index.html"] == tuesday["index.html"] && got["news/new/index.html"] == "" {
		t.Error("the front page leads to an article that is not there yet")
	}
	_, err := os.Lstat(filepath.Join(out, ownDir, journalFile))
	if err == nil {
		return
	}
	for name := range got {
		if strings.HasSuffix(name, "/") {
			delete(got, name)
		}
	}
	if cmp.Diff(foreignMonday, got) != "" && cmp.Diff(foreignTuesday, got) != "" {
		t.Errorf("without a journal, neither the old site nor the new one: %q", got)
	}
}

// revive does what the next build does first.
func revive(out string) error {
	tgt, err := openTarget(out, "", disk{lazy: true})
	if err != nil {
		return err
	}
	release, _, err := tgt.lock()
	if err != nil {
		return err
	}
	defer release()
	return tgt.recover()
}
