package gate

import (
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/provider"
)

// A gate is named by whom a snapshot says it is by; a handle in an address is
// only the next best.
func TestNamesPreferWhatWasKept(t *testing.T) {
	for _, gone := range []time.Time{{}, time.Date(2026, 5, 4, 0, 0, 0, 0, time.UTC)} {
		p := newPress(t, "en", toot, toot)
		p.pieces[0].Snapshot = &Snapshot{Quote: provider.Quote{Author: "Ada Marsh", Handle: "ada", Text: "Tides."}, Gone: gone}
		p.gates.Number(p.locale(), p.pieces)
		first := htmltest.Parse(t, p.gates.Append(nil, p.locale(), &p.pieces[0]))
		if got := first.One(".gf-name").Text(); got != "Mastodon post by Ada Marsh" {
			t.Errorf("gone: %v; the gate is called %q", !gone.IsZero(), got)
		}
		second := htmltest.Parse(t, p.gates.Append(nil, p.locale(), &p.pieces[1]))
		if got := second.One(".gf-name").Text(); !strings.HasSuffix(got, " by "+p.pieces[1].Match.Author) {
			t.Errorf("without a snapshot the gate is called %q", got)
		}
	}
}

// Two that would be called the same are numbered, whoever says the name.
func TestNamesThatAreKeptAreNumbered(t *testing.T) {
	p := newPress(t, "en", toot, toot)
	for i := range p.pieces {
		p.pieces[i].Snapshot = &Snapshot{Quote: provider.Quote{Author: "Ada Marsh", Text: "Tides."}}
	}
	p.gates.Number(p.locale(), p.pieces)
	if p.pieces[0].Number != 1 || p.pieces[1].Number != 2 {
		t.Errorf("the numbers are %d and %d", p.pieces[0].Number, p.pieces[1].Number)
	}
}

// The box of software that runs on many hosts names the host, for a choice counts
// for that one.
func TestTheBoxNamesTheHost(t *testing.T) {
	p := newPress(t, "en", toot, video)
	for i, want := range []string{"everything from Mastodon (" + p.pieces[0].Match.FrameHosts()[0] + ") on this site", "everything from YouTube on this site"} {
		gate := htmltest.Parse(t, p.gates.Append(nil, p.locale(), &p.pieces[i]))
		if got := gate.One("label").Text(); !strings.Contains(got, want) {
			t.Errorf("the box says %q", got)
		}
	}
}
