package gate

import (
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/locale"
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

// A heading begins with a capital letter, except where it begins with a name,
// which its owner spells. Within a sentence the same words are small.
func TestHeadingsBeginLarge(t *testing.T) {
	const asciinema = "https://asciinema.org/a/335480"
	unknown, ok := provider.Stranger{Kind: provider.StrangeFrame, Address: "https://weather.example.org/"}.Match()
	if !ok {
		t.Fatal("no piece")
	}
	for _, tt := range []struct {
		lang   string
		words  map[string]string
		piece  Piece
		begins string
		within string
	}{
		{"en", nil, Piece{Match: unknown}, "Content hosted on weather.example.org", "content hosted on"},
		{"en", nil, Piece{Match: unknown, Title: "the weather"}, "Content hosted on weather.example.org: the weather", "content hosted on"},
		{"en", nil, Piece{Match: unknown, Title: "the weather", Number: 2}, "Content hosted on weather.example.org: the weather (2)", "content hosted on"},
		{"en", nil, Piece{Match: recognise(t, asciinema)}, "asciinema recording", "asciinema recording"},
		{"en", map[string]string{"gate.name": "a {noun} of {provider}"}, Piece{Match: recognise(t, video)}, "A video of YouTube", "a video of YouTube"},
		{"en", map[string]string{"gate.name.number": "no. {number}: {name}"}, Piece{Match: unknown, Number: 2}, "No. 2: content hosted on", "no. 2: content"},
		{"en", map[string]string{"gate.name": ""}, Piece{Match: recognise(t, video)}, "", ""},
		{"ar", nil, Piece{Match: unknown}, "محتوى من الموقع", "محتوى من الموقع"},
	} {
		bundle, err := locale.New(map[string]map[string]string{tt.lang: tt.words})
		if err != nil {
			t.Fatal(err)
		}
		p := newPress(t, tt.lang)
		p.bundle = bundle
		tt.piece.ID = "gf1"
		gate := htmltest.Parse(t, p.gates.Append(nil, p.locale(), &tt.piece))
		if got := gate.One(".gf-name").Text(); !strings.HasPrefix(got, tt.begins) {
			t.Errorf("the heading is %q, want %q…", got, tt.begins)
		}
		for _, part := range []string{".gf-skip", ".gf-end"} {
			if got := gate.One(part).Text(); !strings.Contains(got, tt.within) {
				t.Errorf("%s says %q, without %q", part, got, tt.within)
			}
		}
		if tt.piece.Number+len(tt.piece.Title) > 0 {
			continue // the document knows neither
		}
		document := htmltest.Parse(t, p.gates.AppendDocument(nil, p.locale(), &Document{Match: tt.piece.Match}))
		for _, part := range []string{"h1", "title"} {
			if got := document.One(part).Text(); !strings.HasPrefix(got, tt.begins) {
				t.Errorf("the document's %s is %q, want %q…", part, got, tt.begins)
			}
		}
	}
}
