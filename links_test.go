package gatefold

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

var (
	markdownLink = regexp.MustCompile(`\]\(([^()\s]+)(?: "[^"]*")?\)`)
	fencedCode   = regexp.MustCompile("(?ms)^ *```.*?^ *```")
	codeSpan     = regexp.MustCompile("`[^`\n]*`")
	indented     = regexp.MustCompile(`(?m)^(?:    |\t).*$`)
	anchor       = regexp.MustCompile(`<a id="([^"]+)">`)
	heading      = regexp.MustCompile(`(?m)^#{1,6} +(.+?) *$`)
)

// measured is the one document that may be missing: "make bench" writes it, on
// a machine that has nothing else to do.
const measured = "docs/performance.md"

// Every link of the documentation that is not to another host leads to a file,
// and to a heading of it where it names one.
func TestLinksLeadSomewhere(t *testing.T) {
	places := map[string]map[string]bool{} // what headings says of each document
	for _, file := range documents(t) {
		text := prose(t, file)
		for _, m := range markdownLink.FindAllStringSubmatch(text, -1) {
			target, fragment, _ := strings.Cut(m[1], "#")
			if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				continue
			}
			to := file
			if target != "" {
				to = path.Join(path.Dir(file), target)
			}
			if _, err := os.Stat(filepath.FromSlash(to)); err != nil {
				if to != measured {
					t.Errorf("%s links to %s, which is not there", file, m[1])
				}
				continue
			}
			if fragment == "" || !strings.HasSuffix(to, ".md") {
				continue
			}
			if places[to] == nil {
				places[to] = headings(t, to)
			}
			if !places[to][fragment] {
				t.Errorf("%s links to %s, a heading that is not there", file, m[1])
			}
		}
	}
}

// documents lists the Markdown files that are about the project.
func documents(t *testing.T) (files []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && p != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "content" || name == "node_modules" || name == "dist") {
			return filepath.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(name, ".md") {
			files = append(files, filepath.ToSlash(p))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 10 {
		t.Fatalf("found only %v", files)
	}
	return files
}

// prose is a document without its code.
func prose(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for _, code := range []*regexp.Regexp{fencedCode, indented, codeSpan} {
		text = code.ReplaceAllString(text, "")
	}
	return text
}

// headings gives the fragments of a document: its anchors, and its headings as
// code hosts name them.
func headings(t *testing.T, file string) map[string]bool {
	t.Helper()
	b, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, m := range anchor.FindAllSubmatch(b, -1) {
		found[string(m[1])] = true
	}
	for _, m := range heading.FindAllStringSubmatch(fencedCode.ReplaceAllString(string(b), ""), -1) {
		fragment := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, m[1])
		found[fragment] = true
	}
	return found
}
