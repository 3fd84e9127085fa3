package gatefold

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func readText(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The map and the table of rooms know every room, and on which floor it stands.
func TestEveryRoomIsOnTheMap(t *testing.T) {
	overview, table := readText(t, "doc.go"), readText(t, "docs/architecture.md")
	for i, rooms := range floors {
		for _, room := range rooms {
			if !strings.Contains(overview, room+":") && !strings.Contains(overview, room+"]:") && !strings.Contains(overview, room+",") && !strings.Contains(overview, room+" and ") {
				t.Errorf("doc.go does not say what %s is", room)
			}
			if row := fmt.Sprintf("| %d | `%s` |", i+1, room); !strings.Contains(table, row) {
				t.Errorf("docs/architecture.md has no row %q", row)
			}
		}
	}
}

// Every document is reached from the README or from the architecture.
func TestEveryDocumentIsLinked(t *testing.T) {
	doors := readText(t, "README.md") + readText(t, "docs/architecture.md")
	manuals, err := filepath.Glob("docs/*.md")
	if err != nil || len(manuals) < 10 {
		t.Fatalf("%d documents, %v", len(manuals), err)
	}
	for _, m := range manuals {
		if name := filepath.Base(m); name != "architecture.md" && !strings.Contains(doors, "("+name+")") && !strings.Contains(doors, "(docs/"+name+")") {
			t.Errorf("neither README.md nor docs/architecture.md links to %s", m)
		}
	}
}

var decisionTitle = regexp.MustCompile(`^# (\d+)\. (.+)\n`)

// Decisions are numbered without gaps, and the list of them is complete.
func TestDecisionsAreListed(t *testing.T) {
	list := readText(t, "docs/decisions/README.md")
	files, err := filepath.Glob("docs/decisions/[0-9]*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %v", files, err)
	}
	for i, file := range files {
		name := filepath.Base(file)
		m := decisionTitle.FindStringSubmatch(readText(t, filepath.ToSlash(file)))
		if m == nil || m[1] != fmt.Sprint(i+1) || !strings.HasPrefix(name, fmt.Sprintf("%04d-", i+1)) {
			t.Errorf("%s should be decision %d, in its name and its title", name, i+1)
			continue
		}
		if row := fmt.Sprintf("| %s | [%s](%s) |", m[1], m[2], name); !strings.Contains(list, row) {
			t.Errorf("docs/decisions/README.md has no row %q", row)
		}
	}
}

var (
	// namedManual is a document that a comment or a message names by its path.
	namedManual = regexp.MustCompile(`\bdocs/[a-z][a-z/0-9-]*\.md\b`)
	// namedFile is a path in the code of a document.
	namedFile = regexp.MustCompile("`((?:cmd|consent|docs|examples|gate|gatehttp|internal|locale|provider|rewrite|caddygate|tools)/[A-Za-z0-9_./-]+)`")
)

// What programs say about documents, and documents about files, is there.
func TestNamedFilesExist(t *testing.T) {
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "content" || name == "node_modules" || name == "dist"):
			return filepath.SkipDir
		case path.Ext(name) == ".go":
			checkNamed(t, p, namedManual.FindAllString(readText(t, p), -1))
		case path.Ext(name) == ".md" && name != "providers.md":
			var files []string
			for _, m := range namedFile.FindAllStringSubmatch(readText(t, p), -1) {
				files = append(files, m[1])
			}
			checkNamed(t, p, files)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkNamed(t *testing.T, in string, files []string) {
	t.Helper()
	for _, f := range files {
		if strings.ContainsAny(f, "…") || strings.Contains(f, "ID.") || strings.Contains(f, "NAME") {
			continue
		}
		if _, err := os.Stat(filepath.FromSlash(f)); err != nil && f != measured {
			t.Errorf("%s names %s, which is not there", in, f)
		}
	}
}
