//go:build unix

package proxy

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/gatehttp"
	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
	"github.com/gatefold/gatefold/rewrite"
)

// BenchmarkAdded asks for a page by a bare reverse proxy and by ours in turn, over
// connections that stay open, and says what ours adds: processor time, in which
// client and upstream are alike, and time until the page is there.
func BenchmarkAdded(b *testing.B) {
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, htmltest.Ordinary)
	}))
	defer up.Close()
	upstream, err := url.Parse(up.URL)
	if err != nil {
		b.Fatal(err)
	}
	ours, err := New(Options{Upstream: upstream, Door: realDoor(b)})
	if err != nil {
		b.Fatal(err)
	}
	defer ours.Close()
	bare := &httputil.ReverseProxy{
		Rewrite:   func(r *httputil.ProxyRequest) { r.SetURL(upstream) },
		Transport: newTransport(time.Minute, false), BufferPool: &buffers{},
	}
	doors := [2]*httptest.Server{httptest.NewServer(bare), httptest.NewServer(ours)}
	var used [2]time.Duration
	var took [2][]time.Duration
	const lot = 50 // so many in a row, so that the clock of the processor can tell them
	for i := 0; b.Loop(); i++ {
		for j, s := range doors {
			before := processor()
			for range lot {
				began := time.Now()
				res, err := s.Client().Get(s.URL)
				if err != nil {
					b.Fatal(err)
				}
				_, _ = io.Copy(io.Discard, res.Body)
				res.Body.Close()
				took[j] = append(took[j], time.Since(began))
			}
			used[j] += processor() - before
		}
	}
	for _, s := range doors {
		s.Close()
	}
	pages := float64(len(took[0]))
	b.ReportMetric(float64(used[0].Nanoseconds())/pages/1e3, "bare-cpu-µs/page")
	b.ReportMetric(float64((used[1]-used[0]).Nanoseconds())/pages/1e3, "added-cpu-µs/page")
	for name, part := range map[string]float64{"added-p50-µs": .5, "added-p99-µs": .99} {
		b.ReportMetric(float64((percentile(took[1], part)-percentile(took[0], part)).Nanoseconds())/1e3, name)
	}
}

func percentile(all []time.Duration, part float64) time.Duration {
	slices.Sort(all)
	return all[int(part*float64(len(all)-1))]
}

// processor is what the process has used of the processors.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func realDoor(b *testing.B) *gatehttp.Door {
	b.Helper()
	words, err := locale.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	gates := gate.New(gate.Options{Catalogue: provider.Default(), Host: "paper.test", DefaultLang: "en", Key: []byte("a secret for tests, of enough bytes")})
	r, err := rewrite.New(rewrite.Options{Gates: gates, Catalogue: provider.Default(), Locale: words.For})
	if err != nil {
		b.Fatal(err)
	}
	d, err := gatehttp.New(gatehttp.Options{Rewriter: r, Gates: gates, Locale: words.For, Assets: rewrite.Assets()})
	if err != nil {
		b.Fatal(err)
	}
	return d
}
