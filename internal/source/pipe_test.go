//go:build unix

package source

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Opening a pipe would wait for ever.
func TestPipesAreLeftOut(t *testing.T) {
	f := newFolder(t, map[string]string{"content/news/good.md": storyWith()})
	if err := syscall.Mkfifo(filepath.Join(f.dir, "content/news/pipe.md"), 0o644); err != nil {
		t.Skip("pipes cannot be made here:", err)
	}
	l := f.load()
	if len(l.Articles) != 1 || len(l.Problems) != 1 || !strings.Contains(l.said()[0], "pipe.md: is neither") {
		t.Errorf("%d articles, problems %q", len(l.Articles), l.said())
	}
	if _, _, err := openRegular(f.root, "content/news/pipe.md"); err == nil {
		t.Error("a pipe is opened as if it were a file")
	}
}
