package foreign

import (
	_ "embed"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// walk is an expression: a list of what in the trees of the frames of the last lot would
// contact somebody, each with the number of its frame.
var walk = "(() => { " + walker + " return [...lot.contentDocument.querySelectorAll('iframe')].flatMap((f, i) => { let d; try { d = f.contentDocument } catch { }; return d ? inspect(d).map(s => i + ' ' + s) : [i + ' a document of another site'] }) })()"

// walker declares inspect(document).
//
//go:embed testdata/walk.js
var walker string

// inspectAll looks at the trees that the browser built of the last lot.
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

// inspectRest looks at the trees that the browser builds without scripts of all
// pages but those that were shown, whose loads were seen.
func inspectRest(t *testing.T, b *browser.Browser, s *site, shown []*vector) {
	t.Helper()
	var rest []*vector
	var pages []string
	for i := range s.vectors {
		v := &s.vectors[i]
		if slices.Contains(shown, v) || v.is("part") || v.is("policy") || v.is("refused") {
			continue
		}
		rec := httptest.NewRecorder()
		s.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, fmt.Sprintf("https://%s/bare-quiet/%d", paper, v.number), nil))
		rest, pages = append(rest, v), append(pages, rec.Body.String())
	}
	p := b.Page(t, browser.View{NoScript: true})
	p.Open("https://" + paper + "/silent/")
	for i, found := range trees(p, pages) {
		t.Errorf("the tree of %s has, without scripts: %s: %s", rest[i].name, found, short(rest[i].body))
	}
}
