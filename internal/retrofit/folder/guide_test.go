package folder

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/internal/retrofit"
)

var update = flag.Bool("update", false, "write testdata/*.report again")

// makers are the programs whose pages are in testdata: those of Hugo as Hugo
// 0.165 has made them with its own templates, those with a version as WordPress and
// Ghost of that version have sent them, long styles and scripts of their own left
// out, the others after what WordPress 6.9 and Ghost 6 print.
var makers = []string{"hugo", "wordpress", "wordpress-6.1", "ghost", "ghost-6.65"}

func shore() retrofit.Config {
	return retrofit.Config{Origin: &url.URL{Scheme: "https", Host: "shore.example"}, Stamp: "1"}
}

// The guides say what happens to the pages of these programs: here it does.
func TestGuides(t *testing.T) {
	for _, maker := range makers {
		t.Run(maker, func(t *testing.T) {
			in, out := filepath.Join("testdata", maker), filepath.Join(t.TempDir(), "out")
			r := wired(t, shore())
			if _, err := Rewrite(context.Background(), r, Options{In: in, Out: out}); err != nil {
				t.Fatal(err)
			}
			for name, text := range read(t, out) {
				if filepath.Ext(name) == ".html" && !strings.HasPrefix(name, "_gatefold/") {
					contactsNobody(t, maker+"/"+name, text)
				}
			}
			var b strings.Builder
			for _, e := range r.Book.Report().Entries {
				fmt.Fprintf(&b, "%-10s %-9s %-26s %-10s %d  %s\n", e.Action, e.Kind, e.Host, e.Provider, e.Count, e.Reason)
			}
			golden := filepath.Join("testdata", maker+".report")
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil || b.String() != string(want) {
				t.Errorf("%v; it is now\n%s\nwant\n%s", err, &b, want)
			}
		})
	}
}

// contactsNobody demands that no address in a page that loads is another host's.
func contactsNobody(t *testing.T, name, text string) {
	t.Helper()
	doc := htmltest.Parse(t, []byte(text))
	for selector, attribute := range map[string]string{
		"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src", "embed": "src", "object": "data",
		"link[rel~=stylesheet]": "href", "link[rel~=preload]": "href", "link[rel~=preconnect]": "href", "link[rel~=dns-prefetch]": "href", "link[rel~=icon]": "href",
	} {
		for _, n := range doc.All(selector) {
			value := n.Attr(attribute)
			if selector == "script" && n.Attr("type") == "text/plain" {
				continue // held back
			}
			if u, err := url.Parse(value); err != nil || u.Host != "" && u.Host != "shore.example" {
				t.Errorf("%s: %s loads %s", name, selector, value)
			}
		}
	}
}

// The same pages served, as these programs serve them: packed, with their headers.
func TestGuidesServed(t *testing.T) {
	for _, maker := range makers {
		t.Run(maker, func(t *testing.T) {
			r, err := retrofit.NewServed(shore(), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			d, err := r.Door()
			if err != nil {
				t.Fatal(err)
			}
			path := map[string]string{"hugo": "posts/lamp"}[maker]
			if path == "" {
				path = "lamp"
			}
			page, err := os.ReadFile(filepath.Join("testdata", maker, path, "index.html"))
			if err != nil {
				t.Fatal(err)
			}
			up := func(w http.ResponseWriter, _ *http.Request) {
				h := w.Header()
				h.Set("Content-Type", "text/html; charset=UTF-8")
				h.Set("Content-Encoding", "gzip")
				h.Set("X-Pingback", "https://shore.example/xmlrpc.php")
				h.Add("Link", `<https://shore.example/wp-json/>; rel="https://api.w.org/"`)
				h.Add("Link", `<https://wp.me/p1>; rel=shortlink`)
				h.Add("Link", `<https://fonts.bunny.net>; rel=preconnect; crossorigin`)
				z := gzip.NewWriter(w)
				_, _ = z.Write(page)
				_ = z.Close()
			}
			req := httptest.NewRequest(http.MethodGet, "/"+path+"/", nil)
			req.Header.Set("Accept-Encoding", "gzip")
			rec := httptest.NewRecorder()
			d.Middleware(http.HandlerFunc(up)).ServeHTTP(rec, req)
			if links := rec.Header()["Link"]; len(links) != 2 || rec.Header().Get("X-Pingback") == "" {
				t.Errorf("%q", links)
			}
			z, err := gzip.NewReader(bytes.NewReader(rec.Body.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
			contactsNobody(t, maker, string(text))
			if n := len(htmltest.Parse(t, text).All("form.gf-yes")); n == 0 {
				t.Error("there is no gate")
			}
		})
	}
}

// The pages that WordPress and Ghost have sent get a gate for each piece of others, in
// its place, and one only; the rest of the site is there as before.
func TestGuidesLeaveTheSiteWhole(t *testing.T) {
	for page, gates := range map[string][]string{
		"wordpress-6.1/lamp": {
			"YouTube video", "X post by Mara Lind", "Vimeo video", "SoundCloud track by Harbour Tapes", "Spotify track", "TikTok video by maralind",
			"Reddit post", "WordPress post article", "Google Maps map", "Video hosted on media.example", "Image hosted on i0.wp.com: Far away",
		},
		"wordpress-6.1/tides": {
			"YouTube video", "Vimeo video", "OpenStreetMap map", "X post by Mara Lind", "Video hosted on media.example",
			"Recording hosted on media.example", "YouTube video (2)",
		},
		"ghost-6.65/lamp": {
			"Image hosted on images.unsplash.com: The lamp on Gull Rock", "YouTube video", "X post by Mara Lind", "Vimeo video", "SoundCloud track", "Google Maps map",
			"GitHub Gist snippet by maralind", "Video hosted on media.example", "Image hosted on images.unsplash.com: Sea",
		},
	} {
		maker, path, _ := strings.Cut(page, "/")
		t.Run(page, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			if _, err := Rewrite(context.Background(), wired(t, shore()), Options{In: filepath.Join("testdata", maker), Out: out}); err != nil {
				t.Fatal(err)
			}
			was, is := pageAt(t, filepath.Join("testdata", page)), pageAt(t, filepath.Join(out, path))
			var names []string
			for _, n := range is.All(".gf-name") {
				names = append(names, n.Text())
			}
			if !slices.Equal(names, gates) {
				t.Errorf("the gates are %q", names)
			}
			for _, whole := range []string{
				"nav a", "header a", "footer a", "p", "article p", "form input", "form textarea", "form button", ".wp-block-gallery img", ".gallery img",
				".kg-gallery-card img", ".kg-toggle-card", ".kg-button-card a", ".kg-signup-card", ".kg-bookmark-title", "figcaption",
				"ol.wp-block-comment-template > li", ".wp-block-search", ".wp-block-cover img", "script[src^='/']", "script[src^='https://shore.example/']",
				"link[rel=stylesheet][href^='https://shore.example/']", "link[rel=stylesheet][href^='/']",
			} {
				if a, b := told(was, whole), told(is, whole); !slices.Equal(a, b) {
					t.Errorf("%s were\n%q, and are\n%q", whole, a, b)
				}
			}
		})
	}
}

func pageAt(t *testing.T, dir string) htmltest.Node {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	return htmltest.Parse(t, text)
}

// told lists the elements that fit, with their attributes and their text: not those in
// gates and in quotations that were pasted, and no paragraphs that hold nothing else.
func told(doc htmltest.Node, selector string) (list []string) {
	for _, n := range doc.All(selector) {
		if n.Data == "p" && strings.TrimSpace(n.Text()) == "" {
			continue
		}
		if !within(n.Node, func(e *html.Node) bool { return e.Data == "blockquote" || e.Data == "section" && isGate(e) }) {
			list = append(list, fmt.Sprintf("%v %s", n.Node.Attr, strings.Join(strings.Fields(n.Text()), " ")))
		}
	}
	return list
}

func within(n *html.Node, is func(*html.Node) bool) bool {
	return n != nil && (is(n) || within(n.Parent, is))
}

func isGate(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "class" && slices.Contains(strings.Fields(a.Val), "gf")
	})
}
