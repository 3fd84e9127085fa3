package retrofit

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/internal/localise"
	"github.com/gatefold/gatefold/internal/report"
	"github.com/gatefold/gatefold/internal/snapshot/pretend"
	"github.com/gatefold/gatefold/rewrite"
)

func config(change func(*Config)) Config {
	c := Config{Origin: &url.URL{Scheme: "https", Host: "site.example"}, Stamp: "1"}
	if change != nil {
		change(&c)
	}
	return c
}

// foreign is a page of somebody else's making.
const foreign = `<!doctype html><html lang="ar"><title>B</title><body><p>نص</p><iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe>` +
	`<iframe src="https://maps.nobody.example/frame?x=1"></iframe></body></html>`

func TestConfigIsChecked(t *testing.T) {
	for want, change := range map[string]func(*Config){
		"there is no reason for stats.example": func(c *Config) { c.Allow = []rewrite.Allow{{Host: "stats.example", Reason: " "}} },
		`"https://x" is not a host`:            func(c *Config) { c.FirstParty = []string{"https://x"} },
		"is not the address of a site":         func(c *Config) { c.Origin = &url.URL{Host: "x"} },
		"the key is too short":                 func(c *Config) { c.Key = []byte("x") },
		"for 365 days":                         func(c *Config) { c.Days = 365 },
		"99999 is not a port":                  func(c *Config) { c.Origin = &url.URL{Scheme: "https", Host: "site.example:99999"} },
		"https://user:xxxxx@site.example":      func(c *Config) { c.Origin.User = url.UserPassword("user", "secret") },
		`there are no words in "de"`:           func(c *Config) { c.Language = "de" },
		"no copies can be kept in":             func(c *Config) { c.Localise, c.KeepDir = localise.Kinds(), "/dev/null/kept" },
		"no message":                           func(c *Config) { c.Strings = map[string]map[string]string{"en": {"no.such": "x"}} },
	} {
		c := config(change)
		if _, err := NewServed(c, nil); err == nil || !strings.Contains(err.Error(), want) && want != "no message" {
			t.Errorf("%v, want %q", err, want)
		}
	}
	for _, lang := range []string{"en", "en-GB", "AR", "fr-CH"} {
		c := config(func(c *Config) {
			c.Language, c.Days = lang, -1
			c.Strings = map[string]map[string]string{"fr": {"gate.accept": "Ouvrir"}}
		})
		if r, err := NewServed(c, nil); err != nil {
			t.Errorf("%s: %v", lang, err)
		} else {
			r.Close()
		}
	}
	for host, ok := range map[string]bool{"a.example": true, "*.a.example": true, "localhost": true, "bücher.example": true, "*.bücher.example": true, "xn--bcher-kva.example": true, "a b": false, "": false, "*": false, "a/": false, ".a": false} {
		if isHost(host) != ok {
			t.Errorf("%q: %t", host, !ok)
		}
	}
}

// Hosts may be written in any letters, and are what browsers ask for.
func TestHostsInAnyLetters(t *testing.T) {
	r, err := NewServed(config(func(c *Config) {
		c.Origin = &url.URL{Scheme: "https", Host: "Bücher.example:8443"}
		c.FirstParty = []string{"*.müller.example"}
		c.Allow = []rewrite.Allow{{Host: "zählt.example", Reason: "it counts"}}
	}), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got := r.Config().Origin.Host; got != "xn--bcher-kva.example:8443" {
		t.Errorf("the origin is %s", got)
	}
	if got := strings.Join(r.ours(), " "); got != "*.xn--mller-kva.example xn--zhlt-loa.example" {
		t.Errorf("the site's hosts are %s", got)
	}
}

// A page through the real door: gated, its document opens, the report knows.
func TestServed(t *testing.T) {
	r, err := NewServed(config(nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	d, err := r.Door()
	if err != nil {
		t.Fatal(err)
	}
	h := d.Middleware(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(foreign))
	}))
	get := func(path string) *httptest.ResponseRecorder {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
		return rec
	}
	rec := get("/about/?reader=7")
	page := htmltest.Parse(t, rec.Body.Bytes())
	page.LoadsOnlyFrom("/")
	if !strings.Contains(rec.Header().Get("Content-Security-Policy"), "frame-src 'self'") {
		t.Errorf("its policy is %q", rec.Header()["Content-Security-Policy"])
	}
	forms := page.All("form.gf-yes")
	if len(forms) != 2 {
		t.Fatalf("there are %d gates: %s", len(forms), rec.Body)
	}
	for _, form := range forms {
		if doc := get(form.Attr("action")); doc.Code != 200 || !bytes.Contains(doc.Body.Bytes(), []byte("<iframe")) {
			t.Errorf("%s: %d", form.Attr("action"), doc.Code)
		}
	}
	for _, l := range page.All("link[rel=stylesheet]") {
		if s := get(l.Attr("href")); !strings.HasPrefix(s.Header().Get("Content-Type"), "text/css") {
			t.Errorf("%s: %d", l.Attr("href"), s.Code)
		}
	}
	e := r.Book.Report()
	if len(e.Entries) != 2 || e.Entries[0].Pages[0] != "https://site.example/about/" {
		t.Errorf("%+v", e)
	}
	if w := r.Window("0123456789abcdef", "x"); w.Book != &r.Book || !w.Shows(httptest.NewRequest(http.MethodGet, report.Path, nil)) {
		t.Error("the window shows another book")
	}
}

// A style sheet of a font service, its font and a picture are served by the site,
// and the page asks for them there.
func TestLocalised(t *testing.T) {
	n := pretend.New(t)
	n.Host("fonts.example", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/a.woff2" {
			_, _ = w.Write([]byte("wOF2 a font"))
			return
		}
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write([]byte("@font-face{font-family:A;src:url(/a.woff2)}"))
	})
	n.Host("pictures.example", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("\x89PNG\r\n\x1a\n")) })
	r, err := NewFiles(config(func(c *Config) {
		c.Localise, c.KeepDir, c.internet = localise.Kinds(), t.TempDir(), n.Wire
	}), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var out bytes.Buffer
	const page = `<!doctype html><html lang="en"><title>A</title><link rel="stylesheet" href="https://fonts.example/css?family=A&amp;display=swap">` +
		`<p style="background:url(https://pictures.example/b.png)"><img src="https://pictures.example/a.png" alt="A">`
	result, err := r.Rewriter().Rewrite(&out, strings.NewReader(page), &rewrite.Page{URL: r.Config().Origin})
	if err != nil {
		t.Fatal(err)
	}
	doc := htmltest.Parse(t, out.Bytes())
	doc.LoadsOnlyFrom("/_gatefold/kept/", "/_gatefold/retro.")
	served := func(path string) string {
		rec := httptest.NewRecorder()
		if !r.Serve(rec, httptest.NewRequest(http.MethodGet, path, nil)) {
			t.Fatalf("%s is not served", path)
		}
		return rec.Body.String()
	}
	if css := served(doc.All("link[rel=stylesheet]")[0].Attr("href")); strings.Contains(css, "example") || !strings.Contains(css, ".woff2") {
		t.Errorf("the sheet is %s", css)
	}
	if picture := served(doc.One("img").Attr("src")); !strings.HasPrefix(picture, "\x89PNG") {
		t.Errorf("%q", picture)
	}
	if strings.Contains(out.String(), "pictures.example") && !strings.Contains(out.String(), "<img src=\"/_gatefold") {
		t.Errorf("%s", out.String())
	}
	for _, f := range result.Findings {
		if f.Action != rewrite.Localised {
			t.Errorf("%+v", f)
		}
	}
}
