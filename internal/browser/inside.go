package browser

import (
	"context"
	"net/url"

	"github.com/chromedp/chromedp"
)

// WaitForFocusIn waits until the focus has arrived in a frame of another site.
// The page around the frame has its element focused as soon as the focus is on
// its way, but a key that is pressed before it is there still goes to the page.
func (p *Page) WaitForFocusIn(host string) {
	p.t.Helper()
	var inside context.Context
	p.Until("the focus to be in a frame of "+host, func() bool {
		if inside == nil {
			inside = p.frameOf(host)
		}
		if inside == nil {
			return false
		}
		has, err := try(inside, evaluate[bool]("document.hasFocus()"))
		return err == nil && has
	})
}

// frameOf finds the frame that shows a host of another site. It is nil while
// there is none.
func (p *Page) frameOf(host string) context.Context {
	p.t.Helper()
	targets, err := chromedp.Targets(p.ctx)
	if err != nil {
		p.t.Fatalf("listing the frames: %v", err)
	}
	for _, target := range targets {
		if u, err := url.Parse(target.URL); err != nil || target.Type != "iframe" || u.Host != host {
			continue
		}
		inside, stop := chromedp.NewContext(p.ctx, chromedp.WithTargetID(target.TargetID))
		p.t.Cleanup(stop)
		return inside
	}
	return nil
}
