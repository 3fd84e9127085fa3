package rewrite

import (
	"strings"
	"testing"
)

// Gates have their style and script in the page of every reader: those with JavaScript see
// nothing of a noscript, and so not what the first gate brings if it stands in one.
func TestEquippedForAllReaders(t *testing.T) {
	const frame = `<iframe src="//leak.example/f?"></iframe>`
	r := newTestRewriter(t, Options{})
	for _, c := range []struct {
		in            string
		within, plain int // how often the assets stand in a noscript, and elsewhere
	}{
		{frame + frame, 0, 1},
		{frame + "<noscript>" + frame + "</noscript>" + frame, 0, 1},
		{"<noscript>" + frame + frame + "</noscript>", 1, 0},
		{"<noscript>" + frame + "</noscript><noscript>" + frame + "</noscript>", 1, 0},
		{"<noscript>" + frame + "</noscript><p>a</p>" + frame + frame, 1, 1},
	} {
		in := c.in
		for i := 1; strings.Contains(in, "?"); i++ {
			in = strings.Replace(in, "?", strings.Repeat("x", i), 1)
		}
		out, _ := rewriteString(t, r, in)
		within, plain := 0, 0
		for i, part := range strings.Split(strings.ReplaceAll(out, "</noscript>", "<noscript>"), "<noscript>") {
			if n := strings.Count(part, string(r.assets)); i%2 == 1 {
				within += n
			} else {
				plain += n
			}
		}
		if within != c.within || plain != c.plain {
			t.Errorf("%s has %d and %d: %s", in, within, plain, out)
		}
		check(t, r, in)
	}
}
