package rewrite

import (
	"regexp"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/gate"
)

func TestRetroStyle(t *testing.T) {
	css := string(retro().Body)
	if strings.Count(css, "{") != strings.Count(css, "}") || strings.Contains(css, "/*") {
		t.Error("the style sheet is not well formed")
	}
	css, layered := strings.CutPrefix(css, "@layer gf{")
	if !layered {
		t.Error("styles of the page with two ids outweigh this one")
	}
	for _, rule := range regexp.MustCompile(`[^{}]+\{[^{}]*\}`).FindAllString(css, -1) {
		head, body, _ := strings.Cut(rule, "{")
		if strings.HasPrefix(strings.TrimSpace(head), "@") {
			continue
		}
		for _, selector := range splitSelectors(head) {
			if strings.Count(selector, weight) != 1 {
				t.Errorf("the selector %q has not the weight of one id", selector)
			}
		}
		for _, d := range strings.Split(strings.TrimSuffix(body, "}"), ";") {
			if d != "" && !strings.HasSuffix(d, "!important") {
				t.Errorf("%s can be undone by the page: %s", d, head)
			}
		}
	}
	if n := strings.Count(gate.Style(), "{"); strings.Count(css, "{") < n {
		t.Errorf("the style of gates has %d blocks, this one fewer", n)
	}
	if a := Assets(); len(a) != 1 || a[0].Path != stylePath() || !strings.HasPrefix(a[0].Path, "/_gatefold/retro.") {
		t.Errorf("the assets are %+v", a)
	}
}

// splitSelectors splits a list at the commas that stand in no brackets.
func splitSelectors(list string) (all []string) {
	depth, from := 0, 0
	for i, c := range list {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				all = append(all, list[from:i])
				from = i + 1
			}
		}
	}
	return append(all, list[from:])
}

func TestHeavier(t *testing.T) {
	for in, want := range map[string]string{
		".gf":                       "." + "gf" + weight,
		".gf a":                     ".gf" + weight + " a",
		".gf,.gf-x b":               ".gf" + weight + ",.gf-x" + weight + " b",
		".gf:is(.a, .b) :is(p, ul)": ".gf:is(.a, .b)" + weight + " :is(p, ul)",
		".gf-say::before":           ".gf-say" + weight + "::before",
		".gf>a":                     ".gf" + weight + ">a",
	} {
		if got := heavier(in); got != want {
			t.Errorf("%s becomes %s, want %s", in, got, want)
		}
	}
}
