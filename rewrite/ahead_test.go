package rewrite

import (
	"strings"
	"testing"
)

// What browsers see when they look ahead, and what they do not.
func TestGlances(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, css := range []string{
		`@charset ";@import '//leak.example/a';";`, `@charset "; @import  '//leak.example/a' x;";`, `@import "/a" supports(content:";@import url(//leak.example/a);");`,
		`@import "/a" /*;@import '//leak.example/a';*/;`, `@layer a/*;@IMPORT url("//leak.example/a");*/;`, " /* a */ @layer a /*;\n@import\n//leak.example/a;*/;",
		`@namespace url(a;@import '//leak.example/a';);`, `@x "{;@import '//leak.example/a';}";`, `@layer a{b{c:"d;@import '//leak.example/a';"}}`,
		`@layer a/*;@import '//leak.example/a'`, `@layer a "b;@import url(//leak.example/a)`,
		`@import "//"leak.example/a" x;`, `@import '//'.leak.example/a'`,
		`@"@import "//leak.example/a";`, `@;@"@import '//leak.example/a';"`, `@layer "b; @import //leak.example/a ; "`,
		`@import "/a;b";@layer "c; @import //leak.example/a ; "`, `@import url(/a;b);@layer "c; @import //leak.example/a ; "`, `@import "/a\";"; @layer "@import //leak.example/a ;"`,
		`/***/ a{content:"*/@import '//leak.example/a';"}`, `@import "a\";@import '//leak.example/a';"`, `@import urXl(//leak.example/a);`, `@import ur;l( "//leak.example/a" );`,
		`@charset "   @import //leak.example/a ; ";`, `@layer a /*   @IMPORT "//leak.example/a" */;`, `@import "/a" "   @import url(//leak.example/a) ";`,
		`@layer ` + strings.Repeat("a,", maxWindow) + `b /*;@import '//leak.example/a';*/;`,
	} {
		page := "<style>" + css + "</style>"
		out, res := rewriteString(t, r, page)
		if !strings.HasPrefix(out, "<style>"+blind) || len(res.Findings) == 0 || res.Findings[0].Kind != Unclear {
			t.Errorf("%.200s\nbecomes %.200s (%v)", page, out, res.Findings)
		}
		if len(page) < maxWindow {
			check(t, r, page)
		}
		if out, _ := rewriteString(t, r, "<svg>"+page+"</svg>"); out != "<svg>"+leftOut+"</svg>" && len(page) < maxWindow {
			t.Errorf("in a drawing %s\nbecomes %s", page, out)
		}
	}
	for _, css := range []string{
		`/* @import url(//leak.example/a); */ a{}`, `/*;@import '//leak.example/a';*/`, `a{content:";@import '//leak.example/a';"}`, `@import "/a";@import url(/b) layer(c);d{}`,
		`@layer a /*;@import '/b';*/;`, "/***/ a{}/***/", `@import url(/a;b@c) d;@import "/e f" g;`, `@import url(/a) layer(b) supports(c:d) screen and (e:1px);`, `@charset "utf-8";/* @import '//leak.example/' */`, `@import "/a";` + strings.Repeat("b{c:d}", maxWindow), `@media x{a{b:"c;@import"}}`,
		"/*" + strings.Repeat("a", 3*firstWindow/2) + "*/b{}",
		`@import "/a"//leak.example/a";`, // a path of this site, to its last letter
	} {
		page := "<style>" + css + "</style>"
		if out, _ := rewriteString(t, r, page); out != page {
			t.Errorf("%.200s\nbecomes %.200s", page, out)
		}
	}
}

// What takes the place of an address may lead a look on to what it did not see before.
func TestGlancesBehindAddresses(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for in, want := range map[string]string{
		`@import "//leak.example/ ;/*";@layer "*/; @import //leak.example/b ; "`: blind + `@import "about:invalid";@layer "*/; @import //leak.example/b ; "`,
		`@import "//leak.example/ ;/*";@layer "*/; @import /b ; "`:               `@import "about:invalid";@layer "*/; @import /b ; "`,
		`@import url('https://leak.example/a?b:c@400;700');@import "/d";`:        `@import url("about:invalid");@import "/d";`,
		`@import "//leak.example/a" layer;@import url( //leak.example/b );c{}`:   `@import "about:invalid" layer;@import url(about:invalid);c{}`,
	} {
		page := "<style>" + in + "</style>"
		if out, _ := rewriteString(t, r, page); out != "<style>"+want+"</style>" {
			t.Errorf("%s\nbecomes %s", in, out)
		}
		check(t, r, page)
	}
}

// The name of an attribute may begin with "=", and hold quotes.
func TestNamesThatBeginWithAnEqualsSign(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for in, want := range map[string]string{
		`<iframe =''src=//leak.example/a>`:              `<iframe data-gf--''src=//leak.example/a>`,
		`<iframe ="" =''data-src="//leak.example/a">`:   `<iframe ="" =''data-gf-data-src="//leak.example/a">`, // the value of the one before
		`<iframe a =src=//leak.example/a b=c>`:          `<iframe a =src=//leak.example/a b=c>`,                // the value of a
		`<iframe/=src=//leak.example/a b=c>`:            `<iframe/data-gf--src=//leak.example/a b=c>`,
		`<img =data-src=//leak.example/a src=/a.png>`:   `<img =data-src=//leak.example/a src=/a.png>`,
		`<img ="src=//leak.example/a" data-src=/a.png>`: `<img ="src=//leak.example/a" data-src=/a.png>`,
	} {
		if out, _ := rewriteString(t, r, in); out != want {
			t.Errorf("%s\nbecomes %s\nwant    %s", in, out, want)
		}
		check(t, r, in)
	}
}

// Of a frame that has no gate, since it never ends, no address is left that a script could take.
func TestWaitingAddressesOfAFrameWithoutAGate(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for in, want := range map[string]string{
		`<iframe src=//leak.example/a a-src=//leak.example/b data-src=//leak.example/c>`: `<iframe data-gf-src=//leak.example/a data-gf-a-src=//leak.example/b data-gf-data-src=//leak.example/c>`,
		`<iframe data-src=//leak.example/b data-lazy-src=//leak.example/c a-src=/own>`:   `<iframe data-gf-data-src=//leak.example/b data-gf-data-lazy-src=//leak.example/c a-src=/own>`,
	} {
		if out, _ := rewriteString(t, r, in); out != want {
			t.Errorf("%s\nbecomes %s\nwant    %s", in, out, want)
		}
		check(t, r, in)
	}
}

// Of attributes that stand twice, the last may count for who looks ahead.
func TestAttributesTwice(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for in, want := range map[string]string{
		`<link rel="" rel=preload as=image href="//leak.example/a">`:                       `<link rel="" rel=preload as=image data-gf-href="//leak.example/a">`,
		`<link rel=canonical rel=stylesheet href="//leak.example/a">`:                      `<link rel=canonical rel=stylesheet data-gf-href="//leak.example/a">`,
		`<script type="text/x" type=module src="//leak.example/a"></script>`:               `<script type="text/plain" data-gf-type="text/x" data-gf-type=module data-gf-src="//leak.example/a"></script>`,
		`<script type=importmap type=module>{"imports":{"a":"//leak.example/a"}}</script>`: `<script type="text/plain" data-gf-type=importmap data-gf-type=module>{"imports":{"a":"//leak.example/a"}}</script>`,
		`<script type="text/x" type="text/y" src="//leak.example/a"></script>`:             `<script type="text/x" type="text/y" src="//leak.example/a"></script>`,
		`<link rel=canonical rel=me href="//leak.example/a">`:                              `<link rel=canonical rel=me href="//leak.example/a">`,
	} {
		if out, _ := rewriteString(t, r, in); out != want {
			t.Errorf("%s\nbecomes %s\nwant    %s", in, out, want)
		}
	}
}
