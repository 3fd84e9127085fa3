package hostindex

import (
	"slices"
	"strings"
	"testing"
)

func TestDerive(t *testing.T) {
	for expr, want := range map[string][]Shape{
		`^https?://youtu\.be/(?P<id>[a-z]{11})`:                {{Exact, "youtu.be", "/"}},
		`^https?://(?:www\.|m\.)?a\.example/(?:v|e)/[0-9]+`:    {{Exact, "www.a.example", "/v/"}, {Exact, "www.a.example", "/e/"}, {Exact, "m.a.example", "/v/"}, {Exact, "m.a.example", "/e/"}, {Exact, "a.example", "/v/"}, {Exact, "a.example", "/e/"}},
		`^https?://a\.(?:com|co\.uk)(?:[/?#]|$)`:               {{Exact, "a.com", "#"}, {Exact, "a.com", "/"}, {Exact, "a.com", "?"}, {Exact, "a.com", ""}, {Exact, "a.co.uk", "#"}, {Exact, "a.co.uk", "/"}, {Exact, "a.co.uk", "?"}, {Exact, "a.co.uk", ""}},
		`^https?://(?P<user>[a-z0-9-]+)\.a\.example/p/`:        {{Suffix, "a.example", "/p/"}},
		`^https?://x(?P<user>[a-z0-9-]*)y\.a\.example/`:        {{Suffix, "a.example", "/"}},
		`^https?://(?:(?:[a-z]+\.)?us1\.)?a\.example\?x=`:      {{Suffix, "us1.a.example", "?x="}, {Exact, "us1.a.example", "?x="}, {Exact, "a.example", "?x="}},
		`^https?://(?:www\.)?search\.(?:com?\.)?[a-z]{2,3}/m`:  {{Label, "search", "/m"}},
		`^https?://(?P<host>[a-z0-9.-]+\.[a-z]{2,})/@`:         {{Anywhere, "", "/@"}},
		`^https?://[^/]+/w/`:                                   {{Anywhere, "", ""}}, // the class holds a question mark
		`^https?://[^/?#]+/w/`:                                 {{Anywhere, "", "/w/"}},
		`^https?://.*a\.example/`:                              {{Anywhere, "", ""}},
		`^https?://a\.example`:                                 {{Anywhere, "", ""}}, // the host may go on
		`^https?://(?:b\.example/)?a\.example/x`:               {{Exact, "b.example", "/a.example/x"}, {Exact, "a.example", "/x"}},
		`^https?://a\.example(?::443)?/x`:                      {{Exact, "a.example", "/x"}},
		`^https?://a\.example/(?i:Pages)/`:                     {{Exact, "a.example", "/"}},
		`^https?://(?i:A)\.example/`:                           {{Exact, "a.example", "/"}},
		`^https?://a\.example/x\{y`:                            {{Exact, "a.example", "/x"}},
		`^ftp://a\.example/`:                                   {{Anywhere, "", ""}},
		`^https?://` + strings.Repeat(`(?:a|bb)`, 9) + `\.ex/`: {{Anywhere, "", ""}},
	} {
		got, err := Derive(expr)
		if err != nil {
			t.Errorf("%s: %v", expr, err)
		}
		slices.SortStableFunc(got, byRest)
		slices.SortStableFunc(want, byRest)
		if !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %v\nwant %v", expr, got, want)
		}
	}
	if _, err := Derive(`^https?://(`); err == nil {
		t.Error("a broken expression is taken")
	}
}

func byRest(a, b Shape) int { return strings.Compare(a.Host+" "+a.Prefix, b.Host+" "+b.Prefix) }

func TestPrefixes(t *testing.T) {
	shape := func(prefixes ...string) []Shape {
		var s []Shape
		for _, p := range prefixes {
			s = append(s, Shape{Exact, "a.example", p})
		}
		return s
	}
	for _, tc := range []struct {
		shapes []Shape
		want   []string
	}{
		{shape("/a/", "/b/"), []string{"/a/", "/b/"}},
		{shape("/a/b", "/a/"), []string{"/a/"}},
		{shape("/a/", "/a/b", "/a/"), []string{"/a/"}},
		{shape("/a/", ""), nil},
		{nil, nil},
	} {
		if got := Prefixes(tc.shapes); !slices.Equal(got, tc.want) {
			t.Errorf("%v: %q, want %q", tc.shapes, got, tc.want)
		}
	}
}
