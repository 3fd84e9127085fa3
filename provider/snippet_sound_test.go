package provider

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// wantSoundPasted checks what holds for whatever was found in any fragment.
func wantSoundPasted(t *testing.T, fragment string, found []Pasted) {
	t.Helper()
	var extents []Extent
	for i, p := range found {
		if i > 0 && p.Start < found[i-1].Start {
			t.Errorf("%q: not in order", fragment)
		}
		wantSoundPiece(t, fragment, p)
		extents = append(extents, p.Extent)
		extents = append(extents, p.Rest...)
		extents = append(extents, p.Credit...)
	}
	for i, a := range extents {
		if a.Start < 0 || a.Start >= a.End || a.End > len(fragment) || fragment[a.Start] != '<' {
			t.Errorf("%q: extent %v", fragment, a)
		}
		for _, b := range extents[:i] {
			if a.Start < b.End && b.Start < a.End {
				t.Errorf("%q: the extents %v and %v overlap", fragment, a, b)
			}
		}
	}
}

func wantSoundPiece(t *testing.T, fragment string, p Pasted) {
	t.Helper()
	if p.Kind < NameMark || p.Kind > MediaMark {
		t.Errorf("%q: kind %v", fragment, p.Kind)
	}
	m := p.Match
	if !p.Known() {
		if m != (Match{}) || p.Loader || len(p.Rest)+len(p.Credit) > 0 {
			t.Errorf("%q: nobody's, but %+v", fragment, p)
		}
		return
	}
	if p.Host != "" || p.Address != "" {
		t.Errorf("%q: known, but host %q", fragment, p.Host)
	}
	if p.Loader && m.URL != "" {
		t.Errorf("%q: a loader with an address: %+v", fragment, m)
	}
	if m.Noun == "" || m.NounKey != NounKey(m.Noun) {
		t.Errorf("%q: incomplete: %+v", fragment, m)
	}
	if m.URL != "" {
		wantSound(t, fragment, m)
	} else if m.CanFrame() || m.Key != "" {
		t.Errorf("%q: a frame without an address: %+v", fragment, m)
	}
}

// markOf looks at the first start tag of a piece of code.
func markOf(t *testing.T, code string) (Mark, bool) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(code))
	for {
		switch z.Next() {
		case html.ErrorToken:
			t.Fatalf("no tag in %q", code)
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			return Default().Mark(tag.Data, tag.Attr)
		}
	}
}
