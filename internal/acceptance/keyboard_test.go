package acceptance

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/provider"
)

var acceptForm = regexp.MustCompile(`<form class="gf-yes" action="[^"]*/_gatefold/embed/([^/"]+)/([^/"]+)/`)

// tour picks few pages on which every provider of the publication has a gate.
func tour(t *testing.T) []string {
	t.Helper()
	met := map[string]bool{}
	var chosen []string
	for _, path := range pages(t) {
		fresh := false
		for _, m := range acceptForm.FindAllStringSubmatch(exported(t, path), -1) {
			fresh = fresh || !met[m[1]]
			met[m[1]] = true
		}
		if fresh {
			chosen = append(chosen, path)
		}
	}
	if len(met) < 15 {
		t.Errorf("the publication has gates of %d providers, want at least 15", len(met))
	}
	return chosen
}

// With nothing but a keyboard, a reader reaches, skips and opens every gate.
// Opening one contacts its provider and nobody else, and focus is never lost.
func TestEveryGateByKeyboard(t *testing.T) {
	b := world(t)
	for _, mode := range []struct {
		name string
		view browser.View
	}{
		{"with JavaScript", browser.View{}},
		{"without JavaScript", browser.View{NoScript: true}},
	} {
		t.Run(mode.name, func(t *testing.T) {
			p := b.Page(t, mode.view)
			for _, path := range tour(t) {
				p.Open(address(path))
				walk(t, b, p, path, !mode.view.NoScript)
			}
			for _, v := range p.Violations() {
				t.Errorf("a page ran into its own policy: %s", v)
			}
		})
	}
}

// walk goes through a page with the tab key from its first stop to its last and
// opens every gate on the way.
func walk(t *testing.T, b *browser.Browser, p *browser.Page, path string, scripted bool) {
	t.Helper()
	gates := browser.Eval[int](p, `document.querySelectorAll(".gf-yes").length`)
	opened := map[string]bool{}
	// Behind the last stop of the page the next one is the first again.
	const most = 600
	for i := 0; i < most && len(opened) < gates; i++ {
		p.Press(browser.Tab)
		id := browser.Eval[string](p, `(e => e && e.matches(".gf-yes button") ? e.closest(".gf").id : "")(document.activeElement)`)
		if id == "" || opened[id] {
			continue
		}
		opened[id] = true
		accept(t, b, p, path, id, scripted)
	}
	if len(opened) != gates {
		t.Errorf("%s: reached %d of %d gates by keyboard", path, len(opened), gates)
	}
}

// accept opens the gate whose button has the focus.
func accept(t *testing.T, b *browser.Browser, p *browser.Page, path, id string, scripted bool) {
	t.Helper()
	action := browser.Eval[string](p, fmt.Sprintf(`document.querySelector("#%s .gf-yes").getAttribute("action")`, id))
	allowed := hostsBehind(t, action, browser.Eval[string](p, fmt.Sprintf(`document.getElementById("%s").dataset.party`, id)))
	b.Forget()
	if scripted {
		pressEnter(p)
	} else {
		p.Press(browser.Enter)
	}
	p.Until("the provider of "+action+" is contacted", func() bool { return slices.ContainsFunc(b.Hosts(), allowed) })
	// The embed document is complete when the frame in it is.
	p.WaitFor(fmt.Sprintf(`(d => d && d.querySelector("iframe, img, video, audio") && d.readyState == "complete")(document.querySelector("#%s iframe").contentDocument)`, id))
	for _, host := range b.Hosts() {
		if host != program.host && !allowed(host) {
			t.Errorf("%s: opening %s contacted %s", path, action, host)
		}
	}
	if lost(p) {
		t.Errorf("%s: after opening %s nothing on the page has the focus", path, action)
	}
}

// pressEnter presses the key until the page has it. The focus that the page has taken back
// from a frame of another process is known to the browser a moment later, and what is pressed
// in between goes to that frame: sooner than any reader presses a key. A page without
// JavaScript cannot say what it got.
func pressEnter(p *browser.Page) {
	browser.Eval[bool](p, `(window.gotKey = false, addEventListener("keydown", () => gotKey = true, {capture: true, once: true}), true)`)
	p.Until("the page to get a key", func() bool {
		p.Press(browser.Enter)
		return browser.Eval[bool](p, `window.gotKey !== false`)
	})
}

// lost says that no element of the page has the focus, and that none gets it:
// on its way through frames of other processes it is nowhere for a moment. What
// has it inside an open piece is the provider's affair.
func lost(p *browser.Page) bool {
	const moment = 700 * time.Millisecond
	for end := time.Now().Add(moment); time.Now().Before(end); {
		if !browser.Eval[bool](p, `!document.activeElement || document.activeElement.matches("html, body")`) {
			return false
		}
	}
	return true
}

// hostsBehind gives the hosts that the embed document at an address may
// contact: by the catalogue, or the one host that an unknown piece lies on,
// which the gate names.
func hostsBehind(t *testing.T, action, party string) func(host string) bool {
	t.Helper()
	if unknown, ok := strings.CutPrefix(party, provider.UnknownID+"/"); ok {
		return func(host string) bool { return host == unknown }
	}
	_, rest, _ := strings.Cut(action, "/_gatefold/embed/")
	parts := strings.Split(rest, "/")
	if len(parts) < 2 {
		t.Fatalf("%q is not the address of an embed document", action)
	}
	m, ok := provider.Default().ByKey(parts[0], parts[1])
	if !ok {
		t.Fatalf("the catalogue does not know %q", action)
	}
	return func(host string) bool {
		return slices.ContainsFunc(m.FrameHosts(), func(allowed string) bool {
			suffix, any := strings.CutPrefix(allowed, "*")
			return host == allowed || any && strings.HasSuffix(host, suffix)
		})
	}
}
