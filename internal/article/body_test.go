package article

import "testing"

func TestBodyListsWhatOthersNeed(t *testing.T) {
	b := Body{Pieces: []Piece{
		{HTML: "<p>See "}, {Ref: &Ref{Target: "tides.md", Line: 3}}, {HTML: "</p>"},
		{Embed: &Embed{Level: 2, Line: 5}}, {Figure: &Figure{Src: "/a.jpg"}},
		{Ref: &Ref{Target: "/moon", Line: 7}},
	}}
	if es := b.Embeds(); len(es) != 1 || es[0].Line != 5 {
		t.Errorf("Embeds() = %v", es)
	}
	if rs := b.Refs(); len(rs) != 2 || rs[0].Target != "tides.md" || rs[1].Line != 7 {
		t.Errorf("Refs() = %v", rs)
	}
	if fs := b.Frames(); len(fs) != 0 {
		t.Errorf("Frames() lists %v, which cannot be framed", fs)
	}
}
