package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/provider"
)

// Who names the wrong folder is told which one was probably meant.
func TestFolderWithoutContent(t *testing.T) {
	for dir, want := range map[string]string{
		"empty":           "gatefold new",
		"loose":           "move story.md",
		"mag/content":     "name the one in which it stands",
		"readme/a.md/dir": "gatefold new",
	} {
		full := filepath.Join(t.TempDir(), dir)
		if err := os.MkdirAll(full, 0o755); err != nil {
			t.Fatal(err)
		}
		if dir == "loose" || dir == "mag/content" {
			if err := os.WriteFile(filepath.Join(full, "story.md"), []byte("Text."), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		f, err := Open(full, Options{Catalogue: provider.Default()})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		found, err := f.Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Problems) != 1 || !strings.Contains(found.Problems[0].Remedy, want) {
			t.Errorf("%s: %v, want a remedy with %q", dir, found.Problems, want)
		}
	}
}
