package foreign

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// No page, whatever is in it, contacts anybody but its own site once it has come
// through the door: with the policy; and without it, when only what the page is
// made of holds, whatever needs no script of the site's own. Before the door the
// same pages do, else the test would prove nothing.
func TestNobodyIsContacted(t *testing.T) {
	s := newSite(t, append(readVectors(t), httpLeaks(t)...))
	b := browser.Shared(t)
	b.Serve(paper, s)
	singing := map[string]bool{} // names of vectors that do contact their host
	for _, r := range rounds {
		t.Run(r.name, func(t *testing.T) {
			shown := r.choose(s.vectors)
			contacts := look(t, b, &r, shown, tabs(&r, shown, singing))
			if r.bare && r.noScript {
				inspectRest(t, b, s, shown)
			}
			for _, v := range shown {
				c, contacted := contacts[v.host(r.name)]
				delete(contacts, c.Host)
				if contacted && r.before {
					singing[v.name] = true
				}
				if contacted && !r.mayLeak(v) && !(v.is("connects") && c.Kind != "request") {
					t.Errorf("%s: %s: %s", v.name, c, short(v.body))
				}
			}
			for _, c := range contacts {
				if !r.before {
					t.Error(c)
				}
			}
		})
	}
	takeStock(t, s.vectors, singing)
}

// takeStock tells how many vectors were shown to act without us.
func takeStock(t *testing.T, vectors []vector, singing map[string]bool) {
	t.Helper()
	var silent, loud []string
	for i := range vectors {
		v := &vectors[i]
		switch {
		case !singing[v.name] && !v.is("quiet"):
			silent = append(silent, v.name)
		case singing[v.name] && v.is("quiet") && !strings.HasPrefix(v.name, "httpleaks"):
			loud = append(loud, v.name)
		}
	}
	t.Logf("of %d vectors %d contact their host without us", len(vectors), len(singing))
	const enough = 300
	if len(singing) < enough {
		t.Errorf("only %d of %d vectors act at all: is the harness deaf?", len(singing), len(vectors))
	}
	if len(silent) > 0 {
		t.Logf("these do nothing in this browser, and are not marked so: %v", silent)
	}
	if len(loud) > 0 {
		t.Logf("these are marked as doing nothing, and do: %v", loud)
	}
}

// tabs gives the vectors that are opened in a tab of their own, too: those that
// act there. What does nothing there without the door has nothing to show behind
// it. What a tab asks for beside its page does not depend on scripts.
func tabs(r *round, shown []*vector, singing map[string]bool) (some []*vector) {
	for _, v := range shown {
		if v.is("top") && !r.noScript && (r.before || len(singing) == 0 || singing[v.name]) {
			some = append(some, v)
		}
	}
	return some
}

// together is how many frames stand in one window: a browser has no more than
// 1000, those within frames included. A lot is what is loaded at once. Windows stand
// abreast since each has a process of its own.
const together, lot, abreast = 300, 30, 2

// look opens the vectors' pages in a round and returns what was contacted, by
// host, after all that was to be contacted was.
func look(t *testing.T, b *browser.Browser, r *round, shown, alone []*vector) map[string]browser.Contact {
	t.Helper()
	b.Forget()
	view := browser.View{NoScript: r.noScript, Width: 1400, Height: 2000}
	windows := slices.Collect(slices.Chunk(shown, min(together, max(1, (len(shown)+abreast-1)/abreast))))
	for some := range slices.Chunk(windows, abreast) {
		show(t, b, r, view, some)
	}
	for _, v := range alone {
		b.Page(t, view).Open(fmt.Sprintf("https://%s/%s/%d", paper, r.name, v.number))
	}
	return settled(t, b, r)
}

// show loads the vectors of each window, lot by lot in all windows at once.
func show(t *testing.T, b *browser.Browser, r *round, view browser.View, windows [][]*vector) {
	t.Helper()
	var pages []*browser.Page
	for range windows {
		p := b.Page(t, view)
		p.Open(fmt.Sprintf("https://%s/%s/,", paper, r.name))
		window(t, p, r)
		pages = append(pages, p)
	}
	for from := 0; from < len(windows[0]); from += lot {
		for i, p := range pages {
			if some := part(windows[i], from); len(some) > 0 {
				load(p, r, some)
			}
		}
		for i, p := range pages {
			some := part(windows[i], from)
			if len(some) == 0 {
				continue
			}
			p.WaitFor(`lot.contentWindow.location.href == lot.src && lot.contentDocument.readyState == "complete"`)
			if !r.before {
				inspectAll(t, p, r, some)
			}
		}
	}
}

// part is the lot of a window that begins there.
func part(all []*vector, from int) []*vector {
	return all[min(from, len(all)):min(from+lot, len(all))]
}

// window says where frames are to stand: in the page itself if it has no scripts,
// else in a window that the page opens, since there they cost a quarter less.
func window(t *testing.T, p *browser.Page, r *round) {
	t.Helper()
	if r.noScript {
		browser.Eval[bool](p, "!!(stage = window)")
		return
	}
	browser.Eval[bool](p, "!!(stage = open(location, '_blank', 'width=1400,height=2000'))")
	t.Cleanup(func() { browser.Eval[bool](p, "(stage.close(), true)") })
	p.WaitFor("stage.location.href == location.href && stage.document.readyState == 'complete'")
}

// load adds a frame that holds a frame for each vector, without waiting until they have
// loaded. They stay, since some act late.
func load(p *browser.Page, r *round, some []*vector) {
	browser.Eval[bool](p, fmt.Sprintf(`(() => {
		lot = stage.document.createElement("iframe");
		lot.className = "lot";
		lot.src = "/%s/%s";
		stage.document.body.append(lot);
		return true;
	})()`, r.name, numbers(some)))
}

// numbers lists vectors in an address.
func numbers(some []*vector) string {
	var all []string
	for _, v := range some {
		all = append(all, strconv.Itoa(v.number))
	}
	return strings.Join(all, ",") + ","
}

// settled waits for the end and returns what was contacted until then.
func settled(t *testing.T, b *browser.Browser, r *round) map[string]browser.Contact {
	t.Helper()
	p := b.Page(t, browser.View{NoScript: r.noScript})
	p.Open(fmt.Sprintf("https://%s/done/%s", paper, r.name))
	p.Until("the slow ways to contact somebody", func() bool {
		hosts := b.Hosts()
		return !slices.ContainsFunc(ends, func(end string) bool { return !slices.Contains(hosts, end+"."+r.name+".end.test") })
	})
	found := map[string]browser.Contact{}
	for _, c := range b.Contacts() { // of several the last, which says most
		// Reports of a page before the door may come late.
		if c.Host != paper && !strings.HasSuffix(c.Host, ".end.test") && (r.before || !strings.Contains(c.Host, ".before")) {
			found[c.Host] = c
		}
	}
	return found
}

func short(s string) string {
	const most = 300
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}
