//go:build unix

package gatehttp

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"strings"
	"syscall"
	"testing"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
	"github.com/gatefold/gatefold/rewrite"
)

func realDoor(b *testing.B) *Door {
	b.Helper()
	words, err := locale.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	gates := gate.New(gate.Options{Catalogue: provider.Default(), Host: "site.example", DefaultLang: "en", Key: []byte(key)})
	r, err := rewrite.New(rewrite.Options{Gates: gates, Catalogue: provider.Default(), Locale: words.For})
	if err != nil {
		b.Fatal(err)
	}
	d, err := New(Options{Rewriter: r, Gates: gates, Locale: words.For})
	if err != nil {
		b.Fatal(err)
	}
	return d
}

// null takes an answer and throws it away.
type null struct{ h http.Header }

func (n *null) Header() http.Header         { return n.h }
func (n *null) Write(b []byte) (int, error) { return len(b), nil }
func (n *null) WriteHeader(int)             {}

// memory is an upstream without a network, so that what is measured is the proxy.
type memory struct{}

func (memory) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Request: r, ContentLength: int64(len(htmltest.Ordinary)), Body: io.NopCloser(strings.NewReader(htmltest.Ordinary)),
		Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Etag": {`"abc"`}, "Content-Length": {"20000"}},
	}, nil
}

// BenchmarkProxy says what a door adds to a bare reverse proxy: the difference of
// the two. The upstream is in memory, so the network is in neither.
func BenchmarkProxy(b *testing.B) {
	bare := &httputil.ReverseProxy{Rewrite: func(pr *httputil.ProxyRequest) { pr.Out.URL.Scheme, pr.Out.URL.Host = "http", "up" }, Transport: memory{}}
	for name, h := range map[string]http.Handler{"bare": bare, "door": realDoor(b).Middleware(bare)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(htmltest.Ordinary)))
			b.ReportAllocs()
			before := cpuTime()
			for b.Loop() {
				h.ServeHTTP(&null{http.Header{}}, httptest.NewRequest(http.MethodGet, "/", nil))
			}
			b.ReportMetric(float64(cpuTime()-before)/float64(b.N), "cpu-ns/op")
		})
	}
}

// cpuTime is what the process has used of the processors, in nanoseconds.
func cpuTime() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return u.Utime.Nano() + u.Stime.Nano()
}
