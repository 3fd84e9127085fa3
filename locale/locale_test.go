package locale

import "testing"

func TestT(t *testing.T) {
	l := made(t, map[string]map[string]string{"en": {
		"plain":  "Nothing to fill",
		"one":    "Show the {noun}",
		"twice":  "{a} and {a}, {b}",
		"braces": "{not a name} {} {A} {ok",
	}}).english
	tests := []struct {
		key   string
		pairs []string
		want  string
	}{
		{"plain", nil, "Nothing to fill"},
		{"plain", []string{"noun", "x"}, "Nothing to fill"},
		{"one", []string{"noun", "video"}, "Show the video"},
		{"one", nil, "Show the {noun}"},
		{"one", []string{"noun"}, "Show the {noun}"},
		{"one", []string{"noun", "{noun}"}, "Show the {noun}"},
		{"one", []string{"noun", "<b>"}, "Show the <b>"},
		{"twice", []string{"b", "2", "a", "1"}, "1 and 1, 2"},
		{"braces", []string{"ok", "x"}, "{not a name} {} {A} {ok"},
		{"none", nil, "⟦none⟧"},
	}
	for _, tt := range tests {
		if got := l.T(tt.key, tt.pairs...); got != tt.want {
			t.Errorf("T(%q, %q) = %q, want %q", tt.key, tt.pairs, got, tt.want)
		}
	}
}

func TestPartsJoinToTheText(t *testing.T) {
	l := made(t, map[string]map[string]string{"en": {"k": "By {who}, {when}."}}).english
	var got string
	for _, p := range l.Parts("k") {
		got += p.Text
		if p.Slot != "" {
			got += "{" + p.Slot + "}"
		}
	}
	if got != "By {who}, {when}." {
		t.Errorf("parts join to %q", got)
	}
	if parts := l.Parts("none"); len(parts) != 1 || parts[0].Text != "⟦none⟧" {
		t.Errorf("parts of a missing message: %v", parts)
	}
}

func TestNTakesTheFormOfTheLanguage(t *testing.T) {
	arabic := map[string]string{"w.zero": "0", "w.one": "1", "w.two": "2", "w.few": "few {n}", "w.many": "many {n}", "w.other": "other {n}"}
	b := made(t, map[string]map[string]string{"en": {"w.one": "{n} word", "w.other": "{n} words"}, "ar": arabic})
	tests := []struct {
		lang string
		n    int
		want string
	}{
		{"en", 0, "0 words"}, {"en", 1, "1 word"}, {"en", 2, "2 words"}, {"en", 1000, "1000 words"},
		{"en", 12345, "12,345 words"}, {"en", -1, "-1 word"},
		{"ar", 0, "0"}, {"ar", 1, "1"}, {"ar", 2, "2"}, {"ar", 3, "few 3"}, {"ar", 10, "few 10"},
		{"ar", 11, "many 11"}, {"ar", 99, "many 99"}, {"ar", 100, "other 100"}, {"ar", 103, "few 103"},
		{"ar", 311, "many 311"}, {"ar", 1000, "other 1000"},
	}
	for _, tt := range tests {
		l := *b.For(tt.lang)
		l.words = b.words[tt.lang]
		if got := l.N("w", tt.n); got != tt.want {
			t.Errorf("%s: N(w, %d) = %q, want %q", tt.lang, tt.n, got, tt.want)
		}
	}
	if got := b.english.N("none", 1); got != "⟦none⟧" {
		t.Errorf("a missing message gives %q", got)
	}
}

func TestNFillsOtherPlaceholdersToo(t *testing.T) {
	l := made(t, map[string]map[string]string{"en": {"w.one": "{n} by {who}", "w.other": "{n} by {who}"}}).english
	if got := l.N("w", 3, "who", "Mara"); got != "3 by Mara" {
		t.Errorf("N = %q", got)
	}
}

func BenchmarkT(b *testing.B) {
	bundle, _ := New(nil)
	l := bundle.For("en")
	b.ReportAllocs()
	for b.Loop() {
		l.T("date.time", "date", "March 3, 2026", "time", "14:05", "zone", "UTC+1")
	}
}

func BenchmarkTPlain(b *testing.B) {
	l := made(b, map[string]map[string]string{"en": {"k": "Skip to content"}}).english
	b.ReportAllocs()
	for b.Loop() {
		l.T("k")
	}
}

func BenchmarkFor(b *testing.B) {
	bundle, _ := New(nil)
	b.ReportAllocs()
	for b.Loop() {
		bundle.For("ar-EG")
	}
}
