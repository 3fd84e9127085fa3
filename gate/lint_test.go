package gate

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"github.com/gatefold/gatefold/provider"
)

// The part of the catalogue's linter that needs to know the providers. What
// concerns the messages alone is checked in their own room.

// catalogue is the messages of one language by their keys.
type catalogue map[string]string

func catalogues(t *testing.T) map[string]catalogue {
	t.Helper()
	files, err := filepath.Glob("../locale/messages/*.toml")
	if err != nil || len(files) < 2 {
		t.Fatalf("%d catalogues (%v)", len(files), err)
	}
	all := map[string]catalogue{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var c catalogue
		if err := toml.Unmarshal(src, &c); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".toml")] = c
	}
	return all
}

var fillings = regexp.MustCompile(`\{[a-z]+\}`)

// lintNames finds messages with a provider's name in them. Every sentence has to
// serve every provider.
func lintNames(c catalogue, providers []*provider.Provider) (list []string) {
	for key, text := range c {
		if strings.HasPrefix(key, "noun.") || strings.HasPrefix(key, "country.") {
			continue
		}
		text = fillings.ReplaceAllString(text, " ")
		for _, p := range providers {
			if holdsWord(text, p.Name) {
				list = append(list, fmt.Sprintf("%q names %s", key, p.Name))
			}
		}
	}
	return list
}

// holdsWord reports whether a word stands in a text by itself.
func holdsWord(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[at:])
		if !isWordRune(before) && !isWordRune(after) {
			return true
		}
	}
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// lintNeeded finds nouns and countries of the catalogue of providers that have no
// word.
func lintNeeded(c catalogue, nouns, countries []string) (list []string) {
	for _, noun := range nouns {
		if key := provider.NounKey(noun); c[key] == "" {
			list = append(list, fmt.Sprintf("the noun %q has no %q", noun, key))
		}
	}
	for _, code := range countries {
		if key := "country." + code; c[key] == "" {
			list = append(list, fmt.Sprintf("the country %s has no %q", code, key))
		}
	}
	return list
}

// lintLabel finds messages that refer to a control but lack the placeholder for
// its label.
func lintLabel(c catalogue) (list []string) {
	for key, slot := range map[string]string{"gate.notice": "{accept}", "gate.kept": "{close}"} {
		if !strings.Contains(c[key], slot) {
			list = append(list, fmt.Sprintf("%q does not have %s", key, slot))
		}
	}
	return list
}

func TestCataloguesServeEveryProvider(t *testing.T) {
	p := provider.Default()
	for lang, c := range catalogues(t) {
		complaints := slices.Concat(lintNames(c, p.All()), lintNeeded(c, p.Nouns(), p.Countries()), lintLabel(c))
		for _, complaint := range complaints {
			t.Errorf("messages/%s.toml: %s", lang, complaint)
		}
	}
}

// Each check finds its fault.
func TestLinterFindsFaults(t *testing.T) {
	all := provider.Default().All()
	for _, text := range []string{"Videos of YouTube are not loaded.", "YouTube", "لم يُحمَّل شيء من YouTube.", "({YouTube} or YouTube)"} {
		if len(lintNames(catalogue{"gate.notice": text}, all)) != 1 {
			t.Errorf("no complaint about %q", text)
		}
	}
	for _, text := range []string{"Nothing from {provider}.", "YouTubers make videos.", "{youtube}"} {
		if got := lintNames(catalogue{"gate.notice": text, "noun.sway": "Microsoft Sway"}, all); len(got) != 0 {
			t.Errorf("%q: %q", text, got)
		}
	}
	c := catalogue{"noun.live-blog": "live blog", "country.IE": "Ireland"}
	if got := lintNeeded(c, []string{"live blog", "video"}, []string{"IE", "FR"}); len(got) != 2 {
		t.Errorf("complaints: %q", got)
	}
	if got := lintLabel(catalogue{"gate.notice": "Press “Show”.", "gate.kept": "Press “{close}”."}); len(got) != 1 {
		t.Errorf("complaints: %q", got)
	}
}
