package gate

import "testing"

const (
	video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
	photo = "https://www.instagram.com/p/CuZ3XkvrTJP/"
	toot  = "https://mastodon.social/@Gargron/109372843234"
	song  = "https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl"
)

func BenchmarkAppend(b *testing.B) {
	for name, lang := range map[string]string{"en": "en", "ar": "ar"} {
		b.Run(name, func(b *testing.B) {
			p := newPress(b, lang, video, photo)
			l := p.locale()
			buf := make([]byte, 0, 8<<10)
			b.ReportAllocs()
			for b.Loop() {
				buf = p.gates.Append(buf[:0], l, &p.pieces[0])
				buf = p.gates.Append(buf[:0], l, &p.pieces[1])
			}
		})
	}
}

func BenchmarkAppendFederated(b *testing.B) {
	p := newPress(b, "en", toot)
	l := p.locale()
	buf := make([]byte, 0, 8<<10)
	b.ReportAllocs()
	for b.Loop() {
		buf = p.gates.Append(buf[:0], l, &p.pieces[0])
	}
}

func BenchmarkAppendDocument(b *testing.B) {
	p := newPress(b, "en", photo)
	l := p.locale()
	d := &Document{Match: p.pieces[0].Match, Pages: []Page{{"Tides", "/tides/"}}}
	buf := make([]byte, 0, 8<<10)
	b.ReportAllocs()
	for b.Loop() {
		buf = p.gates.AppendDocument(buf[:0], l, d)
	}
}

func BenchmarkNumber(b *testing.B) {
	p := newPress(b, "en", video, photo)
	b.ReportAllocs()
	for b.Loop() {
		p.gates.Number(nil, p.pieces)
	}
}
