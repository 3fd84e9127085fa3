package gate

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// word waits until the status of the first gate says a word of its own.
func (o *opened) word(name string) {
	o.says(1, name)
}

// A piece that does not come can be asked for again, as often as the reader
// likes, without the focus getting lost.
func TestTryingAgain(t *testing.T) {
	o := open(t, "en", browser.View{}, photo)
	never := make(chan struct{})
	defer close(never)
	o.world.Serve("www.instagram.com", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-never }))
	o.Hurry()
	o.again()
	o.Click("#gf1-yes")
	o.word("slow")
	if !o.visible("#gf1-again") {
		t.Fatal("there is no way to try again")
	}
	o.word("failed")
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
	o.again()
	o.Click("#gf1-yes")
	o.word("slow")
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
