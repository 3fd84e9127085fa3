package gatefold

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/gatefold/gatefold"

// floors are the rooms of the house from the ground up. A package imports
// only from floors below its own; rooms on one floor do not know each other.
// A folder below a room belongs to the room.
var floors = [][]string{
	{"internal/spelling", "internal/filelock"},
	{"provider", "locale", "consent"},
	{"gate"},
	{"rewrite", "internal/article"},
	{"gatehttp", "internal/report", "internal/markdown", "internal/media", "internal/evidence"},
	{"internal/snapshot"},
	{"internal/localise", "internal/source", "internal/page"},
	{"internal/site"},
	{"internal/serve", "internal/export", "internal/storybook"},
	{"internal/proxy", "internal/retrofit"},
	{"cmd/gatefold"},
}

// outside are rooms that no part of the program may import: tools, samples
// and what only tests use. They may import anything.
var outside = []string{"internal/htmltest", "internal/browser", "internal/acceptance", "internal/bench", "examples", "tools"}

// landlords are the only rooms that may import a heavy outside package.
var landlords = map[string][]string{
	"github.com/chromedp/":          {"internal/browser"},
	"github.com/yuin/goldmark":      {"internal/markdown"},
	"github.com/bep/imagemeta":      {"internal/media"},
	"github.com/alecthomas/kong":    {"cmd/gatefold"},
	"github.com/fsnotify/":          {"internal/serve"},
	"github.com/alecthomas/chroma/": {"internal/markdown"},
	"os/exec":                       {"internal/browser"},
}

// libraryImports are what the library may use besides the standard library,
// so that a program that imports it stays light.
var libraryImports = []string{
	"golang.org/x/text/", "golang.org/x/net/html", "golang.org/x/net/idna", "github.com/gohugoio/locales", "github.com/pelletier/go-toml/v2",
}

// doorImports are what gatehttp may use besides, to undo what pages are packed in.
var doorImports = []string{"github.com/andybalholm/brotli", "github.com/klauspost/compress/"}

type source struct {
	room    string // the room the file belongs to
	file    string
	imports []string
}

// The files are parsed rather than asked of the go command: a test that runs
// another program is cached and stays green when it should not.
func TestFloors(t *testing.T) {
	level := map[string]int{}
	for i, rooms := range floors {
		for _, r := range rooms {
			level[r] = i
		}
	}
	seen := map[string]bool{}
	for _, s := range sources(t) {
		seen[s.room] = true
		own, inHouse := level[s.room]
		for _, imp := range s.imports {
			target, ours := strings.CutPrefix(imp, module+"/")
			if !ours || !inHouse {
				continue
			}
			if target = roomOf(target); target == s.room {
				continue
			}
			if other, ok := level[target]; !ok {
				t.Errorf("%s imports %s, which stands outside the house", s.file, imp)
			} else if other >= own {
				t.Errorf("%s imports %s: %s is not on a lower floor than %s", s.file, imp, target, s.room)
			}
		}
	}
	for r := range level {
		if !seen[r] {
			t.Errorf("floors names %s, which has no Go files", r)
		}
	}
	for r := range seen {
		if _, ok := level[r]; !ok && r != "." && !isOutside(r) {
			t.Errorf("%s stands on no floor: give it one", r)
		}
	}
}

func TestHeavyImportsHaveOneRoom(t *testing.T) {
	for _, s := range sources(t) {
		if isOutside(s.room) && s.room != "internal/browser" {
			continue
		}
		for _, imp := range s.imports {
			for prefix, rooms := range landlords {
				if strings.HasPrefix(imp, prefix) && !slices.Contains(rooms, s.room) {
					t.Errorf("%s imports %s, which only %v may", s.file, imp, rooms)
				}
			}
		}
	}
}

func TestLibraryStaysLight(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasPrefix(s.room, "internal/") || strings.HasPrefix(s.room, "cmd/") || s.room == "." || isOutside(s.room) {
			continue
		}
		for _, imp := range s.imports {
			first, _, _ := strings.Cut(imp, "/")
			if !strings.Contains(first, ".") || strings.HasPrefix(imp, module+"/") {
				continue
			}
			if !hasAnyPrefix(imp, libraryImports) && !(s.room == "gatehttp" && hasAnyPrefix(imp, doorImports)) {
				t.Errorf("%s imports %s: the library uses only %v", s.file, imp, libraryImports)
			}
		}
	}
}

// sources returns the non-test Go files of the repository with their imports.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		p = filepath.ToSlash(p)
		if d.IsDir() {
			name := d.Name()
			if p != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules" || name == "public" || hasOwnModule(p)) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		s := source{room: roomOf(path.Dir(p)), file: p}
		for _, imp := range f.Imports {
			v, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, v)
		}
		all = append(all, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// roomOf gives the room a folder belongs to: the first one or two elements.
func roomOf(dir string) string {
	parts := strings.Split(dir, "/")
	if len(parts) > 1 && (parts[0] == "internal" || parts[0] == "cmd") {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

// hasOwnModule says whether a folder is a Go module of its own.
func hasOwnModule(dir string) bool {
	if dir == "." {
		return false
	}
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
}

func isOutside(room string) bool { return slices.Contains(outside, room) }

func hasAnyPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}
