package evidence

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gatefold/gatefold/consent"
)

func TestRotation(t *testing.T) {
	dir := t.TempDir()
	now := noon
	o := Options{Dir: dir, FileSize: 2000, Now: func() time.Time { return now }}
	l := opened(t, o)
	ids := appendSome(t, l, 30)
	closed(t, l)
	files, _ := Files(dir)
	if len(files) < 4 {
		t.Fatalf("only %d files", len(files))
	}

	now = noon.AddDate(0, 1, 0)
	o.FileSize = 0
	l = opened(t, o)
	ids = append(ids, appendSome(t, l, 2)...)
	closed(t, l)
	s := wantWhole(t, dir, ids)
	if got, _ := Files(dir); len(got) != len(files)+1 || !strings.HasSuffix(got[len(files)], "-2026-06.jsonl") {
		t.Errorf("a new month gives %v", got)
	}

	// Any file explains itself, so the old ones can go.
	all, _ := Files(dir)
	for i, name := range all {
		alone, err := Verify(t.Context(), []string{name}, "", func(l Line) { t.Errorf("%s alone: %v", name, l.Fault) })
		if err != nil || alone.Notices != 1 {
			t.Errorf("%s alone: %+v, %v", name, alone, err)
		}
		if i == len(all)-1 {
			break
		}
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		if rest := wantWhole(t, dir, nil); rest.Head != s.Head || rest.First == 1 {
			t.Errorf("without %s: %+v", name, rest)
		}
	}
	l = opened(t, o)
	appendSome(t, l, 1)
	closed(t, l)
	wantWhole(t, dir, nil)
}

// The notices in force stand in every file; older ones follow when a receipt
// refers to them.
func TestOldNotices(t *testing.T) {
	dir := t.TempDir()
	now := noon
	o := Options{Dir: dir, Now: func() time.Time { return now }}
	l := opened(t, o)
	old := sampleReceipt()
	if err := l.Append(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	newer := sampleNotice()
	newer.Text = "Other words\nLoad the video"
	l.Offer([]consent.Notice{newer})
	closed(t, l)

	// The program starts again with other words, in another month; a reader
	// still has the old page open.
	now = noon.AddDate(0, 1, 0)
	l, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	l.Offer([]consent.Notice{newer})
	late := sampleReceipt()
	if err := l.Append(t.Context(), late); err != nil {
		t.Fatal(err)
	}
	closed(t, l)
	s := wantWhole(t, dir, []string{old.ID, late.ID})
	if s.Files != 2 || s.Notices != 4 {
		t.Errorf("%+v", s)
	}
	files, _ := Files(dir)
	for _, r := range []consent.Receipt{old, late} {
		f, err := Find(t.Context(), files, r.ID)
		if err != nil || f.Notice.Text != sampleNotice().Text || f.Receipt != r {
			t.Errorf("%s: %+v, %v", r.ID, f, err)
		}
	}
	if _, err := Find(t.Context(), files, consent.NewID()); !errors.Is(err, ErrNotFound) {
		t.Errorf("an ID that is not there: %v", err)
	}
}

// A reader takes back after months what they agreed to under other words, and
// the program was started again meanwhile.
func TestTakenBackMonthsLater(t *testing.T) {
	dir := t.TempDir()
	now := noon
	newer := sampleNotice()
	newer.Text = "Other words\nLoad the video"
	for range 4 {
		l, err := Open(Options{Dir: dir, Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		l.Offer([]consent.Notice{newer})
		if now.Equal(noon) {
			l.Offer(append(sampleNotices(), newer))
			appendSome(t, l, 1)
		}
		closed(t, l)
		now = now.AddDate(0, 1, 0)
	}
	l, err := Open(Options{Dir: dir, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	l.beside.Wait()
	n := sampleNotice()
	r := consent.NewReceipt(n, n.Decide(consent.Withdrawn, true), "/privacy/embeds/", false, now)
	if err := l.Append(t.Context(), r); err != nil {
		t.Error(err)
	}
	closed(t, l)
	if s := wantWhole(t, dir, []string{r.ID}); s.Files != 5 {
		t.Errorf("%+v", s)
	}
}

// A clock that goes back changes nothing but what verify says about it.
func TestClockGoesBack(t *testing.T) {
	dir := t.TempDir()
	var now atomic.Pointer[time.Time]
	now.Store(&noon)
	l := opened(t, Options{Dir: dir, Now: func() time.Time { return *now.Load() }})
	a := sampleReceipt()
	b := sampleReceipt()
	b.Time = noon.AddDate(0, -2, 0)
	for _, r := range []consent.Receipt{a, b} {
		if err := l.Append(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		now.Store(&b.Time)
	}
	closed(t, l)
	if s := wantWhole(t, dir, []string{a.ID, b.ID}); s.Back != 1 || s.Files != 1 || !s.From.Equal(b.Time) || !s.To.Equal(a.Time) {
		t.Errorf("%+v", s)
	}
}

// Somebody who tidies up does not stop the log, and nothing that is
// acknowledged afterwards goes to a file that has no name.
func TestFileIsMovedAway(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	l := opened(t, Options{Dir: dir})
	before := appendSome(t, l, 3)
	files, _ := Files(dir)
	moved := filepath.Join(elsewhere, filepath.Base(files[0]))
	if err := os.Rename(files[0], moved); err != nil {
		t.Fatal(err)
	}
	after := appendSome(t, l, 3)
	closed(t, l)
	wantWhole(t, dir, after)
	wantWhole(t, elsewhere, before)
	files, _ = Files(dir)
	s, err := Verify(t.Context(), append([]string{moved}, files...), "", func(l Line) { t.Error(l.Fault) })
	if err != nil || s.Receipts != 6 {
		t.Errorf("together: %+v, %v", s, err)
	}
}
