package acceptance

import (
	"slices"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// readThrough moves down the page a screen at a time until its end is reached
// and every picture has come. A page without scripts gets no animation frames,
// so the steps are taken from outside.
func readThrough(p *browser.Page) (height float64) {
	p.WaitFor(`(root => {
		const waiting = [...document.images].find(i => !i.complete && i.checkVisibility() && i.getBoundingClientRect().top < innerHeight);
		if (waiting) return waiting.scrollIntoView({ block: "center", behavior: "instant" });
		const end = root.scrollTop + innerHeight >= root.scrollHeight - 1;
		scrollBy({ top: innerHeight, behavior: "instant" });
		return end;
	})(document.scrollingElement)`)
	return browser.Eval[float64](p, `document.scrollingElement.scrollHeight`)
}

// Every page of the publication, read to its end with JavaScript on and off,
// contacts the publication and nobody else, and never runs into its own
// policy.
func TestReadingContactsNobodyElse(t *testing.T) {
	b := world(t)
	paths := pages(t)
	for _, mode := range []struct {
		name string
		view browser.View
	}{
		{"with JavaScript", browser.View{}},
		{"without JavaScript", browser.View{NoScript: true, Width: 360, Height: 740}},
	} {
		t.Run(mode.name, func(t *testing.T) {
			p := b.Page(t, mode.view)
			for _, path := range paths {
				b.Forget()
				p.Open(address(path))
				if height := readThrough(p); height < 100 {
					t.Errorf("%s is only %v px high: is it there?", path, height)
				}
				if hosts := b.Hosts(); !slices.Equal(hosts, []string{program.host}) {
					t.Errorf("%s contacted %v; the requests were %v", path, hosts, b.Contacts())
				}
			}
			for _, v := range p.Violations() {
				t.Errorf("a page ran into its own policy: %s", v)
			}
			for _, e := range p.Errors() {
				t.Errorf("a script failed: %s", e)
			}
		})
	}
}
