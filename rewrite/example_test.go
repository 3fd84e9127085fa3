package rewrite_test

import (
	"fmt"
	"log"
	"net/url"
	"os"
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
	"github.com/gatefold/gatefold/rewrite"
)

func Example() {
	catalogue := provider.Default()
	words, err := locale.New(nil)
	if err != nil {
		log.Fatal(err)
	}
	rewriter, err := rewrite.New(rewrite.Options{
		Gates:     gate.New(gate.Options{Catalogue: catalogue, DefaultLang: "en"}),
		Catalogue: catalogue,
		Locale:    words.For,
		Allow:     []rewrite.Allow{{Host: "cdn.example.org", Kinds: []rewrite.Kind{rewrite.Script}, Reason: "our own machine"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	page := &rewrite.Page{URL: &url.URL{Scheme: "https", Host: "harbour.example", Path: "/"}}
	const html = `<link rel="preconnect" href="https://fonts.example.net">
<script src="https://stats.example.net/count.js"></script>
<script src="https://cdn.example.org/menu.js"></script>
<p>The <a href="https://tides.example.net/">tide</a> tables. <img src="https://tides.example.net/icon.png" alt="Low" width="16"></p>
`
	result, err := rewriter.Rewrite(os.Stdout, strings.NewReader(html), page)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range result.Findings {
		fmt.Println(f.Line, f.Kind, f.Host, f.Action)
	}
	// Output:
	// <link rel="preconnect" data-gf-href="https://fonts.example.net">
	// <script type="text/plain" data-gf-src="https://stats.example.net/count.js"></script>
	// <script src="https://cdn.example.org/menu.js"></script>
	// <p>The <a href="https://tides.example.net/">tide</a> tables. <img data-gf-src="https://tides.example.net/icon.png" alt="Low" width="16"></p>
	// 1 hint fonts.example.net held-back
	// 2 script stats.example.net held-back
	// 3 script cdn.example.org allowed
	// 4 picture tides.example.net held-back
}
