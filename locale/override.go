package locale

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// override lays a site's own wording over the built-in messages. All that is
// wrong with it is reported at once.
func (b *Bundle) override(overrides map[string]map[string]string) error {
	var errs []error
	for _, lang := range slices.Sorted(maps.Keys(overrides)) {
		tag, err := language.Parse(lang)
		if err != nil {
			errs = append(errs, fmt.Errorf("strings.%s: %q is not a language tag; write one such as \"en\" or \"pt-BR\"", lang, lang))
			continue
		}
		texts := overrides[lang]
		for _, key := range slices.Sorted(maps.Keys(texts)) {
			if err := b.check(key, texts[key]); err != nil {
				errs = append(errs, fmt.Errorf("strings.%s: %w", lang, err))
			}
		}
		b.words[tag.String()] = b.under(tag).over(texts)
	}
	return errors.Join(errs...)
}

// under is the catalogue that the wording of tag is laid over: its own, else
// that of the language without region ("en" for "en-GB"), else an empty one.
func (b *Bundle) under(tag language.Tag) *catalogue {
	if c := b.words[tag.String()]; c != nil {
		return c
	}
	base, _ := tag.Base()
	if c := b.words[base.String()]; c != nil && sameLanguage(tag, language.Make(base.String())) {
		return c
	}
	return newCatalogue()
}

// check says what is wrong with one override.
func (b *Bundle) check(key, text string) error {
	m, err := b.overridden(key)
	if err != nil {
		return err
	}
	if strings.ContainsRune(text, '<') {
		return fmt.Errorf("%q holds the character \"<\"; messages are plain text, so leave markup out", key)
	}
	if strings.ContainsFunc(text, unicode.IsControl) {
		return fmt.Errorf("%q holds a control character; write it as one line of plain text", key)
	}
	known := m.slots()
	own := compile(text)
	for _, slot := range own.slots() {
		if !slices.Contains(known, slot) {
			return fmt.Errorf("%q has no placeholder {%s}; %s", key, slot, slotAdvice(slot, known))
		}
	}
	return nil
}

// overridden finds the built-in message that key replaces. A plural form that
// English lacks counts as its "other".
func (b *Bundle) overridden(key string) (*message, error) {
	all := b.words[reference]
	if base, _, ok := splitForm(key); ok {
		if m := all.single[base+".other"]; m != nil {
			return m, nil
		}
	}
	if m := all.single[key]; m != nil {
		return m, nil
	}
	return nil, fmt.Errorf("there is no message %q; did you mean %q?", key, nearest(key, all.keys()))
}

func slotAdvice(slot string, known []string) string {
	if len(known) == 0 {
		return "it has none, so write plain text"
	}
	return fmt.Sprintf("did you mean {%s}?", nearest(slot, known))
}
