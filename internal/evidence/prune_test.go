package evidence

import (
	"errors"
	"os"
	"testing"
	"time"

	"github.com/gatefold/gatefold/consent"
)

// months is a log with a file for each of four months from January on.
func months(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for m := range 4 {
		now := time.Date(2026, time.Month(1+m), 15, 12, 0, 0, 0, time.UTC)
		l := opened(t, Options{Dir: dir, Now: func() time.Time { return now }})
		n := sampleNotice()
		r := consent.NewReceipt(n, n.Decide(consent.Given, false), "/", false, now)
		if err := l.Append(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		closed(t, l)
	}
	return dir
}

func TestPrune(t *testing.T) {
	for before, want := range map[string]int{"2025-12-31": 0, "2026-01-15": 0, "2026-01-16": 1, "2026-03-20": 3, "2030-01-01": 3} {
		dir := months(t)
		files, err := Files(dir)
		if err != nil || len(files) != 4 {
			t.Fatalf("%v %v", files, err)
		}
		day, err := time.Parse(time.DateOnly, before)
		if err != nil {
			t.Fatal(err)
		}
		old, err := Prunable(t.Context(), files, day)
		if err != nil || len(old) != want {
			t.Fatalf("before %s: %+v %v", before, old, err)
		}
		for i, f := range old {
			if f.Path != files[i] || f.Receipts != 1 || f.Last.Hash == "" || !f.To.Before(day) {
				t.Errorf("%+v", f)
			}
		}
		if err := Prune(old); err != nil {
			t.Fatal(err)
		}
		if s, faults := verified(t, dir); len(faults) > 0 || s.Receipts != int64(4-want) {
			t.Errorf("before %s: %+v %v", before, s, faults)
		}
	}
}

// Of a damaged log nothing goes: what is wrong would go with it.
func TestPruneKeepsWhatIsDamaged(t *testing.T) {
	for damaged := range 4 {
		dir := months(t)
		files, _ := Files(dir)
		text, err := os.ReadFile(files[damaged])
		if err != nil {
			t.Fatal(err)
		}
		text[len(text)/2] ^= 1
		if err := os.WriteFile(files[damaged], text, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Prunable(t.Context(), files, time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)); !errors.Is(err, ErrDamaged) {
			t.Errorf("with damage in file %d: %v", damaged, err)
		}
	}
}
