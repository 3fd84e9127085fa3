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
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/internal/retrofit"
)

var update = flag.Bool("update", false, "write testdata/*.report again")

// makers are the programs whose pages are in testdata: those of Hugo as Hugo
// 0.165 has made them with its own templates, the others after what WordPress 6.9
// and Ghost 6 print.
var makers = []string{"hugo", "wordpress", "ghost"}

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
