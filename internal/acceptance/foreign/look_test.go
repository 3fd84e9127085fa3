package foreign

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/browser"
)

// differs is an expression: in what the gates of a page that was rewritten look
// otherwise than they would in one of ours, whose style it is given.
const differs = `(async css => {
	const what = ["display", "visibility", "position", "flexDirection", "flexGrow", "flexWrap", "alignItems", "gridRowStart", "gridColumnStart",
		"rowGap", "listStyleType", "clipPath", "paddingTop", "paddingLeft", "marginTop", "borderTopWidth", "minHeight", "aspectRatio", "objectFit"];
	const sides = ["x", "width", "height"];
	const looks = () => [...document.querySelectorAll(".gf, .gf *")].map(e => {
		const s = getComputedStyle(e), r = e.getBoundingClientRect();
		return what.map(w => s[w]).concat(sides.map(w => r[w]));
	});
	const is = looks();
	for (const sheet of document.styleSheets) sheet.disabled = true;
	const ours = new CSSStyleSheet;
	ours.replaceSync(css);
	document.adoptedStyleSheets = [ours];
	const should = looks();
	const wrong = new Set;
	[...document.querySelectorAll(".gf, .gf *")].forEach((e, i) => what.concat(sides).forEach((w, j) => {
		const near = Math.abs(parseFloat(is[i][j]) - parseFloat(should[i][j])) < 1;
		if (is[i][j] != should[i][j] && !near) wrong.add((e.className || e.tagName) + " " + w + ": " + is[i][j] + ", not " + should[i][j]);
	}));
	return [...wrong];
})(%q)`

// In a page without a style of its own a rewritten gate looks as in a page of
// ours: what keeps the page's style away takes nothing of the gate's.
func TestGatesLookAsInOurPages(t *testing.T) {
	b := browser.Shared(t)
	b.Serve(paper, door(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><html lang="en"><title>Plain</title><body style="font:16px/1.5 sans-serif"><main>
			<div><iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" width="560" height="315"></iframe></div>
			<div><iframe src="https://weather.example.org/x" width="300" height="200"></iframe></div>
			<blockquote class="twitter-tweet"><p lang="en" dir="ltr">High tide</p>&mdash; Ada Marsh (@adamarsh) <a href="https://twitter.com/adamarsh/status/1234567890123456789">May 5, 2024</a></blockquote></main>`)
	})))
	p := b.Page(t, browser.View{})
	p.Open("https://" + paper + "/")
	if n := browser.Eval[int](p, `document.querySelectorAll(".gf").length`); n != 3 {
		t.Fatalf("the page has %d gates", n)
	}
	for _, wrong := range browser.Eval[[]string](p, fmt.Sprintf(differs, gate.Style())) {
		t.Error(wrong)
	}
}
