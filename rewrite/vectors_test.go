package rewrite

import (
	"strings"
	"testing"
)

// A vector is one way to make a browser contact somebody, and what becomes of it.
// Here "GATE", "LINK" and "WORDS" stand for what was put in its place.
var vectors = []struct{ name, in, want string }{
	// What stays.
	{"own picture", `<img src="/a.png" srcset="/a.png 1x, b.png 2x">`, `<img src="/a.png" srcset="/a.png 1x, b.png 2x">`},
	{"own host", `<img src="https://harbour.example/a.png"><script src="//harbour.example/a.js"></script>`, `<img src="https://harbour.example/a.png"><script src="//harbour.example/a.js"></script>`},
	{"links", `<a href="https://leak.example/">x</a><link rel=canonical href="https://leak.example/">`, `<a href="https://leak.example/">x</a><link rel=canonical href="https://leak.example/">`},
	{"data pictures", `<img src="data:image/png;base64,AA=="><p style="background:url(data:image/png;base64,AA==)">`, `<img src="data:image/png;base64,AA=="><p style="background:url(data:image/png;base64,AA==)">`},
	{"text that looks like it", `<textarea><img src=//leak.example/></textarea><!-- <img src=//leak.example/> -->`, `<textarea><img src=//leak.example/></textarea><!-- <img src=//leak.example/> -->`},
	{"data blocks", `<script type="application/ld+json">{"@id":"https://leak.example/"}</script>`, `<script type="application/ld+json">{"@id":"https://leak.example/"}</script>`},
	{"forms", `<form action="https://leak.example/"><button formaction="//leak.example/">x</button></form>`, `<form action="https://leak.example/"><button formaction="//leak.example/">x</button></form>`},

	// Frames and other documents.
	{"frame", `<div><iframe src="https://leak.example/f"></iframe></div>`, `<div>GATE</div>`},
	{"frame in a paragraph", `<p>a <iframe src="//leak.example/f"></iframe> b</p>`, `<p>a </p>GATE<p> b</p>`},
	{"frame alone in a paragraph", `<p> <iframe src="//leak.example/f"></iframe> </p>x`, `GATEx`},
	{"frame in a link", `<a href="/x"><iframe src="//leak.example/f"></iframe></a>`, `<a href="/x">WORDS</a>`},
	{"frame in a button", `<button><iframe src="//leak.example/f"></iframe></button>`, `<button>WORDS</button>`},
	{"frame in a form", `<form><iframe src="//leak.example/f"></iframe></form>`, `<form>LINK</form>`},
	{"frame in a heading", `<h2><iframe src="//leak.example/f"></iframe></h2>`, `<h2>LINK</h2>`},
	{"frame in a row", `<table><tr><iframe src="//leak.example/f"></iframe><td></table>`, `<table><tr>LINK<td></table>`},
	{"frame in a cell", `<table><tr><td><iframe src="//leak.example/f"></iframe></table>`, `<table><tr><td>GATE</table>`},
	{"frame in a template", `<template><iframe src="//leak.example/f"></iframe></template>`, `<template><iframe data-gf-src="//leak.example/f"></iframe></template>`},
	{"frame that nobody sees", `<iframe src="//leak.example/f" style="display: none"></iframe>`, ``},
	{"frame with a script", `<iframe src="javascript:alert(1)"></iframe>`, `<iframe data-gf-src="javascript:alert(1)"></iframe>`},
	{"frame with a document", `<iframe src="data:text/html,x"></iframe>`, `<iframe data-gf-src="data:text/html,x"></iframe>`},
	{"srcdoc", `<iframe srcdoc="<p>&lt;img src=//leak.example/a alt=''>"></iframe>`, `<iframe srcdoc="&lt;p&gt;&lt;img data-gf-src=//leak.example/a alt=&#39;&#39;&gt;"></iframe>`},
	{"frameset", `<frameset><frame src="//leak.example/f"></frameset>`, `<frameset><frame data-gf-src="//leak.example/f"></frameset>`},
	{"object", `<div><object data="//leak.example/o"><p>x</p></object></div>`, `<div>GATE</div>`},
	{"embed", `<div><embed src="//leak.example/e"></div>`, `<div>GATE</div>`},
	{"applet", `<applet archive="//leak.example/a"></applet>`, `<applet data-gf-archive="//leak.example/a"></applet>`},
	{"portal", `<portal src="//leak.example/a"></portal>`, `<portal data-gf-src="//leak.example/a"></portal>`},
	{"fenced frame", `<fencedframe src="//leak.example/a"></fencedframe>`, `<fencedframe data-gf-src="//leak.example/a"></fencedframe>`},
	{"lazy frame", `<div><iframe data-src="https://www.youtube.com/embed/iwGFalTRHDA"></iframe></div>`, `<div>GATE</div>`},
	{"two addresses", `<div><iframe src="/own" src="//leak.example/f"></iframe></div>`, `<div><iframe src="/own" data-gf-src="//leak.example/f"></iframe></div>`},

	// Pictures and media.
	{"picture", `<figure><img src="//leak.example/p" alt="x"></figure>`, `<figure>GATE</figure>`},
	{"picture in a line", `<p>a <img src="//leak.example/f" alt="x"> b`, `<p>a LINK b`},
	{"picture in a link", `<a href="/x"><img src="//leak.example/p" alt="x"></a>`, `<a href="/x"><img data-gf-src="//leak.example/p" alt="x"></a>`},
	{"small picture", `<div><img src="//leak.example/p" width=16></div>`, `<div><img data-gf-src="//leak.example/p" width=16></div>`},
	{"picture that counts", `<img src="//leak.example/p" width=1 height=1>x`, `x`},
	{"set", `<img src="/a" srcset="/a 1x, //leak.example/p 2x">`, `<img src="/a" data-gf-srcset="/a 1x, //leak.example/p 2x">`},
	{"set with brackets in brackets", `<img src="/a" srcset="/a ((b) , //leak.example/p">`, `<img src="/a" data-gf-srcset="/a ((b) , //leak.example/p">`},
	{"picture element", `<div><picture><source srcset="//leak.example/s"><img src="//leak.example/p"></picture></div>`, `<div>GATE</div>`},
	{"source alone", `<picture><source srcset="//leak.example/s"><img src="/p"></picture>`, `<picture><source data-gf-srcset="//leak.example/s"><img src="/p"></picture>`},
	{"video", `<div><video src="//leak.example/v"></video></div>`, `<div>GATE</div>`},
	{"video with sources", `<div><video><source src="//leak.example/v"></video></div>`, `<div>GATE</div>`},
	{"poster", `<video src="/v" poster="//leak.example/p"></video>`, `<video src="/v" data-gf-poster="//leak.example/p"></video>`},
	{"list in a film", `<video src="data:video/mp4,%23EXTM3U%0Ahttps://leak.example/v"></video><audio src="data:audio/mpeg;base64,77u/%49 0VYVE0zVQo="></audio>`, `<video data-gf-src="data:video/mp4,%23EXTM3U%0Ahttps://leak.example/v"></video><audio data-gf-src="data:audio/mpeg;base64,77u/%49 0VYVE0zVQo="></audio>`},
	{"film in its address", `<video src="data:video/mp4;base64,AAAAIGZ0eXA="></video><track src="data:text/vtt,WEBVTT%0A%0A">`, `<video src="data:video/mp4;base64,AAAAIGZ0eXA="></video><track src="data:text/vtt,WEBVTT%0A%0A">`},
	{"track", `<video src="/v"><track src="//leak.example/t"></video>`, `<video src="/v"><track data-gf-src="//leak.example/t"></video>`},
	{"zero in a name", "<style\x00><embed src=//leak.example/s>", "<style\x00>GATE"},
	{"button with a picture", `<input type=image src="//leak.example/i">`, `<input type=image data-gf-src="//leak.example/i">`},
	{"backgrounds", `<body background="//leak.example/b"><table><td background="//leak.example/c">`, `<body data-gf-background="//leak.example/b"><table><td data-gf-background="//leak.example/c">`},
	{"old image", `<image src="//leak.example/i">`, `GATE`},

	// Scripts.
	{"script", `<script async src="//leak.example/s"></script>`, `<script type="text/plain" async data-gf-src="//leak.example/s"></script>`},
	{"script with two sources", `<script src="" src="//leak.example/s"></script>`, `<script src="" data-gf-src="//leak.example/s"></script>`},
	{"script with three sources", `<script src src="&#10;" SRC=//leak.example/s></script>`, `<script src src="&#10;" data-gf-SRC=//leak.example/s></script>`},
	{"module", `<script type=module src="//leak.example/s"></script>`, `<script type="text/plain" data-gf-type=module data-gf-src="//leak.example/s"></script>`},
	{"import map", `<script type=importmap>{"imports":{"a":"https://leak.example/a"}}</script>`, `<script type="text/plain" data-gf-type=importmap>{"imports":{"a":"https://leak.example/a"}}</script>`},
	{"own import map", `<script type=importmap>{"imports":{"a":"/a.js"}}</script>`, `<script type=importmap>{"imports":{"a":"/a.js"}}</script>`},
	{"speculation", `<script type=speculationrules>{"prefetch":[{"source":"document"}]}</script>`, `<script type="text/plain" data-gf-type=speculationrules>{"prefetch":[{"source":"document"}]}</script>`},
	{"import map with a zero", `<script type=importmap>{"imports":{"a":"\u0000 https://leak.example/a"}}</script>`, `<script type="text/plain" data-gf-type=importmap>{"imports":{"a":"\u0000 https://leak.example/a"}}</script>`},
	{"map and rules in a drawing", `<svg><script type=importmap src=/a>{"imports":{"a":"//leak.example/a"}}</script><script type=speculationrules>{"prefetch":[{"urls":["&#47;&sol;leak.example"]}]}</script></svg>`, `<svg><script type="text/plain" data-gf-type=importmap src=/a>{"imports":{"a":"//leak.example/a"}}</script><script type="text/plain" data-gf-type=speculationrules>{"prefetch":[{"urls":["&#47;&sol;leak.example"]}]}</script></svg>`},
	{"own rules in a drawing", `<svg><script type=speculationrules>{"prefetch":[{"urls":["/a?b=c&amp;d=e"]}]}</script></svg>`, `<svg><script type=speculationrules>{"prefetch":[{"urls":["/a?b=c&amp;d=e"]}]}</script></svg>`},
	{"rules with addresses and a condition", `<script type=speculationrules>{"prefetch":[{"urls":["/a"],"where":{"not":{"href_matches":"/b"}}}]}</script>`, `<script type="text/plain" data-gf-type=speculationrules>{"prefetch":[{"urls":["/a"],"where":{"not":{"href_matches":"/b"}}}]}</script>`},
	{"own speculation", `<script type=speculationrules>{"prefetch":[{"source":"document","where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/x"}}]}}]}</script>`, `<script type=speculationrules>{"prefetch":[{"source":"document","where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/x"}}]}}]}</script>`},

	// Styles.
	{"style sheet", `<link rel="stylesheet" href="//leak.example/s">`, `<link rel="stylesheet" data-gf-href="//leak.example/s">`},
	{"style sheet that carries itself", `<link rel=stylesheet href="data:text/css,@import'//leak.example/s'">`, `<link rel=stylesheet data-gf-href="data:text/css,@import'//leak.example/s'">`},
	{"style element", `<style>a{b:url(//leak.example/c)}</style>`, `<style>a{b:url(about:invalid)}</style>`},
	{"style attribute", `<p style="a:url('//leak.example/c');b:c">`, `<p style="a:url(&quot;about:invalid&quot;);b:c">`},
	{"style in references", `<p style="a:u&#114;l&lpar;&sol;/leak.example/c)">`, `<p style="a:u&#114;l&lpar;about:invalid)">`},
	{"style behind an open reference", `<p style="a:url&#x28//leak.example/c);--b:&quot;c&quot&#34;//leak.example/d&quot">`, `<p style="a:url&#x28;about:invalid);--b:&quot;c&quot;&quot;about:invalid&quot;">`},

	// Hints and the like.
	{"hints", `<link rel=preconnect href=//leak.example><link rel="dns-prefetch" href=//leak.example><link rel=preload as=font href=//leak.example/f>`, `<link rel=preconnect data-gf-href=//leak.example><link rel="dns-prefetch" data-gf-href=//leak.example><link rel=preload as=font data-gf-href=//leak.example/f>`},
	{"icon and manifest", `<link rel="shortcut icon" href=//leak.example/i><link rel=manifest href=//leak.example/m>`, `<link rel="shortcut icon" data-gf-href=//leak.example/i><link rel=manifest data-gf-href=//leak.example/m>`},
	{"set of a hint", `<link rel=preload as=image imagesrcset="//leak.example/i 2x" href="/i">`, `<link rel=preload as=image data-gf-imagesrcset="//leak.example/i 2x" href="/i">`},
	{"ping", `<a href="/" ping="/own //leak.example/p">x</a>`, `<a href="/" data-gf-ping="/own //leak.example/p">x</a>`},
	{"attribution", `<a href="/" attributionsrc="//leak.example/p">x</a>`, `<a href="/" data-gf-attributionsrc="//leak.example/p">x</a>`},
	{"refresh", `<meta http-equiv=refresh content="3; URL='//leak.example/'">`, `<meta data-gf-http-equiv=refresh content="3; URL='//leak.example/'">`},
	{"refresh behind white space", `<meta http-equiv=refresh content="0;url=&#x3000;//leak.example/"><meta http-equiv=refresh content="&emsp;0&#11;;//leak.example/">`, `<meta data-gf-http-equiv=refresh content="0;url=&#x3000;//leak.example/"><meta data-gf-http-equiv=refresh content="&emsp;0&#11;;//leak.example/">`},
	{"own refresh with letters", `<meta http-equiv=refresh content="3; url=über/uns"><meta http-equiv=refresh content="3;&nbsp;url=/a?b=ü">`, `<meta http-equiv=refresh content="3; url=über/uns"><meta http-equiv=refresh content="3;&nbsp;url=/a?b=ü">`},
	{"own refresh", `<meta http-equiv=refresh content="3; url=/a">`, `<meta http-equiv=refresh content="3; url=/a">`},
	{"looking up in advance", `<meta http-equiv="x-dns-prefetch-control" content="on">`, `<meta data-gf-http-equiv="x-dns-prefetch-control" content="on">`},
	{"base", `<base href="//leak.example/a/"><img src="b.png" width=9><a href="c">d</a>`, `<base data-gf-href="//leak.example/a/"><img data-gf-src="b.png" width=9><a href="https://leak.example/a/c">d</a>`},

	// Drawings and formulas.
	{"drawing", `<svg><image href="//leak.example/i"/><use xlink:href="//leak.example/u#a"/></svg>`, `<svg><image data-gf-href="//leak.example/i"/><use data-gf-xlink:href="//leak.example/u#a"/></svg>`},
	{"paint", `<svg><rect fill="url(//leak.example/f#a)" mask="url(#m)"/></svg>`, `<svg><rect fill="url(about:invalid)" mask="url(#m)"/></svg>`},
	{"animated paint", `<svg><animate attributeName=fill values="red;url(//leak.example/s#a)"/></svg>`, `<svg><animate attributeName=fill data-gf-values="red;url(//leak.example/s#a)"/></svg>`},
	{"animation", `<svg><set attributeName=href to="//leak.example/s"/></svg>`, `<svg><set attributeName=href data-gf-to="//leak.example/s"/></svg>`},
	{"link in a drawing", `<svg><a xlink:href="//leak.example/">x</a></svg>`, `<svg><a xlink:href="//leak.example/">x</a></svg>`},
	{"script in a drawing", `<svg><script href="//leak.example/s"></script></svg>`, `<svg><script data-gf-href="//leak.example/s"></script></svg>`},
	{"formula", `<math><mglyph src="//leak.example/m"></math>`, `<math><mglyph data-gf-src="//leak.example/m"></math>`},
	{"unknown element", `<x-y src="//leak.example/x"></x-y>`, `<x-y data-gf-src="//leak.example/x"></x-y>`},

	// Ways to write an address.
	{"backslashes", `<img src="\\leak.example\p" width=9>`, `<img data-gf-src="\\leak.example\p" width=9>`},
	{"references", `<img src="&#x2f;&sol;leak.example/p" width=9>`, `<img data-gf-src="&#x2f;&sol;leak.example/p" width=9>`},
	{"tabs", "<img src=\"/\t/leak.example/p\" width=9>", "<img data-gf-src=\"/\t/leak.example/p\" width=9>"},
	{"user name", `<img src="https://harbour.example@leak.example/p" width=9>`, `<img data-gf-src="https://harbour.example@leak.example/p" width=9>`},
	{"no slashes", `<img src="https:leak.example/p" width=9>`, `<img data-gf-src="https:leak.example/p" width=9>`},
	{"capitals", `<IMG SRC="HTTPS://LEAK.EXAMPLE/p" WIDTH=9>`, `<IMG data-gf-SRC="HTTPS://LEAK.EXAMPLE/p" WIDTH=9>`},
	{"name like the own", `<img src="https://harbour.example.leak.example/p" width=9>`, `<img data-gf-src="https://harbour.example.leak.example/p" width=9>`},
	{"own name in escapes", `<img src="https://h%61rbour.example/p" width=9>`, `<img src="https://h%61rbour.example/p" width=9>`},
	{"own name in wide letters", `<img src="https://ｈａｒｂｏｕｒ。example/p" width=9>`, `<img src="https://ｈａｒｂｏｕｒ。example/p" width=9>`},
	{"name that looks like the own", `<img src="https://hаrbour.example/p" width=9>`, `<img data-gf-src="https://hаrbour.example/p" width=9>`},
	{"frame on a name in other letters", `<div><iframe src="https://bücher.leak.example/f"></iframe></div>`, `<div>GATE</div>`},
}

func TestVectors(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			out, res := rewriteString(t, r, v.in)
			if got := abbreviate(out); got != v.want {
				t.Errorf("%s\nbecomes %s\nwant    %s", v.in, got, v.want)
			}
			if out != v.in && len(res.Findings) == 0 {
				t.Error("nothing is said of it")
			}
			check(t, r, v.in)
		})
	}
}

// abbreviate puts a word in the place of what is put into pages.
func abbreviate(page string) string {
	for _, a := range []struct{ from, to, with string }{
		{`<link rel="stylesheet" href="/_gatefold/`, `defer></script>`, ""},
		{`<section class="gf`, `</section>`, "GATE"},
		{`<a class="gf-in-place" href="https://leak.example/f" rel="noopener external"`, `</a>`, "LINK"},
		{`<span class="gf-in-place"`, `</span>`, "WORDS"},
	} {
		for {
			i := strings.Index(page, a.from)
			if i < 0 {
				break
			}
			n := strings.Index(page[i:], a.to)
			page = page[:i] + a.with + page[i+n+len(a.to):]
		}
	}
	return page
}

// Who reads the report finds pieces under what they are and whose.
func TestFindingsNameThePiece(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for in, want := range map[string]Finding{
		`<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/CUbHfhpswxt/"></blockquote>`: {Kind: Embed, Provider: "instagram", Name: "Instagram"},
		`<div><iframe src="https://www.youtube.com/embed/iwGFalTRHDA"></iframe></div>`:                                        {Kind: Frame, Provider: "youtube", Name: "YouTube", Host: "www.youtube.com"},
		`<div><iframe src="https://leak.example/"></iframe></div>`:                                                            {Kind: Frame, Host: "leak.example"},
	} {
		_, res := rewriteString(t, r, in)
		if len(res.Findings) == 0 {
			t.Errorf("%s is not reported", in)
			continue
		}
		got := res.Findings[0]
		if got.Kind != want.Kind || got.Provider != want.Provider || got.Name != want.Name || got.Host != want.Host || got.Action != Gated {
			t.Errorf("%s is reported as %+v", in, got)
		}
	}
}
