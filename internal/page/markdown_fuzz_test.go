package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/internal/markdown"
	"github.com/gatefold/gatefold/provider"
)

// FuzzMarkdownToPage makes a page of any text, as the program does, and reads
// it as a browser would. Whatever the author wrote, nothing outside the prose
// may change, nothing may load from elsewhere, and no script may run but ours.
func FuzzMarkdownToPage(f *testing.F) {
	files, err := filepath.Glob("../markdown/testdata/corpus/*.md")
	if err != nil || len(files) == 0 {
		f.Fatalf("no corpus: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	r := newRenderer(f, Options{})
	converter := markdown.New(provider.Default())
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 20_000 {
			t.Skip("slow to minimise")
		}
		body, _ := converter.Convert(markdown.Input{Source: text, File: "content/a.md", Lang: "en", Pictures: album{}, Params: boat, Dir: "news"})
		for _, view := range []*Story{tides(t), masabStory(t)} {
			view.Article.Body = body
			page := storyPage(t, r, view)
			if again := storyPage(t, r, view); !bytes.Equal(page, again) {
				t.Error("the same article gives two pages")
			}
			doc := htmltest.Parse(t, page)
			checkPage(t, doc)
			doc.UniqueIDs()

			view.Article.Body = withoutProse(body)
			calm := htmltest.Parse(t, storyPage(t, r, view))
			if got, want := aroundProse(t, doc), aroundProse(t, calm); got != want {
				t.Errorf("the text changes what stands around it:\n%s", firstDifference(got, want))
			}
			if t.Failed() {
				t.Fatalf("the text was\n%s", text)
			}
		}
	})
}

// album knows every picture whose name does not ask for a missing one.
type album struct{}

func (album) Picture(ref string) (markdown.Picture, error) {
	if strings.Contains(ref, "missing") {
		return markdown.Picture{}, errors.New("there is no such picture")
	}
	return markdown.Picture{URL: "/pictures/a.jpg", Width: 1600, Height: 1000, Caption: "From the <file>", Credit: `"Archive"`}, nil
}

func boat(key string) (string, bool) { return `<b onclick="x">"boat"`, key == "boat" }

func storyPage(t *testing.T, r *Renderer, view *Story) []byte {
	t.Helper()
	page, err := r.Story(nil, view)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// withoutProse keeps the figures and embeds of a body: the page around them
// tells of them.
func withoutProse(b article.Body) article.Body {
	b.Pieces = slices.DeleteFunc(slices.Clone(b.Pieces), func(p article.Piece) bool { return p.Figure == nil && p.Embed == nil })
	return b
}

// aroundProse is the outline of a page with its prose taken out.
func aroundProse(t *testing.T, doc htmltest.Node) string {
	t.Helper()
	prose := doc.One("div.prose")
	for prose.FirstChild != nil {
		prose.RemoveChild(prose.FirstChild)
	}
	return doc.Outline()
}

// checkPage reports everything that no page may hold.
func checkPage(t *testing.T, doc htmltest.Node) {
	t.Helper()
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || a.Key == "ping" {
				t.Errorf("<%s> has the attribute %s=%q", n.Data, a.Key, a.Val)
			}
			if scheme := schemeOf(a.Val); a.Key == "href" && !slices.Contains(schemes, scheme) {
				t.Errorf("a link leads to %q", a.Val)
			}
			checkLoad(t, n, a)
		}
		switch n.Data {
		case "object", "embed", "applet", "base", "frame", "frameset", "svg", "math", "template", "noscript", "textarea", "plaintext":
			t.Errorf("there is a <%s>", n.Data)
		}
	}
	for _, script := range doc.All("script") {
		checkScript(t, script)
	}
	for _, frame := range doc.All("iframe") {
		if frame.Has("src") || frame.Attr("name") == "" || !frame.Has("sandbox") {
			t.Errorf("a frame that is none of ours: %v", frame.Attr("src"))
		}
	}
	if n := len(doc.All("meta[http-equiv]")); n == 0 || doc.All("meta[http-equiv]")[0].Attr("http-equiv") != "Content-Security-Policy" {
		t.Errorf("the first of %d http-equiv is not the policy", n)
	}
	prose := doc.One("div.prose")
	prose.None("style")
	prose.None("script")
}

// checkLoad reports an address that a browser would fetch by itself and that
// is not on the site. Browsers drop tabs and line ends from an address, and
// take a backslash for a slash.
func checkLoad(t *testing.T, n *html.Node, a html.Attribute) {
	t.Helper()
	addresses := []string{a.Val}
	switch a.Key {
	case "srcset":
		addresses = strings.Split(a.Val, ",")
	case "src", "poster", "data", "background", "action", "formaction":
	case "href":
		if n.Data != "link" || slices.Contains(harmlessRelations, rel(n)) {
			return
		}
	default:
		return
	}
	for _, address := range addresses {
		if schemeOf(address) != "" || strings.HasPrefix(asBrowsersRead.Replace(strings.TrimLeftFunc(address, blank)), "//") {
			t.Errorf("<%s> loads %s", n.Data, address)
		}
	}
}

// schemeOf gives the scheme of an address as a browser reads it, in lower case.
func schemeOf(address string) string {
	address = asBrowsersRead.Replace(strings.TrimLeftFunc(address, blank))
	return strings.ToLower(strings.TrimSuffix(schemeForm.FindString(address), ":"))
}

// blank says what browsers skip before an address.
func blank(r rune) bool { return r <= ' ' }

var (
	schemes           = []string{"", "http", "https", "mailto", "tel"}
	schemeForm        = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)
	asBrowsersRead    = strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/")
	harmlessRelations = []string{"canonical", "alternate"}
)

func rel(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key == "rel" {
			return a.Val
		}
	}
	return ""
}

// checkScript demands that a script is the gates' own or data that is JSON.
func checkScript(t *testing.T, script htmltest.Node) {
	t.Helper()
	switch {
	case script.Attr("type") == "application/ld+json" && script.FirstChild != nil:
		if !json.Valid([]byte(script.FirstChild.Data)) {
			t.Errorf("the structured data are no JSON: %s", script.FirstChild.Data)
		}
	case script.Attr("src") != gate.ScriptPath() || script.FirstChild != nil:
		t.Errorf("a script that is none of ours: %s", script.Attr("src"))
	}
}
