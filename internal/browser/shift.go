package browser

import "time"

// Shift is how much the layout has jumped since the page began to load: the
// sum of its layout-shift entries, jumps right after a click or key press
// included. 0.1 is a tenth of the window moved by its whole height, or all of
// it by a tenth. It waits until nothing has moved for a while.
func (p *Page) Shift() float64 {
	p.t.Helper()
	const pause, calm = 20 * time.Millisecond, 150 * time.Millisecond
	// No callback: those of a page without scripts never come.
	const sum = `(() => {
		const o = new PerformanceObserver(() => {});
		o.observe({type: "layout-shift", buffered: true});
		return o.takeRecords().reduce((sum, e) => sum + e.value, 0);
	})()`
	last, since := Eval[float64](p, sum), time.Now()
	for time.Since(since) < calm {
		time.Sleep(pause)
		if now := Eval[float64](p, sum); now != last {
			last, since = now, time.Now()
		}
	}
	return last
}
