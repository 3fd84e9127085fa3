package gate

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// word waits until the status of the first gate says a word of its own.
func (o *opened) word(name string) {
	o.says(1, name)
}

// listen notes what the first gate of documents that are opened from now on says, and
// whether it offers another try then: with timers that hurry, it may say more before a
// test has read the first of it.
func (o *opened) listen() {
	o.First(`window.heard = {}
		const listen = () => {
			const line = document.querySelector("#gf1 .gf-now")
			new MutationObserver(() => {
				for (const word in line.dataset)
					if (line.textContent == line.dataset[word].replace("{provider}", line.closest(".gf").dataset.who))
						heard[word] = document.querySelector("#gf1-again").checkVisibility()
			}).observe(line, { childList: true })
		}
		if (self == top) addEventListener("DOMContentLoaded", listen)`)
}

// heard waits until the first gate has said something, and holds it to what it offered then.
func (o *opened) heard(word string, again bool) {
	o.WaitFor(fmt.Sprintf(`heard.%s == %v`, word, again))
}

// A piece that does not come can be asked for again, as often as the reader
// likes, without the focus getting lost.
func TestTryingAgain(t *testing.T) {
	o := open(t, "en", browser.View{}, photo)
	never := make(chan struct{})
	defer close(never)
	o.world.Serve("www.instagram.com", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-never }))
	o.Hurry()
	o.listen()
	o.again()
	o.Click("#gf1-yes")
	o.heard("slow", true)
	o.word("failed")
	if !o.visible("#gf1-again") {
		t.Fatal("there is no way to try again")
	}
	o.focus(t, "DIV.gf-box")
	for _, found := range o.Axe(t) {
		t.Error(found)
	}
	o.Click("#gf1-again")
	o.focus(t, "DIV.gf-box")
	o.word("failed") // once more
	o.world.Serve("www.instagram.com", stage(""))
	o.Click("#gf1-again")
	o.focus(t, "DIV.gf-box")
	o.loaded(1)
	if o.visible("#gf1-again") {
		t.Error("what has loaded can be tried again")
	}
	o.onlyHosts(t, "www.instagram.com")
}

// Once is enough: the document within the page has a button of its own only
// where the page's script does not run.
func TestOneButtonToTryAgain(t *testing.T) {
	const within = `frames[0].document.querySelector(".gf-again")`
	for _, lost := range []bool{false, true} {
		o := open(t, "en", browser.View{}, photo)
		never := make(chan struct{})
		o.world.Serve("www.instagram.com", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-never }))
		o.withoutScript.Store(lost)
		o.Hurry()
		o.again()
		o.Click("#gf1-yes")
		o.WaitFor(within + `?.closest("p").checkVisibility()`)
		if got := browser.Eval[bool](o.Page, within+`.checkVisibility()`); got != lost {
			t.Errorf("the page's script is lost: %v; the document shows a button: %v", lost, got)
		}
		if got := o.visible("#gf1-again"); got == lost {
			t.Errorf("the page's script is lost: %v; the page shows a button: %v", lost, got)
		}
		close(never)
	}
}

// The button goes when the piece comes after all. The focus does not go with it.
func TestComingLate(t *testing.T) {
	o := open(t, "en", browser.View{}, photo)
	come := make(chan struct{})
	o.world.Serve("www.instagram.com", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-come
		stage("").ServeHTTP(w, r)
	}))
	o.Hurry()
	o.listen()
	o.again()
	o.Click("#gf1-yes")
	o.heard("slow", true)
	browser.Eval[bool](o.Page, `document.querySelector("#gf1-again").focus(), true`)
	close(come)
	o.loaded(1)
	o.focus(t, "DIV.gf-box")
}

// A click on "Play" is one for playing: the provider's frame may begin at once.
// One that opens by what is remembered is asked for in stillness.
func TestOneClickPlays(t *testing.T) {
	o := open(t, "en", browser.View{}, video)
	if got := browser.Eval[string](o.Page, `document.querySelector("#gf1-yes").textContent`); got != "Play the video" {
		t.Errorf("the button says %q", got)
	}
	report := stage(`top.postMessage({plays: document.featurePolicy.allowsFeature("autoplay"), address: location.href}, "*")`)
	o.world.Serve(tube, report)
	listen := `addEventListener("message", e => { if (e.data.address) window.heard = e.data })`
	o.First(listen)
	o.again()
	o.Click("#gf1-keep input")
	o.Click("#gf1-yes")
	o.WaitFor("window.heard")
	if !browser.Eval[bool](o.Page, "heard.plays") {
		t.Error("the frame may not begin to play")
	}
	if address := browser.Eval[string](o.Page, "heard.address"); !strings.Contains(address, "autoplay=1") {
		t.Errorf("a click opens %s", address)
	}
	o.again()
	o.WaitFor("window.heard")
	if address := browser.Eval[string](o.Page, "heard.address"); strings.Contains(address, "autoplay=1") {
		t.Errorf("what is remembered opens %s", address)
	}
}

// silent is a provider that does not answer the first time, and does from then
// on. It counts how often it was asked.
type silent struct {
	asked atomic.Int32
	never chan struct{}
}

func (s *silent) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.asked.Add(1) == 1 {
		<-s.never
		return
	}
	stage("").ServeHTTP(w, r)
}

// openSilent is open for a photo whose provider does not answer at first.
func openSilent(t *testing.T, v browser.View) (*opened, *silent) {
	t.Helper()
	o := open(t, "en", v, photo)
	s := &silent{never: make(chan struct{})}
	t.Cleanup(func() { close(s.never) })
	o.world.Serve("www.instagram.com", s)
	o.Hurry()
	return o, s
}

// asked are the addresses of the embed document that the site was asked for.
func (o *opened) documentRequests() (paths []string) {
	path := o.gates.DocumentPath(o.pieces[0].Match, "en")
	for _, c := range o.world.Contacts() {
		if c.Host == pressHost && c.Kind == "request" && strings.HasPrefix(c.Path, path) {
			paths = append(paths, c.Path)
		}
	}
	return paths
}

// sameReceiptOnce demands that the document came twice, and that what a receipt
// is made of was sent the first time alone.
func (o *opened) sameReceiptOnce(t *testing.T) {
	t.Helper()
	o.Until("a second document", func() bool { return len(o.documentRequests()) == 2 })
	if got := o.documentRequests(); !strings.Contains(got[0], "n=abc") || strings.Contains(got[1], "n=abc") {
		t.Errorf("the document was asked for as %q", got)
	}
}

// A document that was opened alone, as a link in a message would, says that
// nothing comes, and its own control brings a fresh one.
func TestTryingAgainInADocumentAlone(t *testing.T) {
	scripts(t, func(t *testing.T, v browser.View) {
		o, s := openSilent(t, v)
		// Not by Open: a document whose frame never comes may never have loaded.
		browser.Eval[bool](o.Page, fmt.Sprintf(`location = %q, true`, o.gates.DocumentPath(o.pieces[0].Match, "en")+"?n=abc&p=/"))
		control := ".gf-again"
		if v.NoScript {
			control = "noscript a"
			o.WaitFor(`document.querySelector("noscript a")`)
		} else {
			o.WaitFor(`document.querySelector(".gf-lost")?.checkVisibility()`)
			for _, found := range o.Axe(t) {
				t.Error(found)
			}
		}
		o.Until("a first request", func() bool { return s.asked.Load() == 1 })
		browser.Eval[bool](o.Page, `self.old = true`)
		o.Click(control)
		o.WaitFor(`!self.old && document.querySelector("iframe")`)
		o.Until("a second request", func() bool { return s.asked.Load() == 2 })
		o.sameReceiptOnce(t)
		if !v.NoScript {
			o.WaitFor(`frames.length && !document.querySelector(".gf-failed").checkVisibility()`)
		}
		o.onlyHosts(t, "www.instagram.com")
	})
}

// Within a page whose script does not run it is the document that has the
// control, a button or a link.
func TestTryingAgainInADocumentWithin(t *testing.T) {
	scripts(t, func(t *testing.T, v browser.View) {
		o, s := openSilent(t, v)
		o.withoutScript.Store(true)
		o.again()
		browser.Eval[bool](o.Page, `document.querySelector(".gf-yes").insertAdjacentHTML("beforeend", '<input type=hidden name=n value=abc>'), true`)
		o.Click("#gf1-yes")
		control := `frames[0].document.querySelector("` + map[bool]string{false: ".gf-again", true: "noscript a"}[v.NoScript] + `")`
		o.WaitFor(control + `?.checkVisibility()`)
		o.Until("a first request", func() bool { return s.asked.Load() == 1 })
		browser.Eval[bool](o.Page, `frames[0].old = true, `+control+`.focus(), true`)
		o.Press(browser.Enter)
		o.WaitFor(`!frames[0].old`)
		o.Until("a second request", func() bool { return s.asked.Load() == 2 })
		o.sameReceiptOnce(t)
		o.onlyHosts(t, "www.instagram.com")
	})
}
