package browser

import "time"

// Shift is how much the layout has jumped since the page began to load: the
// sum of its layout-shift entries, jumps right after a click or key press
// included. 0.1 is a tenth of the window moved by its whole height, or all of
// it by a tenth. It waits until nothing has moved for a while.
func (p *Page) Shift() float64 {
	p.t.Helper()
	const pause, calm = 20 * time.Millisecond, 150 * time.Millisecond
	last, since := p.Moved(), time.Now()
	for time.Since(since) < calm {
		time.Sleep(pause)
		if now := p.Moved(); now != last {
			last, since = now, time.Now()
		}
	}
	return last
}

// Moved is the same sum as it stands now.
func (p *Page) Moved() float64 {
	p.t.Helper()
	// No callback: those of a page without scripts never come.
	const sum = `(() => {
		const o = new PerformanceObserver(() => {});
		o.observe({type: "layout-shift", buffered: true});
		return o.takeRecords().reduce((sum, e) => sum + e.value, 0);
	})()`
	return Eval[float64](p, sum)
}

// Frames waits until the page was drawn twice, so that what a script changed
// before is to be seen.
func (p *Page) Frames() {
	p.t.Helper()
	Eval[bool](p, `new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(true))))`)
}
