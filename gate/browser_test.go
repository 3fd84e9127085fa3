package gate

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// opened is a press whose page is open in a browser.
type opened struct {
	*press
	*browser.Page
	world *browser.Browser
}

// open shows a page with a gate for each address. The hosts of the providers
// show a coloured page.
func open(t *testing.T, lang string, v browser.View, addresses ...string) *opened {
	t.Helper()
	b := browser.Shared(t)
	o := &opened{press: newPress(t, lang, addresses...), world: b}
	b.Serve(pressHost, o.press)
	for _, p := range o.pieces {
		for _, host := range p.Match.FrameHosts() {
			b.Serve(host, stage(""))
		}
	}
	o.Page = b.Page(t, v)
	o.Open("https://" + pressHost + "/")
	return o
}

// stage is a provider's frame: something to see, a link to reach, and a script.
func stage(script string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Stage</title><body style="margin:0;background:linear-gradient(135deg,#264,#48c);color:#fff;font:2rem sans-serif">`+
			`<p>The piece <a href="#x" style="color:#fff">plays</a></p><script>%s</script></body></html>`, script)
	})
}

// scripts runs a test with and without JavaScript.
func scripts(t *testing.T, f func(t *testing.T, v browser.View)) {
	for name, v := range map[string]browser.View{"script": {}, "no script": {NoScript: true}} {
		t.Run(name, func(t *testing.T) { f(t, v) })
	}
}

// onlyHosts demands that nobody but the press and the given hosts was contacted.
func (o *opened) onlyHosts(t *testing.T, hosts ...string) {
	t.Helper()
	for _, h := range o.world.Hosts() {
		if h != pressHost && !slices.Contains(hosts, h) {
			t.Errorf("%s was contacted: %v", h, o.world.Contacts())
		}
	}
	if v := o.Violations(); len(v) > 0 {
		t.Errorf("violations of a policy: %q", v)
	}
	if e := o.Errors(); len(e) > 0 {
		t.Errorf("script errors: %q", e)
	}
}

// reached waits until a provider's host was asked for its frame.
func (o *opened) reached(host string) {
	o.Until("a request to "+host, func() bool {
		return slices.ContainsFunc(o.world.Contacts(), func(c browser.Contact) bool { return c.Kind == "request" && c.Host == host })
	})
}

// loaded waits until the status of a gate says that the piece is there.
func (o *opened) loaded(gate int) { o.says(gate, "loaded") }

// says waits until the status of a gate says one of its messages.
func (o *opened) says(gate int, message string) {
	o.WaitFor(fmt.Sprintf(`(s => s.textContent && s.textContent == s.dataset.%s.replace("{provider}", s.closest(".gf").dataset.who))`+
		`(document.querySelector("#gf%d .gf-now"))`, message, gate))
}

// visible reports whether something within a gate can be seen.
func (o *opened) visible(selector string) bool {
	return browser.Eval[bool](o.Page, fmt.Sprintf(`(e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0)(document.querySelector(%q))`, selector))
}

func TestNobodyIsContactedBeforeADecision(t *testing.T) {
	scripts(t, func(t *testing.T, v browser.View) {
		o := open(t, "en", v, video, photo, toot, song)
		browser.Eval[bool](o.Page, "scrollTo(0, document.body.scrollHeight), true")
		// A click on words or on the empty place is not consent, and a link
		// that is pointed at is not looked up.
		for i := range o.pieces {
			gate := fmt.Sprintf("#gf%d ", i+1)
			for _, part := range []string{".gf-name", ".gf-note", ".gf-say p:not(.gf-note)", ".gf-say"} {
				o.Click(gate + part)
			}
			o.Point(gate + ".gf-src")
		}
		o.onlyHosts(t)
		if s := o.Shift(); s > 0.02 {
			t.Errorf("the layout shifts by %v", s)
		}
		if got := o.Focused(); got != "BODY" {
			t.Errorf("the focus moved to %s", got)
		}
	})
}

func TestByKeyboardAlone(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		scripts(t, func(t *testing.T, v browser.View) {
			o := open(t, lang, v, video, photo)
			o.Press(browser.Tab) // the link in the first paragraph
			o.tab(t, "A.gf-skip")
			o.Press(browser.Enter)
			o.focus(t, "DIV#gf1-end.gf-end")
			o.tab(t, "A") // in the paragraph after the gate
			o.tab(t, "A.gf-skip")
			for _, want := range []string{"A", "A", "BUTTON#gf2-yes"} { // the two policies, the button
				o.tab(t, want)
			}
			o.Press(browser.Enter)
			o.reached("www.instagram.com")
			want := "DIV.gf-box"
			if v.NoScript {
				want = "BUTTON#gf2-yes"
			}
			o.focus(t, want)
			o.WaitFor(`frames[1].document.readyState == "complete" && frames[1].frames.length`)
			if v.NoScript {
				o.tab(t, "BUTTON#gf2-no")
				o.tab(t, "A#gf2-src.gf-src")
				// Without scripts the embed document cannot know that it
				// stands in a page, and says where it belongs.
				o.tab(t, "A")
				o.tab(t, "A.gf-src")
				o.tab(t, "A") // try again
			} else {
				o.loaded(2)
			}
			o.tab(t, "IFRAME") // into the frame of the provider
			o.WaitForFocusIn("www.instagram.com")
			o.tab(t, "A") // and out of it, to what follows the gate
			o.onlyHosts(t, "www.instagram.com")
		})
	}
}

func (o *opened) tab(t *testing.T, want string) {
	t.Helper()
	o.Press(browser.Tab)
	o.focus(t, want)
}

// focus waits until the focus is where it should be. On its way it must not
// stand on the body.
func (o *opened) focus(t *testing.T, want string) {
	t.Helper()
	var last string
	o.Until("the focus to be on "+want, func() bool {
		now := o.Focused()
		if now == "BODY" && last != "" && last != now {
			t.Errorf("the focus fell from %s to the body", last)
		}
		last = now
		return strings.HasPrefix(now, want)
	})
}

func TestOpeningAndClosingWithTheScript(t *testing.T) {
	o := open(t, "en", browser.View{}, photo, video)
	history := browser.Eval[int](o.Page, "history.length")
	o.Click("#gf1-yes")
	o.focus(t, "DIV.gf-box")
	o.loaded(1)
	for selector, want := range map[string]bool{".gf-say p:not(.gf-note)": false, ".gf-box": true, ".gf-yes": false, ".gf-no": true, ".gf-src": true, ".gf-name": true} {
		if got := o.visible("#gf1 " + selector); got != want {
			t.Errorf("opened: %s visible %v, want %v", selector, got, want)
		}
	}
	o.onlyHosts(t, "www.instagram.com")

	o.Click("#gf1-no")
	o.focus(t, "BUTTON#gf1-yes")
	for selector, want := range map[string]bool{".gf-say p:not(.gf-note)": true, ".gf-box": false, ".gf-yes": true, ".gf-no": false} {
		if got := o.visible("#gf1 " + selector); got != want {
			t.Errorf("closed: %s visible %v, want %v", selector, got, want)
		}
	}
	if got := browser.Eval[string](o.Page, `document.querySelector("#gf1 iframe").contentWindow.location.href + frames[0].length + document.querySelector("#gf1 .gf-now").textContent`); got != "about:blank0" {
		t.Errorf("after closing the frame holds %q", got)
	}
	if got := browser.Eval[int](o.Page, "history.length"); got != history {
		t.Errorf("the tab's history grew from %d to %d", history, got)
	}

	o.Press(browser.Enter) // and once more
	o.loaded(1)
	o.focus(t, "DIV.gf-box")
	o.onlyHosts(t, "www.instagram.com")
}

func TestOpeningAndClosingWithoutTheScript(t *testing.T) {
	o := open(t, "en", browser.View{NoScript: true}, photo, video)
	o.Click("#gf1-yes")
	o.reached("www.instagram.com")
	o.focus(t, "BUTTON#gf1-yes")
	for selector, want := range map[string]bool{".gf-say p:not(.gf-note)": false, ".gf-box": true, ".gf-yes": true, ".gf-no": true, ".gf-src": true, ".gf-name": true} {
		if got := o.visible("#gf1 " + selector); got != want {
			t.Errorf("opened: %s visible %v, want %v", selector, got, want)
		}
	}
	if !o.visible("#gf2 .gf-say p:not(.gf-note)") || o.visible("#gf2 .gf-box") {
		t.Error("another gate changed too")
	}
	o.onlyHosts(t, "www.instagram.com")
	o.Click("#gf1-no")
	o.WaitFor(fmt.Sprintf(`frames[0].location.pathname == %q`, closedPath()))
	o.focus(t, "BUTTON#gf1-no")
	o.onlyHosts(t, "www.instagram.com")
}

// Only a person opens a gate. Not counted: form.submit(), which no page can
// notice; only the site's own script could call it.
func TestScriptsCannotAccept(t *testing.T) {
	o := open(t, "en", browser.View{}, photo)
	for _, attempt := range []string{
		`document.querySelector("#gf1-yes").click()`,
		`document.querySelector("#gf1 .gf-yes").requestSubmit()`,
		`document.querySelector("#gf1 .gf-yes").requestSubmit(document.querySelector("#gf1-yes"))`,
		`document.querySelector("#gf1-yes").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`,
		`document.querySelector("#gf1-yes").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}))`,
	} {
		browser.Eval[bool](o.Page, attempt+", true")
		if o.visible("#gf1 .gf-box") || !o.visible("#gf1 .gf-say p:not(.gf-note)") {
			t.Errorf("%s opens the gate", attempt)
		}
	}
	o.Click("#gf1 .gf-name") // a person, but not on the button
	browser.Eval[bool](o.Page, `document.querySelector("#gf1 .gf-yes").requestSubmit(), true`)
	o.onlyHosts(t)
	if o.visible("#gf1 .gf-box") {
		t.Error("a click elsewhere counts")
	}
}

// A browser without :has() or :user-valid shows the frame below the notice.
func TestOlderBrowsers(t *testing.T) {
	for _, noScript := range []bool{true, false} {
		b := browser.Shared(t)
		p := newPress(t, "en", photo)
		b.Serve("www.instagram.com", stage(""))
		b.Serve(pressHost, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/" {
				p.ServeHTTP(w, r)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			page := strings.ReplaceAll(p.page(), ":user-valid", ":unknown-valid")
			fmt.Fprint(w, strings.Replace(page, StyleHash(theme+Style()), StyleHash(strings.ReplaceAll(theme+Style(), ":user-valid", ":unknown-valid")), 1))
		}))
		o := &opened{press: p, world: b, Page: b.Page(t, browser.View{NoScript: noScript})}
		o.Open("https://" + pressHost + "/")
		o.Click("#gf1-yes")
		o.reached("www.instagram.com")
		if !o.visible("#gf1 .gf-box") {
			t.Error("the frame cannot be seen")
		}
		if noScript && !browser.Eval[bool](o.Page, `document.querySelector(".gf-say").getBoundingClientRect().bottom <= document.querySelector(".gf-box").getBoundingClientRect().top`) {
			t.Error("the frame covers the notice")
		}
		o.onlyHosts(t, "www.instagram.com")
	}
}
