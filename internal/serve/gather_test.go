package serve

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// Bodies of every size around net/http's buffer arrive whole, one after the
// other on one connection, with answers without a body in between.
func TestPiecesAreWhole(t *testing.T) {
	s, docs := newServer(t, Options{})
	var sizes []int
	for size := 3000; size < 9000; size += 61 {
		sizes = append(sizes, size)
	}
	sizes = append(sizes, 1, bufferSize-1, bufferSize, bufferSize+1, 2*bufferSize, 300_000)
	for _, size := range sizes {
		docs.put("/"+itoa(size)+"/", strings.Repeat("x", size-1)+"!")
	}
	ln := listen(t)
	go func() { _ = s.Serve(t.Context(), ln) }()
	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 1, DisableCompression: true}}
	for _, size := range sizes {
		target := strings.TrimSuffix(URL(ln, ""), "/") + "/" + itoa(size) + "/"
		tag := ""
		for _, method := range []string{"GET", "HEAD", "GET"} {
			r, err := http.NewRequestWithContext(t.Context(), method, target, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("If-None-Match", tag) // of the first answer, for the third
			res, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(res.Body)
			res.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
			if tag == "" && (len(b) != size || b[size-1] != '!') {
				t.Fatalf("%d bytes of %d", len(b), size)
			}
			if tag != "" && (len(b) != 0 || res.StatusCode != http.StatusNotModified) {
				t.Fatalf("%s again: %d, %d bytes", method, res.StatusCode, len(b))
			}
			tag = res.Header.Get("Etag")
		}
	}
}
