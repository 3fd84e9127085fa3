package gate

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// hostile are texts that a careless program would turn into markup.
var hostile = []string{
	`"><script>alert(1)</script>`, `' onload=alert(1) '`, "</title><img src=x onerror=1>", "<!--", "]]>", "&lt;&#60;", "\x00\x01\x7f",
	"\xff\xfe", "a\u202eb\u2066c", "javascript:alert(1)", "https://evil.example/\"x", "{{name}}{provider}", "</iframe></section>",
}

// fuzzBundle and fuzzFrame are made once: the fuzzer runs many times a second.
func fuzzed(t testing.TB) (*locale.Bundle, provider.Match) {
	bundle, err := locale.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return bundle, recognise(t, photo)
}

// bent is a match that a hostile catalogue could give.
func bent(m provider.Match, name, url, key, author string) provider.Match {
	p := *m.Provider
	p.Name, p.Controller, p.ID = name, name, key
	p.PrivacyPolicy, p.CookiePolicy = url, url
	p.Allow, p.ReferrerPolicy = name, author
	p.FrameHosts = []string{name, url, author}
	p.Sandbox = []string{name, "allow-top-navigation", "allow-forms"}
	m.Provider, m.URL, m.Key, m.Author, m.Ratio = &p, url, key, author, author
	m.Noun, m.NounKey = name, "noun."+author
	return m
}

func FuzzAppend(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, "https://example.org/"+s, s, s, hostile[(i+1)%len(hostile)], "gf1")
	}
	bundle, base := fuzzed(f)
	f.Fuzz(func(t *testing.T, name, url, key, author, title, id string) {
		for _, lang := range []string{"en", "ar"} {
			g := New(Options{DefaultLang: "en", Host: pressHost})
			p := Piece{Match: bent(base, name, url, key, author), Level: 3, Title: title, ID: id, Number: 1}
			out := g.Append(nil, bundle.For(lang), &p)
			calm := Piece{Match: bent(base, "Name", link(url), full("key", key), full("author", author)), Level: 3, Title: full("title", title), ID: full("gf1", id), Number: 1}
			want := g.Append(nil, bundle.For(lang), &calm)
			sameShape(t, out, want)
		}
	})
}

func FuzzAppendDocument(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, "https://example.org/"+s, s, s, hostile[(i+1)%len(hostile)], s)
	}
	bundle, base := fuzzed(f)
	f.Fuzz(func(t *testing.T, name, url, key, author, title, href string) {
		for _, lang := range []string{"en", "ar"} {
			g := New(Options{DefaultLang: "en", Host: pressHost})
			d := &Document{Match: bent(base, name, url, key, author), Pages: []Page{{title, href}}}
			out := g.AppendDocument(nil, bundle.For(lang), d)
			calm := &Document{Match: bent(base, full("Name", name), link(url), full("key", key), full("author", author)), Pages: []Page{{full("title", title), target(href)}}}
			sameShape(t, out, g.AppendDocument(nil, bundle.For(lang), calm))
			if n := strings.Count(g.DocumentPolicy(d.Match), ";"); n != 5 {
				t.Errorf("the policy has %d directives too many: %s", n-5, g.DocumentPolicy(d.Match))
			}
		}
	})
}

// full is a harmless text where s is one, and empty where s is empty: what is
// empty is left out.
func full(harmless, s string) string {
	if s == "" {
		return ""
	}
	return harmless
}

// link is a harmless address where a gate would link to url.
func link(url string) string {
	if isWeb(url) {
		return "https://example.org/"
	}
	return ""
}

// target is a harmless address where an embed document would link to href.
func target(href string) string {
	if isWeb(href) || strings.HasPrefix(href, "/") {
		return "/"
	}
	return ""
}

// sameShape demands that both documents have the same elements with the same
// attributes, isolation aside, that no attribute runs a script or has a style,
// and that the text is UTF-8.
func sameShape(t *testing.T, got, want []byte) {
	t.Helper()
	if !utf8.Valid(got) {
		t.Errorf("not UTF-8: %q", got)
	}
	g, w := htmltest.Parse(t, got), htmltest.Parse(t, want)
	if a, b := withoutIsolation(g.Outline()), withoutIsolation(w.Outline()); a != b {
		t.Errorf("the structure is\n%s\nwant\n%s", a, b)
	}
	for n := range g.Descendants() {
		for _, a := range n.Attr {
			checkAttribute(t, n, a)
		}
	}
}

func checkAttribute(t *testing.T, n *html.Node, a html.Attribute) {
	t.Helper()
	if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
		t.Errorf("<%s> has the attribute %s", n.Data, a.Key)
	}
	if (a.Key == "href" || a.Key == "src" || a.Key == "action") && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
		t.Errorf("<%s> runs %s", n.Data, a.Val)
	}
	if n.Data == "iframe" && a.Key == "sandbox" && strings.Contains(strings.ReplaceAll(a.Val, "allow-top-navigation-by-user-activation", ""), "top-navigation") {
		t.Errorf("sandbox %q", a.Val)
	}
}

// withoutIsolation leaves out <bdi> elements, which depend on the characters of
// a name, and with them the depth of what is within.
func withoutIsolation(outline string) string {
	var b strings.Builder
	for line := range strings.Lines(outline) {
		if strings.TrimSpace(line) != "bdi" {
			b.WriteString(strings.TrimLeft(line, " "))
		}
	}
	return b.String()
}
