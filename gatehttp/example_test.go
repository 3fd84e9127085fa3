package gatehttp_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/gatehttp"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
	"github.com/gatefold/gatefold/rewrite"
)

// A site of any making gets gates: the frame in its page is gone, and the door
// serves the document that shows it once the reader says yes.
func Example() {
	site := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><html lang="en"><p>Watch:<iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe>`)
	})

	words, err := locale.New(nil)
	if err != nil {
		panic(err)
	}
	gates := gate.New(gate.Options{
		Catalogue: provider.Default(), Host: "example.org", DefaultLang: "en",
		Key: []byte("a secret of at least 16 random bytes"),
	})
	rewriter, err := rewrite.New(rewrite.Options{Gates: gates, Catalogue: provider.Default(), Locale: words.For})
	if err != nil {
		panic(err)
	}
	door, err := gatehttp.New(gatehttp.Options{Rewriter: rewriter, Gates: gates, Locale: words.For, Assets: rewrite.Assets()})
	if err != nil {
		panic(err)
	}
	handler := door.Middleware(site) // for http.ListenAndServe

	page := httptest.NewRecorder()
	handler.ServeHTTP(page, httptest.NewRequest(http.MethodGet, "/", nil))
	fmt.Println("frames of others:", strings.Count(page.Body.String(), `<iframe src="https:`))

	document := httptest.NewRecorder()
	handler.ServeHTTP(document, httptest.NewRequest(http.MethodGet, "/_gatefold/embed/youtube/jofNR_WkoCE/", nil))
	fmt.Println("document:", document.Code, strings.Contains(document.Body.String(), "youtube-nocookie.com"))
	// Output:
	// frames of others: 0
	// document: 200 true
}
