package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Keys that Press knows by a name of their own.
const (
	Tab      = kb.Tab
	Enter    = kb.Enter
	Escape   = kb.Escape
	Space    = " "
	ShiftTab = "\x00shift-tab"
)

// Press presses keys one after the other, as a keyboard would.
func (p *Page) Press(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		if key == ShiftTab {
			p.do("pressing shift and tab", chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
			continue
		}
		p.do("pressing a key", chromedp.KeyEvent(key))
	}
}

// Click scrolls the first element that fits a CSS selector into view and
// clicks in the middle of it with the mouse.
func (p *Page) Click(selector string) {
	p.t.Helper()
	x, y := p.middle(selector)
	p.do("clicking "+selector, chromedp.MouseClickXY(x, y))
}

// Point moves the mouse to the middle of the first element that fits.
func (p *Page) Point(selector string) {
	p.t.Helper()
	x, y := p.middle(selector)
	p.do("pointing at "+selector, chromedp.MouseEvent(chromedp.MouseMoved, x, y))
}

// middle scrolls an element into view and says where its middle is, once it
// stays there: what is still on its way moves what is below it.
func (p *Page) middle(selector string) (x, y float64) {
	p.t.Helper()
	var at []float64
	p.Until(selector+" to stay where it is", func() bool {
		before := at
		at = p.place(selector)
		p.settle()
		return slices.Equal(before, at)
	})
	return at[0], at[1]
}

// place is the middle of an element, and its area.
func (p *Page) place(selector string) []float64 {
	p.t.Helper()
	at := Eval[[]float64](p, fmt.Sprintf(`(() => {
		const e = document.querySelector(%s);
		if (!e) return [];
		e.scrollIntoView({block: "center", behavior: "instant"});
		const r = e.getBoundingClientRect();
		return [r.x + r.width / 2, r.y + r.height / 2, r.width * r.height];
	})()`, quote(selector)))
	if len(at) == 0 || at[2] == 0 {
		p.t.Fatalf("nothing that can be seen fits %q", selector)
	}
	return at
}

// settle waits until the page is drawn as it is now. Until then a click lands
// where frames of other sites were before.
func (p *Page) settle() {
	p.t.Helper()
	p.do("drawing", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		spot := &page.Viewport{Width: 1, Height: 1, Scale: 1}
		_, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: "jpeg", Clip: spot})
		return err
	}))
}

// Focused describes the element that has the focus, following it into frames
// of the same site: "BUTTON#id.class". It is "BODY" when nothing has it, and
// "IFRAME…" when a frame as a whole or one of another site has it.
func (p *Page) Focused() string {
	p.t.Helper()
	return Eval[string](p, `(() => {
		let e = document.activeElement;
		for (let d; (d = e.contentDocument) && d.hasFocus() && d.activeElement != d.body; ) e = d.activeElement;
		const c = e.getAttribute("class");
		return e.tagName + (e.id ? "#" + e.id : "") + (c ? "." + c.split(" ").join(".") : "");
	})()`)
}

// Picture takes a PNG of the whole page.
func (p *Page) Picture() []byte {
	p.t.Helper()
	return run(p, "taking a picture", func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		m, err := cdp.Call(ctx, t, page.GetLayoutMetrics, cdp.Empty{})
		if err != nil {
			return nil, err
		}
		clip := &page.Viewport{Width: m.CSSContentSize.Width, Height: m.CSSContentSize.Height, Scale: 1}
		shot, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: "png", Clip: clip, CaptureBeyondViewport: new(true)})
		return shot.Data, err
	})
}

// quote writes s as a JavaScript string.
func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string can always be marshalled
	}
	return string(b)
}
