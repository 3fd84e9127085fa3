package locale

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// The linter of the catalogue. Each check returns what is wrong with a bundle, so
// that it can be shown on a bad one that it finds what it is there for.
var lints = map[string]func(*Bundle) []string{
	"completeness": lintCompleteness, "placeholders": lintPlaceholders, "translation": lintTranslation, "labels": lintLabels,
}

func TestCatalogueIsClean(t *testing.T) {
	b, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, lint := range lints {
		for _, complaint := range lint(b) {
			t.Errorf("%s: %s", name, complaint)
		}
	}
}

// lintCompleteness finds messages that a language lacks, and those that nothing
// asks for.
func lintCompleteness(b *Bundle) (list []string) {
	for _, lang := range b.langs {
		for _, key := range b.missing(lang) {
			list = append(list, fmt.Sprintf("messages/%s.toml lacks %q", lang, key))
		}
		for _, key := range b.words[lang].keys() {
			if _, err := b.overridden(key); err != nil {
				list = append(list, fmt.Sprintf("messages/%s.toml: %v", lang, err))
			}
		}
	}
	return list
}

// lintPlaceholders finds translations that lost a placeholder or made one up. A
// form for one certain number ("one", "two", "zero") may say it in words.
func lintPlaceholders(b *Bundle) (list []string) {
	for _, lang := range b.langs {
		for _, key := range b.words[lang].keys() {
			original, err := b.overridden(key)
			if err != nil {
				continue // for lintCompleteness
			}
			want, got := slotSet(original), slotSet(b.words[lang].single[key])
			if _, form, ok := splitForm(key); ok && form != other && form != few && form != many {
				want, got = without(want, "n"), without(got, "n")
			}
			if !slices.Equal(want, got) {
				list = append(list, fmt.Sprintf("messages/%s.toml: %q has the placeholders %v, want %v", lang, key, got, want))
			}
		}
	}
	return list
}

func slotSet(m *message) []string {
	s := m.slots()
	slices.Sort(s)
	return slices.Compact(s)
}

func without(s []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(s), func(x string) bool { return x == name })
}

// sameInEnglish are messages that a translation rightly has in English, with the
// reason.
var sameInEnglish = map[string]string{}

// lintTranslation finds messages that stand in a complete language as they do in
// English.
func lintTranslation(b *Bundle) (list []string) {
	for _, lang := range b.Languages() {
		for _, key := range b.words[lang].keys() {
			original := b.words[reference].single[key]
			if lang == reference || original == nil || sameInEnglish[lang+" "+key] != "" {
				continue
			}
			if text := b.words[lang].single[key].text; text == original.text && strings.ContainsFunc(literal(text), unicode.IsLetter) {
				list = append(list, fmt.Sprintf("messages/%s.toml: %q is in English: %q", lang, key, text))
			}
		}
	}
	return list
}

var slotForm = regexp.MustCompile(`\{[a-z]+\}`)

// literal is what a message says whatever it is filled with.
func literal(text string) string { return slotForm.ReplaceAllString(text, "\x00") }

// labels are the messages that stand on controls. Whoever refers to one of them
// has a placeholder for it, so that both always say the same.
var labels = []string{"gate.accept", "gate.play", "gate.not", "gate.close", "gate.again", "gate.more"}

// quotedPart is what stands in quotation marks.
var quotedPart = regexp.MustCompile(`[“„«"]([^“”„«»"]*)[”“»"]`)

// lintLabels finds sentences that quote a control in words of their own, and
// those that repeat a control's words.
func lintLabels(b *Bundle) (list []string) {
	for _, lang := range b.langs {
		words := b.words[lang]
		for _, key := range words.keys() {
			text := words.single[key].text
			for _, q := range quotedPart.FindAllStringSubmatch(text, -1) {
				if slotForm.FindString(q[1]) != q[1] {
					list = append(list, fmt.Sprintf("messages/%s.toml: %q quotes “%s” instead of a placeholder", lang, key, q[1]))
				}
			}
			for _, label := range labels {
				m := words.single[label]
				if m == nil || key == label || !strings.HasPrefix(key, "gate.") {
					continue
				}
				if said := longestLiteral(m.text); said != "" && strings.Contains(strings.ToLower(text), strings.ToLower(said)) {
					list = append(list, fmt.Sprintf("messages/%s.toml: %q repeats the words of %q", lang, key, label))
				}
			}
		}
	}
	return list
}

// longestLiteral is the longest stretch of a label that is sure to be noticed: of
// two words at least.
func longestLiteral(text string) (longest string) {
	for s := range strings.SplitSeq(literal(text), "\x00") {
		if s = strings.TrimSpace(s); len(s) > len(longest) && strings.Contains(s, " ") {
			longest = s
		}
	}
	return longest
}

// Each check finds what is wrong with a bad catalogue, and nothing else does.
func TestLinterFindsFaults(t *testing.T) {
	good := map[string]map[string]string{
		"en": {"gate.accept": "Show the {noun}", "gate.not": "Not now", "gate.notice": "Press “{accept}”, {party} is asked.", "gate.name": "{provider}: {noun}",
			"gate.days.one": "{n} day", "gate.days.other": "{n} days"},
		"nl": {"gate.accept": "{noun} tonen", "gate.not": "Niet nu", "gate.notice": "Wie op “{accept}” drukt, vraagt {party}.", "gate.name": "{provider}: {noun}",
			"gate.days.one": "een dag", "gate.days.other": "{n} dagen"},
	}
	for _, e := range []struct{ name, lint, lang, key, text string }{
		{"nothing", "", "", "", ""},
		{"a message is missing", "completeness", "nl", "gate.not", ""},
		{"a form is missing", "completeness", "nl", "gate.days.other", ""},
		{"nobody asks for it", "completeness", "nl", "gate.nothing", "Niets"},
		{"a placeholder is lost", "placeholders", "nl", "gate.notice", "Wie op “{accept}” drukt, vraagt het."},
		{"a placeholder is made up", "placeholders", "nl", "gate.accept", "{name} tonen"},
		{"a number is lost", "placeholders", "nl", "gate.days.other", "dagen"},
		{"not translated", "translation", "nl", "gate.not", "Not now"},
		{"another label is quoted", "labels", "nl", "gate.name", "“Openen” {provider}: {noun}"},
		{"a label is quoted in words", "labels", "en", "gate.name", "{provider}, press “Not now”: {noun}"},
		{"a label is repeated", "labels", "en", "gate.name", "{provider}, or not now: {noun}"},
	} {
		t.Run(e.name, func(t *testing.T) {
			texts := map[string]map[string]string{}
			for lang, words := range good {
				texts[lang] = map[string]string{}
				for key, text := range words {
					texts[lang][key] = text
				}
			}
			if e.lang != "" {
				if texts[e.lang][e.key] = e.text; e.text == "" {
					delete(texts[e.lang], e.key)
				}
			}
			b := catalogues(t, texts)
			for name, lint := range lints {
				if got := lint(b); (len(got) > 0) != (name == e.lint) {
					t.Errorf("%s complains: %q", name, got)
				}
			}
		})
	}
}

// catalogues is a bundle of the given languages and no others.
func catalogues(t *testing.T, texts map[string]map[string]string) *Bundle {
	t.Helper()
	b := made(t, texts)
	b.langs = nil
	for lang := range b.words {
		if texts[lang] == nil {
			delete(b.words, lang)
			continue
		}
		b.langs = append(b.langs, lang)
	}
	slices.SortFunc(b.langs, referenceFirst)
	return b
}
