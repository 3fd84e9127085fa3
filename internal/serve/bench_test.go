package serve

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"testing"

	"github.com/gatefold/gatefold/internal/site"
)

// A page of 20 kB after packing, served over real connections that are kept
// alive: BenchmarkServe by this package, BenchmarkBare by the least that
// net/http can do with the same bytes. Compare them within one run:
//
//	go test -bench 'Serve|Bare' -cpu 1 -count 6 ./internal/serve
func BenchmarkServe(b *testing.B) {
	s := New(Options{})
	d := newShelf(b, "")
	r := d.put("/page/", heavyText())
	r.content = realistic{made{text: heavyText()}}
	d.add(*r)
	s.show(d, nil)
	ln := listen(b)
	ctx, stop := context.WithCancel(b.Context())
	defer stop()
	go func() { _ = s.Serve(ctx, ln) }()
	hammer(b, ln)
}

func BenchmarkBare(b *testing.B) {
	body, err := pack(brotlied, []byte(heavyText()))
	if err != nil {
		b.Fatal(err)
	}
	ln := listen(b)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Encoding", "br")
		h.Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body)
	})}
	defer server.Close()
	go func() { _ = server.Serve(ln) }()
	hammer(b, ln)
}

// BenchmarkHandler is the handler alone, without a connection.
func BenchmarkHandler(b *testing.B) {
	s := New(Options{})
	d := newShelf(b, "")
	d.put("/page/", heavyText())
	s.show(d, nil)
	r, err := http.NewRequest("GET", "/page/", nil)
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", browser)
	w := &sink{h: http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		clear(w.h)
		s.ServeHTTP(w, r)
	}
}

type sink struct{ h http.Header }

func (s *sink) Header() http.Header         { return s.h }
func (s *sink) Write(b []byte) (int, error) { return len(b), nil }
func (s *sink) WriteHeader(int)             {}

// realistic has the headers that a page has.
type realistic struct{ made }

func (realistic) Headers() []site.Header {
	return []site.Header{
		{Name: "Content-Security-Policy", Value: "default-src 'none'; img-src 'self' data:; media-src 'self'; font-src 'self'; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"},
		{Name: "X-DNS-Prefetch-Control", Value: "off"},
		{Name: "X-Content-Type-Options", Value: "nosniff"},
		{Name: "Referrer-Policy", Value: "strict-origin-when-cross-origin"},
		{Name: "Permissions-Policy", Value: "browsing-topics=(), interest-cohort=()"},
		{Name: "Cross-Origin-Opener-Policy", Value: "same-origin"},
		{Name: "Cross-Origin-Resource-Policy", Value: "same-origin"},
	}
}

// heavyText packs to about 20 kB.
func heavyText() string {
	rng := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	for b.Len() < 66_000 {
		b.WriteString("<p>")
		for range 12 {
			b.WriteString(strconv.FormatUint(rng.Uint64N(1<<24), 36))
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// hammer asks for the page over one kept connection for each benchmark
// goroutine, as a browser would, and reads answers with as little work as
// possible, because the client's work is measured too.
func hammer(b *testing.B, ln net.Listener) {
	const request = "GET /page/ HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101\r\n" +
		"Accept: text/html,application/xhtml+xml\r\nAccept-Language: en\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n"
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		c, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			b.Error(err)
			return
		}
		defer c.Close()
		from := bufio.NewReaderSize(c, 64<<10)
		for pb.Next() {
			if _, err := io.WriteString(c, request); err != nil {
				b.Error(err)
				return
			}
			if err := readAnswer(from); err != nil {
				b.Error(err)
				return
			}
		}
	})
}

var lengthHeader = []byte("Content-Length: ")

// readAnswer skips one response.
func readAnswer(from *bufio.Reader) error {
	length := 0
	for {
		line, err := from.ReadSlice('\n')
		if err != nil {
			return err
		}
		if after, ok := bytes.CutPrefix(line, lengthHeader); ok {
			for _, c := range bytes.TrimSpace(after) {
				length = length*10 + int(c-'0')
			}
		}
		if len(line) == 2 {
			_, err := from.Discard(length)
			return err
		}
	}
}

// The packing of a page is the dearest part of its first request.
func BenchmarkPack(b *testing.B) {
	text := []byte(longText)
	for e := gzipped; e < encodings; e++ {
		b.Run(names[e], func(b *testing.B) {
			for b.Loop() {
				if _, err := pack(e, text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
