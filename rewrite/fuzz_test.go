package rewrite

import (
	"html"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// FuzzRewrite: whatever comes in, what comes out loads nothing from elsewhere, and
// a second pass changes nothing.
func FuzzRewrite(f *testing.F) {
	for _, c := range canaries {
		f.Add(c)
		f.Add("<p>a " + c + " b</p>")
		f.Add("<svg><desc>" + c + "</svg><select>" + c)
		f.Add("<noscript>" + c + "</noscript><table>" + c)
	}
	for _, in := range slices.Concat(oddPages, leakyPages) {
		f.Add(in)
	}
	r := newTestRewriter(f, Options{})
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 8<<10 {
			return
		}
		check(t, r, in)
	})
}

// FuzzNarrow: nothing is loaded from elsewhere where tags, pieces and addresses are
// longer than the window, which is very small here.
func FuzzNarrow(f *testing.F) {
	for _, in := range slices.Concat(oddPages, leakyPages) {
		f.Add(in)
		f.Add(strings.ReplaceAll(in, " ", strings.Repeat(" ", 100)))
		f.Add(strings.ReplaceAll(in, ">", strings.Repeat(" a", 100)+">"))
	}
	for _, css := range leakySheets {
		f.Add("<noscript><style>" + strings.Repeat("a{b:c}", 20) + css + "</style>")
	}
	r := newTestRewriter(f, Options{})
	r.streams.New = func() any {
		s := newStream(r)
		s.buf, s.most = make([]byte, 64), 128
		return s
	}
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 8<<10 {
			return
		}
		out, _ := rewriteString(t, r, in)
		if found := leaks(asRead(out)); len(found) > 0 {
			t.Errorf("%q\nbecame %q\nwhich leaks: %s", in, out, strings.Join(found, "\n"))
		}
	})
}

// FuzzFragments: the same of pages that are put together from what pages are made of, so
// that whole tags and addresses come to stand in odd places.
func FuzzFragments(f *testing.F) {
	f.Add([]byte("\x00\x01\x02"))
	for i := range 256 {
		f.Add([]byte{byte(i), byte(i * 7), byte(i * 31), byte(i * 101), byte(i * 11)})
	}
	r := newTestRewriter(f, Options{})
	f.Fuzz(func(t *testing.T, letters []byte) {
		if len(letters) > 60 {
			return
		}
		var in strings.Builder
		for _, c := range letters {
			in.WriteString(fragments[int(c)%len(fragments)])
		}
		check(t, r, in.String())
	})
}

// fragments are what FuzzFragments builds pages of.
var fragments = []string{
	"<", "</", "<!", "<!--", "-->", "--!>", "<?", ">", "/>", "/", "=", "'", `"`, " ", "\n", "&", "&lt;", "&quot;", "&#47;", ";", "{", "}", "(", ")", "\\", "a", "p ", "\x00", "\f", "é",
	"<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<a href=//leak.example/>", "</a>", "<br/>", "<table>", "</table>", "<tr><td>", "</td>", "<caption>", "<col>", "<select>", "</select>", "<option>",
	"<noscript>", "</noscript>", "</noscript", "noscript>", "<style>", "</style>", "</style", "style>", "<script>", "</script>", "</script", "<script src=//leak.example/s>", "<!--<script", "<title>", "</title>",
	"<textarea>", "</textarea>", "<xmp>", "</xmp>", "<noembed>", "</noembed>", "<noframes>", "</noframes>", "<plaintext>", "<template>", "</template>", "<frameset>", "<frame src=//leak.example/f>",
	"<head>", "</head>", "<body>", "</body>", "</html>", "<svg>", "</svg>", "<math>", "</math>", "<desc>", "</desc>", "<foreignObject>", "</foreignObject>", "<mtext>", "<mglyph>", `<annotation-xml encoding="text/html">`,
	"<![CDATA[", "]]>", "<svg><style>", "<font color=a>", "<image xlink:href=//leak.example/x />", "<use href='//leak.example/u#a'/>", "<set attributeName=href to=//leak.example/t />",
	"<iframe src=//leak.example/i>", "</iframe>", "<iframe srcdoc=\"", "<iframe srcdoc='&lt;img src=//leak.example/d>'>", "<object data=//leak.example/o>", "</object>", "<embed src=//leak.example/e>", "<param name=movie value=//leak.example/m>",
	"<img src=//leak.example/p>", "<img src=//leak.example/p width=1 height=1>", "<img ", "img src=//leak.example/g>", "<picture>", "</picture>", "<source srcset='//leak.example/s 1x'>", "<video poster=//leak.example/v>", "</video>", "<audio src=//leak.example/a>", "<track src=//leak.example/k>",
	"<link rel=stylesheet href=//leak.example/c>", "<link rel=preconnect href=//leak.example>", "<base href=//leak.example/>", "<meta http-equiv=refresh content='0;url=//leak.example/r'>", "<input type=image src=//leak.example/b>", "<body background=//leak.example/y>",
	" src=//leak.example/1", " href=//leak.example/2", " style=\"a:url(//leak.example/3)\"", " srcset=\"//leak.example/4 2x\"", " title=\"", " alt='", " data-src=//leak.example/5", " loading=lazy", " type=text/plain", " rel=stylesheet",
	"@import '//leak.example/6';", "a{b:url(//leak.example/7)}", "url(", "//leak.example/8", "image-set('//leak.example/9' 1x)", "--a:'//leak.example/10'", "/*", "*/", "@layer ", "@font-face{src:url(//leak.example/11)}",
	"<blockquote class=twitter-tweet><a href=https://twitter.com/a/status/1>", "</blockquote>", "<script async src=https://platform.twitter.com/widgets.js></script>", "<iframe src=https://www.youtube.com/embed/abcdefghijk></iframe>",
	"<blockquote class=instagram-media data-instgrm-permalink=https://www.instagram.com/p/abc/>", "<script src=//www.instagram.com/embed.js></script>", "<div class=fb-post data-href=https://www.facebook.com/a/posts/1></div>",
}

// FuzzStyle: the same for style sheets and declarations, wherever they stand.
func FuzzStyle(f *testing.F) {
	for _, css := range leakySheets {
		f.Add(css)
	}
	r := newTestRewriter(f, Options{})
	f.Fuzz(func(t *testing.T, css string) {
		if len(css) > 4<<10 {
			return
		}
		check(t, r, "<style>"+css+"</style>")
		check(t, r, `<p style="`+html.EscapeString(css)+`">`)
		check(t, r, "<svg><style>"+html.EscapeString(css)+"</style><path fill='"+html.EscapeString(css)+"'/></svg>")
		checkSwapped(t, css)
	})
}

// checkSwapped empties a style sheet, which then loads nothing, and does so again.
func checkSwapped(t *testing.T, css string) {
	t.Helper()
	empty := func(css string) string {
		return string(SwapAddresses(nil, []byte(css), testPage.URL, func(Kind, string) (string, bool) { return "", false }))
	}
	once := empty(css)
	for _, address := range cssAddresses(once) {
		if abroadOf(address) {
			t.Errorf("%q\nbecame %q\nwhich loads %q", css, once, address)
		}
	}
	if again := empty(once); again != once {
		t.Errorf("%q\nbecame %q\nand then %q", css, once, again)
	}
}

// FuzzValues: the same for the values of attributes.
func FuzzValues(f *testing.F) {
	for _, value := range []string{"/a 1x, //leak.example/b 2x", " htt&Tab;ps:\\\\leak.example", "0;url='//leak.example'", "a (b,//leak.example) 1x,,//leak.example/c", "#a;//leak.example;", "javascript:'//leak.example'"} {
		f.Add(value)
	}
	r := newTestRewriter(f, Options{})
	f.Fuzz(func(t *testing.T, value string) {
		if len(value) > 4<<10 || strings.Contains(value, `"`) {
			return
		}
		in := strings.ReplaceAll(valuedPage, "?", value)
		check(t, r, in)
	})
}

// valuedPage has the same value, "?", wherever browsers read it in different ways.
const valuedPage = `<base href="?"><link rel=preload as=image href="?" imagesrcset="?"><meta http-equiv=refresh content="?"><img src="?" srcset="?">` +
	`<a href="?" ping="?">a</a><iframe src="?"></iframe><iframe srcdoc="?"></iframe><script src="?"></script><form action="?"><button formaction="?"></form>` +
	`<svg><use href="?"/><image xlink:href="?"/><set attributeName=href to="?"/><animate attributeName=href values="?"/></svg>` +
	`<video src="?" poster="?"></video><object data="?"></object><embed src="?"><input type=image src="?"><table background="?"></table>`

// oddPages are what a tokenizer gets wrong that does not know where it is.
var oddPages = []string{
	`<noscript><style></noscript>a{b:url(//leak.example/1)}</style>`,
	`<noscript><style>a{}</noscript x> b{c:url(//leak.example/1)}</style>`,
	`<noscript><style></noscript url(//leak.example/1)`,
	`<p style="a:url(//leak.example/1)"><iframe src=//leak.example/2></iframe></p><p style="a:url(//leak.example/3)"> <img src=//leak.example/4>`,
	`<noscript><style></noscript><img src=//leak.example/1>`,
	`<noscript><!-- </noscript><img src=//leak.example/1> -->`,
	`<noscript><a title="</noscript><img src=//leak.example/1>">`,
	`<noscript><plaintext></noscript><img src=//leak.example/1>`,
	`<noscript><style></style a='</noscript>'>{}a{b:url(//leak.example/1)}`,
	`<noscript><style></style </noscript {}a{b:url(//leak.example/1)}`,
	`<noscript><style></style a="</noscript><p>{}a{b:url(//leak.example/1)}`,
	`<noscript><title></title a="</noscript><img src=//leak.example/1>`,
	`<noscript><title></title`, `<noscript></noscript `, `<noscript></a</noscript `,
	`<svg><<style>img src=//leak.example/1>`,
	`<svg><<style><style>img src=//leak.example/1>`,
	`<svg><<![CDATA[>]]>img src=//leak.example/1>`,
	`<noscript><<a title="</noscript>">img src=//leak.example/1>`,
	`<script><</script><<img src=//leak.example/1 width=1 height=1>img src=//leak.example/2>`,
	`<iframe src=//leak.example/1></iframe><noscript><<iframe src=//leak.example/1></iframe>img src=//leak.example/2></noscript>`,
	`<blockquote class=twitter-tweet><a href=https://twitter.com/a/status/1></a></blockquote><<script src=https://platform.twitter.com/widgets.js></script>img src=//leak.example/1>`,
	`<noscript><script></noscript><img src=//leak.example/1></script>`,
	`<svg><style><img src=//leak.example/1></style></svg>`,
	`<svg><style></style a="'><p title='"><img src=//leak.example/1>`,
	`<noscript><script src=//leak.example/1><!--<script></noscript>`,
	`<noscript><script><!--</noscript>`, `<noscript><script><!--<script></script><script></noscript><img src=//leak.example/1>`,
	`<p class=fb-post data-href=https://www.facebook.com/a/posts/1><object data=//leak.example/1></object>`,
	`<p class=fb-post data-href=https://www.facebook.com/a/posts/1><b>1<object data=//leak.example/1></object>2</b></p>`,
	`<p class=codepen data-user=a data-slug-hash=abcde>1<p class=codepen data-user=a data-slug-hash=abcde>2</div><img src=//leak.example/1></p>`,
	`<svg><p><iframe src=//leak.example/1></iframe></p><iframe src=//leak.example/2></iframe>`, `<math><p><iframe src=//leak.example/1></iframe>1`,
	`<p class=codepen data-user=a data-slug-hash=abcde><button></p><svg></p><iframe src=//leak.example/1></iframe></svg></p><img src=//leak.example/2>`,
	`<math><title></title><style>a{}</style a=">"><iframe srcdoc="><img src=//leak.example/1>`,
	`<svg><animate values="#a;/@import '//leak.example/6';">`,
	`<svg><style><!--</style><img src=//leak.example/1>--></style>`,
	`<svg></p><style><a id="</style><img src=//leak.example/1>">`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=//leak.example/1&gt;">`,
	`<math><annotation-xml encoding="text/html"><style><img src=//leak.example/1></style>`,
	`<svg><![CDATA[<img src=//leak.example/1>]]></svg><![CDATA[><img src=//leak.example/2>]]>`,
	`<select><style><img src=//leak.example/1></style></select>`,
	`<select><iframe><img src=//leak.example/1></iframe></select>`,
	`<select><svg><style></select><img src=//leak.example/1></style>`,
	`<frameset><script><frame src=//leak.example/1></script>`,
	`<template><col><style></template><img src=//leak.example/1></style>`,
	`<script><!--<script></script><img src=//leak.example/1>--></script><img src=//leak.example/2>`,
	`<textarea><img src=//leak.example/1></textarea><title><img src=//leak.example/2></title>`,
	`<!--><img src=//leak.example/1>--><!---><img src=//leak.example/2>--><!-- --!><img src=//leak.example/3>-->`,
	`<a/href="x"src=//leak.example/1><img/src=//leak.example/2><img	src	=	//leak.example/3>`,
	`<img src=/a src=//leak.example/1><img =src=//leak.example/2 src=//leak.example/3>`,
	`<img src="&#47;/leak.example/1"><img src="ht&Tab;tps:&sol;/leak.example/2"><img src=\\leak.example\3>`,
	`<iframe srcdoc="<img src=//leak.example/1>"></iframe><iframe srcdoc="&lt;iframe srcdoc='&amp;lt;img src=//leak.example/2>'>"></iframe>`,
	`<style>@im\port "//leak.example/1";a{b:u\72l(//leak.example/2)}</style><b style="c:url&lpar;//leak.example/3)">`,
	`<style>a{--b:"//leak.example/1";c:image-set("//leak.example/2" 1x)}</style><style>/*</style><img src=//leak.example/3>*/</style>`,
	`<svg><set attributeName=href to=//leak.example/1 /><animate values="#a;//leak.example/2"/><use href="//leak.example/3#a"/></svg>`,
	`<meta http-equiv=refresh content="0;url=//leak.example/1"><base href="//leak.example/2/"><img src=a>`,
	`<meta http-equiv=refresh content="&emsp;0&#11;;url='&#x3000;//leak.example/1'"><svg><script type=importmap src=/a>{"imports":{"a":"\u0000&sol;/leak.example/2"}}</script></svg>`,
	`<p><img srcset="/a 1x, //leak.example/1 2x"><picture><source srcset=",,//leak.example/2"><img></picture>`,
	`<svg><font color=red><style><a title="</style><img src=//leak.example/1>"></style>`,
	`<table><caption><select><table><style><img src=//leak.example/1></style>`,
	`<svg><title><style></title><img src=//leak.example/1></style></svg>`,
	`<noscript></tdtcvqwjaeq8haaaaaaa><!-- </noscript><img src=//leak.example/1> -->`,
	`<svg></fw61eyv1a1db1baaaaaa><style><img src=//leak.example/1></style></svg>`,
	`<template></xr6lugx24h_r_daaaaaa><col><style></template><img src=//leak.example/1></style>`,
	`<p style="--u:'//leak.example/1'"><p style="-\2d u:'//leak.example/2'"><style>a{b:--f({"//leak.example/3"})}</style>`,
	`<meta http-equiv=refresh content='0;url="/a"@//b"'><meta http-equiv=refresh content='0;url="https://harbour.example"@leak.example/1"'>`,
	"<p style=\"&quot;\\\r&NewLine;;background:url(&quot;//leak.example/1&quot;)\"><svg><path fill='&quot;\\\r&#10; url(&quot;//leak.example/2&quot;)'/></svg>",
	"<iframe srcdoc=\"<style>a{b:'\\\r&NewLine;;c:url('//leak.example/1')}</style>\"></iframe>",
	`<svg><rect><set attributeName=mask to="url('/a;b'),url('//leak.example/1')"/></rect><animate values="#a;url(/a);url('/b;url(//leak.example/2)')"/></svg>`,
	`<math><mtext><noscript><!--</noscript><img src=//leak.example/1>`,
	`<!--gatefold: left out in doubt--><div><iframe src=//leak.example/1></iframe></div>`,
	`<iframe srcdoc="<b data-href=http://www.instagram.com/p/abc>" src=//leak.example/1></iframe><noscript><p data-slug-hash><!</noscript>`,
	`a<img src=https://i.ytimg.com/vi/a/0.jpg><iframe src=https://www.youtube.com/embed/abcdefghijk>`,
	`<a class=twitter-timeline><iframe src=//leak.example/1><h2></iframe></a>`, `<a><p data-slug-hash><a class=twitter-timeline><b></a>`, `<a><p data-slug-hash><a><iframe src=//leak.example/1></iframe></a>`,
	`<noscript><embed src=//leak.example/1></noscript<`, `<noscript><embed src=//leak.example/1></noscript><`,
	`<link rel=preconnect href=//leak.example class=twitter-tweet>`, `<link rel=stylesheet href=//leak.example/1 data-instgrm-permalink=1>`, `<input type=image src=//leak.example/1 class=twitter-tweet>`,
	`<iframe src=//leak.example/1 srcdoc="<a src=//leak.example/2>"></iframe>`, `<iframe src=//leak.example/1 srcdoc="<b data-href=http://www.instagram.com/p/abc><img src=//leak.example/2>"></iframe>`,
	`<lite-youtube><svg></lite-youtube><script><</script>`, `<section data-slug-hash><math></section><script><a</script>`, `<noscript><div class=fb-post></div/</noscript`,
	`<noscript><iframe src=//player.vimeo.com/video/76979871></iframe></noscript i="><iframe src=//player.vimeo.com/video/76979871></iframe>">`,
	`<a data-slug-hash><noscript><iframe src=//leak.example/1></iframe></noscript></a>`, `<object srcset=//leak.example/1 -src=//twitter.com/a/status/1><h2></object>`,
	`<script data-slug-hash=1 xlink:href=//platform.twitter.com/widgets.js>"//platform.twitter.com/widgets.js"</script>`,
	`<noscript><div class=fb-post></div></noscript><div class=fb-post></div`,
	`<noscript><embed src=//www.youtube.com/v/abcdefghijk></noscript><a><lite-youtube videoid=abcdefghijk></a>`,
	`<noscript><embed src=//www.youtube.com/v/abcdefghijk></noscript><p data-a="<iframe b=//www.youtube.com/embed/abcdefghijk>"></p>`,
	`<p data-slug-hash>1<a class=twitter-timeline></a>`, `<p data-slug-hash>2<a class=twitter-timeline></a><!-- 3`, `<p data-slug-hash>4<a class=twitter-timeline></a></p `,
	`<a class=twitter-timeline><p data-slug-hash><a><b></a>`, `<blockquote class=twitter-tweet><div class=fb-post data-href=https://www.facebook.com/a/posts/1><blockquote></div></blockquote>`,
	`<noscript><embed src=https://www.youtube.com/v/abcdefghijk></noscript><lite-youtube videoid=abcdefghijk>`,
	`<object src=/a SRC="https://www.youtube.com/embed/abcdefghijk"></object><p style="@namespace}--a:'//leak.example/1';">`,
	`<script altimg=/a src=//leak.example/1></script><base o:href=/b href=//leak.example/2/><base xlink:href href=//leak.example/3/>`,
	`<image data=& data-src=http://leak.example/1 src=s:>`, `<object movie=s: title='https://www.youtube.com/embed/abcdefghijk'></object>`,
	`<svg><style><\75rl(//leak.example/1</style a="'><p title='"><img src=//leak.example/2>`,
	`<p style='content:&quot;a&quot&#117;rl(//leak.example/1);content:"; background:url(//leak.example/2);"'>`,
	`<svg><desc><noscript><style></noscript><img src=//leak.example/1></style></desc></svg><svg><noscript><!--</noscript><image href=//leak.example/2 />`,
	`<svg><style><![CDATA[a{b:url(//leak.example/1]]></style><path/></svg><p>a</p><svg><style> <![CDATA[ @import "//leak.example/2]]> </style></svg>`,
	`<iframe srcdoc='<amp-youtube data-videoid=dQw4w9WgXcQ></amp-youtube>'></iframe>`,
	`<blockquote class="twitter-tweet"><frameset><noframes></blockquote>`,
	`<body><xmp><img src=//leak.example/1></xmp><noembed><img src=//leak.example/2></noembed><noframes><img src=//leak.example/3></noframes>`,
}

func TestOddPages(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, in := range oddPages {
		check(t, r, in)
		check(t, r, "<!doctype html><p>"+in+"</p>")
	}
}

// Random pieces of odd pages and shared tests, put together in random order.
func TestMutations(t *testing.T) {
	r := newTestRewriter(t, Options{})
	random := rand.New(rand.NewPCG(7, 11))
	pool := append(html5lib(t), oddPages...)
	n := 6000
	if testing.Short() {
		n = 500
	}
	for range n {
		var b strings.Builder
		for range 1 + random.IntN(4) {
			one := pool[random.IntN(len(pool))]
			from := random.IntN(len(one) + 1)
			b.WriteString(one[from : from+random.IntN(len(one)-from+1)])
			if random.IntN(2) == 0 {
				b.WriteString(canaries[random.IntN(len(canaries))])
			}
		}
		check(t, r, b.String())
		if t.Failed() {
			return
		}
	}
}
