package rewrite

import (
	"strings"
	"testing"
)

// Shapes that nobody closed end with the drawing, and pieces behind it have their gates.
func TestUnclosedShapes(t *testing.T) {
	const frame = `<iframe src="https://leak.example/f"></iframe>`
	r := newTestRewriter(t, Options{})
	for in, gates := range map[string]int{
		`<svg><path d="M0"><path d="M1"></svg><div>` + frame + `</div>`:                        1,
		`<svg><g><circle r=1><line x1=1></g><g><rect></g></svg><div>` + frame + `</div>`:       1,
		`<math><mrow><mfrac></mrow></math><div>` + frame + `</div>`:                            1,
		`<svg><path d="M0"/></g></svg><div>` + frame + `</div>`:                                0, // it may end one outside
		`<svg><g><foreignObject><path></g></svg><div>` + frame + `</div>`:                      0,
		`<svg><g><path><style><p title="</style>` + frame + `"></g></svg>`:                     0,
		`<svg><desc></svg><style><a title="</style><img src=//leak.example/a>">` + frame:       0,
		`<math><mi><mglyph></math><style><a title="</style><img src=//leak.example/a>">`:       0,
		`<svg><g><title></g></svg><style><a title="</style><img src=//leak.example/a>">`:       0,
		`<math><annotation-xml><svg><path></math><style><!--</style>` + frame + `-->`:          0,
		`<svg><font><g></font></svg><style><a title="</style><img src=//leak.example/a>">`:     0,
		`<svg><a><path></a></svg><div>` + frame + `</div>`:                                     1,
		`<a><svg><a><path></svg></a><style><a title="</style><img src=//leak.example/a>"></a>`: 0,
	} {
		out, _ := rewriteString(t, r, in)
		if n := strings.Count(out, `<section class="gf`); gates > 0 && n != gates {
			t.Errorf("%s\nhas %d gates: %s", in, n, out)
		}
		check(t, r, in)
		check(t, r, "<p>"+in)
		check(t, r, "<svg><foreignObject>"+in)
		check(t, r, "<table>"+in)
	}
}
