package acceptance

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/internal/serve"
	"github.com/gatefold/gatefold/internal/site"
	"github.com/gatefold/gatefold/internal/storybook"
	"github.com/gatefold/gatefold/provider"
)

const storybookHost = "storybook.test"

func newBook(t *testing.T, real bool) *site.Site {
	t.Helper()
	o, err := storybook.Plain("https://" + storybookHost)
	if err != nil {
		t.Fatal(err)
	}
	o.Real = real
	book, err := storybook.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// bookWorld is a world in which the storybook stands on a host of its own. With
// real embed documents, every provider answers with a small page.
func bookWorld(t *testing.T, real bool) *browser.Browser {
	t.Helper()
	book := newBook(t, real)
	server := serve.New(serve.Options{})
	server.Show(book, book.Problems())
	b := browser.Shared(t)
	b.Serve(storybookHost, server)
	if real {
		for _, p := range provider.Default().All() {
			for _, host := range p.FrameHosts {
				if !strings.ContainsAny(host, "*{") {
					b.Serve(host, http.HandlerFunc(smallPage))
				}
			}
		}
	}
	return b
}

func smallPage(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, "<!doctype html><title>A piece</title><p>A piece")
}

func bookPage(path string) string { return "https://" + storybookHost + path }

// gatesWithButton are the ids of the gates on a page that can be opened.
func gatesWithButton(p *browser.Page) []string {
	return browser.Eval[[]string](p, `[...document.querySelectorAll(".gf-yes")].map(f => f.closest(".gf").id)`)
}

// Whatever the provider, nothing jumps when a page with its gate is read, nor
// when the gate is opened.
func TestNothingJumpsForAnyProvider(t *testing.T) {
	b, book := bookWorld(t, true), newBook(t, false)
	opened := 0
	for shelf := 1; ; shelf++ {
		path := fmt.Sprintf("/all/%d/", shelf)
		if _, ok := book.Find(path); !ok {
			break
		}
		for _, width := range []int{320, 768, 1280} {
			p := b.Page(t, browser.View{Width: width, Height: 800})
			p.Open(bookPage(path))
			opened += openAll(t, p, fmt.Sprintf("%s at %d px", path, width))
		}
	}
	if opened < 3*150 {
		t.Errorf("only %d gates were opened", opened)
	}
}

// openAll reads a page and opens its gates, one after the other, and returns how
// many there were.
func openAll(t *testing.T, p *browser.Page, where string) int {
	t.Helper()
	const onLoad, onAccept = 0.02, 0.05
	readThrough(p)
	before := p.Shift()
	if before > onLoad {
		// A machine that is busy paints a page in pieces now and then. What
		// is wrong with the page itself shows every time.
		p.Open(browser.Eval[string](p, "location.href"))
		readThrough(p)
		again := p.Shift()
		if again > onLoad {
			t.Errorf("%s: the page moved by %.3f while it was read, and by %.3f the next time", where, before, again)
		}
		before = again
	}
	gates := gatesWithButton(p)
	for _, id := range gates {
		p.Click("#" + id + " .gf-yes button")
		p.WaitFor(`document.querySelector("#` + id + `.gf-on .gf-now").textContent`)
		p.Frames()
		after := p.Moved()
		if after-before > onAccept {
			t.Errorf("%s: %s moved by %.3f when it was opened", where, name(p, id), after-before)
		}
		before = after
	}
	return len(gates)
}

func name(p *browser.Page, id string) string {
	return browser.Eval[string](p, `document.getElementById("`+id+`-name").textContent`)
}

// The names of all controls in the gates of a page tell them apart, in every
// state, in both directions of writing.
func TestControlsHaveNamesOfTheirOwn(t *testing.T) {
	book := newBook(t, false)
	for _, path := range []string{"/all/", "/ar/all/", "/youtube/", "/instagram/light/", "/ar/x/light/",
		"/unknown-host/", "/ar/unknown-host/", "/unknown-host/light/", "/opaque/", "/ar/opaque/", "/opaque/dark/"} {
		d, ok := book.Find(path)
		if !ok {
			t.Fatalf("there is no %s", path)
		}
		html, err := d.Append(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, gate := range htmltest.Parse(t, html).All("section.gf") {
			for _, kind := range []string{"a.gf-skip", "a.gf-src", "button", "input.gf-keep", ".gf-end", "iframe"} {
				for _, c := range gate.All(kind) {
					name := kind + " " + c.Name()
					if seen[name] || c.Name() == "" {
						t.Errorf("%s has two controls %q, or one without a name", path, name)
					}
					seen[name] = true
				}
			}
		}
		if len(seen) < 20 {
			t.Errorf("%s has only %d controls in gates", path, len(seen))
		}
	}
}

// To allow takes as many actions as to take back: one for one piece, and for
// all pieces of a provider the same again once it is remembered.
func TestTakingBackIsAsEasy(t *testing.T) {
	b := bookWorld(t, true)
	for _, remember := range []bool{false, true} {
		t.Run(fmt.Sprintf("remembered %t", remember), func(t *testing.T) {
			p := b.Page(t, browser.View{})
			p.Open(bookPage("/youtube/"))
			const gate = "#gf1"
			granting, taking := 0, 0
			if remember {
				p.Click(gate + " .gf-keep")
				granting++
			}
			p.Click(gate + " .gf-yes button")
			granting++
			p.Until("YouTube is contacted", func() bool { return slices.ContainsFunc(b.Hosts(), isYouTube) })
			p.Click(gate + " .gf-no button")
			taking++
			p.WaitFor(`!document.querySelector(".gf-on")`)
			if lost(p) {
				t.Error("after taking it back nothing has the focus")
			}
			if taking > granting {
				t.Errorf("%d actions to allow, %d to take back", granting, taking)
			}
			if left := browser.Eval[int](p, `[...document.querySelectorAll(".gf iframe")].filter(f => f.src || f.contentDocument?.body?.childElementCount).length`); left != 0 {
				t.Errorf("%d frames are still there", left)
			}
			b.Forget()
			p.Open(bookPage("/youtube/"))
			readThrough(p)
			if hosts := b.Hosts(); slices.ContainsFunc(hosts, isYouTube) {
				t.Errorf("after taking it back, loading the page contacted %v", hosts)
			}
		})
	}
}

func isYouTube(host string) bool { return strings.Contains(host, "youtube") }

// axe finds nothing in any state, light and dark, in both directions.
func TestNothingForAxeToFindInAnyState(t *testing.T) {
	b := bookWorld(t, false)
	for _, path := range []string{"/instagram/light/", "/instagram/dark/", "/ar/instagram/light/", "/ar/instagram/dark/", "/youtube/light/", "/mastodon/", "/all/9/", "/ar/all/2/",
		"/unknown-host/", "/ar/unknown-host/dark/", "/opaque/light/", "/ar/opaque/dark/", "/choices/light/", "/choices/dark/", "/ar/choices/light/", "/ar/choices/dark/"} {
		p := b.Page(t, browser.View{Width: 1000, Height: 800})
		p.Open(bookPage(path))
		complain(t, p, path)
	}
}

// The storybook contacts nobody, whatever is opened in it.
func TestStorybookContactsNobody(t *testing.T) {
	b := bookWorld(t, false)
	p := b.Page(t, browser.View{})
	for _, path := range []string{"/all/1/", "/ar/all/4/", "/unknown-host/", "/ar/opaque/"} {
		p.Open(bookPage(path))
		for _, id := range gatesWithButton(p) {
			p.Click("#" + id + " .gf-yes button")
			p.WaitFor(`document.querySelector("#` + id + `.gf-on .gf-now")?.textContent.match(/Loaded|اكتمل/)`)
		}
	}
	for _, e := range p.Errors() {
		t.Errorf("a script failed: %s", e)
	}
	for _, host := range b.Hosts() {
		if host != storybookHost {
			t.Errorf("%s was contacted", host)
		}
	}
	for _, v := range p.Violations() {
		t.Errorf("a page ran into its own policy: %s", v)
	}
}
