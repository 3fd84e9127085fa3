package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/internal/evidence"
)

// twoMonths is a folder with receipts of January and of February.
func twoMonths(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "receipts")
	n := consent.Notice{Provider: "examplevideo", Recipient: "Example Video Ltd", Lang: "en", Text: "Load the video"}
	for _, month := range []time.Month{time.January, time.February} {
		now := time.Date(2026, month, 15, 12, 0, 0, 0, time.UTC)
		l, err := evidence.Open(evidence.Options{Dir: dir, Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Keep(t.Context(), n, consent.NewReceipt(n, n.Decide(consent.Given, false), "/", false, now)); err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestEvidencePrune(t *testing.T) {
	dir := twoMonths(t)
	old := filepath.Join(dir, "000001-2026-01.jsonl")
	code, out, said := command(t, "evidence", "prune", dir, "--before", "2026-02-01", "--dry-run")
	if _, err := os.Stat(old); err != nil || code != exitOK || !strings.Contains(out, "Would delete "+old+": 1 receipt") {
		t.Errorf("dry: exit code %d, %v: %s%s", code, err, out, said)
	}
	code, out, said = command(t, "evidence", "prune", dir, "--before", "2026-02-01")
	if _, err := os.Stat(old); err == nil || code != exitOK || !strings.Contains(out, "Deleted "+old) || !strings.Contains(out, "Deleted 1 file.") {
		t.Errorf("exit code %d, %v: %s%s", code, err, out, said)
	}
	if code, out, said := command(t, "evidence", "verify", dir); code != exitOK || !strings.Contains(out, "1 receipt") {
		t.Errorf("what stays: exit code %d: %s%s", code, out, said)
	}
	if code, _, _ := command(t, "evidence", "prune", dir, "--before", "May"); code != 2 {
		t.Errorf("a word that is no day: exit code %d", code)
	}
}

// While somebody can still find out what is wrong, nothing is deleted.
func TestEvidencePruneOfADamagedLog(t *testing.T) {
	dir := twoMonths(t)
	name := filepath.Join(dir, "000002-2026-02.jsonl")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text[len(text)/2] ^= 1
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, said := command(t, "evidence", "prune", dir, "--before", "2026-02-01")
	if files, _ := evidence.Files(dir); code != 1 || len(files) != 2 || !strings.Contains(said, "nothing is deleted") {
		t.Errorf("exit code %d, %d files: %s%s", code, len(files), out, said)
	}
}
