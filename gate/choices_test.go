package gate

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/provider"
)

// chosen shows the page of choices of a reader who made some.
func chosen(t *testing.T, lang string, v browser.View, choices map[string]stored) *opened {
	t.Helper()
	o := open(t, lang, v, video, photo)
	value := map[string]any{"version": 1}
	for party, c := range choices {
		value[party] = c
	}
	o.remember(t, value)
	o.Open("https://" + pressHost + ChoicesFolder)
	return o
}

// several are choices about three parties.
func (o *opened) several() map[string]stored {
	refused := o.choice(false)
	refused.Who = "Instagram"
	host := o.choice(true)
	host.Who = "Mastodon"
	return map[string]stored{"youtube": o.choice(true), "instagram": refused, "mastodon/social.example": host}
}

// items are the choices that the page lists, with the names of their buttons.
func (o *opened) items() []string {
	return browser.Eval[[]string](o.Page, `[...document.querySelectorAll("#gf-choices li")].map(li => li.querySelector("span").textContent)`)
}

func (o *opened) said() string {
	return browser.Eval[string](o.Page, `document.querySelector("#gf-choices [role=status]").textContent.trim()`)
}

func TestChoicesAreListed(t *testing.T) {
	var p opened
	p.press = newPress(t, "en", video)
	o := chosen(t, "en", browser.View{}, p.several())
	items := o.items()
	if len(items) != 3 {
		t.Fatalf("the page lists %q, and says %q", items, o.said())
	}
	for i, want := range []string{"Instagram: refused until ", "Mastodon (social.example): allowed until ", "YouTube: allowed until "} {
		if !strings.HasPrefix(items[i], want) || strings.Contains(items[i], "{") {
			t.Errorf("choice %d: %q, want %q…", i, items[i], want)
		}
	}
	for _, found := range o.Axe(t) {
		t.Error(found)
	}
	for _, target := range browser.Eval[[]string](o.Page, small) {
		t.Errorf("too small a target: %s", target)
	}
	o.onlyHosts(t)

	o.Click("#gf-back-1")
	o.focus(t, "BUTTON#gf-back-1") // of what follows
	if got := o.said(); got != "Taken back: Mastodon (social.example)." {
		t.Errorf("the status says %q", got)
	}
	o.Click("#gf-back-1")
	o.focus(t, "BUTTON#gf-back-0") // nothing follows: of what stands before
	if kept := o.memory(t); len(kept) != 1 || kept["instagram"].Who == "" {
		t.Errorf("the browser keeps %v", kept)
	}
	o.Click("#gf-back-0")
	o.focus(t, "P") // nothing is left: where it is said
	if got := o.said(); got != "Taken back: Instagram. Nothing is remembered." {
		t.Errorf("the status says %q", got)
	}
	if o.memory(t) != nil {
		t.Error("something is kept still")
	}
}

func TestTakingEverythingBack(t *testing.T) {
	for name, v := range map[string]browser.View{"ar": {Width: 320, Height: 640}, "en": {Dark: true}} {
		var p opened
		p.press = newPress(t, "en", video)
		o := chosen(t, name, v, p.several())
		if n := browser.Eval[int](o.Page, overflow); n > 0 {
			t.Errorf("the page is %d px too wide", n)
		}
		for _, found := range o.Axe(t) {
			t.Error(found)
		}
		o.Click("#gf-choices .gf-all")
		o.focus(t, "P")
		if o.memory(t) != nil || len(o.items()) != 0 {
			t.Errorf("left: %q", o.items())
		}
		o.again() // and the pieces wait again
		o.Shift()
		o.onlyHosts(t)
	}
}

func TestChoicesWithoutAny(t *testing.T) {
	o := chosen(t, "en", browser.View{}, nil)
	if got := o.said(); got != "Nothing is remembered." || o.visible(".gf-all") {
		t.Errorf("the status says %q", got)
	}
	o = chosen(t, "en", browser.View{NoScript: true}, nil)
	if got := o.said(); !strings.HasPrefix(got, "Without JavaScript nothing is remembered") || o.visible(".gf-all") {
		t.Errorf("without scripts the status says %q", got)
	}
}

// A name that comes from the storage is a text and nothing else.
func TestChoicesWithHostileNames(t *testing.T) {
	var p opened
	p.press = newPress(t, "en", video)
	c := p.choice(true)
	c.Who = `<img src="https://evil.test/">$& {date}`
	o := chosen(t, "en", browser.View{}, map[string]stored{"x": c, "__proto__": c, "a/<b>": c})
	if n := browser.Eval[int](o.Page, `document.images.length`); n != 0 {
		t.Error("a name became an element")
	}
	if items := o.items(); !slices.ContainsFunc(items, func(s string) bool { return strings.HasPrefix(s, c.Who+": allowed until") }) {
		t.Errorf("the page lists %q", items)
	}
	o.onlyHosts(t)
}

// What each decision sends to a site that keeps receipts.
func TestDecisionsOnTheWire(t *testing.T) {
	o := open(t, "en", browser.View{}, video, another)
	o.gates = New(Options{Catalogue: provider.Default(), Host: pressHost, DefaultLang: "en", Evidence: true})
	o.gates.Number(o.locale(), o.pieces)
	for i := range o.pieces {
		o.pieces[i].Page = "/tides/"
	}
	hash := o.gates.Notice(o.locale(), o.pieces[0].Match).Hash()
	o.withSignal()
	o.again()
	o.Click("#gf1-yes")
	o.loaded(1)
	o.sent(t, o.gates.DocumentPath(o.pieces[0].Match, "en"), url.Values{"n": {hash}, "p": {"/tides/"}, "gpc": {"1"}})
	o.Click("#gf1-no")
	o.focus(t, "BUTTON#gf1-yes")
	o.sent(t, closedPath(), url.Values{"n": {hash}, "p": {"/tides/"}, "do": {"withdrawn"}, "gpc": {"1"}})

	o.world.Forget()
	o.Click("#gf1-keep input")
	o.Click("#gf1-not")
	o.sent(t, closedPath(), url.Values{"n": {hash}, "p": {"/tides/"}, "do": {"refused"}, "gpc": {"1"}, "always": {"1"}})

	o.Click("#gf1-keep input")
	o.Click("#gf1-yes")
	o.loaded(1)
	o.sent(t, o.gates.DocumentPath(o.pieces[0].Match, "en"), url.Values{"n": {hash}, "p": {"/tides/"}, "gpc": {"1"}, "always": {"1"}})
	if c := o.memory(t)["youtube"]; c.Receipt != hash {
		t.Errorf("the browser keeps %+v", c)
	}

	// A piece that opens by what is remembered is no new decision.
	o.again()
	o.opens(1)
	o.reached(tube)
	for _, c := range o.world.Contacts() {
		if strings.Contains(c.Path, "?n=") || strings.Contains(c.Path, "&n=") {
			t.Errorf("a remembered piece sends %s", c.Path)
		}
	}
	o.Open("https://" + pressHost + ChoicesFolder)
	o.world.Forget()
	o.Click("#gf-back-0")
	o.sent(t, closedPath(), url.Values{"n": {hash}, "p": {ChoicesFolder}, "do": {"withdrawn"}, "gpc": {"1"}, "always": {"1"}})
}

// sent waits for a request to the press with certain values.
func (o *opened) sent(t *testing.T, path string, want url.Values) {
	t.Helper()
	o.Until(fmt.Sprintf("%s with %v among %v", path, want, o.world.Contacts()), func() bool {
		return slices.ContainsFunc(o.world.Contacts(), func(c browser.Contact) bool {
			got, query, _ := strings.Cut(c.Path, "?")
			values, err := url.ParseQuery(query)
			return c.Host == pressHost && got == path && err == nil && values.Encode() == want.Encode()
		})
	})
}
