package gate_test

import (
	"fmt"

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
