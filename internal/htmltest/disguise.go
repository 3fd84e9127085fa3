package htmltest

import (
	"html"
	"os"
	"strings"
	"testing"
)

// Disguise is a form in which the frame of a provider gets about: its attributes in
// another order or under another name, with other things around it.
type Disguise struct {
	Name string
	code string

	// Left is true for a form that a page keeps as it is: it shows nothing there, or
	// nothing behind it.
	Left bool
}

// Disguises reads the forms of a file: a line with "=== " and a name before each.
func Disguises(t testing.TB, file string) (list []Disguise) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for part := range strings.SplitSeq("\n"+string(text), "\n=== ") {
		name, code, ok := strings.Cut(part, "\n")
		if !ok || code == "" || name == "" {
			continue
		}
		name, left := strings.CutSuffix(name, " (not rewritten)")
		list = append(list, Disguise{Name: name, code: strings.TrimSpace(code), Left: left})
	}
	if len(list) < 50 {
		t.Fatalf("%s holds %d forms", file, len(list))
	}
	return list
}

// Code gives the form of a frame with that address.
func (d *Disguise) Code(frame string) string {
	escaped := html.EscapeString(frame)
	relative := strings.TrimPrefix(escaped, "https:")
	return strings.NewReplacer("{frame}", escaped, "{raw}", frame, "{relative}", relative, "{http}", "http:"+relative,
		"{twice}", html.EscapeString(escaped)).Replace(d.code)
}
