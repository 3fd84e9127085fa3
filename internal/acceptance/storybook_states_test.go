package acceptance

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// stages are pages of the storybook on which gates are tried: a known provider,
// a host that nobody knows, a program; and whom their first gate contacts.
var stages = []struct{ path, host string }{
	{"/youtube/", "www.youtube-nocookie.com"},
	{"/unknown-host/", "maps.example.com"},
	{"/opaque/", "polls.example.com"},
	{"/ar/unknown-host/", "maps.example.com"},
	{"/ar/opaque/", "polls.example.com"},
}

// stagesWorld is a storybook with real embed documents, in which the hosts of
// the stages answer.
func stagesWorld(t *testing.T) *browser.Browser {
	t.Helper()
	b := bookWorld(t, true)
	for _, s := range stages {
		b.Serve(s.host, http.HandlerFunc(onStage))
	}
	return b
}

// onStage answers for the hosts of the stages: with a program where one is
// asked for, with a page elsewhere.
func onStage(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Sec-Fetch-Dest") != "script" {
		smallPage(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/javascript")
	fmt.Fprint(w, `document.body.append("A poll")`)
}

// stands waits until the piece of the first gate is there and has its height,
// so that what is below it stays where it is. What was remembered does not get
// its height while the reader sees it.
func stands(p *browser.Page) {
	p.WaitFor(statusSays("loaded"))
	p.WaitFor(`(f => f.style.height || !f.contentDocument.querySelector("[srcdoc]"))(document.querySelector("#gf1 iframe"))`)
}

// reaches waits until a host was asked for something.
func reaches(b *browser.Browser, p *browser.Page, host string) {
	p.Until("a request to "+host, func() bool {
		return slices.ContainsFunc(b.Contacts(), func(c browser.Contact) bool { return c.Host == host && c.Kind == "request" })
	})
}

// nobodyElse demands that only the storybook and the given hosts were contacted.
func nobodyElse(t *testing.T, b *browser.Browser, where string, hosts ...string) {
	t.Helper()
	for _, h := range b.Hosts() {
		if h != storybookHost && !slices.Contains(hosts, h) {
			t.Errorf("%s: %s was contacted", where, h)
		}
	}
}

// focusOn waits until the focus is on an element; it must not rest on the body
// meanwhile.
func focusOn(t *testing.T, p *browser.Page, where, selector string) {
	t.Helper()
	p.WaitFor(fmt.Sprintf(`document.activeElement?.matches(%q)`, selector))
	if lost(p) {
		t.Errorf("%s: the focus fell from %s to the body", where, selector)
	}
}

// statusSays is true when the status of the first gate is one of its messages.
func statusSays(message string) string {
	return fmt.Sprintf(`(s => s.textContent == s.dataset.%s.replace("{provider}", s.closest(".gf").dataset.who))(document.querySelector("#gf1 .gf-now"))`, message)
}

// framesLeft is how many frames of gates on the page hold anything.
const framesLeft = `[...document.querySelectorAll(".gf iframe")].filter(f => f.src || f.contentDocument?.body?.childElementCount).length`

// The focus stands in the right place after every step, whoever is behind the
// gate, and taking back takes no more of them than giving.
func TestEveryStepInEveryKindOfGate(t *testing.T) {
	b := stagesWorld(t)
	for _, s := range stages {
		t.Run(s.path, func(t *testing.T) {
			p := b.Page(t, browser.View{})
			p.Open(bookPage(s.path))
			b.Forget()
			p.Click("#gf1-not") // no
			focusOn(t, p, "not now", "#gf1-end")
			p.WaitFor(`document.querySelector("#gf1.gf-off .gf-note").textContent`)
			nobodyElse(t, b, "not now")

			p.Click("#gf1-yes") // yes, once
			focusOn(t, p, "opened", "#gf1 .gf-box")
			reaches(b, p, s.host)
			stands(p)
			nobodyElse(t, b, "opened", s.host)

			p.Click("#gf1-no") // and back
			focusOn(t, p, "closed", "#gf1-yes")
			gone(t, b, p, "closed")

			p.Click("#gf1-keep input") // yes, for all of them
			p.Click("#gf1-yes")
			focusOn(t, p, "remembered", "#gf1 .gf-box")
			reaches(b, p, s.host)
			p.Open(bookPage(s.path))
			p.WaitFor(`document.querySelector("#gf1.gf-on")`)
			if at := browser.Eval[string](p, `document.activeElement.tagName`); at != "BODY" {
				t.Errorf("what was remembered took the focus to %s", at)
			}
			p.Click("#gf1-no") // and back, with one press
			focusOn(t, p, "taken back", "#gf1-yes")
			if kept := browser.Eval[string](p, `localStorage.gatefold || ""`); kept != "" {
				t.Errorf("the browser keeps %s", kept)
			}
			gone(t, b, p, "taken back")
			p.Open(bookPage(s.path))
			readThrough(p)
			gone(t, b, p, "opened the page again")
			for _, v := range p.Violations() {
				t.Errorf("a page ran into its own policy: %s", v)
			}
		})
	}
}

// gone demands that nothing of anybody is in the page's frames, and that from
// now on nobody is contacted.
func gone(t *testing.T, b *browser.Browser, p *browser.Page, where string) {
	t.Helper()
	if left := browser.Eval[int](p, framesLeft); left != 0 {
		t.Errorf("%s: %d frames are still there", where, left)
	}
	b.Forget()
	p.Shift() // long enough for anything that would happen
	nobodyElse(t, b, where)
}

// A piece that does not come can be tried again, by pressing once, and given up.
func TestTryingAgainInEveryKindOfGate(t *testing.T) {
	for _, s := range stages[:3] {
		t.Run(s.path, func(t *testing.T) {
			b := stagesWorld(t)
			never := make(chan struct{})
			b.Serve(s.host, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-never }))
			p := b.Page(t, browser.View{})
			t.Cleanup(func() { close(never) })
			p.Hurry()
			p.Open(bookPage(s.path))
			p.Click("#gf1-yes")
			p.WaitFor(`document.querySelector("#gf1-again").checkVisibility() && ` + statusSays("failed"))
			complain(t, p, s.path+" that does not come")
			answered := make(chan struct{}, 9)
			b.Serve(s.host, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				answered <- struct{}{}
				onStage(w, r)
			}))
			p.Click("#gf1-again")
			focusOn(t, p, "tried again", "#gf1 .gf-box")
			p.Until("a second request", func() bool { return len(answered) > 0 })
			stands(p)
			p.Click("#gf1-no")
			focusOn(t, p, "given up", "#gf1-yes")
			gone(t, b, p, "given up")
		})
	}
}

// Without JavaScript a piece opens and closes by one press each, whoever is
// behind the gate.
func TestEveryKindOfGateWithoutScript(t *testing.T) {
	b := stagesWorld(t)
	for _, s := range stages {
		t.Run(s.path, func(t *testing.T) {
			p := b.Page(t, browser.View{NoScript: true})
			p.Open(bookPage(s.path))
			b.Forget()
			for _, control := range []string{"#gf1-not", "#gf1-keep", "#gf1-again"} {
				if browser.Eval[bool](p, fmt.Sprintf(`document.querySelector(%q).checkVisibility()`, control)) {
					t.Errorf("%s is shown, and does nothing", control)
				}
			}
			p.Click("#gf1-yes")
			if s.host == "polls.example.com" {
				// A program needs scripts; its document comes all the same.
				p.WaitFor(`frames[0].document.querySelector("iframe")`)
			} else {
				reaches(b, p, s.host)
			}
			focusOn(t, p, "opened", "#gf1-yes")
			nobodyElse(t, b, "opened", s.host)
			p.Click("#gf1-no")
			p.WaitFor(`frames[0].location.pathname.startsWith("/_gatefold/closed.")`)
			focusOn(t, p, "closed", "#gf1-no")
			b.Forget()
			p.Shift()
			nobodyElse(t, b, "closed")
		})
	}
}

const choicesPage = "/privacy/embeds/"

// What was remembered on any page is listed on one, and is taken back there by
// one press each.
func TestTakingBackOnThePageOfChoices(t *testing.T) {
	for _, prefix := range []string{"", "/ar"} {
		t.Run("prefix "+prefix, func(t *testing.T) {
			b := stagesWorld(t)
			p := b.Page(t, browser.View{})
			p.Open(bookPage(prefix + choicesPage))
			complain(t, p, "an empty list")
			for _, s := range stages[:3] {
				p.Open(bookPage(prefix + s.path))
				p.Click("#gf1-keep input")
				p.Click("#gf1-yes")
				reaches(b, p, s.host)
			}
			p.Open(bookPage(prefix + choicesPage))
			rows := `document.querySelectorAll("#gf-choices li").length`
			if n := browser.Eval[int](p, rows); n != 3 {
				t.Fatalf("%d choices are listed", n)
			}
			names := browser.Eval[[]string](p, `[...document.querySelectorAll("#gf-choices button")].map(b => b.getAttribute("aria-label") || b.textContent)`)
			if slices.Sort(names); len(slices.Compact(names)) != 4 {
				t.Errorf("the controls are called %q", names)
			}
			complain(t, p, "a list")
			for left := 2; left >= 1; left-- {
				p.Click("#gf-choices li button")
				p.WaitFor(fmt.Sprintf("%s == %d", rows, left))
				focusOn(t, p, "taken back", "#gf-choices li button")
				complain(t, p, "taken back")
			}
			p.Click("#gf-choices li button")
			focusOn(t, p, "the last taken back", "#gf-choices [role=status]")
			complain(t, p, "the last taken back")
			b.Forget()
			for _, s := range stages[:3] {
				p.Open(bookPage(prefix + s.path))
				readThrough(p)
			}
			gone(t, b, p, "taken back")
		})
	}
}

// Without JavaScript the page of choices says that there is nothing to list.
func TestChoicesWithoutScript(t *testing.T) {
	b := stagesWorld(t)
	p := b.Page(t, browser.View{NoScript: true})
	p.Open(bookPage(choicesPage))
	if text := browser.Eval[string](p, `document.querySelector("#gf-choices").innerText`); !strings.Contains(text, "Without JavaScript nothing is remembered") {
		t.Errorf("the list says %q", text)
	}
	if shown := browser.Eval[int](p, `[...document.querySelectorAll("#gf-choices button")].filter(b => b.checkVisibility()).length`); shown != 0 {
		t.Errorf("%d buttons are shown that do nothing", shown)
	}
}
