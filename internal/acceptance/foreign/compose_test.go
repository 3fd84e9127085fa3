package foreign

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/rewrite"
)

// contexts are what things stand in: what is before them, and some of the ways in which it
// may end or not.
var contexts = [][]string{
	{"<table>", "</table>", "", "</caption></table>"},
	{"<table><tr>", "</table>", "<td>"},
	{"<select>", "</select>", "<option>", "<input>"},
	{"<svg>", "</svg>", "</p></svg>", "<p>", ""},
	{"<svg><desc>", "</desc></svg>", "</svg>", "<table>"},
	{"<svg><foreignObject>", "</foreignObject></svg>", "</p></svg>"},
	{"<svg><style>", "</style></svg>", "</svg>"},
	{"<svg><style><![CDATA[", "]]></style></svg>", "</style></svg>", "]]>"},
	{"<math><mtext>", "</mtext></math>", "</math>", "<mglyph>"},
	{"<math><annotation-xml encoding=text/html>", "</annotation-xml></math>", ""},
	{"<noscript>", "</noscript>", "", "</noscript x>"},
	{"<noscript><!--", "</noscript>", "--></noscript>", "</noscript>-->"},
	{"<noscript><style>", "</noscript></style>", "</style></noscript>"},
	{"<template>", "</template>", "<col></template>"},
	{"<div><template shadowrootmode=open>", "</template></div>", "</div>"},
	{"<title>", "</title>", "</title/>", "</title"},
	{"<textarea>", "</textarea>", "</TEXTAREA\n>"},
	{"<!--", "-->", "--!>", "->", "<!-->"},
	{"<![CDATA[", "]]>", ">"},
	{"<a title='", "'>", "' >", ">'>"},
	{"<b>", "</b>", "<p></b>", ""},
	{"<p>", "</p>", ""},
	{"<frameset>", "</frameset>", ""},
	{"</body></html>", ""},
	{"<noframes>", "</noframes>", ""},
	{"<xmp>", "</xmp>", ""},
	{"<iframe>", "</iframe>", ""},
	{"<object>", "</object>", ""},
}

// values are written in an attribute or a style sheet, and lead to another site. "~" is a line
// end of one of the kinds there are.
var values = []string{
	`<style>p{content:"\~";background:url(//leak.test/a)}</style>`,
	`<p style='content:"\~&NewLine;;background:url("//leak.test/b")'>`,
	`<style>@import/*~*/"//leak.test/c";</style>`,
	`<style>@im\port~'//leak.test/d'`,
	`<p style="background:u\72l(~//leak.test/e)">`,
	`<p style="background:image-set(&quot;//leak.test/f&quot;~1x">`,
	`<img srcset="/a 1x,~//leak.test/g 2x">`,
	`<img src="~ht&Tab;tps:/\leak.test/h">`,
	`<iframe srcdoc="<style>p{content:'\~&NewLine;;background:url('//leak.test/i')}</style>"></iframe>`,
	`<iframe srcdoc='&lt;noscript>&lt;!--&lt;/noscript>~&lt;img src=//leak.test/j>'></iframe>`,
	`<svg><set attributeName=href to="#a;~//leak.test/k"/><path fill="url(~//leak.test/l)"/></svg>`,
	`<meta http-equiv=refresh content="0;~url='//leak.test/m'">`,
}

// composed gives pages in which what loads stands in one context within another. They are the
// same each time.
func composed(n int) (pages []string) {
	random := rand.New(rand.NewPCG(20, 26))
	things := append(values, canaries...)
	var one func(depth int) string
	one = func(depth int) string {
		if depth == 0 || random.IntN(3) == 0 {
			end := []string{" ", "\n", "\r", "\r\n", "\f", "\t"}[random.IntN(6)]
			return strings.ReplaceAll(things[random.IntN(len(things))], "~", end)
		}
		c := contexts[random.IntN(len(contexts))]
		s := c[0] + one(depth-1) + c[1+random.IntN(len(c)-1)]
		if random.IntN(3) == 0 {
			s += one(depth - 1)
		}
		if random.IntN(40) == 0 { // longer than what is looked at in one step
			s = "<p title='" + strings.Repeat("a ", 3<<10) + "'>" + s
		}
		return s
	}
	for range n {
		pages = append(pages, "<!doctype html>"+one(3)+one(2))
	}
	return pages
}

// Whatever stands in whatever: a rewritten page stays as it is, comes out the same however it
// comes in, and has no reference that loads.
func TestComposedPages(t *testing.T) {
	w := newWorkshop(t)
	pages := composed(800)
	after := make([]string, len(pages))
	for i, page := range pages {
		once := w.rewritten(t, page, "utf-8")
		if twice := w.rewritten(t, once, "utf-8"); twice != once {
			t.Errorf("%q\nbecame %q\nand then %q", short(page), short(once), short(twice))
		}
		if slow := w.slowly(t, page); slow != once {
			t.Errorf("%q\nbecame %q\nand byte by byte %q", short(page), short(once), short(slow))
		}
		after[i] = once
	}
	b := browser.Shared(t)
	b.Serve(paper, http.HandlerFunc(serveSilence))
	for _, noScript := range []bool{false, true} {
		p := b.Page(t, browser.View{NoScript: noScript})
		p.Open("https://" + paper + "/")
		if n := len(trees(p, pages[:100])); n < 25 {
			t.Errorf("of 100 pages as they were, only %d have references: is the harness blind?", n)
		}
		for i, found := range trees(p, after) {
			t.Errorf("%q\nbecame %q\nwhose tree has, scripts %t: %s", short(pages[i]), short(after[i]), !noScript, found)
		}
	}
}

// slowly gives what becomes of a page that comes byte by byte.
func (w *workshop) slowly(t testing.TB, page string) string {
	t.Helper()
	var out bytes.Buffer
	p := &rewrite.Page{URL: &url.URL{Scheme: "https", Host: paper, Path: "/"}, Charset: "utf-8"}
	if _, err := w.rewriter.Rewrite(&out, iotest.OneByteReader(strings.NewReader(page)), p); err != nil {
		t.Error(fmt.Errorf("%q: %w", short(page), err))
	}
	return out.String()
}
