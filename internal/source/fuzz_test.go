package source

import (
	"bytes"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/markdown"
	"github.com/gatefold/gatefold/provider"
)

// newComposer reads files without a folder: there are no pictures.
func newComposer() *composer {
	o := &Options{Catalogue: provider.Default(), DefaultLang: "en", Languages: []string{"en", "de"}}
	o.Location = o.zone()
	p := newPlacer(o)
	c := &composer{opts: o, placer: &p, converter: markdown.New(o.Catalogue)}
	c.library = newLibrary(nil, &tree{}, &p, &albums{known: map[string]*inspection{}}, nil)
	return c
}

// FuzzFrontMatter reads any bytes as a content file. Nothing may panic, every
// problem has a line of the file, what is published is valid, and a broken
// file never replaces what was good.
func FuzzFrontMatter(f *testing.F) {
	for _, text := range formats {
		f.Add([]byte(text))
	}
	f.Add([]byte("---\ntitle: a\ncover: {image: x.jpg}\nbuild: {render: never}\n---\nText."))
	f.Add([]byte("+++\ndate = 07:32:00\naliases = ['../a', '/b']\nparams.x.y = [{z = 1}]\n+++\n"))
	f.Add([]byte("{\"url\": \"/:year/:slug\", \"date\": 1700000000}\n"))
	f.Add([]byte("---\na: &b [*b]\n<<: *b\n---\n"))
	c := newComposer()
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 4096 {
			return
		}
		lines := 1 + bytes.Count(src, newline) + bytes.Count(src, []byte("\r")) - bytes.Count(src, []byte("\r\n")) // line breaks of YAML 1.2.2, section 5.4
		for _, name := range []string{"content/news/a.md", "content/news/_index.md"} {
			out := c.compose(name, src, sidecar{})
			for _, p := range out.problems {
				if p.Line < 0 || p.Line > lines || p.File != name || p.Message == "" || !utf8.ValidString(p.Message) {
					t.Fatalf("problem %#v of %d lines", p, lines)
				}
			}
			if broken(out.problems) {
				checkLastGood(t, out)
				continue
			}
			if a := out.article; a != nil {
				checkArticle(t, a)
			}
		}
	})
}

func checkLastGood(t *testing.T, out composed) {
	t.Helper()
	good := &entry{article: &article.Article{ID: "good"}, good: article.Digest{1}}
	kept := keepLast(good, &entry{problems: out.problems, sum: article.Digest{2}})
	if kept.article != good.article || kept.good != good.good || len(kept.problems) == 0 {
		t.Fatalf("a broken file replaces what was good: %+v", kept)
	}
}

func checkArticle(t *testing.T, a *article.Article) {
	t.Helper()
	if ps := a.Validate(); len(ps) > 0 {
		t.Fatalf("published, though %v", ps[0])
	}
	for _, s := range append([]string{a.Headline, a.Standfirst, a.Description}, append(a.Tags, a.Keywords...)...) {
		if s != cleanText(s) || !utf8.ValidString(s) {
			t.Fatalf("text %q", s)
		}
	}
	enc := encoder{loc: time.UTC}
	enc.article(a)
	dec := decoder{s: string(enc.b), loc: time.UTC}
	got := article.Article{Source: a.Source}
	dec.article(&got)
	again := encoder{loc: time.UTC}
	again.article(&got)
	if dec.bad || dec.s != "" || !bytes.Equal(enc.b, again.b) {
		t.Fatalf("the cache changes %+v\ninto %+v", a, got)
	}
}

// FuzzPath reads any text as slug, url, alias and picture. What comes out is
// an address of this site in its one spelling, or an error.
func FuzzPath(f *testing.F) {
	for _, s := range []string{
		"tides", "/old/tides/", "../x", "/a/../b", "/%2e%2e/", "//evil.example", "https://evil.example/", "javascript:x", `\\evil\x`,
		"/_gatefold/x", "a b", "é", "/%C3%A9", "/:year/:slug", "/a%2fb", "/\x00", "/index.html", ".", "", "%", "/a?b#c", "C:/x", "مد",
	} {
		f.Add(s)
	}
	c := newComposer()
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1000 {
			return
		}
		at := story{place: &place{dir: "news", base: "a"}, title: s, date: noon}
		for _, prefix := range []string{"", "/de"} {
			if slug, err := slugName(s); err == nil {
				checkAddress(t, s)(ownAddress(prefix, "news", slug))
			}
			checkAddress(t, s)(ownAddress(prefix, s, s))
			checkAddress(t, s)(c.chosen(s, prefix, &at))
			checkAddress(t, s)(aliasAddress(s, prefix, prefix+"/news/a/"))
			if expanded, err := expand("/:year/:slug/", &at); err == nil {
				checkAddress(t, s)(finish(prefix + "/" + urlize(expanded)))
			}
		}
		if slug := slugOf(s); slug != "" {
			checkAddress(t, s)(article.EncodePath("/authors/"+slug+"/"), nil)
		}
		checkCandidates(t, s)
	})
}

func checkAddress(t *testing.T, s string) func(string, error) {
	return func(p string, err error) {
		t.Helper()
		if err != nil {
			return
		}
		if err := article.CheckPath(p); err != nil {
			t.Fatalf("%q gives %q, which %v", s, p, err)
		}
		u, err := url.Parse(p)
		if err != nil || u.Host != "" || u.Scheme != "" || u.EscapedPath() != p || u.RawQuery != "" || u.Fragment != "" {
			t.Fatalf("%q gives %q, which reads as %#v, %v", s, p, u, err)
		}
		if strings.Contains(u.Path, "..") && strings.Contains(u.Path+"/", "/../") || strings.Contains(u.Path, "//") || u.JoinPath().EscapedPath() != p {
			t.Fatalf("%q gives %q", s, p)
		}
	}
}

// A reference to a picture never means a file outside of content and static.
func checkCandidates(t *testing.T, s string) {
	t.Helper()
	p, err := picturePath(s)
	if err != nil {
		return
	}
	for _, pl := range []place{{source: "content/a.md", base: "a"}, {source: "content/de/news/b/index.md", dir: "news/b", base: "index", bundle: true}} {
		for _, name := range candidates(&pl, p) {
			if name != "" && !strings.HasPrefix(name, "content/") && !strings.HasPrefix(name, "static/") || strings.Contains(name+"/", "/../") {
				t.Fatalf("%q means the file %q", s, name)
			}
		}
	}
}
