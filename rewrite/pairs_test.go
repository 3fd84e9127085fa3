package rewrite

import (
	"strings"
	"testing"
)

// Any two things beside each other, in any element with any attribute: what becomes of one
// makes no difference to what becomes of the other.
func TestPairs(t *testing.T) {
	r := newTestRewriter(t, Options{})
	things := []string{
		"",
		`<iframe src="//leak.example/f"></iframe>`, `<img src="//leak.example/p" alt="A b">`, `<img data-src="//leak.example/q">`, `<noscript><img src="//leak.example/q"></noscript>`,
		`<picture><source srcset="//leak.example/s"><img src="//leak.example/p"></picture>`, `<video src="//leak.example/v" poster="//leak.example/w"></video>`,
		`<script src="//leak.example/a.js"></script>`, `<style>@import "//leak.example/i";a{b:url(//leak.example/c)}</style>`, `words `, `<a href="/">own</a>`,
		`<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/CUbHfhpswxt/"></blockquote>`, `<svg><image href="//leak.example/g"/></svg>`,
	}
	attributes := []string{"", ` style="a:url(//leak.example/a)"`, ` id=a class="b" background=//leak.example/d`, ` lang=de title='>'`}
	for _, name := range []string{"p", "div", "a", "td", "li", "h2", "button", "form", "figure", "label", "dt", "noscript", "picture", "template", "select"} {
		for _, attribute := range attributes {
			for i, one := range things {
				for j, other := range things {
					if testing.Short() && (i+j)%4 != 0 {
						continue
					}
					page := "<" + name + attribute + ">" + one + other + "</" + name + "><p>behind"
					if name == "td" {
						page = "<table><tr>" + strings.Replace(page, "<p>", "</table><p>", 1)
					}
					if check(t, r, page); t.Failed() {
						return
					}
					if out, _ := rewriteString(t, r, page); !strings.HasSuffix(out, "<p>behind") {
						t.Fatalf("%s\nbecomes %s", page, out)
					}
				}
			}
		}
	}
}
