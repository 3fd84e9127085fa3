package locale

import (
	"strings"
	"testing"
)

// A message says what was written, whatever was written, and values are put in
// as they are.
func FuzzMessage(f *testing.F) {
	for _, s := range []string{"", "plain", "{a}", "{a}{b}", "{{a}}", "{a", "a}", "{A}", "{ a }", "ق{a}م", "\x00{a}\xff", "{}{}"} {
		f.Add(s, "value")
		f.Add(s, "{a}")
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		m := compile(text)
		if got := m.fill(nil); got != text {
			t.Errorf("without values %q says %q", text, got)
		}
		if got, want := m.fill([]string{"a", value}), strings.ReplaceAll(text, "{a}", value); got != want {
			t.Errorf("%q with %q says %q, want %q", text, value, got, want)
		}
	})
}

// No language tag, however odd, is refused or makes a locale without words.
func FuzzFor(f *testing.F) {
	for _, s := range []string{"en", "ar-EG", "x", "", "zh-Hant-TW", "en_US.UTF-8", "a-b-c-d", "\xff", "i-klingon", "und", "mul"} {
		f.Add(s)
	}
	b, err := New(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, lang string) {
		l := b.For(lang)
		if !l.Has("gate.accept") || l.Dir() != Dir(l.Lang()) || strings.ContainsAny(l.Lang(), " <>\"/") {
			t.Errorf("For(%q) is %q, %s", lang, l.Lang(), l.Dir())
		}
	})
}
