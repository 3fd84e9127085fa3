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
			contacts := look(t, b, &r, shown)
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

// together is how many frames stand on one page: a browser has no more than 1000.
const together = 200

// look opens the vectors' pages in a round and returns what was contacted, by
// host, after all that was to be contacted was.
func look(t *testing.T, b *browser.Browser, r *round, shown []*vector) map[string]browser.Contact {
	t.Helper()
	b.Forget()
	view := browser.View{NoScript: r.noScript, Width: 1300, Height: 1400}
	for some := range slices.Chunk(shown, together) {
		p := b.Page(t, view)
		p.Open(fmt.Sprintf("https://%s/%s/%s", paper, r.name, numbers(some)))
		if !r.before {
			inspectAll(t, p, r, some)
		}
	}
	for _, v := range shown {
		if v.is("top") {
			b.Page(t, view).Open(fmt.Sprintf("https://%s/%s/%d", paper, r.name, v.number))
		}
	}
	return settled(t, b, r)
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
