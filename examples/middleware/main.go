// Command middleware puts gates into the pages of a program that knows nothing of them.
//
//	go run ./examples/middleware    # then open http://localhost:8080/
package main

import (
	"crypto/rand"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/gatehttp"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
	"github.com/gatefold/gatefold/rewrite"
)

func main() {
	key := os.Getenv("GATES_KEY") // at least 16 random characters
	if key == "" {
		key = rand.Text() // after a restart, pages in caches have gates that no longer open
	}
	site := http.NewServeMux() // or any other http.Handler
	site.HandleFunc("GET /{$}", page)
	handler, err := gated(site, "localhost", []byte(key))
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe("localhost:8080", handler))
}

func page(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, `<!doctype html><html lang="en"><title>A film</title><h1>A film</h1>
<iframe src="https://www.youtube.com/embed/jofNR_WkoCE" width="560" height="315"></iframe>
<iframe src="https://charts.example/7" width="560" height="315"></iframe>`)
}

// gated stands around a site that readers find on a host.
func gated(site http.Handler, host string, key []byte) (http.Handler, error) {
	words, err := locale.New(nil)
	if err != nil {
		return nil, err
	}
	gates := gate.New(gate.Options{Catalogue: provider.Default(), Host: host, DefaultLang: "en", Key: key})
	rewriter, err := rewrite.New(rewrite.Options{Gates: gates, Catalogue: provider.Default(), Locale: words.For})
	if err != nil {
		return nil, err
	}
	door, err := gatehttp.New(gatehttp.Options{Rewriter: rewriter, Gates: gates, Locale: words.For, Assets: rewrite.Assets()})
	if err != nil {
		return nil, err
	}
	return door.Middleware(site), nil
}
