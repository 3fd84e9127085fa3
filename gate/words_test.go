package gate

import (
	"testing"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// Whatever the catalogue can name has a name in every language.
func TestEveryNounAndCountryHasWords(t *testing.T) {
	bundle, err := locale.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := provider.Default()
	if len(c.Nouns()) < 50 || len(c.Countries()) < 20 {
		t.Fatalf("the catalogue has %d nouns and %d countries", len(c.Nouns()), len(c.Countries()))
	}
	english := bundle.For("en")
	for _, lang := range bundle.Languages() {
		l := bundle.For(lang)
		for _, noun := range c.Nouns() {
			key := provider.NounKey(noun)
			if !l.Has(key) {
				t.Errorf("%s has no %q", lang, key)
			} else if lang != "en" && l.T(key) == english.T(key) {
				t.Errorf("%s says %q in English: %s", lang, key, l.T(key))
			}
		}
		for _, code := range c.Countries() {
			if key := "country." + code; !l.Has(key) {
				t.Errorf("%s has no %q", lang, key)
			}
		}
	}
}

func TestOverriddenWordsReachTheGate(t *testing.T) {
	bundle, err := locale.New(map[string]map[string]string{"en": {"gate.accept": "Open this {noun}", "noun.post": "entry"}})
	if err != nil {
		t.Fatal(err)
	}
	p := newPress(t, "en", photo)
	p.bundle = bundle
	gate := p.parsed().One("section.gf")
	if got := gate.One(".gf-yes button").Text(); got != "Open this entry" {
		t.Errorf("the button says %q", got)
	}
	if got := gate.One(".gf-name").Text(); got != "Instagram entry" {
		t.Errorf("the heading says %q", got)
	}
}

// A button that says "play" is that of a piece which begins to play.
func TestOnlyWhatPlaysSaysSo(t *testing.T) {
	for _, pr := range provider.Default().All() {
		if len(pr.Examples) == 0 {
			continue
		}
		m := recognise(t, pr.Examples[0])
		if got, want := acceptKey(m) == "gate.play", m.Plays(); got != want {
			t.Errorf("%s: the button says play: %v, the piece plays: %v", pr.ID, got, want)
		}
	}
}
