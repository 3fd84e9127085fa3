package source

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// The manual for authors and the package's documentation explain the same
// keys, and the program knows each of them.
func TestFrontMatterIsDocumented(t *testing.T) {
	manual, doc := manualKeys(t), docKeys(t)
	for key := range doc {
		if !manual[key] {
			t.Errorf("docs/front-matter.md has no line for %s", key)
		}
	}
	for key := range manual {
		if !doc[key] && !standIns[key] {
			t.Errorf("the documentation of the package has no line for %s", key)
		}
		out := newComposer().compose("content/news/a.md", []byte("---\ntitle: A\ndate: 2026-05-04\n"+key+": \n---\nText.\n"), sidecar{})
		if a := out.article; a != nil {
			if _, unknown := a.Params[strings.ToLower(key)]; unknown && key != "categories" && key != "linkTitle" {
				t.Errorf("%s is a parameter like any other", key)
			}
		}
	}
}

// standIns are keys that the package's documentation has beside others.
var standIns = map[string]bool{"summary": true, "linkTitle": true, "categories": true}

var codeName = regexp.MustCompile("`([A-Za-z_]+)`")

// manualKeys reads the first column of the manual's table of keys.
func manualKeys(t *testing.T) map[string]bool {
	t.Helper()
	b, err := os.ReadFile("../../docs/front-matter.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(b), "## The keys")
	text, _, _ = strings.Cut(text, "\n## ")
	keys := map[string]bool{}
	for line := range strings.Lines(text) {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			for _, m := range codeName.FindAllStringSubmatch(cells[1], -1) {
				keys[m[1]] = true
			}
		}
	}
	return keys
}

// docKeys reads the table in the package's documentation.
func docKeys(t *testing.T) map[string]bool {
	t.Helper()
	b, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(b), "// # Front matter")
	text, _, _ = strings.Cut(text, "// # ")
	keys := map[string]bool{}
	for line := range strings.Lines(text) {
		line, code := strings.CutPrefix(line, "//\t")
		if !code || strings.HasPrefix(line, " ") {
			continue
		}
		names, _, _ := strings.Cut(line, "  ")
		for name := range strings.SplitSeq(names, ", ") {
			keys[strings.TrimSpace(name)] = true
		}
	}
	if len(keys) < 20 {
		t.Fatalf("found only %v", keys)
	}
	return keys
}
