package foreign

import (
	"bytes"
	"net/url"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/rewrite"
)

// onlyHeld reports whether all that was done to a page is that attributes got a prefix and
// scripts a type.
func onlyHeld(res *rewrite.Result) bool {
	for _, f := range res.Findings {
		switch f.Kind {
		case rewrite.Unclear, rewrite.Font:
			return false
		case rewrite.Picture, rewrite.Style:
			if f.Element == "style" || f.Reason != "" {
				return false
			}
		}
		if f.Action != rewrite.HeldBack && f.Action != rewrite.Kept {
			return false
		}
	}
	return res.More == 0
}

// Every vector, and all of HTTPLeaks: a page that was rewritten stays as it is; what has
// no finding stays as it was; and where things are only held back, the page is the old one
// as soon as the marks that say so are taken out.
func TestTwiceIsOnce(t *testing.T) {
	w := newWorkshop(t)
	held, same := 0, 0
	for _, v := range append(readVectors(t), httpLeaks(t)...) {
		if v.is("in=utf-16le") || v.is("in=utf-16be") || strings.Contains(strings.ToLower(v.body), "iso-2022-jp") || v.charset() == "iso-2022-jp" {
			continue // broken letters are written anew
		}
		in := string(v.page("twice"))
		p := &rewrite.Page{URL: &url.URL{Scheme: "https", Host: paper, Path: "/"}, Charset: v.charset()}
		pass := func(page string) (string, *rewrite.Result) {
			var out bytes.Buffer
			res, err := w.rewriter.Rewrite(&out, strings.NewReader(page), p)
			if err != nil {
				t.Fatal(err)
			}
			return out.String(), res
		}
		once, res := pass(in)
		if twice, _ := pass(once); twice != once {
			t.Errorf("%s: %q\nbecomes %q\nand then %q", v.name, short(in), short(once), short(twice))
		}
		undone := strings.NewReplacer("data-gf-", "", ` type="text/plain"`, "").Replace(once)
		switch {
		case len(res.Findings) == 0:
			same++
			if once != in {
				t.Errorf("%s: %q\nbecomes %q without a word", v.name, short(in), short(once))
			}
		case onlyHeld(res) && !strings.Contains(once, "about:invalid") && !strings.Contains(in, "srcdoc"):
			held++
			if undone != in {
				t.Errorf("%s: %q\nbecomes %q\nwhich says more than that things are held back", v.name, short(in), short(once))
			}
		}
	}
	if held < 100 || same < 30 {
		t.Errorf("only %d pages have things held back, and %d nothing: is the test blind?", held, same)
	}
}

// charset is what the vector's header says of the encoding.
func (v *vector) charset() string {
	for _, line := range v.header {
		if line[0] == "Content-Type" {
			_, charset, _ := strings.Cut(line[1], "charset=")
			charset, _, _ = strings.Cut(charset, ";")
			return strings.Trim(charset, `"`)
		}
	}
	return "utf-8"
}
