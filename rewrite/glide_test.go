package rewrite

import (
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// What never matters is not what matters everywhere.
func TestUsualAttributes(t *testing.T) {
	for name, u := range usualAttributes {
		if len(name) > 8 || name != strings.ToLower(name) {
			t.Errorf("%s cannot be found by eight bytes", name)
		}
		if u == passes && (slices.Contains(everywhere[:], name) || strings.HasPrefix(name, "data-")) {
			t.Errorf("%s matters", name)
		}
	}
}

// Tags that are passed over, or nearly so.
var glidingPages = []string{
	`<p>a</p><p title='b'>c</p ><P>d</P></p\>`,
	"<p\x00>a</p><p>b</p\x00></p>",
	"<blockquote cite=/a><figcaption>b</figcaption></blockquote><blockquotf></blockquote>",
	"<ul\nclass=a>\n<li id=b>c<li\tid='d' >e</ul\n>",
	`<img src=/a><img src="/b" srcset="/c 1x, //leak.example/d 2x"><img srcset="https://harbour.example/e 1x,https://leak.example/f 2x">`,
	`<img src="https://harbour.example/a"><img src="https://harbour.example@leak.example/a"><img src="https://harbour.example.leak.example/"><img src="https://harbour.examplf/">`,
	`<img src="https://Harbour.example/a"><img src="https://harbour.example"><img src="https://harbour.example:1/"><img src="https://harbour.example\leak.example/">`,
	`<img src="/&#47;leak.example/a"><img src="/\leak.example/b"><img src="//leak.example/c"><img src="/a//leak.example/d">`,
	"<img src=\"/\n/leak.example/a\"><img src=\"h\nttps://leak.example/b\"><img src=\"\n/c\"><img src=\" //leak.example/d\">",
	`<a href=//leak.example/a ping=//leak.example/b c>d</a><a ping="//leak.example/e" href="/f">g</a><area href="//leak.example/h"><area ping="//leak.example/i">`,
	`<td background="//leak.example/a"><td background = "//leak.example/b"><td x=background y background='//leak.example/c'>`,
	`<b style="a:url(//leak.example/b)" style="c"><b =style="a:url(//leak.example/b)"><b/style="a:url(//leak.example/b)"><b x="y"style="a:url(//leak.example/b)">`,
	`<b STYLE="a:url(//leak.example/b)"><b styl="e" style='a:url(//leak.example/b)'><b sty le="c" data-style="d" style="a:url(//leak.example/b)">`,
	`<p title="a" class="twitter-tweet">a</p><blockquote class='twitter-tweet'><a href="https://twitter.com/ann/status/1234567890">a</a></blockquote>`,
	`<p>  <a href="/b">  </a><!-- c --></p><p><!-- d --><iframe src=//leak.example/e></iframe></p><p>f<iframe src=//leak.example/g></iframe></p>`,
	`<table><tr><td>a<tr><td>b<iframe src=//leak.example/c></iframe></table><dl><dt>d<dd><iframe src=//leak.example/e></iframe></dl>`,
	`<h2>a</h2><ol><li>b<li>c<iframe src=//leak.example/d></iframe></ol><h3>e<br></h3><iframe src=//leak.example/f></iframe>`,
	`<link rel="stylesheet" href="/a.css"><link rel="stylesheet" href="//leak.example/a.css"><source src="//leak.example/b"><track src="/c"><track src='//leak.example/d'>`,
	`<template><p class="a">b</p></template><noscript><p class="c">d</noscript><img src="//leak.example/e">`,
	`<select><p class="a"><option value="b">c</select><svg class="d"><p class="e"></p><image href="//leak.example/f"/></svg>`,
	`<input type="image" src="//leak.example/a"><input formaction="//leak.example/b"><form action="//leak.example/c" method="get"></form><image src="//leak.example/d">`,
	"<" + strings.Repeat("a", 31) + ">b<" + strings.Repeat("a", 32) + "><" + strings.Repeat("a", 40) + ` style="b:url(//leak.example/c)"></` + strings.Repeat("a", 32) + "></" + strings.Repeat("a", 31) + ">",
	`<h1>a</h1><h2 class="b">c<h3x>d</h3x></h2><h22>e</h22><time-ago class="f">g</time-ago><p-q>h</p-q><p->i</p->`,
	`<acronym title="a">b</acronym><rss-feed src="/c">d</rss-feed><rss-feed poster="//leak.example/e"></rss-feed>`,
	`<base href="//leak.example/a"><p class="b"><a href="c">d</a><img src="e">`,
	`<p lang="de">a<iframe src="//leak.example/b"></iframe></p><p xml:lang=fr>c<iframe src="//leak.example/d"></iframe></p>`,
	`<!--a--><!----><!--> <!-- --!><p><!-- b -- c --><img src="//leak.example/d"><!-`,
	`<b style="a:url(/b.png)"><b style="a:url('/b.png') c"><b style='a:url("c.png")'><b style="a:url('/b'),url(//leak.example/c)"><b style="a:url('//leak.example/d')">`,
	`<b style="a:/*url('/x*/url(//leak.example/b)')"><b style="a:url('/c)');d:url(//leak.example/e)"><b style="a:url('/b' );c:url(//leak.example/d)"><b style="a:url('/b">`,
	"<b style=\"a:url('/b\n);c:url(//leak.example/d)');\"><b style=\"a:url(/b c);d:url(//leak.example/e)\"><b style=\"a:url('/b');c:image-set('//leak.example/d' 1x)\"><b style=\"a:url(/b'c);d:url(//leak.example/e)\">",
	`<b style="a:url(url(//leak.example/b))"><b style="a:xurl('//leak.example/c')"><b style="a:url(:);b:url(/c)"><b style="a:URL(/c)"><b style="a:u\72l(//leak.example/d);b:url(/c)"><b data-X="a" DATA-y='b' data-Src="//leak.example/e">`,
	`<svg viewBox="0 0 1 1"><path d="a"/><g fill="none"><path d=b/><circle r="c" /></g></path></svg><p>d</p><img src="//leak.example/e">`,
	`<svg/><style>a{b:url(//leak.example/c)}</style><svg /><svg x/><p>d</p><svg x=/><style><path d="e"></style></svg><img src="//leak.example/f">`,
	`<svg><path fill="url(#a)" style="b:url(//leak.example/c)"/><use href="//leak.example/d"/><use xlink:href='//leak.example/e'></use></svg><iframe src="//leak.example/f"></iframe>`,
	`<svg><g><p>a</p><style>b{c:url(//leak.example/d)}</style></g></svg><svg><path></svg><script src="//leak.example/e"></script></svg><title><img src="//leak.example/f"></title>`,
	`<svg><title>a</title><desc><p class="b">c</p></desc><foreignObject><div><img src="//leak.example/d"></div></foreignObject><G></G><linearGradient id="e"></linearGradient></svg><p>f</p>`,
	`<p>a<svg><path/></svg><p>b<iframe src="//leak.example/c"></iframe></p><svg><x-y></x-y><animate to="//leak.example/d"/><font color="e"><set to="//leak.example/f"/></svg>`,
	`<svg>` + strings.Repeat("<g>", maxDrawing+2) + `<img src="//leak.example/a"></svg>`,
	`<img srcSet="/_n?u=%2Fa&amp;w=1 1x, /_n?u=b&#038;w=2 2x" SRC="/_n?a&amp;b"><img srcSet="/_n?u=a 1x, //leak.example/b 2x"><IMG SRC="//leak.example/c">`,
	`<img src="https://harbour.example/a" srcset="https://harbour.example/b 1x, https://harbour.example/c,d 2x,https://harbour.example//leak.example/e 3x">`,
	`<img src="https://harbour.example/a" srcset="https://harbour.example/b 1x, xhttps://harbour.example/c 2x"><img srcset="https://harbour.example/a 1x, x:https://harbour.example/b">`,
	`<img src="https://harbour.example/a" srcset="//leak.example/https://harbour.example/b 1x"><img srcset="https://harbour.example/a (,https://leak.example/b), https://leak.example/c">`,
	`<img src="https://harbour.example/a" srcset="https://harbour.example/b&comma; https://leak.example/c"><img srcset="/a&#32;1x&#44;https://leak.example/b"><img srcset="/a&amp;comma; https://leak.example/b">`,
	`<img src="data:image/gif;base64,R0" data-src="/a"><img src="data:," data-src="//leak.example/a" alt="b"><img src=" data:," data-lazy-srcset="https://leak.example/c 1x"><img src="data:,"srcset="//leak.example/d">`,
	"<img src=\"data:,\" data-src=\"/\n/leak.example/a\" alt=\"b\"><source src=\"data:text/html,a\"><image src=\"data:,\" href=\"//leak.example/c\"><img src=\"/\t/leak.example/d\">",
	`<img src="/&sol;leak.example/a"><img src="/./..//leak.example/b"><img src="/%2F/leak.example/c"><img src="/_a"><img src="/~b"><img src="/?c"><img src="/#d"><img src="/ /leak.example/e">`,
	`<b style="color:var(--a);margin:calc(1px + 2px)"><b style="--a:'//leak.example/b'"><b style="a:URL(//leak.example/c)"><b style="a:ur\6C(//leak.example/d)"><b style="a:image-set('//leak.example/e' 1x)">`,
	`<b fill="red" stroke='url(#a)'><b FILL="url(//leak.example/b)"><b mask="url('//leak.example/c')"><b Cursor="url(//leak.example/d)"><b filter="url&#40;//leak.example/e)"><b marker=url(//leak.example/f)>`,
	`<p title="` + strings.Repeat("a", 200) + `" class="b" style="c:url(//leak.example/d)"><img alt="e" loading="lazy" src="//leak.example/f" decoding="async">`,
}

func TestGlide(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, in := range glidingPages {
		check(t, r, in)
		check(t, r, "<!doctype html><div><p class=\"x\">y</p>"+in+"</div>")
	}
	checkPieces(t, r, string(plainPage()))
	checkPieces(t, r, string(embedPage()))
	checkPieces(t, r, string(wordpressPage(t)))
}

// The same pages with a few bytes lost, changed or said again.
func TestGlideOverMutations(t *testing.T) {
	r := newTestRewriter(t, Options{})
	random := rand.New(rand.NewPCG(3, 5))
	pool := slices.Concat(glidingPages, []string{string(plainPage()[:6000]), string(embedPage()[2000:8000])})
	n := 4000
	if testing.Short() {
		n = 400
	}
	for range n {
		in := []byte(pool[random.IntN(len(pool))])
		for range 1 + random.IntN(4) {
			i := random.IntN(len(in))
			switch random.IntN(4) {
			case 0:
				in = slices.Delete(in, i, min(len(in), i+1+random.IntN(3)))
			case 1:
				in[i] = " \n/>=\"'<\x00a&\\"[random.IntN(12)]
			case 2:
				in = slices.Insert(in, i, in[i:min(len(in), i+random.IntN(40))]...)
			default:
				in[i] ^= 0x20
			}
			if len(in) == 0 {
				in = []byte("<")
			}
		}
		checkPieces(t, r, string(in)+strings.Repeat(" ", headroom))
		if t.Failed() {
			return
		}
	}
}

// What is passed over is open under the same name as what is read.
func TestGlideKnowsNames(t *testing.T) {
	r := newTestRewriter(t, Options{})
	names := []string{"p", "h1", "h2x", "em", "article", "noscripx", "blockquote", "time-ago", "p-card", "x\xFFy", "a\x00", "font-face", "Em"}
	for n := 6; n < 40; n++ {
		names = append(names, strings.Repeat("a", n))
	}
	for _, name := range names {
		page := "<" + name + " title=b>c" + strings.Repeat(" ", 2*headroom)
		s := r.streams.Get().(*stream)
		s.begin(io.Discard, strings.NewReader(page), testPage)
		s.detect()
		s.run()
		quickly := slices.Clone(s.open)
		s.reset()
		s.begin(io.Discard, iotest.OneByteReader(strings.NewReader(page)), testPage)
		s.detect()
		s.run()
		if !slices.Equal(quickly, s.open) || len(s.open) != 1 {
			t.Errorf("<%s>: passed over %+v, read %+v", name, quickly, s.open)
		}
	}
}

// Each name is found in its table, as itself.
func TestNamesAreFoundAsThemselves(t *testing.T) {
	for name, e := range elementNames {
		if k := find(nameKey([]byte(name))); k.name() != name || k.element != e.element {
			t.Errorf("%s is found as %s", name, k.name())
		}
	}
	for name, w := range attributeNames {
		if got := identify([]byte(name)); got != w {
			t.Errorf("%s is found as %d, not %d", name, got, w)
		}
	}
}
