package gate

import (
	"fmt"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/provider"
)

// lateScript opens the page once more with a script that arrives after the page has been
// drawn, as on a slow line. before is called when the reader sees the page and the
// script has not come.
func (o *opened) lateScript(before func()) {
	o.late = make(chan struct{})
	browser.Eval[bool](o.Page, `self.old = true, location.reload(), true`)
	o.WaitFor(`!self.old && document.readyState == "interactive" && performance.getEntriesByName("first-contentful-paint").length`)
	o.Frames()
	before()
	close(o.late)
	o.WaitFor(`document.readyState == "complete"`)
	o.Frames()
}

// noted are the states in which a gate has something to say when a page is loaded;
// one is open besides.
var noted = map[string]struct {
	signal bool
	choice func(*stored)
}{
	"changed": {choice: func(c *stored) { c.Terms = "x" }},
	"refused": {choice: func(c *stored) { c.Allowed = false }},
	"signal":  {signal: true},
	"kept":    {choice: func(*stored) {}},
}

// remembersAll has the browser remember a choice about each party of the page.
func (o *opened) remembersAll(t *testing.T, change func(*stored)) {
	t.Helper()
	value := map[string]any{"version": 1}
	for party, terms := range browser.Eval[map[string]string](o.Page, `Object.fromEntries([...document.querySelectorAll("[data-party]")].map(g => [g.dataset.party, g.dataset.terms]))`) {
		c := o.choice(true)
		c.Terms = terms
		change(&c)
		value[party] = c
	}
	o.remember(t, value)
}

// What a gate has to say about an earlier choice moves nothing, even when it comes
// long after the page was drawn.
func TestALateScriptMovesNothing(t *testing.T) {
	for _, width := range []int{320, 768, 1280} {
		for name, state := range noted {
			for _, first := range []string{video, song} {
				o := open(t, "en", browser.View{Width: width}, first, another)
				if state.signal {
					o.withSignal()
				} else {
					o.remembersAll(t, state.choice)
				}
				var parsing float64 // what moved while the page itself came in pieces
				o.lateScript(func() {
					parsing = o.Shift()
					if note := o.line(1, "note"); note != "" {
						t.Fatalf("the note is there without the script: %q", note)
					}
				})
				if name == "kept" {
					o.opens(1)
				} else {
					o.WaitFor(`document.querySelector("#gf1 .gf-note").textContent`)
				}
				if s := o.Shift() - parsing; s > 0.02 {
					t.Errorf("%s, %s, at %d px: the layout shifts by %v", name, first, width, s)
				}
			}
		}
	}
}

// framed are addresses of pieces of all providers that show them in frames.
func framed(t *testing.T) (addresses []string) {
	for _, p := range provider.Default().All() {
		if len(p.Examples) > 0 && canFrame(recognise(t, p.Examples[0])) {
			addresses = append(addresses, p.Examples[0])
		}
	}
	return addresses
}

// Nothing of a gate but the line itself has another place once the script has said
// something, whoever the provider is: before the piece is open, and when it is.
func TestWordsHaveRoom(t *testing.T) {
	// What has moved in any gate, when the script says a word in all of them.
	const moved = `((line, word, date) => {
		const gates = [...document.querySelectorAll(".gf")]
		const kept = line == "note" ? ".gf-in *:not(.gf-note), .gf-bar, .gf-end" : ".gf-box, .gf-src, .gf-end"
		const places = () => gates.flatMap(g => [...g.querySelectorAll(kept)].map(e =>
			g.dataset.who + " " + (e.className || e.tagName) + ": " + Math.round(e.getBoundingClientRect().top - g.getBoundingClientRect().top)))
		const say = (on, text) => gates.forEach(g => {
			g.classList.toggle("gf-on", on)
			g.querySelector(".gf-" + line).textContent = text(g)
		})
		const was = places()
		say(line == "now", g => g.querySelector(".gf-now").dataset[word].replaceAll("{provider}", g.dataset.who).replace("{date}", date))
		const is = places()
		say(false, () => "")
		return is.flatMap((place, i) => place == was[i] ? [] : was[i] + " becomes " + place)
	})(%q, %q, %q)`
	for lang, date := range map[string]string{"en": "September 28, 2026", "ar": "٢٨ سبتمبر ٢٠٢٦"} {
		o := open(t, lang, browser.View{}, framed(t)...)
		for i := range o.pieces {
			if i%2 == 1 {
				o.pieces[i].Snapshot = said("Low water at noon.")
			}
		}
		o.again()
		for _, width := range []int{320, 768, 1280} {
			o.Look(browser.View{Width: width})
			for line, words := range map[string][]string{"note": {"changed", "refused", "signal"}, "now": {"loading", "loaded", "kept"}} {
				for _, word := range words {
					for _, place := range browser.Eval[[]string](o.Page, fmt.Sprintf(moved, line, word, date)) {
						t.Errorf("%s, %s, at %d px: %s", lang, word, width, place)
					}
				}
			}
		}
	}
}
