package source

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestContents compares the quick reader of folders with the plain one, on
// every kind of file that there is.
func TestContents(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.md", "b.jpg", ".hidden", "with space", "ä"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"link": "a.md", "dead": "nothing", "away": "/"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	quick, plain := readWith(t, root, contents), readWith(t, root, plainContents)
	if !slices.Equal(quick, plain) {
		t.Errorf("the quick reader gives\n%v\nthe plain one\n%v", quick, plain)
	}
	if len(quick) != 9 {
		t.Errorf("%d names were found, there are 9", len(quick))
	}
}

func readWith(t *testing.T, root *os.Root, read func(*os.File) ([]listed, error)) []listed {
	t.Helper()
	f, err := root.Open(".")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := read(f)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(all, func(a, b listed) int { return strings.Compare(a.name, b.name) })
	return all
}
