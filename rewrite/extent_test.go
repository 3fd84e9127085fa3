package rewrite

import (
	"strings"
	"testing"
)

// What is not closed ends with what is around it: nothing behind that goes away with a piece.
func TestUnclosedPieceEndsWithItsBlock(t *testing.T) {
	const post = `<blockquote class="twitter-tweet"><p>a</p><a href="https://twitter.com/a/status/1234567890123456789">b</a>`
	r := newTestRewriter(t, Options{})
	for _, in := range []string{
		`<article><div>` + post + `</div><h2>own</h2><p>own</p></blockquote></article>`,
		`<ul><li>` + post + `</li><li>own</li></ul></blockquote>`,
		`<table><tr><td>` + post + `</td><td>own</td></tr></table></blockquote>`,
		`<section><div class="fb-post" data-href="https://www.facebook.com/zuck/posts/10102577175875681"></section><section><p>own</p></section></div>`,
	} {
		out, _ := rewriteString(t, r, in)
		if strings.Count(out, "own") != strings.Count(in, "own") || strings.Contains(out, `<section class="gf`) {
			t.Errorf("%s\nbecomes %s", in, out)
		}
		check(t, r, in)
	}
	for _, in := range []string{
		`<div>` + post + `</blockquote></div>`,
		`<ul><li>` + post + `<ul><li>c<li>d</ul></blockquote></li></ul>`,
		`<p>` + post + `</div></blockquote>`, // ends nothing
	} {
		if out, _ := rewriteString(t, r, in); !strings.Contains(out, `<section class="gf`) {
			t.Errorf("%s\nhas no gate: %s", in, out)
		}
		check(t, r, in)
	}
}
