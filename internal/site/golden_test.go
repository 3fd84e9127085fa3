package site

import (
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// assetHash is the part of an asset's name that changes with its content.
var assetHash = regexp.MustCompile(`(/_gatefold/[a-z]+\.)[0-9a-f]{10}\.`)

// golden compares text with a file in testdata.
func golden(t *testing.T, name, text string) {
	t.Helper()
	text = assetHash.ReplaceAllString(text, "${1}HASH.")
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run the test with -update", err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestGoldenDocuments(t *testing.T) {
	cfg, c := estuary(t)
	s := build(t, cfg, c)
	for path, name := range map[string]string{
		"/index.xml":         "feed.xml",
		"/ar/index.xml":      "feed-ar.xml",
		"/science/index.xml": "feed-section.xml",
		"/sitemap.xml":       "sitemap.xml",
		"/news-sitemap.xml":  "news-sitemap.xml",
		"/robots.txt":        "robots.txt",
		"/_headers":          "headers.txt",
		"/_redirects":        "redirects.txt",
	} {
		golden(t, name, at(t, s, path))
	}
	golden(t, "paths.txt", strings.Join(paths(s), "\n")+"\n")
}

// hostile are texts that break documents which are put together carelessly.
var hostile = []string{
	`"><script>alert(1)</script>`, "]]>", "<!--", "a\x00b\x1b", "\xff\xfe", "\ufffe", "&amp;lt;", "{{.}}", "' onload='x", "line\r\nbreak", "\u202eright to left",
}

func TestXMLIsWellFormed(t *testing.T) {
	for _, text := range hostile {
		cfg, c := estuary(t)
		cfg.Title["en"], cfg.Description["en"], cfg.Copyright["en"] = text, text, text
		for _, a := range c.articles {
			a.Headline, a.Standfirst, a.Tags = text, text, []string{text, "x" + text}
			for i := range a.Bylines {
				a.Bylines[i].Name = text
			}
			body := c.bodies[a]
			for i := range body.Pieces {
				if body.Pieces[i].Figure != nil {
					body.Pieces[i].Figure.Alt, body.Pieces[i].Figure.Credit = text, text
				}
			}
		}
		s := build(t, cfg, c)
		for _, d := range s.Documents() {
			if strings.Contains(d.Type, "xml") {
				wellFormed(t, d.Path, rendered(t, d))
			}
		}
	}
}

func wellFormed(t *testing.T, path, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = true
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("%s is no XML: %v\n%s", path, err, text)
			return
		}
	}
}

func FuzzXMLText(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := append(appendAttribute([]byte(`<a b="`), s), `">`...)
		doc = append(appendText(doc, s), "</a>"...)
		var v struct {
			B    string `xml:"b,attr"`
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal(doc, &v); err != nil {
			t.Fatalf("%q becomes %q: %v", s, doc, err)
		}
	})
}
