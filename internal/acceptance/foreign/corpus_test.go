package foreign

import (
	"encoding/json"
	"fmt"
	"go/build"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// canaries each have a reference to another site, but for one that swallows what
// stands behind it.
var canaries = []string{
	`<img src="https://leak.test/i">`,
	`<iframe src=//leak.test/f></iframe>`,
	`<style>p{background:url(//leak.test/c)}</style>`,
	`<link rel=stylesheet href='//leak.test/l'>`,
	`<p style="background:url('//leak.test/d')">`,
	`<svg><image href="//leak.test/s"/></svg>`,
	`<embed src=//leak.test/e>`,
	`<video poster=//leak.test/p></video>`,
	`<input type=image src=//leak.test/n>`,
	`<meta http-equiv=refresh content="9;url=//leak.test/r">`,
	`<a title="`,
	`<noscript><img src=//leak.test/o></noscript>`,
	`<object data=//leak.test/b></object>`,
}

// treeInputs gives the inputs of html5lib-tests' tree construction, which stand
// beside the module of x/net.
func treeInputs(t testing.TB) (inputs []string) {
	t.Helper()
	p, err := build.Import("golang.org/x/net/html", ".", build.FindOnly)
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(p.Dir, "testdata", "html5lib-tests", "tree-construction", "*.dat"))
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(string(data), "#data\n")[1:] {
			input, _, _ := strings.Cut(part, "\n#errors")
			inputs = append(inputs, input)
		}
	}
	if len(inputs) < 1000 {
		t.Logf("ONLY %d of html5lib's inputs are beside golang.org/x/net", len(inputs))
	}
	return inputs
}

// corpus are odd pages, each with something to load at some place in it.
func corpus(t testing.TB) (pages []string) {
	t.Helper()
	for i, in := range treeInputs(t) {
		at := i * 7 % (len(in) + 1)
		pages = append(pages, in[:at]+canaries[i%len(canaries)]+in[at:])
	}
	return pages
}

// The tree that a browser builds of a rewritten page has no reference to another
// site that loads, with scripts and without. The pages are written into a frame,
// in which nothing loads anyway.
func TestTrees(t *testing.T) {
	w := newWorkshop(t)
	pages := corpus(t)
	var after []string
	for _, page := range pages {
		after = append(after, w.rewritten(t, page, "utf-8"))
	}
	b := browser.Shared(t)
	b.Serve(paper, http.HandlerFunc(serveSilence))
	for _, noScript := range []bool{false, true} {
		part := 0 // half of the pages are tried with scripts, the other without
		if noScript {
			part = 1
		}
		t.Run(fmt.Sprintf("scripts %t", !noScript), func(t *testing.T) {
			p := b.Page(t, browser.View{NoScript: noScript})
			p.Open("https://" + paper + "/")
			heard := trees(p, pages[:100])
			if n := len(heard); n < 25 {
				t.Errorf("of 100 pages as they were, only %d have references: is the harness blind?", n)
			}
			var half []string
			for i := part; i < len(after); i += 2 {
				half = append(half, after[i])
			}
			for i, found := range trees(p, half) {
				t.Errorf("%q\nbecame %q\nwhose tree has %s", short(pages[2*i+part]), short(half[i]), found)
			}
			for _, c := range b.Contacts() {
				if c.Host != paper && !strings.HasSuffix(c.Host, "leak.test") {
					t.Errorf("there was a %s", c)
				}
			}
		})
	}
}

// serveSilence is a page in whose frames nothing loads.
func serveSilence(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-src 'self'; base-uri 'self'")
	fmt.Fprint(w, `<!doctype html><title>Trees</title>`)
}

// trees has the browser build the trees of pages and gives what was found in
// them, by the number of the page. Pages are written into one frame after the
// other, without a pause in which anything of them could act: to make a frame
// takes a browser ten times as long as to build a tree.
func trees(p *browser.Page, pages []string) map[int]string {
	all := map[int]string{}
	from := 0
	for some := range slices.Chunk(pages, 50) {
		list, err := json.Marshal(some)
		if err != nil {
			panic(err) // strings can always be marshalled
		}
		found := browser.Eval[[][]any](p, `(() => { `+walker+`
			const all = [];
			const frame = document.createElement("iframe");
			document.documentElement.append(frame);
			`+string(list)+`.forEach((page, i) => {
				const d = frame.contentDocument;
				d.open(); d.write(page); d.close();
				for (const s of inspect(d)) all.push([i, s]);
			});
			frame.remove();
			return all;
		})()`)
		for _, f := range found {
			all[from+int(f[0].(float64))] += f[1].(string) + "\n"
		}
		from += len(some)
	}
	return all
}
