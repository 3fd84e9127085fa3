package rewrite

import (
	"net/url"
	"strings"
	"testing"
)

// Hosts are read as browsers read them; package foreign asks one about many more.
func TestHost(t *testing.T) {
	for in, want := range map[string]string{
		"harbour.example": "harbour.example", "HARBOUR.Example": "harbour.example", "h%61rbour%2Eexample": "harbour.example",
		"bücher.example": "xn--bcher-kva.example", "BÜCHER.example": "xn--bcher-kva.example", "b%C3%BCcher.example": "xn--bcher-kva.example",
		"xn--bcher-kva.example": "xn--bcher-kva.example", "XN--BCHER-KVA.example": "xn--bcher-kva.example", "bu\u0308cher.example": "xn--bcher-kva.example",
		"bücher。example": "xn--bcher-kva.example", "ｈａｒｂｏｕｒ．ｅｘａｍｐｌｅ": "harbour.example", "har\u00adbour.example": "harbour.example",
		"straße.example": "xn--strae-oqa.example", "例え.テスト": "xn--r8jz45g.xn--zckzah", "مثال.إختبار": "xn--mgbh0fb.xn--kgbechtv",
		"a_b.example": "a_b.example", "r3---a.example": "r3---a.example", "harbour.example.": "harbour.example.",
		"127.0.0.1": "127.0.0.1", "127.1": "127.0.0.1", "0x7f.1": "127.0.0.1", "017700000001": "127.0.0.1", "2130706433": "127.0.0.1", "１２７.0.0.1": "127.0.0.1",
		"127.0.0.1.": "127.0.0.1", "0x7f.0.0.0x1": "127.0.0.1", "[::1]": "[::1]", "[0:0:0:0:0:0:0:1]": "[::1]", "[2001:DB8::A]": "[2001:db8::a]",
		"": "", "a b": "", "a%2fb": "", "a%40b": "", "256.0.0.1": "", "1.2.3.4.5": "", "0x": "0.0.0.0", "09": "", "1.2.3.08": "", "4294967296": "", "[::1": "", "[::1%25a]": "", "[1.2.3.4]": "",
		"\xff.example": "", "xn--a": "", "a\x00b": "", "%zz": "", "straẞe.example": "", "a..example": "a..example",
	} {
		got, ok := Host(in)
		if got != want || ok != (want != "") {
			t.Errorf("%q is %q, %t, not %q", in, got, ok, want)
		}
	}
	if _, ok := Host(strings.Repeat("ü", 10_000)); ok {
		t.Error("there are hosts without end")
	}
}

// The site's own hosts may be written in any way that browsers know, in the page and in the
// options.
func TestHostsInOtherWords(t *testing.T) {
	page := &Page{URL: &url.URL{Scheme: "https", Host: "bücher.example", Path: "/"}, Charset: "utf-8"}
	r := newTestRewriter(t, Options{
		FirstParty: []string{"xn--mller-kva.example", "*.MÜNCHEN.example", "harbour.example"},
		Allow:      []Allow{{Host: "zählt.example", Kinds: []Kind{Script}, Reason: "it counts"}},
	})
	for _, in := range []string{
		`<img src="https://bücher.example/a.png"><img src="//B&Uuml;CHER.example:443/a.png"><img src="https://xn--bcher-kva.example/a">`,
		`<img src="https://müller.example/a.png" srcset="https://m%C3%BCller.example/b 2x"><link rel=stylesheet href="//www.münchen.example/c.css">`,
		`<style>a{b:url(https://a.xn--mnchen-3ya.example/c)}d{e:url("https://b\0000fccher.example/f")}</style><script src="\\harbour。example\a.js"></script>`,
		`<script src="https://zählt.example/a.js"></script><iframe src="https://h%61rbour.example/map"></iframe>`,
		`<script type=importmap>{"imports":{"a":"https://bücher.example/a.js"}}</script>`,
	} {
		out, _ := rewritePage(t, r, in, page)
		if out != in {
			t.Errorf("%s\nbecomes %s", in, out)
		}
		if out, _ := rewritePage(t, r, in, &Page{URL: &url.URL{Scheme: "https", Host: "xn--bcher-kva.example", Path: "/"}, Charset: "utf-8"}); out != in {
			t.Errorf("on the page that DNS knows, %s\nbecomes %s", in, out)
		}
	}
	for _, in := range []string{
		`<p>a<img src="https://bücher.example.leak.example/a" alt="">`, `<p>a<img src="https://bucher.example/a" alt="">`, `<p>a<img src="https://bücher.example@leak.example/a" alt="">`,
		`<p>a<img src="https://bücher.example%2eleak.example/a" alt="">`, `<p>a<img src="https://bücher.example./a" alt="">`, `<p>a<img src="https://münchen.example/a" alt="">`,
		`<p>a<img src="https://zählt.example/a.png" alt="">`, `<p>a<img src="https://b` + "\xfc" + `cher.example/a" alt="">`,
	} {
		if out, _ := rewritePage(t, r, in, page); out == in {
			t.Errorf("%s stays", in)
		}
	}
	policy := strings.Join(r.Policies(page), "\n")
	for _, host := range []string{" xn--bcher-kva.example:*", " xn--mller-kva.example", " *.xn--mnchen-3ya.example", " xn--zhlt-loa.example"} {
		if !strings.Contains(policy, host) || strings.Contains(policy, "ü") {
			t.Errorf("the policy does not let %s through: %s", host, policy)
		}
	}
}

// In another encoding than UTF-8 the same bytes are another name.
func TestHostsInOtherEncodings(t *testing.T) {
	r := newTestRewriter(t, Options{FirstParty: []string{"bücher.example"}})
	const in = `<p>a<img src="https://bücher.example/a" alt="">`
	for charset, stays := range map[string]bool{"utf-8": true, "windows-1252": false, "": false, "shift_jis": false} {
		out, _ := rewritePage(t, r, in, &Page{URL: testPage.URL, Charset: charset})
		if stays != (out == in) {
			t.Errorf("in %q it becomes %s", charset, out)
		}
	}
	const escaped = `<p>a<img src="https://b%c3%bccher.example/a" alt="">`
	if out, _ := rewritePage(t, r, escaped, &Page{URL: testPage.URL, Charset: "windows-1252"}); out != escaped {
		t.Errorf("%s becomes %s", escaped, out)
	}
}

// Without slashes, an address with the scheme of the base is a path there, whatever it
// seems to say.
func TestPathsThatLookLikeHosts(t *testing.T) {
	r := newTestRewriter(t, Options{Allow: []Allow{{Host: "leak.example", Kinds: []Kind{Base}, Reason: "odd"}}})
	for _, in := range []string{`<img src="https:harbour.example/a" width=9>`, `<img src="https:/harbour.example/a" width=9>`, `<img src="HTTPS:\harbour.example\a" width=9>`} {
		if out, _ := rewriteString(t, r, in); out != in {
			t.Errorf("%s becomes %s", in, out)
		}
		in = `<base href="https://leak.example/">` + in
		if out, _ := rewriteString(t, r, in); !strings.Contains(out, "data-gf-src") {
			t.Errorf("%s becomes %s", in, out)
		}
	}
}

// Only the first base may count: what is relative is judged by it. One by which nothing can be
// judged counts as little.
func TestAllowedBases(t *testing.T) {
	r := newTestRewriter(t, Options{Allow: []Allow{{Host: "leak.example", Kinds: []Kind{Base}, Reason: "odd"}}})
	const picture = `<img src="a" width=9>`
	for in, want := range map[string]string{
		`<base href="//leak.example/">` + picture:                           `<base href="//leak.example/"><img data-gf-src="a" width=9>`,
		`<svg><base href="/"></svg><base href="//leak.example/">` + picture: `<svg><base href="/"></svg><base data-gf-href="//leak.example/">` + picture,
		`<base href="//leak.example/%zz/">` + picture:                       `<base data-gf-href="//leak.example/%zz/">` + picture,
	} {
		if out, _ := rewriteString(t, r, in); out != want {
			t.Errorf("%s becomes %s", in, out)
		}
	}
}
