package rewrite

import (
	"slices"
	"strings"
	"testing"
)

// leakyPages each contact leak.example.
var leakyPages = []string{
	`<img src="https:leak.example/a">`, `<img src="\\leak.example">`, `<img src=" &Tab;/&NewLine;/leak.example">`, `<img src="//harbour.example@leak.example/">`,
	`<img src="HTTP://leak.example:80">`, `<img src="//harbour.example.leak.example">`, `<embed src="blob:https://leak.example/a">`,
	`<img srcset="/a 1x, //leak.example/b 2x">`, `<img srcset="/a, //leak.example">`, `<img srcset="/a (b,c) 1x,//leak.example 2x">`, `<img srcset="/a ((b) , //leak.example">`,
	`<img srcset=",,//leak.example,">`, `<link rel=preload as=image imagesrcset="//leak.example">`, `<a href=/ ping="/a //leak.example">`,
	`<meta http-equiv=refresh content="0;url=//leak.example">`, `<meta http-equiv=refresh content=" .5 , //leak.example">`,
	`<meta http-equiv=refresh content="1; URL = '//leak.example' x">`, `<meta http-equiv=refresh content="0 http://leak.example">`,
	`<meta http-equiv=refresh content="0;url=&#x3000;//leak.example">`, `<meta http-equiv=refresh content="&emsp;0&emsp;;url=//leak.example">`,
	`<meta http-equiv=refresh content="0&#11; url='&ensp;//leak.example&ensp;'">`,
	`<script type=importmap>{"imports":{"a":"\u0000https://leak.example/a"}}</script>`, `<script type=" SpeculationRules">{"prefetch":[{"source":"list","urls":["/a","\/\/leak.example"]}]}</script>`,
	`<svg><script type=importmap src=/a>{"imports":{"a":"//leak.example/a"}}</script></svg>`, `<svg><script type=speculationrules>{"prefetch":[{"urls":["&#x2f;&sol;leak.example"]}]}</script></svg>`,
	`<base href="//leak.example/">`, `<iframe srcdoc="<img src=//leak.example>"></iframe>`, `<noscript><img src=//leak.example></noscript>`,
	`<object data="data:text/html,<img src=//leak.example>"></object>`, `<iframe src="javascript:'<img src=//leak.example>'"></iframe>`,
	`<svg><set attributeName=href to=//leak.example>`, `<svg><animate attributeName=href values="#a;//leak.example">`,
	`<svg><animate attributeName=fill values="red;url(//leak.example#a)">`, `<svg><rect fill="url(//leak.example#a)">`, `<svg><use xlink:href="//leak.example#a">`,
	`<svg><style>a{b:url(//leak.example)}</style></svg>`, `<svg><path marker-end="url(//leak.example#a)">`,
}

// leakySheets each load something from leak.example.
var leakySheets = []string{
	`a{b:url(//leak.example)}`, `a{b:URL( '//leak.example' )}`, `a{b:u\72l(//leak.example)}`, `a{b:url(\2f\2f leak.example)}`, `a{b:url("\/\/leak.example")}`,
	`a{b:url(//leak.example`, `a{b:url("//leak.example`, `a{b:url( //leak.example )`, `a{b:src("//leak.example")}`, `a{b:image-set("//leak.example" 1x)}`,
	`a{b:-webkit-image-set(url(/a) 1x,'//leak.example' 2x)}`, `a{b:image-set(var(--a,"//leak.example") 1x)}`, `a{--b:"//leak.example";c:src(var(--b))}`,
	`a{--b:{c:d;e:"//leak.example"}}`, `<!--url(a"b){} c{d:url(//leak.example)}/*"*/`, `xurl(/a/*) "*/" /* "{} b{c:url(//leak.example)} */`, `a{--b:@namespace "//leak.example"}`, `a{-\-b:'//leak.example'}`, `@property --a{initial-value:"//leak.example"}`, `@function --a(){result:"//leak.example"}`,
	`@import "//leak.example"`, `@import/**/'//leak.example' print;`, `@im\70 ort url(//leak.example);`, `@IMPORT URL("//leak.example")`, `@import src("//leak.example")`,
	`/*"*/a{b:url(//leak.example)}/*"*/`, `a{b:"/*"}c{d:url(//leak.example)}/**/`, "a{b:\"c\nd:url(//leak.example)}", "a{b:\"\\63\n\";d:url(//leak.example);e:\"\"}", "a{b:\"\\000063\r\n\";d:url(//leak.example);e:\"\"}", "a{b:\"c\\\n\";d:url(//leak.example)}",
	`a{b:url(c d)}e{f:url(//leak.example)}`, `a{b:url(c"d)}e{f:url(//leak.example)}`, `a{b:"\"";c:url(//leak.example)}`, `@font-face{src:local("a"),url(//leak.example)}`,
	`@"@import "//leak.example";`, `@layer "b; @import //leak.example ; "`, `@import "/a;b";@layer "c; @import //leak.example ; "`, `/***/ a{b:"*/@import '//leak.example';"}`,
	`@import "a\";@import '//leak.example';"`, `@import urXl(//leak.example);`,
	`a{--b:` + strings.Repeat("[", 70) + strings.Repeat("]", 64) + `@namespace "//leak.example"` + strings.Repeat("]", 6) + `}`,
	`@charset ";@import '//leak.example';";`, `@layer a/*;@import url(//leak.example) x;*/;`, `/**/@import "/a" b(";@import '//leak.example'`,
	`a{b:1url(/c)url(//leak.example)}`, `<!--a{b:url(//leak.example)}-->`, `@namespace "a";b{c:url(//leak.example)}`, `a{b:url(//leak.example/\)c)}`,
}

// The oracle finds what is known to leak: a test that it passes says something.
func TestOracleFindsLeaks(t *testing.T) {
	pages := slices.Concat(canaries, leakyPages)
	for _, css := range leakySheets {
		pages = append(pages, "<style>"+css+"</style>")
	}
	for _, page := range pages {
		if len(leaks(page)) == 0 {
			t.Errorf("%s leaks, and the oracle does not see it", page)
		}
	}
}

// The oracle does not cry out where browsers load nothing.
func TestOracleIsFair(t *testing.T) {
	pages := []string{
		`<img src="/a"><img src="https://harbour.example/"><img src="//HARBOUR.example:443/a"><img src=a//leak.example>`, `<img src="https://"><img src="//?leak.example">`,
		`<a href="//leak.example">a</a>`, `<img src="data:image/png,leak.example">`, `<img srcset="a,//leak.example 1x">`, `<img srcset="/a (b, //leak.example) 1x">`,
		`<meta http-equiv=refresh content="x;url=//leak.example">`, `<meta http-equiv=refresh content="0;/?//leak.example">`, `<textarea><img src=//leak.example></textarea>`,
		`<meta http-equiv=refresh content="0&emsp;0;url=//leak.example">`, `<script type=importmap>{"imports":{"a":"/b"}} //leak.example</script>`, `<script type=application/json>["//leak.example"]</script>`,
		`<!-- <img src=//leak.example> -->`, `<svg><set attributeName=x to="leak.example">`, `<p style="<&#33-&#45\75rl(url(//leak.example))">`, `<p style="initial-value:'//leak.example'">`, `<p style="{result:'//leak.example'}">`,
	}
	for _, css := range []string{
		`a{b:url(c //leak.example)}`, `a{b:url(c"//leak.example)}`, `a{b:url(c(//leak.example))}`, `a{content:"//leak.example"}`, `a{content:"url(//leak.example)"}`,
		`/* url(//leak.example) */`, `a{b:1url(//leak.example)}`, `@namespace url(//leak.example);`, "a{b:image-set(\"//leak.example\n\" 1x)}", `a[b="//leak.example"]{}`,
		`@x a/*;@import '//leak.example';*/;`, `a{}/*;@import '//leak.example';*/`, `/*;@import '//leak.example';*/`, `@layer a /*;@import//leak.example;*/;`,
		`a{b:format("//leak.example")}`, `@import "/a" "//leak.example";`, `a{c --b:"//leak.example"}`, `a{b:image-set(url(/a) 1x)"//leak.example"}`, `a{b:#url (//leak.example)}`,
	} {
		pages = append(pages, "<style>"+css+"</style>")
	}
	for _, page := range pages {
		if found := leaks(page); len(found) > 0 {
			t.Errorf("%s leaks nothing, but: %s", page, found)
		}
	}
}
