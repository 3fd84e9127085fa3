package rewrite

import "testing"

// harmlessPages are things that ordinary pages have and that load nothing from elsewhere,
// though addresses of others, or what looks like them, stand in them.
var harmlessPages = map[string]string{
	"links of all sorts": `<a href="https://leak.example/" rel="noopener nofollow" target=_blank>a</a><a href=//leak.example/b download>b</a><area href='https://leak.example/c'>` +
		`<a href="mailto:a@leak.example">d</a><a href="tel:+49">e</a><a href="javascript:void(0)">f</a><a href="whatsapp://send?text=https://leak.example">g</a><a href="intent://leak.example#Intent;end">h</a>`,
	"what is said about a page": `<link rel=canonical href="https://leak.example/a"><link rel=alternate hreflang=de href="https://leak.example/de/"><link rel="alternate" type="application/rss+xml" href="https://leak.example/feed">` +
		`<link rel="author me" href="https://leak.example/"><link rel=amphtml href="https://leak.example/amp"><link rel="https://api.w.org/" href="https://leak.example/wp-json/"><link rel=EditURI href="https://leak.example/x?rsd">` +
		`<link rel=shortlink href="https://leak.example/?p=1"><link rel=license href="https://leak.example/cc"><link rel=pingback href="https://leak.example/p"><link rel=webmention href="https://leak.example/w">` +
		`<meta property="og:image" content="https://leak.example/a.jpg"><meta name="twitter:player" content="https://leak.example/p"><meta itemprop=image content="https://leak.example/i">` +
		`<meta http-equiv=refresh content=300><meta http-equiv="refresh" content="5; url='/next'"><meta http-equiv=refresh content="5;URL=https://harbour.example/a?b='c'">`,
	"structured data": `<script type="application/ld+json">{"@context":"https://schema.org","image":["https://leak.example/a.jpg"],"url":"//leak.example"}</script>` +
		`<script type="application/json" id=a>{"src":"https://leak.example/b.js"}</script><script type="text/x-template"><img src="https://leak.example/c"></script><script type="text/html"><iframe src="//leak.example/d"></iframe></script>`,
	"scripts of the site": `<script>var a = "https://leak.example/a.js", b = '<img src="//leak.example/b">'; if (a < b && b > a) c("<\/script>");</script><script src="/a.js" integrity="sha384-a" crossorigin></script>` +
		`<script type=module>import a from "/a.js"; const b = "https://leak.example/";</script><script nomodule src="https://harbour.example/b.js?c=https://leak.example/"></script>` +
		`<button onclick="location.href='https://leak.example/'" data-src="https://leak.example/x">a</button><div data-url="https://leak.example/" data-background="//leak.example/a.png">b</div>`,
	"drawings": `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" role=img><title>a</title><defs><linearGradient id="b"><stop offset="0"/></linearGradient><clipPath id=c><path d="M0 0"/></clipPath></defs>` +
		`<style>.d{fill:url(#b)}</style><use href="#b"/><use xlink:href="/icons.svg#e"/><g clip-path="url(#c)" fill='url("#b")'><a href="https://leak.example/"><text>f</text></a></g><image href="data:image/png;base64,AA=="/></svg><p>behind`,
	"formulas":                `<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="a"><semantics><mrow><mi>a</mi><mo>&lt;</mo></mrow><annotation encoding="application/x-tex">\url{https://leak.example}</annotation></semantics></math>`,
	"what is not there yet":   `<template><a href="https://leak.example/">a</a><img src="/b.png"><slot></slot></template><noscript><img src="/c.png"><a href="//leak.example/">d</a></noscript>`,
	"text that shows code":    `<pre><code>&lt;img src="https://leak.example/a"&gt; @import url(https://leak.example/b);</code></pre><textarea><iframe src="https://leak.example/c"></iframe></textarea><title><img src=//leak.example></title><xmp><script src="//leak.example/d"></script></xmp>`,
	"a feed in a page":        "<pre>&lt;rss>&lt;channel>&lt;link>https://leak.example/&lt;/link></pre><!-- <link rel=stylesheet href=https://leak.example/a.css> --><!--[if IE]><script src=\"https://leak.example/b.js\"></script><![endif]-->",
	"mails":                   `<table background="/a.png" bgcolor="#fff"><tr><td style="font-family:Arial,'Helvetica Neue';padding:0 10px"><a href="https://leak.example/">a</a><img src="/b.gif" alt="" width=1 height=1></td></tr></table>`,
	"styles":                  `<style>@charset "utf-8";@namespace svg url(http://www.w3.org/2000/svg);@layer a,b;@import "/a.css" layer(a);a[href^="https://leak.example"]::after{content:"https://leak.example/ \2197"}b{background:url(/c.png),url('d.png') no-repeat,url("data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'/>")}c{background-image:image-set("e.png" 1x,"/f.png" 2x);--g:url(h.png);--i:"j";src:local("https")}@font-face{font-family:"k";src:url(/l.woff2) format("woff2")}@media (min-width:1px){m>n{o:calc(1px*(2 + 3))}}/* https://leak.example/ url(//leak.example) */</style>` + `<p style="--a:'b';background:url(/c.png);font-family:'https'">`,
	"pictures of the site":    `<picture><source media="(min-width: 1px)" srcset="/a.avif 1x, https://harbour.example/b.avif?w=2,h=3 2x" type=image/avif><img src="https://harbour.example/c.jpg" srcset="c.jpg 320w, /d.jpg 640w" sizes="(max-width: 9px) 100vw, 50vw" alt="https://leak.example" title="//leak.example" loading=lazy></picture>`,
	"film of the site":        `<video controls poster="/a.jpg" preload=none><source src="/b.mp4" type="video/mp4"><track src="b.vtt" kind=captions default><a href="https://leak.example/">c</a></video><audio src="data:audio/wav;base64,AA=="></audio>`,
	"frames of the site":      `<iframe src="/map/?q=https://leak.example/" title="a"></iframe><iframe src="about:blank"></iframe><iframe srcdoc="<p>b <a href='https://leak.example/'>c</a>"></iframe><object data="/d.pdf" type="application/pdf"><a href="/d.pdf">e</a></object>`,
	"forms":                   `<form action="/search" method=get role=search><input type=search name=q value="https://leak.example/" placeholder="//leak.example"><input type=hidden name=ref value="http://leak.example"><select name=s><option value="https://leak.example/">a</option><optgroup label=b><option>c</optgroup></select><button formaction="/x">d</button></form>`,
	"rules of loading ahead":  `<script type="speculationrules">{"prefetch":[{"source":"document","where":{"and":[{"href_matches":"\/*"},{"not":{"href_matches":["\/wp-*.php","\/wp-admin\/*"]}},{"not":{"selector_matches":"a[rel~=\"nofollow\"]"}}]},"eagerness":"conservative"}]}</script><link rel=preload as=font href="/a.woff2" crossorigin><link rel=modulepreload href="/b.js">`,
	"rules with several":      `<script type="speculationrules">{"prerender":[{"where":{"href_matches":["/a/*","/b/*"]}}]}</script>`,
	"an app page":             `<html amp lang=en><meta name=viewport content="width=device-width"><amp-img src="/a.jpg" width=1 height=1 layout=responsive></amp-img><amp-list src="/b.json"><template type="amp-mustache"><a href="{{url}}">{{title}}</a></template></amp-list>`,
	"odd but well known":      `<p>a &amp; b &copy 2024 &lt;c&gt; https://leak.example/ "//leak.example" 1 < 2 > 0 <3 </p><br/><hr /><p title='a "b" > c'>d<wbr>e</p><dl><dt>f<dd>g</dl><ruby>h<rt>i</ruby><details><summary>j</summary>k</details>`,
	"citations":               `<blockquote cite="https://leak.example/"><q cite="//leak.example/">a</q></blockquote><ins cite="https://leak.example/">b</ins><img src="/c.png" longdesc="https://leak.example/" usemap="#d"><div itemscope itemtype="https://schema.org/Article" itemid="https://leak.example/"><link itemprop=url href="https://leak.example/"></div>`,
	"other words for the own": `<img src="HTTPS://HARBOUR.EXAMPLE/a.png"><img src="//harbour.example:443/b.png"><script src="https://harbour.example:8443/c.js"></script><link rel=stylesheet href="https://harbour.example/d.css?e=//leak.example/">`,
}

func TestHarmlessPages(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for name, in := range harmlessPages {
		for _, page := range []string{in, "<!doctype html><html lang=en><body><main>\r\n" + in + "\r\n</main>"} {
			out, res := rewriteString(t, r, page)
			if out != page {
				t.Errorf("%s:\n%s\nbecomes\n%s", name, page, out)
			}
			for _, f := range res.Findings {
				if f.Action != Kept {
					t.Errorf("%s: %+v", name, f)
				}
			}
		}
	}
}
