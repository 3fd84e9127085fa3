package page

import (
	"testing"

	"github.com/gatefold/gatefold/internal/article"
)

// BenchmarkStory renders the article of the sample. Without its gates it must
// stay below 60 µs, so that ten thousand take less than a second.
func BenchmarkStory(b *testing.B) {
	r := newRenderer(b, Options{})
	p := tides(b)
	b.Run("gates", func(b *testing.B) { benchmark(b, func(dst []byte) ([]byte, error) { return r.Story(dst, p) }) })
	plain := tides(b)
	var pieces []article.Piece
	for _, piece := range plain.Article.Body.Pieces {
		if piece.Embed == nil {
			pieces = append(pieces, piece)
		}
	}
	plain.Article.Body.Pieces = pieces
	b.Run("none", func(b *testing.B) { benchmark(b, func(dst []byte) ([]byte, error) { return r.Story(dst, plain) }) })
}

func BenchmarkList(b *testing.B) {
	r := newRenderer(b, Options{})
	f := front()
	b.Run("front", func(b *testing.B) { benchmark(b, func(dst []byte) ([]byte, error) { return r.List(dst, f) }) })
	s := section()
	for len(s.Cards) < 20 {
		s.Cards = append(s.Cards, cards()...)
	}
	s.Cards = s.Cards[:20]
	b.Run("section20", func(b *testing.B) { benchmark(b, func(dst []byte) ([]byte, error) { return r.List(dst, s) }) })
}

func BenchmarkRedirect(b *testing.B) {
	r := newRenderer(b, Options{})
	p := moved()
	benchmark(b, func(dst []byte) ([]byte, error) { return r.Redirect(dst, p) })
}

func benchmark(b *testing.B, render func([]byte) ([]byte, error)) {
	b.ReportAllocs()
	var dst []byte
	for b.Loop() {
		var err error
		if dst, err = render(dst[:0]); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(dst)))
}
