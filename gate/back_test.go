package gate

import (
	"fmt"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/provider"
)

// away goes to so many other pages that the browser no longer keeps the first one
// as it was, and comes back to it.
func (o *opened) awayAndBack() {
	const far = 12
	for i := range far {
		o.Open(fmt.Sprintf("https://%s%s?%d", pressHost, ChoicesFolder, i))
	}
	o.world.Forget()
	browser.Eval[bool](o.Page, fmt.Sprintf("history.go(-%d), true", far))
	o.WaitFor(`location.pathname == "/" && document.readyState == "complete"`)
}

// A browser that goes back to a page puts into its frames what they held. The
// choice was for that visit, so nothing of it is loaded, with the page's script or
// when that is lost.
func TestGoingBackOpensNothing(t *testing.T) {
	for _, lost := range []bool{false, true} {
		o := open(t, "en", browser.View{}, video, photo)
		o.withoutScript.Store(lost)
		o.again()
		o.Click("#gf1-yes")
		o.reached(tube)
		o.WaitFor(`document.querySelector("#gf1 iframe").contentWindow.frames.length`)
		o.awayAndBack()
		if got := browser.Eval[string](o.Page, `document.querySelector("#gf1 iframe").contentDocument.URL`); lost && got == "about:blank" {
			t.Fatal("this browser puts nothing back, so nothing is tried here")
		}
		o.Shift()
		for _, h := range o.world.Hosts() {
			if h != pressHost {
				t.Errorf("the script is lost: %v; going back contacts %s", lost, h)
			}
		}
		o.is(t, 1, "gf-on", false)
		o.Click("#gf1-yes") // and once more, as before
		o.reached(tube)
	}
}

// Whatever a piece is, its document loads nothing in a gate that is closed.
func TestNothingLoadsInAClosedGate(t *testing.T) {
	o := open(t, "en", browser.View{}, video)
	for _, m := range []provider.Match{
		o.pieces[0].Match,
		recognise(t, "https://gist.github.com/6806305"),
		stranger(t, provider.Stranger{Kind: provider.StrangeFrame, Address: "https://maps.example.com/"}),
		stranger(t, poll),
		stranger(t, provider.Stranger{Kind: provider.StrangePicture, Address: "https://pictures.example.com/gull.jpg"}),
		stranger(t, provider.Stranger{Kind: provider.StrangeVideo, Address: "https://films.example.com/tide.mp4"}),
	} {
		o.press.pieces = []Piece{{Match: m, Level: 2}}
		o.gates.Number(o.locale(), o.pieces)
		o.again()
		const frame = `document.querySelector("#gf1 iframe")`
		browser.Eval[bool](o.Page, fmt.Sprintf(`%s.src = %q, true`, frame, o.gates.DocumentPath(m, "en")))
		o.WaitFor(frame + `.contentDocument?.querySelector("main") && ` + frame + `.contentDocument.readyState == "complete"`)
		o.Frames()
		for _, h := range o.world.Hosts() {
			if h != pressHost {
				t.Errorf("%s: %s was contacted: %v", m.URL, h, o.world.Contacts())
			}
		}
	}
}
