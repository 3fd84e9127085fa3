package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/htmltest"
)

func TestMiddleware(t *testing.T) {
	handler, err := gated(http.HandlerFunc(page), "localhost", []byte("a secret of the tests"))
	if err != nil {
		t.Fatal(err)
	}
	front := get(t, handler, "/")
	if !strings.Contains(front.Header().Get("Content-Security-Policy"), "frame-src 'self'") {
		t.Errorf("the page's policies are %q", front.Header()["Content-Security-Policy"])
	}
	doc := htmltest.Parse(t, front.Body.Bytes())
	doc.LoadsOnlyFrom("/")
	forms := doc.All("form.gf-yes")
	if len(forms) != 2 {
		t.Fatalf("there are %d gates", len(forms))
	}
	for i, host := range []string{"https://www.youtube-nocookie.com/", "https://charts.example/7"} {
		htmltest.Parse(t, get(t, handler, forms[i].Attr("action")).Body.Bytes()).LoadsOnlyFrom("/", host)
	}
	for _, asset := range append(doc.All("script[src]"), doc.All("link[rel=stylesheet]")...) {
		get(t, handler, asset.Attr("src")+asset.Attr("href"))
	}
}

func get(t *testing.T, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s answers %d", path, w.Code)
	}
	return w
}

// The manual prints this program as it is.
func TestTheManualPrintsIt(t *testing.T) {
	program, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	manual, err := os.ReadFile("../../docs/retrofit.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(program), "package main\n")
	if text == "" || !strings.Contains(string(manual), "```go\npackage main\n"+text+"```\n") {
		t.Error("the program in docs/retrofit.md is another one")
	}
}
