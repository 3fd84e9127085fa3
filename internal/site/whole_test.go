package site

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/provider"
)

// whole is the sample publication with real pages.
func whole(t *testing.T) *Site {
	t.Helper()
	cfg, c := estuary(t)
	for _, path := range []string{"/pictures/jo.jpg", "/science/tides/moon.jpg", "/science/tides/gauge.png"} {
		c.files = append(c.files, file(t, path, "picture"))
	}
	return wholeOf(t, cfg, c)
}

// wholeOf makes a publication with real pages.
func wholeOf(t *testing.T, cfg Config, c *content) *Site {
	t.Helper()
	p := parts(t, c, nil)
	gates := gate.New(gate.Options{Catalogue: provider.Default(), Host: "estuary.example", Base: "/news", DefaultLang: "en"})
	pages, err := page.New(page.Options{Bundle: p.Bundle, Gates: gates})
	if err != nil {
		t.Fatal(err)
	}
	p.Gates, p.Pages = gates, pages
	s, err := New(cfg, p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every page of the site stands on its own: it carries its policy, loads
// nothing from elsewhere, and every link within the site leads to a document.
func TestPagesOfTheSite(t *testing.T) {
	s := whole(t)
	for _, d := range s.Documents() {
		if d.Type != typeHTML || d.Immutable {
			continue
		}
		doc := htmltest.Parse(t, []byte(rendered(t, d)))
		meta := doc.One(`meta[http-equiv=Content-Security-Policy]`).Attr("content")
		if gate.HeaderPolicy(meta) != d.Policy() {
			t.Errorf("%s carries the policy\n%s\nand its header is\n%s", d.Path, meta, d.Policy())
		}
		if strings.HasPrefix(d.Path, reserved+"embed/") {
			doc.LoadsOnlyFrom("/", "https://www.youtube-nocookie.com/", "https://mastodon.example/")
		} else {
			doc.LoadsOnlyFrom("/")
		}
		for _, name := range []string{"href", "src", "action"} {
			for _, e := range doc.All("[" + name + "]") {
				leads(t, s, d, e.Attr(name))
			}
		}
	}
}

// leads checks that an address within the site is that of a document.
func leads(t *testing.T, s *Site, from *Document, address string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Errorf("%s links to %q: %v", from.Path, address, err)
		return
	}
	if u.Host != "" && u.Host != "estuary.example" || u.Scheme == "mailto" || u.Path == "" {
		return
	}
	path, ok := strings.CutPrefix(u.EscapedPath(), s.Base())
	if u.Path == "/walks/" { // raw HTML of the sample, without the base path
		return
	}
	if d, found := s.Find(path); !ok || !found || d.HostOnly {
		t.Errorf("%s links to %s, where there is nothing", from.Path, address)
	}
}

func TestSectionsNameTheirFeeds(t *testing.T) {
	s := whole(t)
	doc := htmltest.Parse(t, []byte(at(t, s, "/science/")))
	var feeds []string
	for _, l := range doc.All(`link[type=application/atom+xml]`) {
		feeds = append(feeds, l.Attr("href"))
	}
	if got, want := strings.Join(feeds, " "), "/news/science/index.xml /news/index.xml"; got != want {
		t.Errorf("the section names the feeds %s, want %s", got, want)
	}
}

// A site is read by many at once.
func TestConcurrentReaders(t *testing.T) {
	s := whole(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, d := range s.Documents() {
				if _, err := d.Append(context.Background(), nil); err != nil {
					t.Errorf("%s: %v", d.Path, err)
				}
				d.Headers()
			}
		})
	}
	wg.Wait()
}
