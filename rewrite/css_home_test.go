package rewrite

import (
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// styleStream is a stream to ask about style sheets of a page that has begun.
func styleStream(t *testing.T) *stream {
	s := newTestRewriter(t, Options{}).streams.Get().(*stream)
	s.begin(io.Discard, strings.NewReader(`<!doctype html><meta charset="utf-8"><img src="https://harbour.example/a">`), testPage)
	s.detect()
	s.run()
	return s
}

func TestStylesOfTheOwnSite(t *testing.T) {
	s := styleStream(t)
	for css, want := range map[string]bool{
		"": true,
		`a{b:url(/c.png) url( "d.png") url('https://harbour.example/e');content:"\201C f"}`:                 true,
		`.a:before{content:'';font-family:"B C","D"}@font-face{src:URL("data:font/woff2;base64,d09G")}`:     true,
		`@charset "utf-8";@media (min-width:1px){a[type="b"]{--c:"d";filter:url(#e)}}/* " */ f{g:url("h")}`: true,
		`a{b:url(data:image/svg+xml;utf8,%3Csvg%20xmlns=%22//c%22/%3E)}`:                                    true,
		`a{b:url("data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'><path d='(\"/></svg>")}`:  false,
		`a{b:url("data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'><path d='('/></svg>")}`:   true,
		`a{b:url(//c.example/d)}`:                                 false,
		`a{b:url("//c.example/d")}`:                               false,
		`a{b:url( 'https://c.example/d')}`:                        false,
		`a{b:image-set("//c.example/d" 1x)}`:                      false,
		`a{--b:"https://c.example/d"}`:                            false,
		`@import "b.css";`:                                        false,
		`@IMPORT url(data:text/css,a)`:                            false,
		`a{b:ur\6c(//c.example/d)}`:                               false,
		`a{b:\75 rl("/c")}`:                                       false,
		`a{b:image-set("\2f/c.example/d" 1x)}`:                    false,
		"a{b:image-set('/\t/c.example/d' 1x)}":                    false,
		"a{b:url('/\n);c:url(//d.example/e)')}":                   false,
		`a{b:url('/c'd);e:url(//f.example/g)')}`:                  false,
		`a{b:url(/c'd);e:url(//f.example/g)}`:                     false,
		`a{b:url(/c url(//d.example/e))}`:                         false,
		`xurl(/c/*) "*/" /* "{} a{b:url(//d.example/e)} */`:       false,
		`a{b:\80 url(/c/*)}`:                                      false,
		`#url(/c/*)`:                                              false,
		`/*'*/a{b:url(//c.example/d)}/*'*/`:                       false,
		`/*`:                                                      false,
		`a{b:"c`:                                                  false,
		`a{b:url("/c`:                                             false,
		`a{b:url(`:                                                false,
		`a{content:"\22 ;b:url(//c.example/d)"}`:                  false,
		`a{content:"\0000a0\00a0\f101"}`:                          true,
		`a{content:"\`:                                            false,
		`a{b:url(/` + strings.Repeat("c", maxAddress) + `)}`:      false,
		`a{b:"` + strings.Repeat("c", maxAddress) + `"}`:          false,
		`a{b:url(data:,` + strings.Repeat("c", maxAddress) + `)}`: true,
	} {
		if got := s.stylesHome([]byte(css)); got != want {
			t.Errorf("%s: %v", css, got)
		}
	}
}

// Whatever is passed over has nothing in it that the reader of CSS would change.
func TestStylesOfTheOwnSiteOverMixtures(t *testing.T) {
	s := styleStream(t)
	words := []string{
		"url(", "URL(", "u\\72l(", ")", "(", `"`, `'`, "{", "}", ";", ":", ",", " ", "\n", "\t", "/*", "*/", "/", "//", "\\", "\\201C ", "\\2f", "\\22 ", "--a:", "a", "@import ", "@font-face{src:",
		"image-set(", "src(", "var(--a)", "//leak.example/b", "/c", "https://harbour.example/", "https:", "data:,", "data:text/css,", "#d", "result:", "<!--", "xurl(/c/*)", "\\80 ", "#", `"*/"`, "\\\n", "é", "\x00", "&",
	}
	random := rand.New(rand.NewPCG(11, 13))
	passed := 0
	for range 300_000 {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			b.WriteString(words[random.IntN(len(words))])
		}
		css := []byte(b.String())
		if !s.stylesHome(css) {
			continue
		}
		passed++
		if _, v, own := s.declared(css); !own {
			t.Fatalf("%q was passed over, but has %+v in it", css, v)
		}
	}
	if passed < 10_000 {
		t.Errorf("only %d were passed over", passed)
	}
}
