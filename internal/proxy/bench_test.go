//go:build unix

package proxy

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"sync"
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
// client and upstream are alike, and time until the page is there. The upstream says how
// long its answer is, or does not, or packs it.
func BenchmarkAdded(b *testing.B) {
	for _, page := range []struct{ name, text string }{{"plain", htmltest.Ordinary}, {"embeds", htmltest.Embedding}} {
		for _, way := range []struct {
			name string
			send func(w http.ResponseWriter, page string)
		}{{"streamed", sendStreamed}, {"sized", sendSized}, {"packed", sendPacked}} {
			b.Run(page.name+"/"+way.name, func(b *testing.B) {
				newDoors(b, func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Type", "text/html; charset=utf-8")
					way.send(w, page.text)
				}).compare(b)
			})
		}
	}
}

func sendStreamed(w http.ResponseWriter, page string) { _, _ = io.WriteString(w, page) }

func sendSized(w http.ResponseWriter, page string) {
	w.Header().Set("Content-Length", strconv.Itoa(len(page)))
	_, _ = io.WriteString(w, page)
}

// sendPacked sends what was packed once and for all, so that the upstream's own packing is
// in no figure.
func sendPacked(w http.ResponseWriter, page string) {
	text, ok := packs.Load(page)
	if !ok {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = io.WriteString(z, page)
		_ = z.Close()
		text, _ = packs.LoadOrStore(page, b.Bytes())
	}
	w.Header().Set("Content-Encoding", "gzip")
	_, _ = w.Write(text.([]byte))
}

var packs sync.Map

// doors are a bare reverse proxy and ours.
type doors [2]*httptest.Server

func newDoors(b *testing.B, upstream http.HandlerFunc) doors {
	up := httptest.NewServer(upstream)
	b.Cleanup(up.Close)
	to, err := url.Parse(up.URL)
	if err != nil {
		b.Fatal(err)
	}
	ours, err := New(Options{Upstream: to, Door: realDoor(b)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(ours.Close)
	bare := &httputil.ReverseProxy{
		Rewrite:   func(r *httputil.ProxyRequest) { r.SetURL(to) },
		Transport: newTransport(time.Minute, false), BufferPool: &buffers{},
	}
	d := doors{httptest.NewServer(bare), httptest.NewServer(ours)}
	for _, s := range d {
		b.Cleanup(s.Close)
	}
	return d
}

// compare measures lots in pairs and reports the medians, the 99th percentile of the time
// that a page takes besides. A lot is long enough to pay for its own garbage.
func (d doors) compare(b *testing.B) {
	const size = 300
	var used [2][]time.Duration // by lot
	var took [2][]time.Duration // by page
	for i := -1; i < 0 || b.Loop(); i++ {
		for j := range d {
			if i%2 != 0 {
				j = 1 - j
			}
			cpu, pages := lot(b, d[j], size)
			if i >= 0 { // the first is to warm up
				used[j], took[j] = append(used[j], cpu/size), append(took[j], pages...)
			}
		}
	}
	added := make([]time.Duration, len(used[0]))
	for i := range added {
		added[i] = used[1][i] - used[0][i]
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(micro(percentile(used[0], .5)), "bare-cpu-µs/page")
	b.ReportMetric(micro(percentile(added, .5)), "added-cpu-µs/page")
	b.ReportMetric(micro(percentile(took[1], .5)-percentile(took[0], .5)), "added-p50-µs")
	b.ReportMetric(micro(percentile(took[1], .99)-percentile(took[0], .99)), "added-p99-µs")
}

// lot asks for so many pages, one after the other.
func lot(b *testing.B, s *httptest.Server, n int) (cpu time.Duration, pages []time.Duration) {
	before := processor()
	for range n {
		began := time.Now()
		res, err := s.Client().Get(s.URL)
		if err != nil {
			b.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, res.Body)
		res.Body.Close()
		pages = append(pages, time.Since(began))
	}
	return processor() - before, pages
}

func micro(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e3 }

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
