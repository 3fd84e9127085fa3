// Package locale holds every sentence that a reader of a Gatefold site sees
// and that no author wrote, in every language the program speaks.
//
// The words live in messages/LANG.toml, one flat file per language: a key, an
// equals sign, plain text with {placeholders}. A key begins with the room that
// says it (gate.accept, page.published), so that one room's words stand
// together. English is the reference: a language is complete when it has every
// English key with the same placeholders, and every plural form that CLDR
// demands of it.
//
// A [Bundle] is all languages together, with the site's own wording laid over
// them. A [Locale] is one language of it: [Locale.T] gives a text, [Locale.N] a
// text that depends on a number, [Locale.Date] a date. Messages are split at
// their placeholders once, when the bundle is made; a page asks for a hundred
// of them and there may be ten thousand pages.
//
// Texts come out as plain text, never escaped: who writes HTML escapes.
package locale
