package acceptance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// kinds picks one page of every kind in both directions of writing, by what
// its path looks like; embed documents opened on their own are a kind too.
func kinds(t *testing.T) map[string]string {
	t.Helper()
	chosen := map[string]string{"front": "/", "front, right to left": "/ar/", "not found": "/there-is-nothing-here/", "not found, right to left": "/ar/there-is-nothing-here/"}
	longest := map[string]int{}
	for _, path := range pages(t) {
		kind := kindOf(path)
		// The article with the most gates stands for all articles.
		gates := countGates(t, path)
		if n, ok := longest[kind]; ok && n >= gates {
			continue
		}
		longest[kind] = gates
		chosen[kind] = path
	}
	return chosen
}

func kindOf(path string) string {
	rest, rtl := strings.CutPrefix(path, "/ar")
	if !strings.HasPrefix(rest, "/") {
		rest, rtl = path, false
	}
	parts := strings.Split(strings.Trim(rest, "/"), "/")
	kind := "article or page of a list"
	switch {
	case parts[0] == "":
		kind = "front"
	case len(parts) == 1 && (parts[0] == "tags" || parts[0] == "authors"):
		kind = parts[0]
	case parts[0] == "tags" || parts[0] == "authors":
		kind = "one of " + parts[0]
	case len(parts) == 1:
		kind = "section or single page"
	}
	if rtl {
		kind += ", right to left"
	}
	return kind
}

func countGates(t *testing.T, path string) int {
	t.Helper()
	return strings.Count(exported(t, path), `class="gf-yes"`)
}

// axe finds nothing on any kind of page, in light and dark, in both directions
// of writing, before and after gates are opened.
func TestNothingForAxeToFind(t *testing.T) {
	b := world(t)
	for kind, path := range kinds(t) {
		for _, dark := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, dark %t", kind, dark), func(t *testing.T) {
				p := b.Page(t, browser.View{Dark: dark, Width: 1000, Height: 800})
				p.Open(address(path))
				complain(t, p, path)
				if browser.Eval[int](p, `document.querySelectorAll(".gf-yes").length`) == 0 {
					return
				}
				p.Click(".gf-yes button")
				p.WaitFor(`document.querySelector(".gf-on .gf-now").textContent`)
				complain(t, p, path+" after a gate was opened")
			})
		}
	}
}

func complain(t *testing.T, p *browser.Page, where string) {
	t.Helper()
	for _, line := range p.Axe(t) {
		t.Errorf("%s: %s", where, line)
	}
}

// Nothing moves while a page loads, nor when a gate is opened.
func TestNothingJumps(t *testing.T) {
	const onLoad, onAccept = 0.02, 0.05
	b := world(t)
	path := kinds(t)["article or page of a list"]
	for _, width := range []int{320, 768, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := b.Page(t, browser.View{Width: width, Height: 800})
			p.Open(address(path))
			readThrough(p)
			if shift := p.Shift(); shift > onLoad {
				t.Errorf("%s moved by %.3f while it was read", path, shift)
			}
			p.Click(".gf-yes button")
			p.WaitFor(`document.querySelector(".gf-on .gf-now").textContent`)
			if shift := p.Shift(); shift > onLoad+onAccept {
				t.Errorf("%s moved by %.3f when a gate was opened", path, shift)
			}
		})
	}
}
