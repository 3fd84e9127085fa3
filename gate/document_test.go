package gate

import (
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/provider"
)

func (p *press) document(m provider.Match) htmltest.Node {
	return htmltest.Parse(p.t, p.gates.AppendDocument(nil, p.locale(), &Document{Match: m, Pages: []Page{{"Tides & <moons>", "/tides/?a&b"}}}))
}

func TestDocumentHoldsTheFrameAndLeadsBack(t *testing.T) {
	p := newPress(t, "en", video)
	m := p.pieces[0].Match
	doc := p.document(m)
	frame := doc.One("iframe")
	if got := frame.Attr("src"); got != m.Play(pressHost) {
		t.Errorf("the frame shows %s, want %s", got, m.Play(pressHost))
	}
	if got := frame.Attr("data-still"); got != m.Frame(pressHost) {
		t.Errorf("for a choice that was remembered the frame shows %s, want %s", got, m.Frame(pressHost))
	}
	if frame.Attr("title") == "" || frame.Has("style") {
		t.Errorf("frame: %s", frame.Outline())
	}
	back := doc.One("header span a")
	if back.Attr("href") != "/tides/?a&b" || back.Text() != "Tides & <moons>" || back.Attr("target") != "_top" {
		t.Errorf("the link back is called %q", back.Text())
	}
	for _, a := range doc.All(".gf-src") {
		if a.Attr("href") != m.URL || a.Attr("target") != "_top" || !strings.HasSuffix(a.Name(), "(external)") {
			t.Errorf("the link to the original is %q to %s", a.Name(), a.Attr("href"))
		}
	}
	if got := doc.One("title").Node.FirstChild.Data; got != "YouTube video" {
		t.Errorf("the title is %q", got)
	}
	if doc.One("h1").Text() != "YouTube video" || !doc.One(".gf-failed").Has("hidden") {
		t.Error("heading or message is wrong")
	}
	doc.One("meta[name=robots]")
}

// A popular piece stands on many pages: they are a list, as the language writes
// one.
func TestDocumentNamesItsPagesInOneSentence(t *testing.T) {
	for _, c := range []struct {
		lang  string
		pages []string
		want  string
	}{
		{"en", nil, ""},
		{"en", []string{"Tides"}, "Part of Tides"},
		{"en", []string{"Tides", "Moons"}, "Part of Tides and Moons"},
		{"en", []string{"Tides", "Moons", "Boats"}, "Part of Tides, Moons and Boats"},
		{"ar", []string{"أ", "ب", "ج"}, "ضمن أ، ب وج"},
	} {
		p := newPress(t, c.lang, video)
		d := Document{Match: p.pieces[0].Match}
		for _, title := range c.pages {
			d.Pages = append(d.Pages, Page{title, "/" + title + "/"})
		}
		doc := htmltest.Parse(t, p.gates.AppendDocument(nil, p.locale(), &d))
		var got string
		for _, span := range doc.All("header p > span") {
			got += span.Text()
		}
		if got != c.want {
			t.Errorf("in %s, %d pages: %q, want %q", c.lang, len(c.pages), got, c.want)
		}
		if links := doc.All("header span a"); len(links) != len(c.pages) {
			t.Errorf("%d pages have %d links", len(c.pages), len(links))
		}
	}
}

func TestDocumentPolicyAllowsThatProviderOnly(t *testing.T) {
	p := newPress(t, "en", toot)
	m := p.pieces[0].Match
	policy := p.gates.DocumentPolicy(m)
	if got := p.document(m).One("meta[http-equiv=Content-Security-Policy]").Attr("content"); got != policy {
		t.Errorf("the document's policy is %q, want %q", got, policy)
	}
	directives := directivesOf(policy)
	if got := directives["frame-src"]; !slices.Equal(got, []string{"https://mastodon.social"}) {
		t.Errorf("frame-src %v", got)
	}
	for _, name := range []string{"default-src", "form-action", "base-uri"} {
		if !slices.Equal(directives[name], []string{"'none'"}) {
			t.Errorf("%s %v, want 'none'", name, directives[name])
		}
	}
	if h := directivesOf(HeaderPolicy(policy)); !slices.Equal(h["frame-ancestors"], []string{"'self'"}) {
		t.Errorf("the header lacks frame-ancestors: %v", h)
	}
}

// directivesOf splits a policy into its directives and their sources.
func directivesOf(policy string) map[string][]string {
	all := map[string][]string{}
	for d := range strings.SplitSeq(policy, ";") {
		if words := strings.Fields(d); len(words) > 0 {
			all[words[0]] = words[1:]
		}
	}
	return all
}

func TestPolicyOfAHostileHost(t *testing.T) {
	for _, host := range []string{"a.example; script-src *", "a.example *", "*", "", "*.", "'unsafe-inline'", "a.example/path", "a\nb", "_", "."} {
		if isHostSource(host) {
			t.Errorf("%q passes as a host", host)
		}
	}
	for _, host := range []string{"a.example", "*.a.example", "a.example:8443", "xn--bcher-kva.example"} {
		if !isHostSource(host) {
			t.Errorf("%q does not pass as a host", host)
		}
	}
}

func TestPagePolicyIsClosed(t *testing.T) {
	d := directivesOf(PagePolicy([]string{"sha256-AAA=", "'sha256-BBB='"}))
	if !slices.Equal(d["style-src"], []string{"'self'", "'sha256-AAA='", "'sha256-BBB='"}) {
		t.Errorf("style-src %v", d["style-src"])
	}
	for name, sources := range d {
		for _, s := range sources {
			if s != "'self'" && s != "'none'" && !strings.HasPrefix(s, "'sha256-") {
				t.Errorf("%s allows %s", name, s)
			}
		}
	}
	if !slices.Equal(d["frame-src"], []string{"'self'"}) || !slices.Equal(d["default-src"], []string{"'none'"}) {
		t.Errorf("policy %v", d)
	}
}

func TestSandboxes(t *testing.T) {
	for _, p := range provider.Default().All() {
		inner, outer := strings.Fields(innerSandbox(p)), strings.Fields(outerSandbox(p))
		for _, token := range inner {
			if !slices.Contains(outer, token) {
				t.Errorf("%s: the frame around it lacks %s", p.ID, token)
			}
			if strings.Contains(token, "top-navigation") {
				t.Errorf("%s: the provider may move the tab", p.ID)
			}
		}
		for _, token := range p.Sandbox {
			if !slices.Contains(inner, token) {
				t.Errorf("%s needs %s, which is not known", p.ID, token)
			}
		}
	}
}

func TestDocumentPath(t *testing.T) {
	g := New(Options{DefaultLang: "en", Base: "/news"})
	m := recognise(t, video)
	for lang, want := range map[string]string{
		"": "/_gatefold/embed/youtube/dQw4w9WgXcQ/", "en": "/_gatefold/embed/youtube/dQw4w9WgXcQ/",
		"ar": "/_gatefold/embed/youtube/dQw4w9WgXcQ/ar/", "../x": "/_gatefold/embed/youtube/dQw4w9WgXcQ/..%2Fx/",
	} {
		if got := g.DocumentPath(m, lang); got != want {
			t.Errorf("DocumentPath(%q) = %s, want %s", lang, got, want)
		}
	}
	m.Key = ".."
	if got := g.DocumentPath(m, "en"); got != "/_gatefold/embed/youtube/_/" {
		t.Errorf("a key that climbs gives %s", got)
	}
}

// What the catalogue gives passes into addresses unchanged.
func TestKeysNeedNoEscaping(t *testing.T) {
	g := New(Options{DefaultLang: "en"})
	for _, p := range provider.Default().All() {
		for _, example := range p.Examples {
			m, ok := provider.Default().Recognise(example)
			if !ok || m.Key == "" {
				continue
			}
			if got, want := g.DocumentPath(m, "en"), "/_gatefold/embed/"+p.ID+"/"+m.Key+"/"; got != want {
				t.Errorf("%s: %s, want %s", example, got, want)
			}
		}
	}
}

func TestShapes(t *testing.T) {
	for ratio, want := range map[string]string{"16:9": "gf-16x9", "9:16": "gf-9x16", "404:316": "gf-4x3", "": "gf-any", "x": "gf-any", "0:0": "gf-any", "1:-1": "gf-any", "NaN:1": "gf-any", "21:9": "gf-16x9"} {
		if got := shape(ratio); got != want {
			t.Errorf("shape(%q) = %s, want %s", ratio, got, want)
		}
	}
	for _, s := range shapes {
		for name, css := range map[string]string{"gate.css": read("gate.css"), "embed.css": read("embed.css")} {
			if s.class != "gf-16x9" && !strings.Contains(css, s.class) {
				t.Errorf("%s does not know %s", name, s.class)
			}
		}
	}
}

func TestAssets(t *testing.T) {
	seen := map[string]bool{}
	for _, a := range Assets() {
		if !strings.HasPrefix(a.Path, "/_gatefold/") || len(a.Body) == 0 || a.Type == "" || seen[a.Path] {
			t.Errorf("asset %s of type %q has %d bytes", a.Path, a.Type, len(a.Body))
		}
		seen[a.Path] = true
		for _, secret := range []string{"//", "/*", "\n\n", "  "} {
			if strings.Contains(string(a.Body), secret) {
				t.Errorf("%s still has %q", a.Path, secret)
			}
		}
	}
	if !seen[ScriptPath()] || !seen[closedPath()] {
		t.Error("a path leads to no asset")
	}
}
