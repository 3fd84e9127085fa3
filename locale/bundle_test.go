package locale

import (
	"slices"
	"strings"
	"sync"
	"testing"
)

// made is a bundle of invented messages, so that tests do not depend on the
// wording of the real ones.
func made(t testing.TB, texts map[string]map[string]string) *Bundle {
	t.Helper()
	b, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	for lang := range b.words {
		b.words[lang] = newCatalogue()
	}
	for lang, messages := range texts {
		b.words[lang] = newCatalogue().over(messages)
	}
	clear(b.found)
	b.english = b.newLocaleForTest(reference)
	return b
}

func (b *Bundle) newLocaleForTest(lang string) *Locale {
	l := *b.For(lang)
	l.words, l.fallback = b.words[lang], nil
	return &l
}

func TestForFindsTheBestLanguage(t *testing.T) {
	b, err := New(map[string]map[string]string{"de": {"date.time": "{date}, {time} Uhr {zone}"}})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ ask, lang, dir string }{
		{"en", "en", "ltr"},
		{"en-GB", "en-GB", "ltr"},
		{"EN_us", "en-US", "ltr"},
		{"ar", "ar", "rtl"},
		{"ar-EG", "ar-EG", "rtl"},
		{"de-CH", "de-CH", "ltr"},
		{"he", "en", "ltr"},
		{"ja", "en", "ltr"},
		{"", "en", "ltr"},
		{"x-whatever", "en", "ltr"},
		{"\"><script>", "en", "ltr"},
	}
	for _, tt := range tests {
		l := b.For(tt.ask)
		if l.Lang() != tt.lang || l.Dir() != tt.dir {
			t.Errorf("For(%q) = %s %s, want %s %s", tt.ask, l.Lang(), l.Dir(), tt.lang, tt.dir)
		}
		if b.For(tt.ask) != l {
			t.Errorf("For(%q) made a second locale", tt.ask)
		}
	}
}

func TestForIsBounded(t *testing.T) {
	b, _ := New(nil)
	for a := 'a'; a <= 'z'; a++ {
		for c := 'a'; c <= 'z'; c++ {
			b.For("en-x-" + string(a) + string(c))
		}
	}
	if len(b.found) > maxFound {
		t.Errorf("For keeps %d locales, want at most %d", len(b.found), maxFound)
	}
}

func TestForIsSafeForConcurrentUse(t *testing.T) {
	b, _ := New(nil)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, lang := range []string{"en", "ar", "ar-EG", "en-GB", "fr"} {
				b.For(lang).T("date.time", "date", "d", "time", "t", "zone", "z")
			}
		})
	}
	wg.Wait()
}

func TestLanguagesAreTheCompleteOnes(t *testing.T) {
	b, _ := New(nil)
	if got := b.Languages(); !slices.Equal(got, []string{"ar", "en"}) {
		t.Errorf("Languages() = %v", got)
	}
	small := made(t, map[string]map[string]string{
		"en": {"a": "x", "n.one": "1", "n.other": "n"},
		"ar": {"a": "س", "n.one": "1", "n.other": "n"},
	})
	want := []string{"n.few", "n.many", "n.two", "n.zero"}
	if got := small.missing("ar"); !slices.Equal(got, want) {
		t.Errorf("missing(ar) = %v, want %v", got, want)
	}
}

func TestFingerprintFollowsTheWords(t *testing.T) {
	plain, _ := New(nil)
	again, _ := New(nil)
	changed, err := New(map[string]map[string]string{"en": {"date.time": "{date} {time} {zone}"}})
	if err != nil {
		t.Fatal(err)
	}
	if plain.Fingerprint() != again.Fingerprint() {
		t.Error("equal bundles have different fingerprints")
	}
	if plain.Fingerprint() == changed.Fingerprint() {
		t.Error("another wording has the same fingerprint")
	}
}

func TestOverrides(t *testing.T) {
	b, err := New(map[string]map[string]string{
		"en":    {"date.time": "{date} at {time}"},
		"en-AU": {"date.time": "{time} on {date}"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"en": "D at T", "en-GB": "D at T", "en-AU": "T on D", "fr": "D at T"} {
		if got := b.For(lang).T("date.time", "date", "D", "time", "T"); got != want {
			t.Errorf("%s says %q, want %q", lang, got, want)
		}
	}
	untouched, _ := New(nil)
	if got := untouched.For("en").T("date.time", "date", "D", "time", "T", "zone", "Z"); got != "D, T Z" {
		t.Errorf("one bundle's override shows in another: %q", got)
	}
}

func TestOverridesThatAreWrong(t *testing.T) {
	tests := []struct{ lang, key, text, want string }{
		{"en", "date.tine", "x", `there is no message "date.tine"; did you mean "date.time"?`},
		{"en", "date.time", "{date} {tme}", `did you mean {time}?`},
		{"en", "date.time", "<b>{date}</b>", `plain text`},
		{"en", "date.time", "a\nb", `control character`},
		{"klingon!", "date.time", "x", `not a language tag`},
	}
	for _, tt := range tests {
		_, err := New(map[string]map[string]string{tt.lang: {tt.key: tt.text}})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %s = %q: error %v, want one with %q", tt.lang, tt.key, tt.text, err, tt.want)
		}
	}
}

func TestOverridesReportEverythingAtOnce(t *testing.T) {
	_, err := New(map[string]map[string]string{"en": {"no.such": "x"}, "ar": {"nor.this": "x"}})
	if err == nil || !strings.Contains(err.Error(), "no.such") || !strings.Contains(err.Error(), "nor.this") {
		t.Errorf("error %v names not both keys", err)
	}
}
