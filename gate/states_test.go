package gate

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// small lists the targets of the page that are smaller than 24 by 24 px, links
// within a sentence aside (WCAG 2.2, 2.5.8).
const small = `[...document.querySelectorAll(".gf a, .gf button")].filter(e => e.checkVisibility() && !e.matches(".gf-skip:not(:focus)"))
	.map(e => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.width < 24 || r.height < 24).map(([e, r]) => e.textContent + " " + r.width + "x" + r.height)`

// overflow is by how much the page is wider than the window.
const overflow = `document.documentElement.scrollWidth - innerWidth`

func TestEveryStateIsAccessible(t *testing.T) {
	for name, tt := range map[string]struct {
		lang string
		view browser.View
	}{
		"light":         {"en", browser.View{}},
		"dark":          {"ar", browser.View{Dark: true}},
		"narrow":        {"en", browser.View{Width: 320, Height: 640}},
		"narrow Arabic": {"ar", browser.View{Width: 320, Height: 640}},
		"200 % zoom":    {"en", browser.View{Width: 640, Height: 400, Scale: 2}},
		"forced colors": {"en", browser.View{ForcedColors: true, Dark: true, ReducedMotion: true}},
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t, tt.lang, tt.view, video, photo, toot)
			o.check(t, "closed", tt.view)
			o.Click("#gf1-yes")
			o.Click("#gf2-yes")
			o.loaded(2)
			o.check(t, "opened", tt.view)
		})
	}
}

func (o *opened) check(t *testing.T, state string, v browser.View) {
	t.Helper()
	for _, found := range o.Axe(t) {
		// Axe reads the colours that the style asks for, not those that the
		// browser forces, which always contrast.
		if !v.ForcedColors || !strings.HasPrefix(found, "color-contrast") {
			t.Errorf("%s: %s", state, found)
		}
	}
	for _, target := range browser.Eval[[]string](o.Page, small) {
		t.Errorf("%s: too small a target: %s", state, target)
	}
	if n := browser.Eval[int](o.Page, overflow); n > 0 {
		t.Errorf("%s: the page is %d px too wide", state, n)
	}
}

func TestOpenedWithoutScriptIsAccessible(t *testing.T) {
	o := open(t, "en", browser.View{NoScript: true}, photo)
	o.Click("#gf1-yes")
	o.reached("www.instagram.com")
	o.Look(browser.View{}) // axe needs to run
	o.check(t, "opened without script", browser.View{})
}

func TestNothingJumps(t *testing.T) {
	for _, width := range []int{320, 768, 1280} {
		scripts(t, func(t *testing.T, v browser.View) {
			v.Width = width
			o := open(t, "en", v, video, song, photo)
			before := o.Shift()
			if before > 0.02 {
				t.Errorf("at %d px the layout shifts by %v on load", width, before)
			}
			for i, host := range []string{"www.youtube-nocookie.com", "open.spotify.com", "www.instagram.com"} {
				o.Click(fmt.Sprintf("#gf%d-yes", i+1))
				o.reached(host)
				after := o.Shift()
				if after-before > 0.05 {
					t.Errorf("at %d px the layout shifts by %v when gate %d opens", width, after-before, i+1)
				}
				before = after
			}
		})
	}
}

func TestOnPaper(t *testing.T) {
	scripts(t, func(t *testing.T, v browser.View) {
		o := open(t, "en", v, video, photo)
		o.pieces[0].Snapshot = said("Low water at noon.")
		o.again()
		o.Click("#gf1-yes")
		o.reached("www.youtube-nocookie.com")
		v.Print = true
		o.Look(v)
		for _, gate := range []string{"#gf1 ", "#gf2 "} {
			for _, part := range []string{".gf-say", ".gf-yes", ".gf-no", ".gf-ask", ".gf-box", ".gf-skip", ".gf-end"} {
				if o.visible(gate + part) {
					t.Errorf("%s%s is printed", gate, part)
				}
			}
		}
		if !o.visible("#gf1 .gf-was") {
			t.Error("what the piece said is not printed")
		}
		if got := browser.Eval[string](o.Page, `getComputedStyle(document.querySelector(".gf-src"), "::after").content`); !strings.Contains(got, "https://www.youtube.com/watch?v=") {
			t.Errorf("the address that is printed is %s", got)
		}
	})
}

func TestDocumentOnItsOwn(t *testing.T) {
	scripts(t, func(t *testing.T, v browser.View) {
		o := open(t, "en", v, photo)
		o.Open("https://" + pressHost + o.gates.DocumentPath(o.pieces[0].Match, "en"))
		o.reached("www.instagram.com")
		for _, part := range []string{"h1", "header a", ".gf-src", "iframe"} {
			if !o.visible(part) {
				t.Errorf("%s cannot be seen", part)
			}
		}
		o.onlyHosts(t, "www.instagram.com")
		if !v.NoScript {
			for _, found := range o.Axe(t) {
				t.Error(found)
			}
		}
		o.Click("header span a")
		o.WaitFor(`location.pathname == "/"`)
	})
}

func TestTheEmbedDocumentsWordsAreHiddenInAPage(t *testing.T) {
	o := open(t, "en", browser.View{}, photo)
	o.Click("#gf1-yes")
	o.loaded(1)
	if browser.Eval[bool](o.Page, `frames[0].document.querySelector("header").checkVisibility()`) {
		t.Error("the heading of the embed document is shown inside the page")
	}
	if d := browser.Eval[float64](o.Page, `document.querySelector("#gf1 iframe").clientHeight - frames[0].document.querySelector("iframe").clientHeight`); d != 0 {
		t.Errorf("the provider's frame is %v px lower than the place it has", d)
	}
}

const failed1 = `(s => s.textContent && s.textContent == s.dataset.failed.replace("{provider}", "Instagram"))(document.querySelector("#gf1 .gf-now"))`

// A provider that does not answer, and a site that has lost the document: both
// times the reader is told.
func TestNoAnswer(t *testing.T) {
	o := open(t, "en", browser.View{}, photo)
	never := make(chan struct{})
	defer close(never)
	o.world.Serve("www.instagram.com", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-never }))
	o.Hurry()
	o.Open("https://" + pressHost + "/")
	o.Click("#gf1-yes")
	o.WaitFor(failed1)
	o.WaitFor(`frames[0].document.querySelector(".gf-failed")?.checkVisibility()`)

	o.Click("#gf1-no")
	o.focus(t, "BUTTON#gf1-yes")
	o.refused.Store(true)
	o.Click("#gf1-yes")
	o.WaitFor(failed1)
	o.visible("#gf1 .gf-src")
}

// A host that the catalogue does not name is not contacted, even when the
// provider sends the frame there, and the reader is told.
func TestAFrameThatLeadsElsewhereIsStopped(t *testing.T) {
	o := open(t, "en", browser.View{}, photo)
	o.world.Serve("www.instagram.com", http.RedirectHandler("https://elsewhere.test/", http.StatusFound))
	o.Click("#gf1-yes")
	o.WaitFor(failed1)
	if !browser.Eval[bool](o.Page, `frames[0].document.querySelector(".gf-failed .gf-src").checkVisibility()`) {
		t.Error("the embed document does not lead to the original")
	}
	for _, h := range o.world.Hosts() {
		if h == "elsewhere.test" {
			t.Errorf("elsewhere.test was contacted: %v", o.world.Contacts())
		}
	}
	// Followed in a tab of its own: the link of the failure leaves the frame.
	browser.Eval[bool](o.Page, `frames[0].document.querySelector(".gf-failed .gf-src").focus(), true`)
	o.world.Serve("www.instagram.com", stage(""))
	o.Press(browser.Enter)
	o.WaitFor(`location.host == "www.instagram.com"`)
}
