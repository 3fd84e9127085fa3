package export

import (
	"context"
	"crypto/sha256"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatefold/gatefold/internal/article"
)

// text is content that is made.
type text string

func (s text) Append(_ context.Context, dst []byte) ([]byte, error) { return append(dst, s...), nil }
func (s text) Open() (*os.File, error)                              { return nil, nil }

// file is content that is copied.
type file string

func (f file) Append(_ context.Context, dst []byte) ([]byte, error) {
	b, err := os.ReadFile(string(f))
	return append(dst, b...), err
}
func (f file) Open() (*os.File, error) { return os.Open(string(f)) }

// broken is content that cannot be made.
type broken struct{ err error }

func (b broken) Append(context.Context, []byte) ([]byte, error) { return nil, b.err }
func (b broken) Open() (*os.File, error)                        { return nil, nil }

// tree is a folder: content by file.
type tree map[string]string

// items makes a site of a tree.
func (t tree) items() []item {
	var items []item
	for _, name := range slices.Sorted(maps.Keys(t)) {
		sum := sha256.Sum256([]byte(t[name]))
		items = append(items, item{file: name, key: article.Digest(sum[:16]), content: text(t[name])})
	}
	return items
}

// with returns a copy that differs in some files; an empty content removes one.
func (t tree) with(changes tree) tree {
	c := maps.Clone(t)
	for name, content := range changes {
		if c[name] = content; content == "" {
			delete(c, name)
		}
	}
	return c
}

// readTree reads a folder without our own part of it. Empty folders end in a
// slash.
func readTree(t testing.TB, dir string) tree {
	t.Helper()
	got := tree{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		rel = filepath.ToSlash(rel)
		switch {
		case rel == ownDir:
			return filepath.SkipDir
		case rel == ".":
			return nil
		case d.IsDir():
			entries, err := os.ReadDir(p)
			if len(entries) == 0 {
				got[rel+"/"] = ""
			}
			return err
		case d.Type()&fs.ModeSymlink != 0:
			to, err := os.Readlink(p)
			got[rel] = "-> " + to
			return err
		}
		b, err := os.ReadFile(p)
		got[rel] = string(b)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return got
}

// fast are options for tests that do not fear a power failure.
func fast() Options { return Options{disk: disk{lazy: true}} }

// ways are the two ways to write a site.
var ways = map[string]func() Options{
	"tree": fast,
	"journal": func() Options {
		o := fast()
		o.InPlace = true
		return o
	},
}

func eachWay(t *testing.T, f func(t *testing.T, o Options)) {
	for name, options := range ways {
		t.Run(name, func(t *testing.T) { f(t, options()) })
	}
}

func mustWrite(t testing.TB, site tree, out string, o Options) Summary {
	t.Helper()
	s, err := write(context.Background(), site.items(), out, o)
	if err != nil {
		t.Fatal(err)
	}
	wantTree(t, out, site)
	return s
}

func wantTree(t testing.TB, dir string, want tree) {
	t.Helper()
	if d := cmp.Diff(want, readTree(t, dir)); d != "" {
		t.Fatalf("%s differs (- want, + got):\n%s", filepath.Base(dir), d)
	}
}

// wantTidy checks that a build left nothing beside OUT and no stage in it.
func wantTidy(t testing.TB, out string) {
	t.Helper()
	siblings, err := os.ReadDir(filepath.Dir(out))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range siblings {
		if strings.HasSuffix(s.Name(), besideSuffix) {
			t.Errorf("%s was left beside the output", s.Name())
		}
	}
	for _, name := range []string{stageDir, journalFile} {
		if _, err := os.Lstat(filepath.Join(out, ownDir, name)); err == nil {
			t.Errorf("%s was left in the output", name)
		}
	}
}

// putFile writes a stranger's file.
func putFile(t testing.TB, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// The two sites that most tests go between: pages that stay, change, come and
// go, a file that becomes a folder and a folder that becomes a file.
var (
	monday = tree{
		"index.html":            "front on monday",
		"news/index.html":       "news on monday",
		"news/tide/index.html":  "the tide",
		"news/storm/index.html": "the storm is coming",
		"news/old/index.html":   "soon withdrawn",
		"style.css":             "body{}",
		"a":                     "a file",
		"b/c/index.html":        "in a folder",
	}
	tuesday = monday.with(tree{
		"index.html":            "front on tuesday",
		"news/index.html":       "news on tuesday",
		"news/storm/index.html": "the storm has passed",
		"news/old/index.html":   "",
		"news/new/index.html":   "what is new",
		"a":                     "",
		"a/index.html":          "now a folder",
		"b/c/index.html":        "",
		"b":                     "now a file",
	})
)

func wantContains(t *testing.T, s, want string) {
	t.Helper()
	if !strings.Contains(s, want) {
		t.Errorf("%q does not contain %q", s, want)
	}
}
