package rewrite

import (
	"bytes"
	"sync"
	"testing"
)

// One rewriter serves many at once, and each gets the same page.
func TestManyAtOnce(t *testing.T) {
	r := newTestRewriter(t, Options{})
	page := embedPage()
	want, _ := rewriteString(t, r, string(page))
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 5 {
				var out bytes.Buffer
				if _, err := r.Rewrite(&out, bytes.NewReader(page), testPage); err != nil || out.String() != want {
					t.Errorf("another page came out (%v)", err)
				}
			}
		})
	}
	wait.Wait()
}
