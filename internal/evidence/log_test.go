package evidence

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gatefold/gatefold/consent"
)

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func sampleNotice() consent.Notice {
	return consent.Notice{
		Provider: "examplevideo", Recipient: "Example Video Ltd, Ireland", Lang: "en", Days: 180,
		Hosts: []string{"video.example"}, Text: "This video is on video.example.\nLoad the video",
	}
}

func sampleNotices() []consent.Notice { return []consent.Notice{sampleNotice()} }

func sampleReceipt() consent.Receipt {
	n := sampleNotice()
	return consent.NewReceipt(n, n.Decide(consent.Given, false), "/science/tides/", false, noon)
}

// opened is a log that knows the sample notice, on a clock that stands still.
func opened(t testing.TB, o Options) *Log {
	t.Helper()
	if o.Now == nil {
		o.Now = func() time.Time { return noon }
	}
	l, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	l.Offer(sampleNotices())
	return l
}

func closed(t testing.TB, l *Log) {
	t.Helper()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

func appendSome(t testing.TB, l *Log, n int) (ids []string) {
	t.Helper()
	for range n {
		r := sampleReceipt()
		if err := l.Append(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r.ID)
	}
	return ids
}

// later has a receipt kept and waits for nothing.
func later(t testing.TB, l *Log) (id string) {
	t.Helper()
	r := sampleReceipt()
	if err := l.enqueue(r, make(chan error, 1)); err != nil {
		t.Fatal(err)
	}
	return r.ID
}

// verified checks a folder and gives what is in it.
func verified(t testing.TB, dir string) (s Summary, faults []Line) {
	t.Helper()
	files, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err = Verify(t.Context(), files, "", func(l Line) { faults = append(faults, l) })
	if err != nil {
		t.Fatal(err)
	}
	return s, faults
}

// wantWhole checks that a folder is a log without a fault that holds receipts,
// each of them once, with its notice before it.
func wantWhole(t testing.TB, dir string, ids []string) Summary {
	t.Helper()
	s, faults := verified(t, dir)
	for _, l := range faults {
		t.Errorf("%s: %v", l.File, l.Fault)
	}
	files, _ := Files(dir)
	seen := map[string]int{}
	_, err := Walk(t.Context(), files, func(l Line) error {
		if l.Record != nil {
			if r, ok := l.Record.Entry.(consent.Receipt); ok {
				seen[r.ID]++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if seen[id] != 1 {
			t.Errorf("receipt %s is there %d times", id, seen[id])
		}
	}
	return s
}

func TestKeptAcrossOpenings(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "receipts")
	var ids []string
	for range 3 {
		l := opened(t, Options{Dir: dir})
		ids = append(ids, appendSome(t, l, 4)...)
		closed(t, l)
	}
	s := wantWhole(t, dir, ids)
	if s.Receipts != 12 || s.Notices != 1 || s.Files != 1 || s.Records != 14 {
		t.Errorf("%+v", s)
	}
}

func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	l := opened(t, Options{Dir: dir})
	var all sync.WaitGroup
	var mu sync.Mutex
	var ids []string
	for range 50 {
		all.Go(func() {
			for range 20 {
				r := sampleReceipt()
				if err := l.Append(context.Background(), r); err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				ids = append(ids, r.ID)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	closed(t, l)
	if s := wantWhole(t, dir, ids); s.Receipts != 1000 {
		t.Errorf("%+v", s)
	}
	if got := l.Stats(); got != (Stats{Kept: 1000}) {
		t.Errorf("%+v", got)
	}
}

// Closing writes what nobody waits for.
func TestCloseWritesWhatIsWaiting(t *testing.T) {
	dir := t.TempDir()
	l := opened(t, Options{Dir: dir})
	var ids []string
	for range 5000 {
		ids = append(ids, later(t, l))
	}
	closed(t, l)
	wantWhole(t, dir, ids)
	if err := l.Append(t.Context(), sampleReceipt()); !errors.Is(err, ErrClosed) {
		t.Errorf("after closing: %v", err)
	}
	closed(t, l) // twice does no harm
}

func TestOneWriter(t *testing.T) {
	dir := t.TempDir()
	l := opened(t, Options{Dir: dir})
	if _, err := Open(Options{Dir: dir}); !errors.Is(err, ErrBusy) {
		t.Errorf("a second writer: %v", err)
	}
	closed(t, l)
	closed(t, opened(t, Options{Dir: dir}))
}

// Receipts that nobody can have earned on this site do not get in.
func TestWhatIsRefused(t *testing.T) {
	dir := t.TempDir()
	l := opened(t, Options{Dir: dir})
	unknown := sampleReceipt()
	unknown.Notice = strings.Repeat("A", 22)
	odd := sampleReceipt()
	odd.Page = "https://elsewhere.example/"
	for _, r := range []consent.Receipt{unknown, odd} {
		if err := l.Append(t.Context(), r); err == nil {
			t.Errorf("%+v was kept", r)
		}
	}
	closed(t, l)
	if s, _ := verified(t, dir); s.Receipts != 0 {
		t.Errorf("%+v", s)
	}
	if got := l.Stats(); got.Lost != 2 {
		t.Errorf("%+v", got)
	}
}

func TestNotedHash(t *testing.T) {
	dir := t.TempDir()
	l := opened(t, Options{Dir: dir})
	appendSome(t, l, 3)
	closed(t, l)
	noted := wantWhole(t, dir, nil).Head
	l = opened(t, Options{Dir: dir})
	appendSome(t, l, 3)
	closed(t, l)
	files, _ := Files(dir)
	s, err := Verify(t.Context(), files, noted.Hash, func(l Line) { t.Error(l.Fault) })
	if err != nil || s.Noted != noted.N {
		t.Errorf("%+v, %v", s, err)
	}
	// The end is cut off between two records: the chain is right, the hash is
	// not there.
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(b, []byte("\n"))
	if err := os.WriteFile(files[0], bytes.Join(lines[:4], nil), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = Verify(t.Context(), files, noted.Hash, func(l Line) { t.Error(l.Fault) })
	if err != nil || s.Noted != 0 {
		t.Errorf("after cutting: %+v, %v", s, err)
	}
}

func TestNothingToRead(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{dir, filepath.Join(dir, "missing")} {
		if _, err := Files(name); !errors.Is(err, ErrNone) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// logged collects what is logged.
func logged() (*slog.Logger, *bytes.Buffer) {
	b := &bytes.Buffer{}
	return slog.New(slog.NewTextHandler(b, nil)), b
}

// A reader never waits, however slow the disk is.
func TestFullQueue(t *testing.T) {
	dir := t.TempDir()
	log, said := logged()
	gate := make(chan struct{})
	held := make(chan struct{}, 1)
	slow := disk{before: func(op string, _ int) (int, error) {
		if op == "sync" {
			select {
			case held <- struct{}{}:
			default:
			}
			<-gate
		}
		return 0, nil
	}}
	l := opened(t, Options{Dir: dir, Queue: 10, Log: log, disk: slow})
	<-held // the writer is busy with the notices
	for range 10 {
		later(t, l)
	}
	for range 15 {
		if err := l.Append(t.Context(), sampleReceipt()); !errors.Is(err, ErrFull) {
			t.Fatal(err)
		}
	}
	close(gate)
	closed(t, l)
	if got := l.Stats(); got != (Stats{Kept: 10, Lost: 15}) {
		t.Errorf("%+v", got)
	}
	if s, _ := verified(t, dir); s.Receipts != 10 {
		t.Errorf("%+v", s)
	}
	for _, want := range []string{"lost=15", ErrFull.Error(), `msg=receipts kept=10 lost=15`} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%q is not in what was logged:\n%s", want, said)
		}
	}
	if strings.Contains(fmt.Sprint(said), sampleReceipt().Page) {
		t.Error("what a reader decided is in the log of the program")
	}
}

// Who does not want to wait any longer does not have to; the receipt is kept.
func TestImpatience(t *testing.T) {
	dir := t.TempDir()
	gate := make(chan struct{})
	stuck := disk{before: func(op string, _ int) (int, error) {
		if op == "sync" {
			<-gate
		}
		return 0, nil
	}}
	l := opened(t, Options{Dir: dir, disk: stuck})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := sampleReceipt()
	if err := l.Append(ctx, r); !errors.Is(err, context.Canceled) {
		t.Errorf("it says %v", err)
	}
	close(gate)
	closed(t, l)
	wantWhole(t, dir, []string{r.ID})
}

// A notice that nobody offered is kept with the first receipt for it, and known
// from then on, in the next program too.
func TestKeepNoticesAsTheyCome(t *testing.T) {
	dir := t.TempDir()
	l := opened(t, Options{Dir: dir})
	n := sampleNotice()
	n.Text = "Other words"
	r := consent.NewReceipt(n, n.Decide(consent.Given, true), "/tides/", false, noon)
	for range 2 {
		r.ID = consent.NewID()
		if err := l.Keep(t.Context(), n, r); err != nil {
			t.Fatal(err)
		}
	}
	broken := n
	broken.Recipient = ""
	if l.Keep(t.Context(), broken, consent.NewReceipt(broken, broken.Decide(consent.Given, false), "/", false, noon)) == nil {
		t.Error("a receipt for a notice that breaks the rules is kept")
	}
	closed(t, l)
	files, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := Verify(t.Context(), files, "", func(l Line) { t.Error(l.Fault) })
	if err != nil || sum.Receipts != 2 || sum.Notices != 2 {
		t.Errorf("%+v %v", sum, err)
	}
	l = opened(t, Options{Dir: dir})
	defer l.Close()
	if got, ok := l.Notice(n.Hash()); !ok || got.Text != n.Text {
		t.Errorf("after a restart it is %+v", got)
	}
}
