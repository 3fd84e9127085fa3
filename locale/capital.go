package locale

import (
	"unicode"
	"unicode/utf8"
)

// Capital is a text with the large first letter that a heading begins with, by the
// rules of the language. A text whose first letter has no large form stays as it is.
func (l *Locale) Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 || first == utf8.RuneError {
		return text
	}
	large := unicode.ToTitle(first)
	if base, _ := l.tag.Base(); base.String() == "tr" || base.String() == "az" {
		large = unicode.TurkishCase.ToTitle(first)
	}
	return string(large) + text[size:]
}
