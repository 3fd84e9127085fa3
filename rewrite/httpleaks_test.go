package rewrite

import (
	"os"
	"strings"
	"testing"
)

// The public list of all ways in which HTML makes a browser send a request, whole
// and element by element.
func TestHTTPLeaks(t *testing.T) {
	path := shared("httpleaks/leak.html")
	if path == "" {
		t.Log("HTTPLeaks is not here: set GATEFOLD_TESTDATA. Our own vectors are tried all the same")
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := newTestRewriter(t, Options{})
	whole := strings.ReplaceAll(string(data), "leaking.via", "leak.example")
	pages := []string{whole, strings.Replace(whole, `<base href="https://leak.example/base-href/">`, "", 1)}
	pages = append(pages, strings.Split(whole, "\n\n")...)
	for _, line := range strings.Split(whole, "\n") {
		if strings.HasPrefix(line, "<") && !strings.HasPrefix(line, "<!--") {
			pages = append(pages, "<!doctype html><body>"+line)
		}
	}
	for _, page := range pages {
		check(t, r, page)
	}
	t.Logf("%d pages", len(pages))
}
