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

// Themes give what stands in a story its column by rules for all children of an
// element: block themes of WordPress by the width and the margins, those of Ghost
// by a grid. A gate that takes the place of a frame stands in that column.
func TestGatesStandInTheColumnOfTheStory(t *testing.T) {
	b := browser.Shared(t)
	for name, css := range map[string]string{
		"margins":   `body .story>:where(:not(.wide)){max-width:600px;margin-left:auto!important;margin-right:auto!important}`,
		"of pieces": `.story>*{margin-inline:calc(50% - 300px)}`,
		"grid":      `.story{display:grid;grid-template-columns:[full-start] 1fr [main-start] 600px [main-end] 1fr [full-end]}.story>*{grid-column:main}`,
		"by line":   `.story{display:grid;grid-template-columns:1fr 600px 1fr}.story>*{grid-column:2/3}`,
	} {
		b.Serve(paper, door(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Story</title><style>%s</style><main class="story"><p>Text.</p>
				<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" width="560" height="315"></iframe>
				<blockquote class="twitter-tweet"><p lang="en" dir="ltr">High tide</p>&mdash; Ada Marsh (@adamarsh) <a href="https://twitter.com/adamarsh/status/1234567890123456789">May 5, 2024</a></blockquote></main>`, css)
		})))
		for _, width := range []int{1280, 640} {
			p := b.Page(t, browser.View{Width: width})
			p.Open("https://" + paper + "/")
			const places = `[...document.querySelectorAll(".story > p, .story > .gf")].map(e => { const r = e.getBoundingClientRect(); return Math.round(r.left) + " to " + Math.round(r.right) })`
			at := browser.Eval[[]string](p, places)
			if len(at) != 3 || at[1] != at[0] || at[2] != at[0] {
				t.Errorf("%s, %d px: the text and two gates stand at %q", name, width, at)
			}
		}
	}
}

// overlaps is an expression: the gates that lie over the text behind them, and those
// whose button something else covers.
const overlaps = `(() => {
	const wrong = [];
	for (const box of document.querySelectorAll(".x")) for (const gate of box.querySelectorAll("section.gf")) {
		const say = (what) => wrong.push((gate.querySelector("h2,h3,h4,h5,h6") || gate).textContent.slice(0, 60) + " in " + box.firstElementChild.outerHTML.slice(0, 120) + ": " + what);
		const over = gate.getBoundingClientRect().bottom - box.nextElementSibling.getBoundingClientRect().top;
		if (over > 1) say("it lies " + over + " px over the text behind it");
		const button = gate.querySelector("button[id$=-yes]");
		if (!button) continue;
		button.scrollIntoView({block: "center", behavior: "instant"});
		const r = button.getBoundingClientRect();
		const there = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
		if (!button.contains(there)) say("its button lies below " + (there ? there.outerHTML.slice(0, 80) : "nothing"));
	}
	return wrong;
})()`

// Codes bring boxes along that were made for a frame of a certain shape, one in the other
// perhaps. A gate in them has its own height, and lies over nothing.
func TestGatesLieOverNothing(t *testing.T) {
	codes := append(snippets(t),
		`<div style="position:relative;padding-top:56.25%"><iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" style="position:absolute;inset:0;width:100%;height:100%"></iframe></div>`,
		`<div style="position:relative;padding-bottom:56.25%;height:0;overflow:hidden"><div style="position:absolute;top:0;left:0;width:100%;height:100%">`+
			`<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" width="100%" height="100%"></iframe></div></div>`,
		`<figure style="padding:0 0 75%;position:relative"><span style="position:absolute;inset:0"><iframe src="https://weather.example.org/x"></iframe></span></figure>`,
	)
	const pages = 6
	b := browser.Shared(t)
	b.Serve(paper, door(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int(r.URL.Path[1] - '0')
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><html lang="en"><title>Boxes</title><body><main>`)
		for i := n; i < len(codes); i += pages {
			fmt.Fprintf(w, "<div class=\"x\">%s</div>\n<p>Text.</p>\n", codes[i])
		}
	})))
	for _, width := range []int{1280, 320} {
		for n := range pages {
			p := b.Page(t, browser.View{Width: width})
			p.Open(fmt.Sprintf("https://%s/%d", paper, n))
			if gates := browser.Eval[int](p, `document.querySelectorAll(".x section.gf").length`); gates < 50 {
				t.Errorf("page %d has only %d gates", n, gates)
			}
			for _, wrong := range browser.Eval[[]string](p, overlaps) {
				t.Errorf("%d px: %s", width, wrong)
			}
		}
	}
}
