package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWriteFiles checks that the control writes what the site has.
func TestWriteFiles(t *testing.T) {
	site, list, out := t.TempDir(), filepath.Join(t.TempDir(), "list"), filepath.Join(t.TempDir(), "copy")
	files := map[string]int{"index.html": 40, "a b/c/index.html": 70_000, "a b/empty": 0}
	for name, size := range files {
		name = filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, make([]byte, size), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := listFiles(site, list); err != nil {
		t.Fatal(err)
	}
	if err := writeFiles(list, out); err != nil {
		t.Fatal(err)
	}
	for name, size := range files {
		info, err := os.Stat(filepath.Join(out, filepath.FromSlash(name)))
		if err != nil || info.Size() != int64(size) {
			t.Errorf("%s: %v, want %d bytes", name, err, size)
		}
	}
}
