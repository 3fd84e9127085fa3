package folder

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/internal/retrofit"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

const host = "shore.example"

// upstream serves a maker's pages, with headers that contact others, which those
// makers send as well.
func upstream(maker string) http.Handler {
	files := http.FileServer(http.Dir(filepath.Join("testdata", maker)))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Link", "<https://fonts.bunny.net>; rel=preconnect")
		w.Header().Add("Link", "<https://far.example/a.css>; rel=preload; as=style")
		w.Header().Set("Reporting-Endpoints", `default="https://far.example/reports"`)
		files.ServeHTTP(w, r)
	})
}

// through puts the door of the program in front.
func through(t *testing.T, h http.Handler) http.Handler {
	t.Helper()
	c := shore()
	c.Key = []byte("0123456789abcdef")
	r, err := retrofit.NewServed(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	d, err := r.Door()
	if err != nil {
		t.Fatal(err)
	}
	return d.Middleware(h)
}

// In a real browser, with JavaScript and without, a page of each maker contacts its
// own site and nobody else; a gate of it opens at a click, and then one provider is
// contacted.
func TestGuidesInABrowser(t *testing.T) {
	for _, maker := range makers {
		for name, v := range map[string]browser.View{"script": {}, "no script": {NoScript: true}} {
			t.Run(maker+", "+name, func(t *testing.T) {
				b := browser.Shared(t)
				b.Serve(host, through(t, upstream(maker)))
				p := b.Page(t, v)
				path := "/lamp/"
				if maker == "hugo" {
					path = "/posts/lamp/"
				}
				p.Open("https://" + host + path)
				p.WaitFor(`document.readyState === "complete" && document.querySelectorAll("form.gf-yes").length > 0`)
				if hosts := b.Hosts(); !slices.Equal(hosts, []string{host}) {
					t.Fatalf("it contacts %v: %v", hosts, b.Contacts())
				}
				p.Click(`form.gf-yes[action*="/youtube/"] button`)
				p.Until("the provider is asked", func() bool {
					return slices.ContainsFunc(b.Hosts(), func(h string) bool { return strings.Contains(h, "youtube") })
				})
				for _, h := range b.Hosts() {
					if h != host && !strings.Contains(h, "youtube") {
						t.Errorf("%s was contacted, too: %v", h, b.Contacts())
					}
				}
			})
		}
	}
}

// The folder that is written, served by any server and without a header, does the
// same.
func TestFolderInABrowser(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	if _, err := Rewrite(context.Background(), wired(t, shore()), Options{In: "testdata/wordpress", Out: out}); err != nil {
		t.Fatal(err)
	}
	b := browser.Shared(t)
	b.Serve(host, http.FileServer(http.Dir(out)))
	p := b.Page(t, browser.View{})
	p.Open("https://" + host + "/lamp/")
	p.WaitFor(`document.readyState === "complete"`)
	if hosts := b.Hosts(); !slices.Equal(hosts, []string{host}) {
		t.Fatalf("it contacts %v: %v", hosts, b.Contacts())
	}
	p.Click(`form.gf-yes[action*="/youtube/"] button`)
	p.Until("the provider is asked", func() bool {
		return slices.ContainsFunc(b.Hosts(), func(h string) bool { return strings.Contains(h, "youtube") })
	})
}

// Two gates of one piece open each for itself.
func TestTwiceTheSame(t *testing.T) {
	const frame = `<iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe>`
	b := browser.Shared(t)
	b.Serve(host, through(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, `<!doctype html><html lang="en"><title>A</title><body>`+frame+frame)
	})))
	p := b.Page(t, browser.View{})
	p.Open("https://" + host + "/")
	p.WaitFor(`document.readyState === "complete" && document.querySelectorAll("form.gf-yes").length === 2`)
	p.Click(`section.gf:last-of-type form.gf-yes button`)
	p.WaitFor(`document.querySelectorAll(".gf-on").length === 1 && document.querySelector("section.gf:last-of-type").matches(".gf-on")`)
}

// The pages that are ours: the report, the page of choices, and the one that says
// that something is wrong. They run into no policy of their own, and axe finds
// nothing.
func TestOwnPages(t *testing.T) {
	r := wired(t, shore())
	if _, err := Rewrite(context.Background(), r, Options{In: "testdata/wordpress", Out: filepath.Join(t.TempDir(), "out")}); err != nil {
		t.Fatal(err)
	}
	const token = "a-secret-of-some-length"
	window := r.Window(token, "test")
	door, err := r.Door()
	if err != nil {
		t.Fatal(err)
	}
	var saved bytes.Buffer
	if err := r.Book.Report().WritePage(&saved, r.Locale("ar")); err != nil {
		t.Fatal(err)
	}
	b := browser.Shared(t)
	b.Serve(host, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		switch {
		case window.Shows(req):
			window.ServeHTTP(w, req)
		case req.URL.Path == "/saved.html":
			_, _ = io.Copy(w, bytes.NewReader(saved.Bytes()))
		case req.URL.Path == "/refused/":
			door.Refuse(w, req, http.StatusBadGateway)
		default:
			door.Middleware(http.NotFoundHandler()).ServeHTTP(w, req)
		}
	}))
	for _, dark := range []bool{false, true} {
		p := b.Page(t, browser.View{Width: 360, Height: 740, Dark: dark})
		for _, path := range []string{"/_gatefold/report?token=" + token, "/saved.html", gate.ChoicesFolder, "/refused/"} {
			p.Open("https://" + host + path)
			p.WaitFor(`document.readyState === "complete"`)
			if h := browser.Eval[string](p, `document.querySelector("h1").textContent`); h == "" {
				t.Errorf("%s has no heading", path)
			}
			if font := browser.Eval[string](p, `getComputedStyle(document.body).fontFamily`); !strings.Contains(font, "system-ui") {
				t.Errorf("%s: its style does not apply: %s", path, font)
			}
			for _, line := range p.Axe(t) {
				t.Errorf("%s, dark %t: %s", path, dark, line)
			}
		}
		for _, v := range p.Violations() {
			t.Errorf("a page runs into its own policy: %s", v)
		}
	}
}
