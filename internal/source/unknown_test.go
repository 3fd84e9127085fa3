package source

import (
	"testing"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// The cache keeps what the documents of unknown pieces are made from.
func TestFramesOfUnknownPiecesAreKept(t *testing.T) {
	m, ok := provider.Stranger{Kind: provider.StrangeScript, Address: "https://polls.example.com/a.js", Code: "<p>\n</p>"}.Match()
	if !ok {
		t.Fatal("no match")
	}
	want := []article.EmbedKey{{Provider: "vimeo", Key: "7073899"}, {Provider: m.Provider.ID, Key: m.Key, Packed: m.Packed()}, {Provider: "youtube", Key: "a"}}
	e := encoder{}
	e.frames(want)
	d := decoder{s: string(e.b)}
	got := d.frames()
	if d.bad || d.s != "" || len(got) != len(want) {
		t.Fatalf("read back: %v, %q left", got, d.s)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%v, want %v", got[i], want[i])
		}
	}
	if back, ok := got[1].Match(provider.Default()); !ok || back != m {
		t.Errorf("the piece is %+v", back)
	}
}
