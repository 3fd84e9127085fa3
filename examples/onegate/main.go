// Command onegate is the smallest web site with a gate: one page of net/http
// and the library, without the rest of Gatefold.
//
//	go run ./examples/onegate    # then open http://localhost:8080/
package main

import (
	"fmt"
	"log"
	"net/http"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

func main() {
	site, err := newSite("https://vimeo.com/55073825")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe("localhost:8080", site))
}

// newSite makes a site whose only page holds the piece at an address.
func newSite(address string) (http.Handler, error) {
	bundle, err := locale.New(nil)
	if err != nil {
		return nil, err
	}
	words := bundle.For("en")
	gates := gate.New(gate.Options{Catalogue: provider.Default(), Host: "localhost", DefaultLang: "en"})
	match, ok := provider.Default().Recognise(address)
	if !ok {
		return nil, fmt.Errorf("%s is no piece that the catalogue knows", address)
	}
	pieces := []gate.Piece{{Match: match, Level: 2}}
	gates.Number(words, pieces)

	policy := gate.PagePolicy([]string{gate.StyleHash(gate.Style())})
	page := `<!doctype html><html lang="en"><meta charset="utf-8"><title>One gate</title><style>` + gate.Style() +
		`</style><script defer src="` + gate.ScriptPath() + `"></script><h1>One gate</h1>` + string(gates.Append(nil, words, &pieces[0]))
	document := gates.AppendDocument(nil, words, &gate.Document{Match: match, Lang: "en", Pages: []gate.Page{{Title: "One gate", Href: "/"}}})

	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", send("text/html; charset=utf-8", policy, []byte(page)))
	mux.HandleFunc("GET "+gates.DocumentPath(match, "en")+"{$}", send("text/html; charset=utf-8", gates.DocumentPolicy(match), document))
	for _, a := range gate.Assets() {
		mux.HandleFunc("GET "+a.Path, send(a.Type, "default-src 'none'", a.Body))
	}
	return mux, nil
}

func send(contentType, policy string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Content-Security-Policy", gate.HeaderPolicy(policy))
		w.Header().Set("X-DNS-Prefetch-Control", "off")
		_, _ = w.Write(body) // a reader who has left needs no answer
	}
}
