package rewrite

import (
	"regexp"
	"strings"
	"testing"
)

// made is what is put into a page: a gate with what the page needs for the first, a link, words.
var made = regexp.MustCompile(`(?s)(?:<link rel="stylesheet" href="/_gatefold/[^>]*><script[^>]*></script>)?<section class="gf.*?</section>` +
	`|<a class="gf-in-place" href="https://[^"]*" rel="noopener external"(?: target="_blank")? lang="en" dir="ltr">(.*?) \(external\)</a>|<span class="gf-in-place" lang="en" dir="ltr">(.*?)</span>`)

func short(page string) string {
	return made.ReplaceAllStringFunc(page, func(s string) string {
		m := made.FindStringSubmatch(s)
		switch {
		case strings.HasPrefix(s, "<a"):
			return "LINK(" + m[1] + ")"
		case strings.HasPrefix(s, "<span"):
			return "WORDS(" + m[2] + ")"
		}
		return "GATE"
	})
}

const (
	linked = "LINK(image hosted on leak.example: A chart)"
	called = "WORDS(image hosted on leak.example)"
	dot    = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
)

// What readers get in the place of a picture of another site.
func TestPictures(t *testing.T) {
	r := newTestRewriter(t, Options{})
	const chart = `<img src="https://leak.example/p.png" alt="A chart">`
	for _, c := range []struct{ name, in, want string }{
		{"alone", `<figure>` + chart + `</figure>`, `<figure>GATE</figure>`},
		{"in a cell", `<table><tr><td>` + chart + `<td>a ` + chart + `</table>`, `<table><tr><td>GATE<td>a ` + linked + `</table>`},
		{"in a list", `<ul><li>` + chart + `<li>a ` + chart + ` b</ul>`, `<ul><li>GATE<li>a ` + linked + ` b</ul>`},
		{"in captions", `<figure><figcaption>a ` + chart + `</figcaption></figure><table><caption>` + chart + ` b</caption></table>`, `<figure><figcaption>a ` + linked + `</figcaption></figure><table><caption>` + linked + ` b</caption></table>`},
		{"in a heading", `<h1>` + chart + `</h1>`, `<h1>` + linked + `</h1>`},
		{"in a line", `<p>a ` + chart + ` b</p>`, `<p>a ` + linked + ` b</p>`},
		{"in strong words", `<p>a <strong>` + chart + `</strong></p>`, `<p>a <strong>` + linked + `</strong></p>`},
		{"one behind the other", `<p>` + chart + chart + `</p>`, `<p>` + linked + linked + `</p>`},
		{"in a form", `<form><p>` + chart + `</p></form>`, `<form><p>` + linked + `</p></form>`},
		{"between rows", `<table>` + chart + `<tr><td>a</table>`, `<table>` + linked + `<tr><td>a</table>`},
		{"in a link", `<p><a href="/a">` + chart + `</a>`, `<p><a href="/a"><img data-gf-src="https://leak.example/p.png" alt="A chart"></a>`},
		{"in a link, without a word", `<p><a href="/a"><img src="//leak.example/p"></a>`, `<p><a href="/a">` + called + `</a>`},
		{"in a link of nothing else", `<p>b <a href="/a"> <img src="//leak.example/p" alt=""> </a>`, `<p>b <a href="/a"> ` + called + ` </a>`},
		{"in a link with words before", `<a href="/a">b <img src="//leak.example/p" alt=""></a>`, `<a href="/a">b <img data-gf-src="//leak.example/p" alt=""></a>`},
		{"in a link with words behind", `<a href="/a"><img src="//leak.example/p" alt=""> b</a>`, `<a href="/a"><img data-gf-src="//leak.example/p" alt=""> b</a>`},
		{"in the second of two links", `<a href="/a">b</a><a href="/c"><img src="//leak.example/p" alt=""></a>`, `<a href="/a">b</a><a href="/c">` + called + `</a>`},
		{"in a link of nothing but blocks", `<figure><a href="/a"><div> <picture><source srcset="//leak.example/s"><img src="//leak.example/p" alt=""></picture></div> </a></figure>`, `<figure><a href="/a"><div> ` + called + `</div> </a></figure>`},
		{"in a block in a link", `<a href="/a"><div>` + chart + `</div><h3>b</h3></a>`, `<a href="/a"><div><img data-gf-src="https://leak.example/p.png" alt="A chart"></div><h3>b</h3></a>`},
		{"in a link, with a title", `<a href="/a"><img src="//leak.example/p" title="b"></a>`, `<a href="/a">WORDS(image hosted on leak.example: b)</a>`},
		{"in a button", `<button><img src="//leak.example/p"></button>`, `<button>` + called + `</button>`},
		{"in a summary", `<details><summary><img src="//leak.example/p"> a</summary></details>`, `<details><summary>` + called + ` a</summary></details>`},
		{"with nothing to say", `<p>a <img src="//leak.example/p" alt=""> b`, `<p>a <img data-gf-src="//leak.example/p" alt=""> b`},
		{"a sign", `<p>a <img class="emoji" src="//leak.example/p" alt="🙂"> b <img src="//leak.example/q" alt=":-)">`, `<p>a <img class="emoji" data-gf-src="//leak.example/p" alt="🙂"> b <img data-gf-src="//leak.example/q" alt=":-)">`},
		{"a small one", `<p>a <img src="//leak.example/p" alt="b" height=20> c`, `<p>a <img data-gf-src="//leak.example/p" alt="b" height=20> c`},
		{"without a word", `<p>a <img src="//leak.example/p"> b`, `<p>a LINK(image hosted on leak.example) b`},
		{"in a select", `<select><option>a<img src="//leak.example/p"></select>`, `<select><option>a<img data-gf-src="//leak.example/p"></select>`},
		{"whole, in a line", `<p>a <picture><source srcset="//leak.example/s"><img src="//leak.example/p.png" alt="A chart"></picture> b`, `<p>a ` + linked + ` b`},
		{"whole, in a link", `<a href="/a"><picture><source srcset="//leak.example/s"><img src="//leak.example/p" alt="b"></picture></a>`, `<a href="/a"><picture><source data-gf-srcset="//leak.example/s"><img data-gf-src="//leak.example/p" alt="b"></picture></a>`},
		{"whole, in a link, without a word", `<a href="/a"><picture><source srcset="//leak.example/s"><img src="//leak.example/p"></picture></a>`, `<a href="/a">` + called + `</a>`},
		{"whole, small, alone", `<div><picture><img src="//leak.example/p" width=20></picture></div>`, `<div><picture><img data-gf-src="//leak.example/p" width=20></picture></div>`},
		{"in a picture of the site", `<p>a <picture><source srcset="//leak.example/s"><img src="/p" alt="b"></picture>`, `<p>a <picture><source data-gf-srcset="//leak.example/s"><img src="/p" alt="b"></picture>`},

		// What waits until it is in sight.
		{"waiting", `<div><img class=lazy src="` + dot + `" data-src="//leak.example/p" alt="b"></div>`, `<div>GATE</div>`},
		{"waiting, nothing before", `<div><img class=lazyload data-src="//leak.example/p"></div>`, `<div>GATE</div>`},
		{"waiting in a set", `<div><img src="` + dot + `" data-srcset="//leak.example/p 1x, //leak.example/q 2x"></div>`, `<div>GATE</div>`},
		{"waiting, with a picture of the site before", `<div><img src="/wait.png" data-lazy-src="//leak.example/p" alt="b"></div>`, `<div><img src="/wait.png" data-gf-data-lazy-src="//leak.example/p" alt="b"></div>`},
		{"waiting in a source", `<picture><source data-srcset="//leak.example/p"><img src="/p" alt="b"></picture>`, `<picture><source data-gf-data-srcset="//leak.example/p"><img src="/p" alt="b"></picture>`},
		{"waiting in a link", `<a href="/a"><img data-original="//leak.example/p" alt="b"></a>`, `<a href="/a"><img data-gf-data-original="//leak.example/p" alt="b"></a>`},
		{"waiting for the own site", `<img data-src="/a.png" data-srcset="https://harbour.example/b 1x, c.png 2x"><img src="/a" data-full-url="https://leak.example/x">`, `<img data-src="/a.png" data-srcset="https://harbour.example/b 1x, c.png 2x"><img src="/a" data-full-url="https://leak.example/x">`},
		{"waiting, and once more behind", `<div><img data-src="//leak.example/p" alt="b"><noscript><img src="//leak.example/p" alt="b" class="x"></noscript></div>`, `<div>GATE<noscript></noscript></div>`},
		{"waiting in a line, and once more behind", `<p>a <img data-src="//leak.example/p.png" alt="A chart"><noscript><img src="//leak.example/p.png"></noscript> b`, `<p>a ` + linked + `<noscript></noscript> b`},
		{"waiting in a link, and once more behind", `<a href="/a"><img data-src="//leak.example/p" alt="b"><noscript><img src="//leak.example/p" alt="b"></noscript></a>`, `<a href="/a"><img data-gf-data-src="//leak.example/p" alt="b"><noscript></noscript></a>`},
		{"once more before", `<div><noscript><img src="//leak.example/p" alt="b"></noscript><img src="` + dot + `" data-src="//leak.example/p" alt="b"></div>`, `<div><noscript></noscript>GATE</div>`},
		{"another before", `<div><noscript><img src="//leak.example/q" alt="b"></noscript><img src="` + dot + `" data-src="//leak.example/p" alt="b"></div>`, `<div><noscript>GATE</noscript>GATE</div>`},
		{"whole, waiting, and once more within", `<figure><picture><source data-srcset="//leak.example/s"><img data-src="//leak.example/p" alt="b"><noscript><img src="//leak.example/p" alt="b"></noscript></picture></figure>`, `<figure>GATE</figure>`},
		{"whole, with a noscript that hides its end", `<figure><picture><img src="//leak.example/p" alt="b"><noscript></picture></noscript></picture></figure>`, `<figure><picture><img data-gf-src="//leak.example/p" alt="b"><noscript></picture></noscript></picture></figure>`},
		{"for AMP", `<amp-img src="//leak.example/p" alt="b" width=300 height=200><noscript><img src="//leak.example/p"></noscript></amp-img><a href="/a"><amp-img src="//leak.example/q"></amp-img></a><amp-img src="/own"></amp-img><amp-img src="//leak.example/i" width=16 height=9></amp-img><amp-img src="//leak.example/j" width=16 height=9 layout=responsive></amp-img>`, `GATE<a href="/a"><amp-img data-gf-src="//leak.example/q"></amp-img></a><amp-img src="/own"></amp-img><amp-img data-gf-src="//leak.example/i" width=16 height=9></amp-img>GATE`},
		{"frames and films for AMP", `<amp-iframe src="//leak.example/f" sandbox><amp-img placeholder src="//leak.example/p"></amp-img></amp-iframe><amp-video src="//leak.example/v"><noscript><video src="//leak.example/v"></video></noscript></amp-video><amp-audio src="//leak.example/s"></amp-audio>`, `GATEGATEGATE`},
		{"a frame once more before", `<div><noscript><iframe src="//leak.example/f"></iframe></noscript><iframe data-src="//leak.example/f"></iframe></div>`, `<div><noscript></noscript>GATE</div>`},
		{"a frame once more behind", `<div><iframe data-lazy-src="//leak.example/f" title="a"></iframe><noscript><iframe src="//leak.example/f"></iframe></noscript></div>`, `<div>GATE<noscript></noscript></div>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, res := rewriteString(t, r, c.in)
			if got := short(out); got != c.want {
				t.Errorf("%s\nbecomes %s\nwant    %s", c.in, got, c.want)
			}
			if out != c.in && len(res.Findings) == 0 {
				t.Error("nothing is said of it")
			}
			check(t, r, c.in)
		})
	}
}

// What stands in a paragraph beside a piece stays, and so does what leads to the paragraph.
func TestParagraphsKeepWhatTheyHold(t *testing.T) {
	r := newTestRewriter(t, Options{})
	const frame = `<iframe src="//leak.example/f"></iframe>`
	for in, want := range map[string]string{
		`<p> ` + frame + ` </p>`:                                   `GATE`,
		`<p class=a>` + frame + `</p>b`:                            `GATEb`,
		`<p id=a>` + frame + `</p>`:                                `<p id=a></p>GATE`,
		`<p>a ` + frame + `</p>`:                                   `<p>a </p>GATE`,
		`<p class=a> ` + frame + ` b</p>`:                          `GATE<p class=a> b</p>`,
		`<p id=a>` + frame + `<br>b`:                               `GATE<p id=a><br>b`,
		`<p>` + frame + frame + `</p>`:                             `GATE<p></p>GATE`,
		`<p style="a:url(//leak.example/a)">` + frame + `</p>`:     `<p style="a:url(about:invalid)"></p>GATE`,
		`<p style="a:url(//leak.example/a)">` + frame + `b</p>`:    `<p style="a:url(about:invalid)"></p>GATE<p>b</p>`,
		`<p>` + frame + ` b</p>`:                                   `GATE<p> b</p>`,
		`<p><script>a()</script>` + frame + `</p>`:                 `<p><script>a()</script></p>GATE`,
		`<p><style>a{}</style> ` + frame + ` </p>`:                 `<p><style>a{}</style> </p>GATE`,
		`<p><!-- a -->` + frame + `</p>`:                           `<p><!-- a --></p>GATE`,
		`<p><svg></svg>` + frame + `</p>`:                          `<p><svg></svg></p>GATE`,
		`<p><video src=/a></video>` + frame + `</p>`:               `<p><video src=/a></video></p>GATE`,
		`<p><img src="//leak.example/a" width=1>` + frame + `</p>`: `<p></p>GATE`,
	} {
		out, _ := rewriteString(t, r, in)
		if got := short(out); got != want {
			t.Errorf("%s\nbecomes %s\nwant    %s", in, got, want)
		}
		check(t, r, in)
	}
}

// A piece of the site itself stays: a post of its own weblog that it shows in another page.
func TestPiecesOfTheSite(t *testing.T) {
	r := newTestRewriter(t, Options{FirstParty: []string{"social.harbour.example"}})
	for _, in := range []string{
		`<blockquote class="wp-embedded-content" data-secret="x"><a href="https://harbour.example/p/">a</a></blockquote><iframe class="wp-embedded-content" sandbox="allow-scripts" style="position: absolute; visibility: hidden;" src="https://harbour.example/p/embed/#?secret=x"></iframe>`,
		`<iframe src="https://social.harbour.example/@a/109876543210987654/embed" class="mastodon-embed"></iframe><script src="https://social.harbour.example/embed.js" async></script>`,
	} {
		if out, res := rewriteString(t, r, in); out != in || len(res.Findings) > 0 {
			t.Errorf("%s\nbecomes %s (%v)", in, short(out), res.Findings)
		}
		other := strings.ReplaceAll(strings.ReplaceAll(in, "social.harbour.example", "social.other.example"), "//harbour.example", "//other.example")
		if out, _ := rewriteString(t, r, other); !strings.HasPrefix(short(out), "GATE") {
			t.Errorf("%s\nbecomes %s", other, short(out))
		}
	}
}

// What the page says of a picture or a frame is in the name of its gate, so that gates of one
// host can be told apart; gates that have nothing else are counted.
func TestGatesSayWhatTheyShow(t *testing.T) {
	r := newTestRewriter(t, Options{})
	out, _ := rewriteString(t, r, `<figure><img src="//leak.example/p" alt="A <b> & c"></figure><div><iframe src="//leak.example/f" title="Booking"></iframe></div><div><iframe src="//leak.example/g"></iframe></div><div><iframe src="//leak.example/h"></iframe></div>`)
	for _, name := range []string{"A &lt;b&gt; &amp; c", "Booking", "(2)"} {
		if !strings.Contains(out, name) {
			t.Errorf("no gate says %s: %s", name, out)
		}
	}
	if strings.Contains(out, "(3)") {
		t.Error("gates with names of their own are counted")
	}
}

// In a frame within the page, where the policy would stop it, a link opens a page of its own.
func TestLinksInDocumentsInThePage(t *testing.T) {
	r := newTestRewriter(t, Options{})
	out, _ := rewriteString(t, r, `<iframe srcdoc="<p>a <img src=//leak.example/p alt=b>"></iframe><p>a <img src=//leak.example/p alt=b>`)
	if n := strings.Count(out, "_blank"); n != 1 {
		t.Errorf("%d links open a page of their own: %s", n, out)
	}
}
