package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/export"
	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/internal/retrofit"
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

func config(change func(*retrofit.Config)) retrofit.Config {
	c := retrofit.Config{Origin: &url.URL{Scheme: "https", Host: "site.example"}, Stamp: "1"}
	if change != nil {
		change(&c)
	}
	return c
}

func wired(t *testing.T, c retrofit.Config) *retrofit.Retrofit {
	t.Helper()
	r, err := retrofit.NewFiles(c, nil)
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
	sum, err := Rewrite(context.Background(), r, Options{In: in, Out: out})
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
	again := func(change func(*retrofit.Config)) Summary {
		t.Helper()
		sum, err := Rewrite(context.Background(), wired(t, config(change)), Options{In: in, Out: out})
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
	if sum := again(func(c *retrofit.Config) {
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
	r := wired(t, config(func(c *retrofit.Config) { c.ReportOnly = true }))
	if _, err := Rewrite(context.Background(), r, Options{In: in, Out: out}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Error("it has written something")
	}
	if n := len(r.Book.Report().Entries); n < 4 {
		t.Errorf("%d entries", n)
	}
}

// What servers send as pages is one, and what may be one is named.
func TestWhatIsAPage(t *testing.T) {
	const text = `<!doctype html><iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe>`
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	pages := []string{"a.html", "b.HTM", "c.shtml", "d", "e.html.en", "f.htm.pt-br"}
	asIs := []string{"g.html.bak", "h.php", "i.aspx", "j.html5", "k.old"}
	plain := []string{"l.js", "m.txt", "n.svg"}
	all := map[string]string{"o.php": "<?php echo 1;", "p.html.gz": "packed", "q.tar.gz": "packed", "r.dat": "nothing"}
	for _, name := range slices.Concat(pages, asIs, plain) {
		all[name] = text
	}
	write(t, in, all)
	sum, err := Rewrite(context.Background(), wired(t, config(nil)), Options{In: in, Out: out})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"g.html.bak", "h.php", "i.aspx", "j.html5", "k.old", "o.php"}; sum.Pages != len(pages) || !slices.Equal(sum.AsIs, want) || !slices.Equal(sum.Packed, []string{"p.html.gz"}) {
		t.Errorf("%+v", sum)
	}
	got := read(t, out)
	for _, name := range pages {
		if !strings.Contains(got[name], "gf-yes") {
			t.Errorf("%s was not rewritten", name)
		}
	}
	for _, name := range slices.Concat(asIs, plain, []string{"o.php", "q.tar.gz", "r.dat"}) {
		if got[name] != all[name] {
			t.Errorf("%s is %q", name, got[name])
		}
	}
	if got["p.html.gz"] != "" {
		t.Error("a compressed page stands there as it was")
	}
}

// A large page becomes what a small one does, and is not held in memory.
func TestLargePages(t *testing.T) {
	const gated = `<iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe>`
	text := "<!doctype html><html lang=en>" + gated + strings.Repeat("<p>A line of text.</p>\n", maxBuffered/20) + gated
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	write(t, in, map[string]string{"index.html": text, "small.html": text[:1000]})
	again := func() Summary {
		sum, err := Rewrite(context.Background(), wired(t, config(nil)), Options{In: in, Out: out})
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	again()
	got := read(t, out)["index.html"]
	if n := strings.Count(got, "gf-yes"); n != 2 || len(got) < len(text) || strings.Contains(got, "<iframe src") {
		t.Errorf("%d gates, %d bytes of %d", n, len(got), len(text))
	}
	if sum := again(); sum.Written != 0 {
		t.Errorf("%+v", sum)
	}
	page := &page{name: "index.html", large: true}
	page.f = &folder{r: wired(t, config(nil)), o: Options{In: in}}
	var err error
	if page.f.root, err = os.OpenRoot(in); err != nil {
		t.Fatal(err)
	}
	defer page.f.root.Close()
	if _, err := page.Open(); !errors.Is(err, ErrChanged) {
		t.Errorf("a page that is not what it was: %v", err)
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
	for name, o := range map[string]Options{
		"itself": {In: in, Out: in}, "inside": {In: in, Out: filepath.Join(in, "out")}, "around": {In: in, Out: filepath.Dir(in)},
		"through a link": {In: in, Out: filepath.Join(linked, "new", "out")}, "not ours": {In: in, Out: foreign}, "nowhere": {In: filepath.Join(in, "no"), Out: foreign + "/x"},
	} {
		if _, err := Rewrite(context.Background(), wired(t, config(nil)), o); err == nil {
			t.Errorf("%s: it was written", name)
		}
	}
	if _, err := Rewrite(context.Background(), wired(t, config(nil)), Options{In: in, Out: foreign}); !errors.Is(err, export.ErrNotOurs) {
		t.Errorf("%v", err)
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	for name, prepare := range map[string]func(dir string) error{
		"a link out":      func(dir string) error { return os.Symlink("/etc/hostname", filepath.Join(dir, "x")) },
		"a link to a dir": func(dir string) error { return os.Symlink("data", filepath.Join(dir, "x")) },
		"a dangling link": func(dir string) error { return os.Symlink("none", filepath.Join(dir, "x")) },
		"not in UTF-8":    func(dir string) error { return os.WriteFile(filepath.Join(dir, "caf\xe9.css"), nil, 0o600) },
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
		if _, err := Rewrite(context.Background(), wired(t, config(nil)), Options{In: in, Out: out}); err == nil {
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
	if _, err := Rewrite(context.Background(), wired(t, config(nil)), Options{In: in, Out: out}); err != nil {
		t.Errorf("a link within the folder: %v", err)
	} else if read(t, out)["other.css"] != site["style.css"] {
		t.Error("what a link leads to is not there")
	}
}

// What a style sheet of the site wants from others is refused by its pages: the report
// says so, and the sheet stays as it is.
func TestSheetsOfTheSite(t *testing.T) {
	const sheet = "\ufeff@import url(https://sheets.example/a.css);\n" +
		"p { background: url(own.png), url(https://site.example/a.png), url('data:image/svg+xml,<svg><STYLE>a{}</STYLE></svg>'), url(https://allowed.example/a.png) }\n" +
		"@font-face { font-family: a; src: url(//fonts.example/a.woff2) }"
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	write(t, in, map[string]string{"index.html": "<link rel=stylesheet href=/css/a.CSS>", "css/a.CSS": sheet})
	r := wired(t, config(func(c *retrofit.Config) {
		c.Allow = []rewrite.Allow{{Host: "allowed.example", Kinds: []rewrite.Kind{rewrite.Picture}, Reason: "ours"}}
	}))
	if _, err := Rewrite(context.Background(), r, Options{In: in, Out: out}); err != nil {
		t.Fatal(err)
	}
	if got := read(t, out)["css/a.CSS"]; got != sheet {
		t.Errorf("the sheet is %q", got)
	}
	rep := r.Book.Report()
	var got []string
	for _, e := range rep.Entries {
		got = append(got, fmt.Sprintf("%s %s of %s in %s:%d", e.Action, e.Kind, e.Host, e.Example.Page, e.Example.Line))
	}
	want := []string{"held-back font of fonts.example in css/a.CSS:3", "held-back style of sheets.example in css/a.CSS:1", "allowed picture of allowed.example in css/a.CSS:2"}
	if !slices.Equal(got, want) || rep.Pages != 1 {
		t.Errorf("%d pages: %q", rep.Pages, got)
	}
	if !strings.Contains(rep.Entries[0].Reason, "style sheet of the site itself") {
		t.Errorf("the reason is %q", rep.Entries[0].Reason)
	}
}
