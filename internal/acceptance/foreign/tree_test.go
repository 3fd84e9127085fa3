package foreign

import (
	_ "embed"
	"fmt"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// walk is an expression: a list of what in the trees of the frames of a page
// would contact somebody, each with the number of its frame.
var walk = "(() => { " + walker + " return [...document.querySelectorAll('iframe')].flatMap((f, i) => { let d; try { d = f.contentDocument } catch { }; return d ? inspect(d).map(s => i + ' ' + s) : [i + ' a document of another site'] }) })()"

// walker declares inspect(document).
//
//go:embed testdata/walk.js
var walker string

// inspectAll looks at the trees that the browser built of vectors' pages.
func inspectAll(t *testing.T, p *browser.Page, r *round, some []*vector) {
	t.Helper()
	for _, found := range browser.Eval[[]string](p, walk) {
		n := 0
		fmt.Sscanf(found, "%d", &n)
		if v := some[n]; !v.is("policy") && !v.is("refused") && (!v.is("script") || r.noScript) {
			t.Errorf("the tree of %s has, in frame %s: %s", v.name, found, short(v.body))
		}
	}
}
