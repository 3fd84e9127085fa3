package proxy

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// moody is an upstream that fails in another way with each request.
func moody(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.URL.Query().Get("n"))
	w.Header().Set("Content-Type", "text/html")
	switch n % 6 {
	case 0: // it is well
		_, _ = io.WriteString(w, wholePage)
	case 1: // it dies half way
		_, _ = io.WriteString(w, wholePage[:len(wholePage)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	case 2: // it says more than it has
		w.Header().Set("Content-Length", strconv.Itoa(2*len(wholePage)))
		_, _ = io.WriteString(w, wholePage)
	case 3: // its gzip is cut
		w.Header().Set("Content-Encoding", "gzip")
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = io.WriteString(z, wholePage)
		_ = z.Close()
		_, _ = w.Write(b.Bytes()[:b.Len()-9])
	case 4: // it dies before it begins
		panic(http.ErrAbortHandler)
	case 5: // it is well, and packed
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, wholePage)
		_ = z.Close()
	}
}

var wholePage = "<p>begin</p>" + strings.Repeat("<p>words of a page</p>", 5000) + "<p>end</p>"

// Many readers at once, an upstream in all moods: each gets the whole page, a page
// that says that something is wrong, or a connection that breaks off; never half a
// page that looks whole. Afterwards nothing is left.
func TestUnderLoad(t *testing.T) {
	const readers, each = 16, 30
	p := behind(t, moody, nil)
	before := runtime.NumGoroutine()
	var all sync.WaitGroup
	for reader := range readers {
		all.Go(func() {
			for i := range each {
				n := reader + i
				res, body, err := p.get(t, "/?n="+strconv.Itoa(n))
				good := n%6 == 0 || n%6 == 5
				if err != nil { // broken off
					if good {
						t.Errorf("%d: %v", n%6, err)
					}
					continue
				}
				if strings.HasPrefix(res.Header.Get("Content-Encoding"), "gzip") {
					z, zerr := gzip.NewReader(strings.NewReader(body))
					if zerr != nil {
						t.Errorf("%d: %v", n%6, zerr)
						continue
					}
					b, zerr := io.ReadAll(z)
					if body = string(b); zerr != nil {
						t.Errorf("%d: a gzip that ends too early passes for a whole one: %v", n%6, zerr)
						continue
					}
				}
				if whole := strings.ToUpper(wholePage); res.StatusCode == http.StatusOK && body != whole || res.StatusCode != http.StatusOK && res.StatusCode != http.StatusBadGateway {
					t.Errorf("%d: %d with %d of %d bytes", n%6, res.StatusCode, len(body), len(whole))
				}
				if good != (res.StatusCode == http.StatusOK) {
					t.Errorf("%d: %d", n%6, res.StatusCode)
				}
			}
		})
	}
	all.Wait()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		p.proxy.Close()
		if runtime.NumGoroutine() <= before+2 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}
