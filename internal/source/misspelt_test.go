package source

import "testing"

func TestMisspeltKeys(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"auhtor: Mara", `content/news/a.md:4: auhtor: is no key with a meaning here (did you mean "author"? A parameter of your own can stand below params)`},
		{"Publishdat: 2026-05-04", `content/news/a.md:4: Publishdat: is no key with a meaning here (did you mean "publishDate"? A parameter of your own can stand below params)`},
		{"tagss: [a]", `content/news/a.md:4: tagss: is no key with a meaning here (did you mean "tags"? A parameter of your own can stand below params)`},
		{"data: 3", ""},      // there is a date
		{"layout: wide", ""}, // like nothing
		{"uri: x", ""},       // too short to say
		{"auhtor:", ""},      // says nothing
		{"params: {auhtor: Mara}", ""},
		{"categories: [a]", ""},
		{"linkTitle: A", ""},
		{"params: {}", ""},
	} {
		out := newComposer().compose("content/news/a.md", []byte("---\ntitle: A\ndate: 2026-05-04\n"+c.line+"\n---\nText.\n"), sidecar{})
		got := ""
		for _, p := range out.problems {
			if !p.Warning {
				t.Errorf("%s is more than a warning", p)
			}
			got += p.Error()
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.line, got, c.want)
		}
	}
}

// Every key of the manual can be meant.
func TestEveryKeyCanBeMeant(t *testing.T) {
	known := map[string]bool{}
	for _, k := range meantKeys {
		known[k] = true
	}
	manual := manualKeys(t)
	for key := range manual {
		if !known[key] {
			t.Errorf("%s is in docs/front-matter.md and cannot be meant", key)
		}
	}
	if len(manual) < 25 {
		t.Errorf("the manual has only %d keys", len(manual))
	}
}
