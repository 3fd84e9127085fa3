package localise

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/internal/snapshot/pretend"
	"github.com/gatefold/gatefold/rewrite"
)

func keeper(t *testing.T, n *pretend.Internet, dir string, change func(*Options)) *Keeper {
	t.Helper()
	co := courier.Options{Agent: "Test/1", Pause: time.Microsecond, Delay: time.Microsecond, Attempts: 1}
	n.Wire(&co)
	c := courier.New(co)
	o := Options{Dir: dir, Courier: c}
	if change != nil {
		change(&o)
	}
	k, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Close(); c.Close() })
	return k
}

const (
	woff2 = "wOF2 a font"
	png   = "\x89PNG\r\n\x1a\n a picture"
)

// fonts is a host as font services are: a sheet on one name, files on another.
func fonts(n *pretend.Internet) {
	n.Host("styles.example", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/css")
		switch r.URL.Path {
		case "/css2":
			fmt.Fprint(w, `@import url(more.css) screen;`+"\n"+`@font-face{font-family:A;src:url(https://files.example/a.woff2) format('woff2'), url("//files.example/gone.woff2#x")}`+
				"\n"+`p{background:image-set("p.png" 1x, url( 'p.png?2' ) 2x);cursor:url(data:,x)}`)
		case "/more.css":
			fmt.Fprint(w, "@import 'css2';b{}")
		case "/p.png":
			fmt.Fprint(w, png, r.URL.RawQuery)
		}
	})
	n.Host("files.example", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/a.woff2" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, woff2)
	})
}

// The sheet is kept with all that it needs, and leads to copies only.
func TestFontServices(t *testing.T) {
	n := pretend.New(t)
	fonts(n)
	dir := t.TempDir()
	k := keeper(t, n, dir, nil)
	path, ok := k.Localise(rewrite.Style, "https://styles.example/css2?family=A#x")
	if !ok {
		t.Fatal("there is no copy")
	}
	css := read(t, k, path)
	if strings.Contains(css, "example") || strings.Count(css, ".woff2") != 1 || strings.Count(css, ".png") != 2 || !strings.Contains(css, "url(data:,x)") {
		t.Errorf("%s", css)
	}
	if used := k.Used(); len(used) < 4 {
		t.Errorf("it needs %v", used)
	}
	before := n.Requests("styles.example") + n.Requests("files.example")

	again := keeper(t, n, dir, nil)
	if p, ok := again.Localise(rewrite.Style, "https://styles.example/css2?family=A"); !ok || p != path {
		t.Errorf("the next program has %q", p)
	}
	if len(again.Used()) != len(k.Used()) {
		t.Errorf("%v, before %v", again.Used(), k.Used())
	}
	if after := n.Requests("styles.example") + n.Requests("files.example"); after != before {
		t.Errorf("it was fetched %d times more", after-before)
	}
}

func read(t *testing.T, k *Keeper, path string) string {
	t.Helper()
	f, err := k.Open(strings.TrimPrefix(path, Prefix))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWhatIsNotKept(t *testing.T) {
	n := pretend.New(t)
	n.Host("far.example", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", map[string]string{".css": "text/css", ".svg": "image/svg+xml", ".html": "text/css; x"}[filepath.Ext(r.URL.Path)])
		switch r.URL.Path {
		case "/large.css":
			_, _ = w.Write(make([]byte, maxSheet+1))
		case "/a.svg":
			fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`)
		case "/page.png", "/page.woff2":
			fmt.Fprint(w, "<html><script>")
		case "/inside":
			http.Redirect(w, r, "https://private.example/", http.StatusFound)
		default:
			fmt.Fprint(w, png)
		}
	})
	n.Name("private.example", "10.0.0.1")
	k := keeper(t, n, t.TempDir(), func(o *Options) { o.Kinds = []rewrite.Kind{rewrite.Style, rewrite.Font, rewrite.Picture} })
	for _, tt := range []struct {
		kind    rewrite.Kind
		address string
	}{
		{rewrite.Style, "https://far.example/large.css"}, {rewrite.Picture, "https://far.example/a.svg"},
		{rewrite.Picture, "https://far.example/page.png"}, {rewrite.Font, "https://far.example/page.woff2"},
		{rewrite.Picture, "https://private.example/a.png"}, {rewrite.Picture, "https://far.example/inside"},
		{rewrite.Picture, "https://nobody.example/a.png"}, {rewrite.Picture, "file:///etc/passwd"}, {rewrite.Picture, "/a.png"},
		{rewrite.Style, "https://far.example/a.png"}, {rewrite.Icon, "https://far.example/icon.png"}, {rewrite.Script, "https://far.example/a.js"},
	} {
		if path, ok := k.Localise(tt.kind, tt.address); ok {
			t.Errorf("%s %s is kept as %s", tt.kind, tt.address, path)
		}
	}
	if path, ok := k.Localise(rewrite.Picture, "http://far.example/ok.png"); !ok || !strings.HasSuffix(path, ".png") {
		t.Errorf("a picture is %q", path)
	}
}

// A page does not wait for ever for what it can do without; the next one has it.
func TestPagesDoNotWait(t *testing.T) {
	n := pretend.New(t)
	release := make(chan struct{})
	n.Host("slow.example", func(w http.ResponseWriter, _ *http.Request) {
		<-release
		fmt.Fprint(w, png)
	})
	k := keeper(t, n, t.TempDir(), func(o *Options) { o.Wait = time.Millisecond })
	if _, ok := k.Localise(rewrite.Picture, "https://slow.example/"); ok {
		t.Error("it is there before it was sent")
	}
	close(release)
	for deadline := time.Now().Add(10 * time.Second); ; {
		if _, ok := k.Localise(rewrite.Picture, "https://slow.example/"); ok {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("it never came")
		}
	}
	if n.Requests("slow.example") != 1 {
		t.Errorf("it was fetched %d times", n.Requests("slow.example"))
	}
}

func TestOnceForMany(t *testing.T) {
	n := pretend.New(t)
	n.Host("far.example", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, png) })
	k := keeper(t, n, t.TempDir(), func(o *Options) { o.Most = 1 })
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { k.Localise(rewrite.Picture, "https://far.example/a") })
	}
	all.Wait()
	if n.Requests("far.example") != 1 {
		t.Errorf("it was fetched %d times", n.Requests("far.example"))
	}
	if _, ok := k.Localise(rewrite.Picture, "https://far.example/b"); ok {
		t.Error("more was fetched than is allowed")
	}
}

// A command that is given once more asks again for what could not be had; a server
// believes it for a while.
func TestAskingAgain(t *testing.T) {
	n := pretend.New(t)
	there := false
	n.Host("far.example", func(w http.ResponseWriter, r *http.Request) {
		if !there {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, png)
	})
	const address = "https://far.example/a.png"
	dir := t.TempDir()
	first := keeper(t, n, dir, func(o *Options) { o.Again = true })
	for range 2 {
		if _, ok := first.Localise(rewrite.Picture, address); ok {
			t.Fatal("there is a copy of nothing")
		}
	}
	if asked := n.Requests("far.example"); asked != 1 {
		t.Errorf("one run asked %d times", asked)
	}
	there = true
	if _, ok := keeper(t, n, dir, nil).Localise(rewrite.Picture, address); ok {
		t.Error("it was asked for again at once")
	}
	if _, ok := keeper(t, n, dir, func(o *Options) { o.Again = true }).Localise(rewrite.Picture, address); !ok {
		t.Error("the next run did not ask again")
	}
}

// A style sheet whose font could not be had gets it later. Until then, and if the sheet
// itself cannot be had any more, there is the copy without it.
func TestSheetsThatLackSomething(t *testing.T) {
	n := pretend.New(t)
	sheet, font := true, false
	n.Host("far.example", func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/a.css" && sheet:
			w.Header().Set("Content-Type", "text/css")
			fmt.Fprint(w, "@font-face{font-family:A;src:url(a.woff2)}")
		case r.URL.Path == "/a.woff2" && font:
			fmt.Fprint(w, woff2)
		default:
			http.NotFound(w, r)
		}
	})
	dir := t.TempDir()
	copyOf := func(k *Keeper) string {
		path, ok := k.Localise(rewrite.Style, "https://far.example/a.css")
		if !ok {
			t.Fatal("there is no copy")
		}
		return read(t, k, path)
	}
	again := func(o *Options) { o.Again = true }
	if css := copyOf(keeper(t, n, dir, again)); strings.Contains(css, ".woff2") {
		t.Errorf("there is a font in %s", css)
	}
	sheet = false
	if css := copyOf(keeper(t, n, dir, again)); strings.Contains(css, ".woff2") {
		t.Errorf("there is a font in %s", css)
	}
	sheet, font = true, true
	before := n.Requests("far.example")
	served := keeper(t, n, dir, func(o *Options) { o.Wait = time.Minute })
	if css := copyOf(served); strings.Contains(css, ".woff2") || n.Requests("far.example") != before {
		t.Errorf("a server asks again at once, for %s", css)
	}
	a := ask{rewrite.Style, "https://far.example/a.css"}
	old := *served.known[a]
	old.When = old.When.Add(-2 * retryAfter)
	if err := served.store.remember(a.kind, &old); err != nil {
		t.Fatal(err)
	}
	served.known[a] = &old
	inner := ask{rewrite.Font, "https://far.example/a.woff2"}
	gone := *served.noted(inner)
	gone.When = old.When
	if err := served.store.remember(inner.kind, &gone); err != nil {
		t.Fatal(err)
	}
	served.known[inner] = &gone
	if css := copyOf(served); strings.Contains(css, ".woff2") {
		t.Errorf("the page waited for %s", css)
	}
	served.work.Wait()
	if css := copyOf(served); !strings.Contains(css, ".woff2") {
		t.Errorf("after an hour there still is no font in %s", css)
	}
	before = n.Requests("far.example")
	if css := copyOf(keeper(t, n, dir, again)); !strings.Contains(css, ".woff2") || n.Requests("far.example") != before {
		t.Errorf("what is whole is asked for again: %s", css)
	}
}

func TestServing(t *testing.T) {
	n := pretend.New(t)
	n.Host("far.example", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, png) })
	dir := t.TempDir()
	k := keeper(t, n, dir, nil)
	path, _ := k.Localise(rewrite.Picture, "https://far.example/a")
	rec := httptest.NewRecorder()
	if !k.Serve(rec, httptest.NewRequest(http.MethodGet, path, nil)) || rec.Body.String() != png || rec.Header().Get("Content-Type") != "image/png" ||
		!strings.Contains(rec.Header().Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("%d %v", rec.Code, rec.Header())
	}
	if err := os.WriteFile(filepath.Join(dir, "secret.txt"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"secret.txt", "notes/x.json", "../x", "", strings.Repeat("0", 32) + ".png", strings.TrimSuffix(filepath.Base(path), "png") + "html"} {
		r := httptest.NewRequest(http.MethodGet, Prefix, nil)
		r.URL.Path = Prefix + p
		if k.Serve(httptest.NewRecorder(), r) {
			t.Errorf("%q is served", p)
		}
	}
}

// What could not be had is asked for again later, and does not use up what may be
// fetched: a proxy runs for months.
func TestFailuresAreOneAddress(t *testing.T) {
	n := pretend.New(t)
	n.Host("far.example", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gone" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, png)
	})
	k := keeper(t, n, t.TempDir(), func(o *Options) { o.Most = 2 })
	const tries = 5
	for range tries {
		if _, ok := k.Localise(rewrite.Picture, "https://far.example/gone"); ok {
			t.Fatal("what is not there is kept")
		}
		a := ask{rewrite.Picture, "https://far.example/gone"}
		old := *k.known[a]
		old.When = old.When.Add(-2 * retryAfter)
		k.known[a] = &old
		if err := k.store.remember(a.kind, &old); err != nil {
			t.Fatal(err)
		}
	}
	if n.Requests("far.example") != tries {
		t.Errorf("it was asked for %d times", n.Requests("far.example"))
	}
	if _, ok := k.Localise(rewrite.Picture, "https://far.example/there"); !ok {
		t.Error("the second address is one too many")
	}
	if _, ok := k.Localise(rewrite.Picture, "https://far.example/more"); ok {
		t.Error("there is no end to what is fetched")
	}
}

// A copy that somebody deletes is fetched again.
func TestCopiesThatAreGone(t *testing.T) {
	n := pretend.New(t)
	n.Host("far.example", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, png) })
	dir := t.TempDir()
	path, _ := keeper(t, n, dir, nil).Localise(rewrite.Picture, "https://far.example/a")
	if err := os.Remove(filepath.Join(dir, filepath.Base(path))); err != nil {
		t.Fatal(err)
	}
	if p, ok := keeper(t, n, dir, nil).Localise(rewrite.Picture, "https://far.example/a"); !ok || p != path || n.Requests("far.example") != 2 {
		t.Errorf("%q after %d fetches", p, n.Requests("far.example"))
	}
}

func TestStyleSheetsBecomeUTF8(t *testing.T) {
	for _, tt := range []struct{ css, kind string }{
		{"a{content:'\xe9'}", "text/css; charset=iso-8859-1"}, {"@charset \"windows-1252\";a{content:'\xe9'}", "text/css"}, {"\xef\xbb\xbfa{content:'é'}", "text/css; charset=koi8-r"},
	} {
		if got := string(inUTF8([]byte(tt.css), tt.kind)); !strings.Contains(got, "'é'") {
			t.Errorf("%q as %q", got, tt.kind)
		}
	}
}

// A sheet whose first bytes say that it is in UTF-16 is read as browsers do, and
// nothing that is kept begins as if it were.
func TestStyleSheetsInUTF16(t *testing.T) {
	for css, want := range map[string]string{
		"\xff\xfea\x00{\x00}\x00": "a{}", "\xfe\xff\x00a\x00{\x00}": "a{}", mark + "\xff\xfea\x00": mark + "\uFFFDa\x00",
		`@charset "utf-16";a{}`: mark + `@charset "utf-16";a{}`, `@charset "gbk";a{}`: mark + `@charset "gbk";a{}`,
	} {
		if got := string(inUTF8([]byte(css), "text/css")); got != want {
			t.Errorf("%q becomes %q, want %q", css, got, want)
		}
	}
}

// FuzzInUTF8: whatever a sheet is in, it is in UTF-8 then, and stays what it is.
func FuzzInUTF8(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00"), "text/css")
	f.Add([]byte(mark+"\xff\xfea\x00"), "text/css; charset=koi8-r")
	f.Add([]byte("@charset \"shift_jis\";a{content:'\x83\x41'}"), "text/css")
	f.Add([]byte("@charset \"iso-2022-jp\";\x1b$B"), "text/css; charset=replacement")
	f.Fuzz(func(t *testing.T, css []byte, kind string) {
		got := inUTF8(css, kind)
		if !utf8.Valid(got) {
			t.Errorf("%q as %q becomes %q", css, kind, got)
		}
		if again := inUTF8(got, "text/css; charset=utf-8"); !bytes.Equal(again, got) {
			t.Errorf("%q as %q becomes %q and then %q", css, kind, got, again)
		}
	})
}
