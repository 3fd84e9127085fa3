package rewrite

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Every provider's codes, in a page of somebody else's making: nothing is left of
// them that loads, and what the catalogue knows to be a piece has its gate.
func TestProvidersCodes(t *testing.T) {
	files, err := filepath.Glob("../provider/testdata/snippets/*/*.html")
	if err != nil || len(files) < 100 {
		t.Fatalf("%d codes are there (%v)", len(files), err)
	}
	r := newTestRewriter(t, Options{})
	for _, name := range files {
		gated := false
		code, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range []string{
			"<!doctype html><title>A page</title><article><h1>A story</h1><p>Before.</p>\n" + string(code) + "\n<p>Behind.</p></article>",
			"<!doctype html><title>A page</title><div class=\"entry\"><p>Before. " + string(code) + " Behind.</p></div>",
		} {
			out, _ := rewriteString(t, r, page)
			if found := leaks(out); len(found) > 0 {
				t.Errorf("%s leaks: %s", name, strings.Join(found, "\n"))
			}
			if again, _ := rewriteString(t, r, out); again != out {
				t.Errorf("%s: a second pass changes\n%s\nto\n%s", name, out, again)
			}
			gated = gated || strings.Contains(out, `<section class="gf`)
		}
		called := strings.TrimSuffix(strings.TrimPrefix(name, "../provider/testdata/snippets/"), ".html")
		if slices.Contains(gateless, called) == gated {
			t.Errorf("%s: that it has a gate is %t", name, gated)
		}
	}
}

// gateless are the codes in whose place no gate stands: those that show nothing, are nobody's,
// or say only in a script of the page itself what they show.
var gateless = []string{
	"codepen/without-script", "flickr/old", "google-fonts/link", "google-tag/manager", "hubspot-forms/script", "kaltura/kwidget",
	"nobody/no-placeholders", "nobody/own", "nobody/script-like-mastodons", "recaptcha/box", "twitch/script-player-js", "x/follow-button",
}

// A paragraph is a piece up to its end tag, or up to what is no text.
func TestParagraphIsPiece(t *testing.T) {
	const (
		tag = `<p class="codepen" data-user="harbour" data-slug-hash="wvKOEMV">`
		pen = tag + `<span>See the Pen <a href="https://codepen.io/harbour/pen/wvKOEMV">Tides</a>.</span>`
	)
	r := newTestRewriter(t, Options{})
	for _, c := range []struct{ in, rest string }{
		{pen + `</p>`, ``},
		{pen + `</p> <script async src="https://public.codepenassets.com/embed/index.js"></script><p>More.</p>`, ` <p>More.</p>`},
		{`<ul><li>` + pen + `</P></ul>`, `<ul><li></ul>`},
		{pen + `<div>More.</div>`, `<div>More.</div>`},
		{pen + `<p>More.</p>`, `<p>More.</p>`},
		{`<div>` + pen + `</div>More.`, `<div></div>More.`},
		{pen + `<button>More.</p></button>`, `<button>More.</p></button>`},
	} {
		out, _ := rewriteString(t, r, c.in)
		start, end := strings.Index(out, `<link rel="stylesheet" href="/_gatefold`), strings.LastIndex(out, "</section>")
		if start < 0 || end < 0 || strings.Count(out, "<section") != 1 || !strings.Contains(out, "/_gatefold/embed/codepen/") {
			t.Errorf("%s has no gate:\n%s", c.in, out)
			continue
		}
		if rest := out[:start] + out[end+len("</section>"):]; rest != c.rest {
			t.Errorf("%s: left is\n%s\nwant\n%s", c.in, rest, c.rest)
		}
		if again, _ := rewriteString(t, r, out); again != out {
			t.Errorf("%s: a second pass makes of\n%s\n%s", c.in, out, again)
		}
	}
}

// A paragraph that ends a drawing stays: in the drawing a gate would be none.
func TestParagraphEndsDrawing(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, tag := range []string{"<svg><p>", "<math><p>", "<svg><g><p>"} {
		out, _ := rewriteString(t, r, tag+`<iframe src="https://www.youtube.com/embed/iwGFalTRHDA"></iframe></p>`)
		if !strings.HasPrefix(out, tag) || !strings.Contains(out, "<section") {
			t.Errorf("%s and a frame become %s", tag, out)
		}
	}
}
