package site

import (
	"testing"
)

// Each text is there once, however many pieces have it.
func TestNoticesOfPieces(t *testing.T) {
	s, err := New(config(), parts(t, big(10), nil))
	if err != nil {
		t.Fatal(err)
	}
	all := s.Notices()
	if len(all) != 2 {
		t.Fatalf("%d notices for two providers: %+v", len(all), all)
	}
	for _, n := range all {
		if err := n.Validate(); err != nil {
			t.Errorf("%s: %v", n.Provider, err)
		}
	}
}

func BenchmarkNoticesOfPieces(b *testing.B) {
	s, err := New(config(), parts(b, big(10_000), nil))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		s.Notices()
	}
}
