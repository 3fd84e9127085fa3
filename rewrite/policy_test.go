package rewrite

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

func TestPolicies(t *testing.T) {
	r := newTestRewriter(t, Options{
		FirstParty: []string{"*.harbour.example", "cdn.example.org"},
		Allow:      []Allow{{Host: "maps.example.net", Kinds: []Kind{Frame}, Reason: "a contract"}, {Host: "stats.example.net", Reason: "own machine"}},
	})
	p := *testPage
	p.Policies = []string{"script-src 'nonce-abc' 'strict-dynamic'; report-uri https://reports.example.net/csp", "img-src *; report-uri /csp"}
	got := r.Policies(&p)
	if len(got) != 3 {
		t.Fatalf("%d policies: %q", len(got), got)
	}
	if got[0] != "script-src 'nonce-abc' 'strict-dynamic'" || got[1] != p.Policies[1] {
		t.Errorf("the site's own became %q and %q", got[0], got[1])
	}
	own := parsePolicy(got[2])
	for name, want := range map[string]string{
		"frame-src":   "'self' harbour.example:* *.harbour.example:* cdn.example.org:* maps.example.net:* stats.example.net:*",
		"object-src":  "'self' harbour.example:* *.harbour.example:* cdn.example.org:* stats.example.net:*",
		"img-src":     "'self' data: blob: harbour.example:* *.harbour.example:* cdn.example.org:* stats.example.net:*",
		"script-src":  "'self' 'unsafe-inline' 'unsafe-eval' data: blob: harbour.example:* *.harbour.example:* cdn.example.org:* stats.example.net:*",
		"default-src": "'self' data: blob: harbour.example:* *.harbour.example:* cdn.example.org:* stats.example.net:*",
	} {
		if sources := strings.Join(own[name], " "); sources != want {
			t.Errorf("%s %s, want %s", name, sources, want)
		}
	}
	if strict := newTestRewriter(t, Options{ReportOnly: true}).Policies(&p); !slices.Equal(strict, p.Policies) {
		t.Errorf("report only changes policies: %q", strict)
	}
}

// Where the site's own policy would stop a gate, the page says so in its markup, not
// by a policy that is loosened.
func TestGatesUnderTheSitesPolicy(t *testing.T) {
	const in = `<div><iframe src="https://www.youtube.com/embed/iwGFalTRHDA"></iframe></div>`
	r := newTestRewriter(t, Options{})
	for _, c := range []struct {
		policy string
		has    []string
		hasNot []string
	}{
		{"script-src 'nonce-a1' 'strict-dynamic'; style-src 'nonce-b2'", []string{`nonce="a1" defer`, `nonce="b2"><script`, `target="gfx`}, nil},
		{"script-src 'self'; style-src https:; frame-src 'self' https://www.youtube.com", []string{`target="gfx`}, []string{"nonce"}},
		{"script-src http:; frame-src http:", []string{`target="gfx`}, []string{"nonce"}},
		{"script-src 'nonce-a1', script-src 'nonce-c3' 'nonce-a1'", []string{`nonce="a1" defer`, `target="gfx`}, nil},
		{"script-src 'nonce-a1', script-src 'nonce-c3'", nil, []string{`c3"`}},
		{"frame-src https://harbour.example/_gate", []string{`https://www.youtube.com/watch?v=iwGFalTRHDA`}, []string{`target="gfx`}},
		{"script-src https://harbour.example/_gatefold/", []string{`target="gfx`}, []string{"nonce"}},
		{"frame-src https://www.youtube.com", []string{`https://www.youtube.com/watch?v=iwGFalTRHDA`}, []string{`target="gfx`}},
		{"default-src 'none'; style-src 'self'", []string{`https://www.youtube.com/watch?v=iwGFalTRHDA`}, []string{`target="gfx`}},
		{"form-action 'none'", []string{`https://www.youtube.com/watch?v=iwGFalTRHDA`}, []string{`target="gfx`}},
		{"sandbox allow-scripts", []string{`https://www.youtube.com/watch?v=iwGFalTRHDA`}, []string{`target="gfx`}},
	} {
		p := *testPage
		p.Policies = []string{c.policy}
		inHeader, _ := rewritePage(t, r, in, &p)
		inPage, _ := rewriteString(t, r, `<meta http-equiv="Content-Security-Policy" content="`+c.policy+`">`+in)
		for _, out := range []string{inHeader, inPage} {
			for _, part := range c.has {
				if !strings.Contains(out, part) {
					t.Errorf("under %q %q is missing in %.500s", c.policy, part, out)
				}
			}
			for _, part := range c.hasNot {
				if strings.Contains(out, part) {
					t.Errorf("under %q there is %q", c.policy, part)
				}
			}
		}
	}
}

func TestMeta(t *testing.T) {
	r := newTestRewriter(t, Options{Meta: true})
	for in, begin := range map[string]string{
		"<!doctype html><html><head><title>a</title></head><p>b": "<!doctype html><html><head><meta http-equiv=\"Content-Security-Policy\"",
		"<!-- a --><link rel=next href=/><p>b":                   "<!-- a --><meta http-equiv=\"Content-Security-Policy\"",
		"text":                                                   "<meta http-equiv=\"Content-Security-Policy\"",
		"<html lang=en>\n <head>\n<title>":                       "<html lang=en>\n <head><meta",
		"<!doctype html></br><p>b":                               "<!doctype html><meta",
		"<html></body><link rel=next href=/>":                    "<html><meta",
		"<!-- a --></html><p>b":                                  "<!-- a --><meta",
		"<head></html><p>b":                                      "<head><meta",
		"\uFEFF<!doctype html><title>a</title>":                  "\uFEFF<!doctype html><meta",
		"\uFEFFtext":                                             "\uFEFF<meta",
	} {
		out, _ := rewriteString(t, r, in)
		if !strings.HasPrefix(out, begin) || strings.Count(out, "Content-Security-Policy") != 1 {
			t.Errorf("%q becomes %q", in, out)
		}
		if again, _ := rewriteString(t, r, out); again != out {
			t.Errorf("a second pass makes %q of %q", again, out)
		}
	}
	// A page in another encoding keeps its mark before all else.
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("<!doctype html><p>b")
	if err != nil {
		t.Fatal(err)
	}
	if out, _ := rewritePage(t, r, wide, &Page{URL: testPage.URL}); !strings.HasPrefix(out, wide[:len("\xFF\xFE")+2*len("<!doctype html>")]) {
		t.Errorf("%q becomes %q", wide, out)
	}
	// The encoding stays within the first bytes of the page.
	in := "<head><title>a</title>" + strings.Repeat(" ", 800) + "<meta charset=shift_jis></head>"
	out, _ := rewritePage(t, r, in, &Page{URL: testPage.URL})
	if prescanName([]byte(out)[:min(len(out), prescan)]) != "shift_jis" {
		t.Errorf("the encoding is out of sight: %.300s", out)
	}
}
