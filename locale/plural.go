package locale

import (
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// form256 holds the plural form of each number from 0 to 255.
type form256 [256]uint8

// The numbers of x/text for the plural forms of CLDR.
const (
	other = uint8(plural.Other)
	zero  = uint8(plural.Zero)
	one   = uint8(plural.One)
	two   = uint8(plural.Two)
	few   = uint8(plural.Few)
	many  = uint8(plural.Many)
)

// formNames are the keys' last words, at the place of their form.
var formNames = [...]string{other: "other", zero: "zero", one: "one", two: "two", few: "few", many: "many"}

// form is the plural form that n calls for.
func (l *Locale) form(n int) uint8 {
	if n < 0 {
		n = -n
	}
	if n < len(l.forms) {
		return l.forms[n]
	}
	return formOf(l.tag, n)
}

func formOf(tag language.Tag, n int) uint8 {
	// Of a whole number only its integer digits count (UTS 35, part 3,
	// section 5.1); the rules look at no more than the last seven of them.
	return uint8(plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0))
}

func smallForms(tag language.Tag) (t form256) {
	for n := range t {
		t[n] = formOf(tag, n)
	}
	return t
}

// demanded lists the plural forms that whole numbers need in a language.
func demanded(tag language.Tag) []uint8 {
	forms := []uint8{other}
	add := func(n int) {
		if f := formOf(tag, n); !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	for n := range 256 {
		add(n)
	}
	add(1_000_000)
	return forms
}

// splitForm takes the plural form off a key: "page.words.few" is "page.words"
// and few. ok is false where the last word names no form.
func splitForm(key string) (base string, form uint8, ok bool) {
	dot := strings.LastIndexByte(key, '.')
	if dot < 0 {
		return key, 0, false
	}
	i := slices.Index(formNames[:], key[dot+1:])
	if i < 0 {
		return key, 0, false
	}
	return key[:dot], uint8(i), true
}
