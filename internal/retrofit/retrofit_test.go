package retrofit

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/export"
	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/internal/report"
	"github.com/gatefold/gatefold/rewrite"
)

// site is a small site of somebody else's making.
var site = map[string]string{
	"index.html": `<!doctype html><html lang="en"><head><title>A</title><script src="https://stats.example/s.js"></script></head>` +
		`<body><p>Text.</p><iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe></body></html>`,
	"about/index.html": `<!doctype html><html lang="ar"><title>B</title><body><p>نص</p><iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe>` +
		`<iframe src="https://maps.nobody.example/frame?x=1"></iframe></body></html>`,
	"plain.htm":        "<p>nothing to do</p>",
	"style.css":        "p{color:red}",
	"index.html.gz":    "what the page was",
	"style.css.gz":     "kept",
	"data/feed":        "just text",
	"pretty":           "<!doctype html><p>x<img src=https://pictures.example/a.png>",
	".well-known/x":    "y",
	"pictures/a.png":   "\x89PNG",
	"_headers":         "/*\n  X: y\n",
	".gatefold/secret": "of another run",
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// read gives all files below a folder.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		all[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func config(change func(*Config)) Config {
	c := Config{Origin: &url.URL{Scheme: "https", Host: "site.example"}, Stamp: "1"}
	if change != nil {
		change(&c)
	}
	return c
}

func wired(t *testing.T, c Config) *Retrofit {
	t.Helper()
	r, err := NewFiles(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

func TestFolder(t *testing.T) {
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	write(t, in, site)
	before := read(t, in)
	r := wired(t, config(nil))
	sum, err := r.Folder(context.Background(), FolderOptions{In: in, Out: out})
	if err != nil {
		t.Fatal(err)
	}
	if sum.Pages != 4 || !slices.Equal(sum.LeftOut, []string{"index.html.gz"}) {
		t.Errorf("%+v", sum)
	}
	got := read(t, out)
	for _, name := range []string{"style.css", "style.css.gz", "data/feed", ".well-known/x", "pictures/a.png", "_headers", "plain.htm"} {
		if got[name] != site[name] && name != "plain.htm" {
			t.Errorf("%s is %q", name, got[name])
		}
	}
	if !strings.Contains(got["plain.htm"], site["plain.htm"]) {
		t.Errorf("plain.htm is %q", got["plain.htm"])
	}
	if got[".gatefold/secret"] != "" || got["index.html.gz"] != "" {
		t.Error("something is there that is no part of the site")
	}
	for _, name := range []string{"index.html", "about/index.html", "pretty"} {
		htmltest.Parse(t, []byte(got[name])).LoadsOnlyFrom("/")
	}
	openable(t, got)
	if !strings.Contains(got["privacy/embeds/index.html"], "gf-choices") || got[".well-known/gpc.json"] == "" {
		t.Error("there is no page of choices, or no word on the signal")
	}
	if after := read(t, in); len(after) != len(before) || after["index.html"] != before["index.html"] {
		t.Error("the folder that is read has changed")
	}
	rep := r.Book.Report()
	if rep.Pages != 4 || len(rep.FailOn([]string{"unknown-script"})) != 1 || len(rep.FailOn([]string{"unknown-frame"})) != 1 {
		t.Errorf("%+v", rep)
	}
}

// openable demands that the document of each gate, and all that it needs, is
// there.
func openable(t *testing.T, got map[string]string) {
	t.Helper()
	forms := 0
	for _, name := range []string{"index.html", "about/index.html"} {
		for _, form := range htmltest.Parse(t, []byte(got[name])).All("form.gf-yes") {
			forms++
			action := strings.TrimPrefix(form.Attr("action"), "/")
			doc, ok := got[action+"index.html"]
			if !ok {
				t.Errorf("%s: there is no %s", name, action)
				continue
			}
			for _, s := range htmltest.Parse(t, []byte(doc)).All("script") {
				if _, ok := got[strings.TrimPrefix(s.Attr("src"), "/")]; !ok {
					t.Errorf("%s: there is no %s", action, s.Attr("src"))
				}
			}
		}
	}
	if forms != 3 {
		t.Errorf("there are %d gates", forms)
	}
}

// What has not changed is not touched; what has, and what a new configuration
// makes different, is.
func TestFolderAgain(t *testing.T) {
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	write(t, in, site)
	again := func(change func(*Config)) FolderSummary {
		t.Helper()
		sum, err := wired(t, config(change)).Folder(context.Background(), FolderOptions{In: in, Out: out})
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	again(nil)
	if sum := again(nil); sum.Written != 0 || sum.Removed != 0 {
		t.Errorf("without a change %+v", sum.Summary)
	}
	write(t, in, map[string]string{"index.html": "<p>no video any more</p>"})
	if sum := again(nil); sum.Written != 1 || sum.Removed != 1 {
		t.Errorf("after one page %+v", sum.Summary)
	}
	if sum := again(func(c *Config) {
		c.Allow = []rewrite.Allow{{Host: "pictures.example", Reason: "ours"}}
	}); sum.Written == 0 {
		t.Error("another configuration changes nothing")
	}
	if err := os.WriteFile(filepath.Join(out, "CNAME"), []byte("site.example"), 0o600); err != nil {
		t.Fatal(err)
	}
	again(nil)
	if _, err := os.Stat(filepath.Join(out, "CNAME")); err != nil {
		t.Error("somebody's file was removed")
	}
}

func TestReportOnlyWritesNothing(t *testing.T) {
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	write(t, in, site)
	r := wired(t, config(func(c *Config) { c.ReportOnly = true }))
	if _, err := r.Folder(context.Background(), FolderOptions{In: in, Out: out}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Error("it has written something")
	}
	if n := len(r.Book.Report().Entries); n < 4 {
		t.Errorf("%d entries", n)
	}
}

func TestFoldersThatAreRefused(t *testing.T) {
	in := t.TempDir()
	write(t, in, site)
	linked := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(in, linked); err != nil {
		t.Fatal(err)
	}
	foreign := t.TempDir()
	write(t, foreign, map[string]string{"cat.txt": "x"})
	for name, o := range map[string]FolderOptions{
		"itself": {In: in, Out: in}, "inside": {In: in, Out: filepath.Join(in, "out")}, "around": {In: in, Out: filepath.Dir(in)},
		"through a link": {In: in, Out: filepath.Join(linked, "new", "out")}, "not ours": {In: in, Out: foreign}, "nowhere": {In: filepath.Join(in, "no"), Out: foreign + "/x"},
	} {
		if _, err := wired(t, config(nil)).Folder(context.Background(), o); err == nil {
			t.Errorf("%s: it was written", name)
		}
	}
	if _, err := wired(t, config(nil)).Folder(context.Background(), FolderOptions{In: in, Out: foreign}); !errors.Is(err, export.ErrNotOurs) {
		t.Errorf("%v", err)
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	for name, prepare := range map[string]func(dir string) error{
		"a link out":      func(dir string) error { return os.Symlink("/etc/hostname", filepath.Join(dir, "x")) },
		"a link to a dir": func(dir string) error { return os.Symlink("data", filepath.Join(dir, "x")) },
		"a dangling link": func(dir string) error { return os.Symlink("none", filepath.Join(dir, "x")) },
		"XHTML":           func(dir string) error { return os.WriteFile(filepath.Join(dir, "a.xhtml"), nil, 0o600) },
		"our own name": func(dir string) error {
			return os.CopyFS(filepath.Join(dir, "_gatefold"), os.DirFS(filepath.Join(dir, "made")))
		},
		"an unreadable in": func(dir string) error { return os.Remove(filepath.Join(dir, "index.html")) },
	} {
		in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
		write(t, in, site)
		for _, a := range rewrite.Assets() {
			write(t, in, map[string]string{"made" + strings.TrimPrefix(a.Path, "/_gatefold"): "x"})
		}
		if name == "an unreadable in" {
			if err := os.Symlink("/", filepath.Join(in, "root")); err != nil {
				t.Fatal(err)
			}
		}
		if err := prepare(in); err != nil {
			t.Fatal(err)
		}
		if _, err := wired(t, config(nil)).Folder(context.Background(), FolderOptions{In: in, Out: out}); err == nil {
			t.Errorf("%s passes", name)
		} else if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: something was written", name)
		}
	}
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	write(t, in, site)
	if err := os.Symlink("style.css", filepath.Join(in, "other.css")); err != nil {
		t.Fatal(err)
	}
	if _, err := wired(t, config(nil)).Folder(context.Background(), FolderOptions{In: in, Out: out}); err != nil {
		t.Errorf("a link within the folder: %v", err)
	} else if read(t, out)["other.css"] != site["style.css"] {
		t.Error("what a link leads to is not there")
	}
}

func TestConfigIsChecked(t *testing.T) {
	for want, change := range map[string]func(*Config){
		"there is no reason for stats.example": func(c *Config) { c.Allow = []rewrite.Allow{{Host: "stats.example", Reason: " "}} },
		`"https://x" is not a host`:            func(c *Config) { c.FirstParty = []string{"https://x"} },
		"is not the address of a site":         func(c *Config) { c.Origin = &url.URL{Host: "x"} },
		"the key is too short":                 func(c *Config) { c.Key = []byte("x") },
		"for 365 days":                         func(c *Config) { c.Days = 365 },
		"no message":                           func(c *Config) { c.Strings = map[string]map[string]string{"en": {"no.such": "x"}} },
	} {
		c := config(change)
		if _, err := NewServed(c, nil); err == nil || !strings.Contains(err.Error(), want) && want != "no message" {
			t.Errorf("%v, want %q", err, want)
		}
	}
	for host, ok := range map[string]bool{"a.example": true, "*.a.example": true, "localhost": true, "a b": false, "": false, "*": false, "a/": false, ".a": false} {
		if isHost(host) != ok {
			t.Errorf("%q: %t", host, !ok)
		}
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
		_, _ = w.Write([]byte(site["about/index.html"]))
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
