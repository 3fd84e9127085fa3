package locale

import (
	"crypto/sha256"
	"io"
	"slices"
	"sync"

	"golang.org/x/text/language"
)

// reference is the language that has every message.
const reference = "en"

// Bundle is every language the program speaks, with a site's own wording laid
// over it. It is immutable and safe for concurrent use.
type Bundle struct {
	words   map[string]*catalogue
	langs   []string // of words, the reference first, then sorted
	tags    []language.Tag
	matcher language.Matcher
	english *Locale

	mu    sync.RWMutex
	found map[string]*Locale // what For answered
}

// maxFound bounds the memory of For: a site has a few languages, and whoever
// asks for thousands is not one.
const maxFound = 256

// New makes a bundle. overrides[lang][key] replaces the text of one message in
// one language; a language the program does not speak may be given that way
// too, and where it is incomplete English stands in. A key or placeholder that
// no message has, a language tag that is none and a text with markup or control
// characters are errors that say where, and name the nearest key.
func New(overrides map[string]map[string]string) (*Bundle, error) {
	b := &Bundle{words: map[string]*catalogue{}, found: map[string]*Locale{}}
	for lang, c := range builtIn() {
		b.words[lang] = c
	}
	if err := b.override(overrides); err != nil {
		return nil, err
	}
	for lang := range b.words {
		b.langs = append(b.langs, lang)
	}
	slices.SortFunc(b.langs, referenceFirst)
	for _, lang := range b.langs {
		b.tags = append(b.tags, language.Make(lang))
	}
	b.matcher = language.NewMatcher(b.tags)
	b.english = b.newLocale(language.Make(reference), reference)
	return b, nil
}

// referenceFirst orders languages by name behind the reference, which the
// matcher falls back to.
func referenceFirst(x, y string) int {
	switch {
	case x == y:
		return 0
	case x == reference, y != reference && x < y:
		return -1
	}
	return 1
}

// For returns the locale that serves a reader of lang best, and English where
// none does. A regional variant keeps its tag ("en-GB"), its own wording where
// the site gave any, and its dates. It is cheap to ask again.
func (b *Bundle) For(lang string) *Locale {
	b.mu.RLock()
	l := b.found[lang]
	b.mu.RUnlock()
	if l != nil {
		return l
	}
	l = b.match(lang)
	b.mu.Lock()
	defer b.mu.Unlock()
	if had := b.found[lang]; had != nil {
		return had
	}
	if len(b.found) < maxFound {
		b.found[lang] = l
	}
	return l
}

func (b *Bundle) match(lang string) *Locale {
	want, err := language.Parse(lang)
	if err != nil {
		return b.english
	}
	for t := want; t != language.Und; t = t.Parent() {
		if i := slices.Index(b.tags, t); i >= 0 {
			return b.serve(want, i)
		}
	}
	_, i, confidence := b.matcher.Match(want)
	if confidence == language.No {
		return b.english
	}
	return b.serve(want, i)
}

// serve makes the locale for a reader of want from the texts at index i.
func (b *Bundle) serve(want language.Tag, i int) *Locale {
	have := b.tags[i]
	if sameLanguage(want, have) {
		have = want
	}
	if have.String() == reference {
		return b.english
	}
	return b.newLocale(have, b.langs[i])
}

// sameLanguage reports whether texts in have are texts in want: the base
// language and the script are the same, only the region may differ.
func sameLanguage(want, have language.Tag) bool {
	wb, _ := want.Base()
	hb, _ := have.Base()
	ws, _ := want.Script()
	hs, _ := have.Script()
	return wb == hb && ws == hs
}

func (b *Bundle) newLocale(tag language.Tag, lang string) *Locale {
	name := tag.String()
	return &Locale{
		tag: tag, lang: name, dir: Dir(name),
		words: b.words[lang], fallback: b.english,
		forms: smallForms(tag), dates: translator(tag),
	}
}

// Languages lists the complete languages, sorted.
func (b *Bundle) Languages() []string {
	var complete []string
	for _, lang := range b.langs {
		if len(b.missing(lang)) == 0 {
			complete = append(complete, lang)
		}
	}
	slices.Sort(complete)
	return complete
}

// missing lists the keys that lang lacks to be complete.
func (b *Bundle) missing(lang string) []string {
	var keys []string
	forms := demanded(language.Make(lang))
	for key := range b.words[reference].single {
		if base, _, ok := splitForm(key); ok {
			for _, f := range forms {
				if b.words[lang].single[base+"."+formNames[f]] == nil {
					keys = append(keys, base+"."+formNames[f])
				}
			}
		} else if b.words[lang].single[key] == nil {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Fingerprint identifies the texts of the bundle: pages made with equal
// fingerprints have equal words.
func (b *Bundle) Fingerprint() [16]byte {
	h := sha256.New()
	for _, lang := range b.langs {
		for _, key := range b.words[lang].keys() {
			for _, s := range [...]string{lang, key, b.words[lang].single[key].text} {
				io.WriteString(h, s)
				h.Write([]byte{0})
			}
		}
	}
	return [16]byte(h.Sum(nil))
}
