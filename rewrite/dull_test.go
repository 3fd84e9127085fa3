package rewrite

import (
	"strings"
	"testing"
)

// What is remembered of classes hides no mark, on the first page or on a later one.
func TestClassesWithoutMarkHideNoOther(t *testing.T) {
	r := newTestRewriter(t, Options{})
	post := `<blockquote class="twitter-tweet"><a href="https://twitter.com/ann/status/1234567890">a</a></blockquote>`
	page := strings.Repeat(`<p class="twitter-tweed">a</p><p class="wide twitter tweet">b</p>`, 3) + post + `<p class="twitter-tweed">c</p>`
	for range 3 {
		var out strings.Builder
		res, err := r.Rewrite(&out, strings.NewReader(page), testPage)
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Documents()) != 1 || strings.Contains(out.String(), "<blockquote") {
			t.Errorf("%d documents: %s", len(res.Documents()), out.String())
		}
	}
}

// The result of a page is its own: the next page does not change it.
func TestResultsAreTheirOwn(t *testing.T) {
	r := newTestRewriter(t, Options{})
	page := func(host string) *Result {
		res, err := r.Rewrite(new(strings.Builder), strings.NewReader(`<script src="https://`+host+`/a.js"></script>`), testPage)
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	first := page("one.example.net")
	page("two.example.net")
	if len(first.Findings) != 1 || first.Findings[0].Host != "one.example.net" {
		t.Errorf("%+v", first.Findings)
	}
}

func TestSheetsThatPlainlyLoadNothing(t *testing.T) {
	for css, want := range map[string]bool{
		"":                                     true,
		"a{color:var(--b);margin:calc(1px)}":   true,
		"a{background:url(/b.png)}":            false,
		"a{background:URL(//c.example/b.png)}": false,
		`@import "//c.example/b.css";`:         false,
		`a{background:ur\6c(//c.example/b)}`:   false,
		"@import '//c.example/b.css'":          false,
	} {
		if got := loadsNothing([]byte(css)); got != want {
			t.Errorf("%s: %v", css, got)
		}
	}
}
