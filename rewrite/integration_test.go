package rewrite

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// partings are pages in which browsers have other elements open, from some tag on, than
// stand in the page: a tag is ignored or closes more than it says. Each ends in a style
// element that is none for them, in or behind what they still have open.
var partings = map[string]string{
	"a template in the text of a noscript does not end":   `<template><noscript></template><p title="</noscript></template><img src=//leak.example/1>">`,
	"a column in a template, behind all that is counted":  strings.Repeat("<div>", 513) + `<template><col><style></template><img src=//leak.example/1></style>`,
	"a template more than is counted":                     strings.Repeat("<div>", 511) + `<template><template></template><col><style></template><img src=//leak.example/1></style>`,
	"two names whose letters change places":               `<svg><desc><abcdefghx></xbcdefgha></desc></svg></abcdefghx></desc><style><img src=//leak.example/1></style>`,
	"two names that are not in ASCII":                     "<svg><desc><x\x00></x\xff></desc></svg></x\x00></desc><style><img src=//leak.example/1></style>",
	"a frameset in a drawing":                             `<svg><desc><frameset></frameset></desc></svg><style><html style="background:url(//leak.example/1)"></style>`,
	"a select in a drawing, to old browsers":              `<svg><desc><select><svg><select/><article/></svg></select></desc></svg></article></desc><style><img src=//leak.example/1></style>`,
	"the end of a select in the text of a noscript":       `<select><noscript></select></noscript><style><img src=//leak.example/1></style></select>`,
	"a template in a drawing":                             `<svg><desc><template><col><svg><template/></svg></template></desc></svg><style></template><img src=//leak.example/1></style>`,
	"a column that closes a drawing":                      `<svg><desc><table><svg><desc><col></desc><template/></svg></table></desc></svg></template></table></desc><style><img src=//leak.example/1></style>`,
	"a column that closes a drawing, its place taken":     `<svg><desc><table><svg><desc><col></desc></svg><article></article></table></desc></svg><style><img src=//leak.example/1></style>`,
	"a table that closes the one around it":               `<svg><desc><table><td><svg><foreignObject><table><table></table></table></foreignObject><article/></svg></td></table></desc></svg></article></desc><style><img src=//leak.example/1></style>`,
	"a table that closes the one around its drawing":      `<svg><desc><table><svg><desc><table><svg></svg></table></desc><section/></svg></table></desc></svg></section></desc><style><img src=//leak.example/1></style>`,
	"a cell that closes another and its drawing":          `<svg><desc><table><td><svg><foreignObject><td></td></foreignObject><article/></svg></td></table></desc></svg></article></desc><style><img src=//leak.example/1></style>`,
	"a link that closes a link, and then one of drawings": `<svg><desc><svg><a><foreignObject><a><a></a></a><p></p></foreignObject><article/></a></svg></desc></svg></article></desc><style><img src=//leak.example/1></style>`,
	"an element of formulas in a drawing":                 `<svg><desc><svg><x><mi><x/></x><p></p></mi><article/></x></svg></desc></svg></article></desc><style><img src=//leak.example/1></style>`,
	"an element of drawings in a formula":                 `<math><mtext><math><x><desc><x/></x><p></p></desc><article/></x></math></mtext></math></article></mtext><style><img src=//leak.example/1></style>`,
	"a formula whose encoding has a space":                `<math><mtext><math><annotation-xml encoding=" text/html"><p></p></annotation-xml><article/></math></mtext></math></article></mtext><style><img src=//leak.example/1></style>`,
	"an annotation in a drawing":                          `<svg><desc><svg><annotation-xml encoding=text/html><p></p></annotation-xml><article/></svg></desc></svg></article></desc><style><img src=//leak.example/1></style>`,
	"a drawing in a formula that is none":                 `<math><mtext><math><svg><desc><p></p></desc><article/></svg></math></mtext></math></article></mtext><style><img src=//leak.example/1></style>`,
	"HTML behind a drawing in a drawing":                  `<svg><desc><svg></svg><x/></desc></svg></x></desc><style><img src=//leak.example/1></style>                                                `,
	"a sign in the words of a formula":                    `<math><mtext><math><mtext><mglyph/></mglyph></mtext><article/></math></mtext></math></article></mtext><style><img src=//leak.example/1></style>`,
}

// Where browsers have other elements open than stand in the page, nothing passes as text.
func TestPartings(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for name, in := range partings {
		t.Run(name, func(t *testing.T) {
			check(t, r, in)
			if out, _ := rewriteString(t, r, in); strings.Contains(out, "leak.example") && out == in {
				t.Errorf("%q passes", in)
			}
			latin := *testPage
			latin.Charset = "windows-1252"
			if out, _ := rewritePage(t, r, in, &latin); strings.Contains(out, "leak.example") {
				t.Errorf("in another encoding %q\nbecame %q", in, out)
			}
		})
	}
}

// A drawing that is well formed leaves no doubt, with HTML in it or not: what looks like
// markup in a style behind it is text.
func TestDrawingsEnd(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, drawing := range []string{
		`<svg viewBox="0 0 1 1"><g><a href="/"><path d="M0 0"/></a></g><title>A picture</title></svg>`,
		`<svg><foreignObject><div><table><thead><tr><th>a</th></tr></thead><tr><td>b<svg><path/></svg></td></tr></table></div></foreignObject></svg>`,
		`<svg><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><table><tbody><tr><td><table><tr><td>a</td></tr></table></td></tr></tbody></table></body></foreignObject></svg>`,
		`<table><tr><td><svg><foreignObject><p>a<br>b<input></p><a href="/">c</a></foreignObject></svg></td></tr></table>`,
		`<math><semantics><mrow><mi>x</mi><mtext>a <b>b</b></mtext></mrow><annotation-xml encoding="TEXT/html"><p>x</p></annotation-xml><annotation encoding="application/x-tex">x</annotation></semantics></math>`,
		`<math><annotation-xml><svg><desc><p>a</p></desc></svg></annotation-xml></math>`,
		`<svg><foreignObject><math><mi>x</mi></math></foreignObject></svg>`,
	} {
		in := "<!doctype html>" + drawing + `<style>/*<img src=//leak.example/1>*/</style>`
		if out, res := rewriteString(t, r, in); out != in {
			t.Errorf("%s\nbecame %s\n%+v", in, out, res.Findings)
		}
	}
}

// drawingParts are the names of which TestComposedDrawings builds pages.
var drawingParts = strings.Fields(`svg desc foreignObject math mi annotation-xml a x article p table td tr tbody caption col colgroup
	select option template button form b nobr li h1 font div object noscript frameset mglyph ruby rt br img`)

// Drawings with HTML in them, well formed for the most part and with few names at a time, so
// that they meet: whatever browsers make of one, nothing behind it loads.
func TestComposedDrawings(t *testing.T) {
	const end = "</article></x></a></b></p></div></table></template></desc></foreignObject></mi><style></template><img src=//leak.example/1></style>"
	r := newTestRewriter(t, Options{})
	random := rand.New(rand.NewPCG(3, 5))
	var page strings.Builder
	var tree func(names []string, depth int)
	tree = func(names []string, depth int) {
		for range 1 + random.IntN(2) {
			name := names[random.IntN(len(names))]
			switch random.IntN(4) {
			case 0:
				page.WriteString("<" + name + "/>")
			default:
				page.WriteString("<" + name + ">")
				if depth > 0 {
					tree(names, depth-1)
				}
				page.WriteString("</" + name + ">")
			}
		}
	}
	for range 4000 {
		names := []string{"svg", "desc", "article"}
		for range 1 + random.IntN(4) {
			names = append(names, drawingParts[random.IntN(len(drawingParts))])
		}
		page.Reset()
		page.WriteString("<svg><desc>")
		tree(names, 4)
		in := page.String() + "</desc></svg>" + end
		out, _ := rewriteString(t, r, in)
		if found := leaks(out); len(found) > 0 {
			t.Errorf("%q\nbecame %q\nwhich leaks: %s", in, out, strings.Join(found, "\n"))
		}
		if again, _ := rewriteString(t, r, out); again != out {
			t.Errorf("%q\nbecame %q\nand then %q", in, out, again)
		}
	}
}
