package serve

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// Everybody who asks for a page at once waits for one rendering, and a reload
// renders again only what has another key.
func TestRenderedOnce(t *testing.T) {
	var rendered atomic.Int64
	s, docs := newServer(t, Options{})
	r := docs.put("/popular/", longText)
	r.content = made{text: longText, rendered: &rendered}
	docs.add(*r)
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			ask(s, "GET", "/popular/", "Accept-Encoding", []string{"br", "gzip", "identity"}[i%3])
		})
	}
	wg.Wait()
	again := newShelf(t, "")
	again.add(*r)
	s.show(again, nil)
	ask(s, "GET", "/popular/")
	if n := rendered.Load(); n != 1 {
		t.Errorf("rendered %d times", n)
	}
	r.key[0]++
	again.add(*r)
	ask(s, "GET", "/popular/")
	if n := rendered.Load(); n != 2 {
		t.Errorf("rendered %d times after a change", n)
	}
}

func TestCacheIsBounded(t *testing.T) {
	const limit = 100_000
	s, docs := newServer(t, Options{Memory: limit})
	for i := range 200 {
		docs.put("/p/"+itoa(i)+"/", longText+itoa(i))
	}
	for range 3 {
		for i := range 200 {
			if w := ask(s, "GET", "/p/"+itoa(i)+"/"); !strings.HasSuffix(w.Body.String(), itoa(i)) {
				t.Fatalf("page %d is another one", i)
			}
			ask(s, "GET", "/p/0/", "Accept-Encoding", browser) // stays, because it is used
		}
	}
	c := s.cache
	if c.size > limit || len(c.ring) != len(c.entries) || len(c.entries) == 0 {
		t.Errorf("%d bytes in %d entries, %d in the ring", c.size, len(c.entries), len(c.ring))
	}
	var sum int64
	for _, e := range c.entries {
		sum += e.bytesCounted
	}
	if sum != c.size {
		t.Errorf("the entries have %d bytes, %d were counted", sum, c.size)
	}
	first := docs.docs["/p/0/"]
	if c.hit(&first) == nil {
		t.Error("the page that everybody reads was dropped")
	}
}
