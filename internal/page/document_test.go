package page

import (
	"bytes"
	"compress/gzip"
	"sync"
	"testing"

	"github.com/gatefold/gatefold/gate"
)

// The figures of the project: an article with style and script within 15 kB.
func TestBudget(t *testing.T) {
	page, err := newRenderer(t, Options{}).Story(nil, tides(t))
	if err != nil {
		t.Fatal(err)
	}
	total := compressed(t, page)
	for _, a := range gate.Assets() {
		if a.Path == gate.ScriptPath() {
			total += compressed(t, a.Body)
		}
	}
	if total > 15_000 {
		t.Errorf("page and script are %d bytes after gzip", total)
	}
	t.Logf("page and script are %d bytes after gzip", total)
}

func compressed(t *testing.T, b []byte) int {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// Pages made at the same time do not touch each other.
func TestConcurrentRendering(t *testing.T) {
	r := newRenderer(t, Options{})
	want, err := r.Story(nil, tides(t))
	if err != nil {
		t.Fatal(err)
	}
	p := tides(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				got, err := r.Story(nil, p)
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("the page differs (%v)", err)
					return
				}
				if _, err := r.List(nil, front()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if n := len(r.editions); n > maxEditions {
		t.Errorf("%d editions are kept", n)
	}
}

func TestAppends(t *testing.T) {
	r := newRenderer(t, Options{})
	for _, c := range pages {
		alone, err := c.render(t, r)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasSuffix(bytes.TrimSpace(alone), []byte("</html>")) {
			t.Errorf("%s does not end the document", c.name)
		}
	}
	got, err := r.List([]byte("before"), front())
	if err != nil || !bytes.HasPrefix(got, []byte("before<!doctype")) {
		t.Errorf("what stood before is lost (%v)", err)
	}
}
