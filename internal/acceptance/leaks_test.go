package acceptance

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// leaksHost is the host of a publication whose every author is hostile.
const leaksHost = "leaks.example"

const dot = `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><title>A dot</title><circle cx="4" cy="4" r="4"/></svg>`

// No article makes its page contact anybody, run a script or leave its place,
// whatever its author wrote: with the policy of the page, and without it, when
// only what the page is made of holds.
func TestHostileArticlesLeakNothing(t *testing.T) {
	start(t)
	b := browser.Shared(t)
	s := hostileSite(t)
	b.Serve(leaksHost, s)
	for _, bare := range []bool{false, true} {
		for _, noScript := range []bool{false, true} {
			t.Run(fmt.Sprintf("bare %t, scripts %t", bare, !noScript), func(t *testing.T) {
				s.bare = bare
				p := b.Page(t, browser.View{NoScript: noScript})
				for _, path := range s.paths {
					if bare || !oneVector.MatchString(path) {
						besiege(t, b, p, path)
					}
				}
				if !bare {
					for _, v := range p.Violations() {
						t.Errorf("a page ran into its own policy, so its own markup was not enough: %s", v)
					}
				}
			})
		}
	}
}

// oneVector is the path of a page with one vector of HTTPLeaks. Where the
// policy holds as well, the page with all of them is enough.
var oneVector = regexp.MustCompile(`/httpleaks-\d+/`)

// besiege opens a page, reads it to its end, and points at its links.
func besiege(t *testing.T, b *browser.Browser, p *browser.Page, path string) {
	t.Helper()
	at := "https://" + leaksHost + path
	b.Forget()
	p.Open(at)
	readThrough(p)
	const most = 6 // the first ones stand for all
	links := browser.Eval[int](p, `[...document.querySelectorAll("main a[href^=http]")]
		.filter(a => a.checkVisibility() && a.getBoundingClientRect().width * a.getBoundingClientRect().height)
		.map((a, i) => a.setAttribute("data-point", i)).length`)
	for i := range min(links, most) {
		p.Point(fmt.Sprintf(`[data-point="%d"]`, i))
	}
	for _, c := range b.Contacts() {
		if c.Host != leaksHost {
			t.Errorf("%s: %s", path, c)
		}
	}
	if now := browser.Eval[string](p, `location.href`); now != at {
		t.Errorf("%s: the page went to %s", path, now)
	}
	for _, what := range browser.Eval[[]string](p, outOfPlace) {
		t.Errorf("%s: %s", path, what)
	}
	for _, e := range p.Errors() {
		t.Errorf("%s: a script was run, and failed: %s", path, e)
	}
}

// outOfPlace lists what no article may bring into a page. The vectors call a
// function ran() that does not exist, so a script that runs is an error of the
// page; what stands here would run later.
const outOfPlace = `(() => {
	const found = [];
	for (const e of document.querySelectorAll("*")) {
		for (const a of e.attributes)
			if (/^on|^style$|^srcdoc$|^ping$|^attributionsrc$|^formaction$/i.test(a.name) || /^\s*(javascript|data|vbscript|blob):/i.test(a.value) && /^(href|src|action)$/.test(a.name))
				found.push("the attribute " + a.name + "=" + a.value + " of " + e.localName);
		if (e.shadowRoot) found.push("a shadow root of " + e.localName);
	}
	const own = [...document.querySelectorAll("main article *, main header *, main section *")];
	for (const e of own)
		if (!e.closest("section.gf") && e.matches("script, style, link, meta, base, template, iframe, object, embed, svg, math, form, input, button, select, dialog"))
			found.push("the element " + e.outerHTML.slice(0, 120) + " in the article");
	const shape = [...document.body.children].map(e => e.localName).join(" ");
	if (shape !== "a header main footer") found.push("the page consists of " + shape);
	if (document.querySelectorAll("main").length !== 1 || document.querySelectorAll("footer.colophon").length !== 1) found.push("there is a second main or footer");
	return found;
})()`

// besieged is a site of hostile articles, as a static host serves it, without
// any header of ours.
type besieged struct {
	out   string
	paths []string
	bare  bool // leave out what the pages say about policies
}

var policyTags = regexp.MustCompile(`<meta http-equiv="(Content-Security-Policy|x-dns-prefetch-control)"[^>]*>`)

func (s *besieged) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := filepath.FromSlash(r.URL.Path)
	if strings.HasSuffix(r.URL.Path, "/") {
		path += "index.html"
	}
	page, err := os.ReadFile(filepath.Join(s.out, path))
	if err != nil || !s.bare || !strings.HasSuffix(path, ".html") {
		http.FileServer(http.Dir(s.out)).ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(policyTags.ReplaceAll(page, nil))
}

// hostileSite builds a publication of the vectors in testdata/leaks and of
// those of HTTPLeaks, if they are there.
func hostileSite(t *testing.T) *besieged {
	t.Helper()
	dir, s := t.TempDir(), &besieged{out: filepath.Join(t.TempDir(), "out")}
	write := func(name, text string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write("gatefold.toml", "title = \"Leaks\"\nbase_url = \"https://"+leaksHost+"\"\n\n[[footer]]\n"+
		"text = '<img src=https://footer-text.leak.example/>'\nhref = 'https://footer.leak.example/?\"><img src=https://footer-address.leak.example/>'\n")
	write("content/leaks/dot.svg", dot)
	vectors, err := filepath.Glob("testdata/leaks/*.md")
	if err != nil || len(vectors) < 8 {
		t.Fatalf("only %d files of vectors: %v", len(vectors), err)
	}
	for _, file := range vectors {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		write("content/leaks/"+filepath.Base(file), string(text))
	}
	for name, text := range httpLeaks(t) {
		write("content/leaks/"+name+".md", "---\ntitle: "+name+"\ndate: 2026-03-01T10:00:00Z\n---\n"+text)
	}
	buildHostile(t, dir, s.out)
	err = filepath.WalkDir(s.out, func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "index.html" && !isRedirect(file) && !strings.Contains(file, "_gatefold") {
			rel, _ := filepath.Rel(s.out, filepath.Dir(file))
			s.paths = append(s.paths, strings.TrimSuffix("/"+filepath.ToSlash(rel), ".")+"/")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.paths {
		s.paths[i] = strings.ReplaceAll(s.paths[i], "//", "/")
	}
	slices.Sort(s.paths)
	return s
}

// httpLeaks reads the vectors of HTTPLeaks (Cure53), all in one and one by one.
func httpLeaks(t *testing.T) map[string]string {
	t.Helper()
	dir := os.Getenv("GATEFOLD_TESTDATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "testdata")
	}
	all, err := os.ReadFile(filepath.Join(dir, "httpleaks", "leak.html"))
	if err != nil {
		t.Logf("HTTPLeaks IS NOT TESTED: %v (set GATEFOLD_TESTDATA to a folder that holds httpleaks/leak.html)", err)
		return nil
	}
	vectors := map[string]string{"httpleaks-whole": string(all)}
	for i, vector := range strings.Split(string(all), "<!--")[1:] {
		if _, vector, ok := strings.Cut(vector, "-->"); ok && strings.TrimSpace(vector) != "" {
			vectors[fmt.Sprintf("httpleaks-%d", i)] = vector
		}
	}
	return vectors
}

var refused = regexp.MustCompile(`(?m)^error: (content/[^:]+):(\d+):`)

// buildHostile builds the publication without the lines that the program
// refuses to publish at all, so that the pages show the others.
func buildHostile(t *testing.T, dir, out string) {
	t.Helper()
	const rounds = 8
	for range rounds {
		said, err := exec.Command(program.binary, "build", dir, "-o", out).CombinedOutput()
		if err == nil {
			return
		}
		found := refused.FindAllSubmatch(said, -1)
		if len(found) == 0 {
			t.Fatalf("%v\n%s", err, said)
		}
		for _, m := range found {
			n, _ := strconv.Atoi(string(m[2]))
			leaveOut(t, filepath.Join(dir, string(m[1])), n)
		}
	}
	t.Fatalf("the program still refuses to build after %d rounds", rounds)
}

// leaveOut empties a line of a file.
func leaveOut(t *testing.T, file string, n int) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	if n < 1 || n > len(lines) {
		t.Fatalf("%s has no line %d", file, n)
	}
	lines[n-1] = ""
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}
