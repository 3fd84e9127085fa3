package gate_test

import (
	"fmt"
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// A page numbers its pieces once, then writes each gate where the piece stands.
func Example() {
	words, err := locale.New(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	catalogue := provider.Default()
	gates := gate.New(gate.Options{Catalogue: catalogue, Host: "press.example", DefaultLang: "en"})
	match, _ := catalogue.Recognise("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
	pieces := []gate.Piece{{Match: match, Level: 2}}

	english := words.For("en")
	gates.Number(english, pieces)
	html := gates.Append(nil, english, &pieces[0])
	fmt.Println(len(html) > 0)
	fmt.Println(gates.DocumentPath(match, "en"))
	fmt.Println(gates.DocumentPolicy(match))
	// Output:
	// true
	// /_gatefold/embed/youtube/dQw4w9WgXcQ/
	// default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-src https://www.youtube-nocookie.com https://www.youtube.com
}

// A page's policy names the hash of its style and no other host; the header
// says besides who may frame the page.
func ExamplePagePolicy() {
	policy := gate.PagePolicy([]string{gate.StyleHash("p { margin: 0 }")})
	fmt.Println(policy)
	fmt.Println(strings.TrimPrefix(gate.HeaderPolicy(policy), policy))
	// Output:
	// default-src 'none'; script-src 'self'; style-src 'self' 'sha256-7IWhgxoOGTB5NQzjGk9OPt0FwhVeBvZGoWgF9xLLh8c='; img-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'
	// ; frame-ancestors 'self'
}

// Gates whose names would be equal are numbered.
func ExampleGates_Number() {
	words, err := locale.New(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	catalogue := provider.Default()
	gates := gate.New(gate.Options{Catalogue: catalogue, Host: "press.example", DefaultLang: "en"})
	first, _ := catalogue.Recognise("https://vimeo.com/55073825")
	second, _ := catalogue.Recognise("https://vimeo.com/76979871")
	pieces := []gate.Piece{{Match: first, Level: 2}, {Match: second, Level: 2}}
	gates.Number(words.For("en"), pieces)
	for _, p := range pieces {
		fmt.Println(p.ID, p.Number, gates.DocumentPath(p.Match, "ar"))
	}
	// Output:
	// gf1 1 /_gatefold/embed/vimeo/55073825/ar/
	// gf2 2 /_gatefold/embed/vimeo/76979871/ar/
}

// Assets are files of the site; their names change with their content.
func ExampleAssets() {
	for _, a := range gate.Assets() {
		name, _, _ := strings.Cut(a.Path, ".")
		fmt.Println(name, a.Type)
	}
	// Output:
	// /_gatefold/gate text/javascript; charset=utf-8
	// /_gatefold/choices text/javascript; charset=utf-8
	// /_gatefold/embed text/javascript; charset=utf-8
	// /_gatefold/height text/javascript; charset=utf-8
	// /_gatefold/embed text/css; charset=utf-8
	// /_gatefold/closed text/html; charset=utf-8
}
