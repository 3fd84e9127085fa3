package rewrite

import (
	"strings"
	"testing"
)

// A row that leads somewhere, and a table or page with a provider's picture behind it, stay.
func TestBackgroundsAreNoPieces(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, in := range []string{
		`<table><tbody><tr data-href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><td>own</td></tr><tr data-url="https://vimeo.com/76979871"><td>own</td></tr></tbody></table>`,
		`<table background="https://i.ytimg.com/vi/dQw4w9WgXcQ/0.jpg"><tr><td>own</td><td background="https://i.vimeocdn.com/video/1.jpg">own</td></tr></table>`,
		`<body background="https://i.ytimg.com/vi/dQw4w9WgXcQ/0.jpg"><p>own</p></body>`,
	} {
		out, _ := rewriteString(t, r, in)
		if strings.Count(out, "own") != strings.Count(in, "own") {
			t.Errorf("%s\nbecomes %s", in, out)
		}
		check(t, r, in)
	}
}
