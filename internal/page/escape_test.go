package page

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

func TestAppendText(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"Tide & time":            "Tide &amp; time",
		`<a href="x">'`:          "&lt;a href=&quot;x&quot;&gt;'",
		"a\x00b":                 "a\uFFFDb",
		"a\xFFb":                 "a\uFFFDb",
		"“quoted” – ‘so’ …":      "“quoted” – ‘so’ …",
		"\u202Eevil":             "\u202Eevil\u202C",
		"\u2067a\u202Ab":         "\u2067a\u202Ab\u202C\u2069",
		"\u2066whole\u2069":      "\u2066whole\u2069",
		"a\u2069b\u202Cc":        "abc",
		"\u202Aa\u2069b\u202C":   "\u202Aab\u202C",
		"\u202A<\u202C\u200F":    "\u202A&lt;\u202C\u200F",
		"ends in \u2069":         "ends in ",
		"\u2069 begins, goes on": " begins, goes on",
	} {
		if got := string(appendText(nil, in)); got != want {
			t.Errorf("appendText(%q) = %q, want %q", in, got, want)
		}
	}
}

// What is escaped says the same as before, and nothing in it is markup.
func FuzzAppendText(f *testing.F) {
	for _, a := range attacks {
		f.Add(a.hostile)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := string(appendText(nil, s))
		if !utf8.ValidString(out) || strings.ContainsAny(out, "<>\"\x00") {
			t.Errorf("%q becomes %q", s, out)
		}
		want := strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
		if got := html.UnescapeString(out); withoutControls(got) != withoutControls(want) {
			t.Errorf("%q reads %q", s, got)
		}
		if again := string(appendText(nil, html.UnescapeString(out))); again != out {
			t.Errorf("%q becomes %q, then %q", s, out, again)
		}
	})
}

func withoutControls(s string) string {
	return strings.Map(func(r rune) rune {
		if '\u202A' <= r && r <= '\u202E' || '\u2066' <= r && r <= '\u2069' {
			return -1
		}
		return r
	}, s)
}
