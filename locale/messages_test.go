package locale

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/language"
)

func TestTextsArePlain(t *testing.T) {
	b, _ := New(nil)
	for _, lang := range b.langs {
		for key, m := range b.words[lang].single {
			switch text := m.text; {
			case strings.ContainsAny(text, "<>"):
				t.Errorf("messages/%s.toml: %q holds markup", lang, key)
			case strings.ContainsFunc(text, unicode.IsControl):
				t.Errorf("messages/%s.toml: %q holds a control character", lang, key)
			case strings.TrimSpace(text) != text, text == "", strings.Contains(text, "  "):
				t.Errorf("messages/%s.toml: %q is empty or has stray spaces", lang, key)
			case strings.Count(text, "{") != len(m.slots()) || strings.Count(text, "}") != len(m.slots()):
				t.Errorf("messages/%s.toml: %q has a brace that is no placeholder", lang, key)
			case strings.ContainsAny(text, `"'`) && lang == "en":
				t.Errorf("messages/%s.toml: %q has straight quotation marks; write “ ” or ’", lang, key)
			}
		}
	}
}

func TestArabicIsArabic(t *testing.T) {
	b, _ := New(nil)
	for key, m := range b.words["ar"].single {
		text := m.text
		for _, p := range m.slots() {
			text = strings.ReplaceAll(text, "{"+p+"}", "")
		}
		letters := strings.ContainsFunc(text, unicode.IsLetter)
		if letters && !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
			t.Errorf("messages/ar.toml: %q has no Arabic in it: %q", key, m.text)
		}
		if strings.ContainsAny(text, ",;?") {
			t.Errorf("messages/ar.toml: %q has Latin punctuation: %q", key, m.text)
		}
	}
}

func TestDemandedForms(t *testing.T) {
	for lang, want := range map[string]int{"en": 2, "ar": 6, "ja": 1, "pl": 4, "he": 4, "cy": 6} {
		if got := len(demanded(language.Make(lang))); got != want {
			t.Errorf("%s has %d plural forms, want %d", lang, got, want)
		}
	}
}

func TestParseTakesQuotedAndDottedKeys(t *testing.T) {
	c, err := parse([]byte("\"a.b\" = \"1\"\nc.d = \"2\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.keys(); !slices.Equal(got, []string{"a.b", "c.d"}) {
		t.Errorf("keys %v", got)
	}
	for _, bad := range []string{"a = 1", "a = \"1\"\na = \"2\"", "a ="} {
		if _, err := parse([]byte(bad)); err == nil {
			t.Errorf("parse(%q) gave no error", bad)
		}
	}
}
