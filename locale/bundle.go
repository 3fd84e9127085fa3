package locale

import "time"

// Bundle is every language the program speaks, with a site's own wording laid
// over it. It is immutable and safe for concurrent use.
type Bundle struct{}

// Locale is one language of a [Bundle]. It is immutable and safe for
// concurrent use.
type Locale struct{}

// New makes a bundle. overrides[lang][key] replaces the text of one message in
// one language. A key or placeholder that no message has is an error that
// names the nearest one.
func New(overrides map[string]map[string]string) (*Bundle, error) { return &Bundle{}, nil }

// For returns the locale that serves a reader of lang best, and English where
// none does.
func (b *Bundle) For(lang string) *Locale { return &Locale{} }

// Languages lists the complete languages, sorted.
func (b *Bundle) Languages() []string { return []string{"ar", "en"} }

// Fingerprint identifies the texts of the bundle.
func (b *Bundle) Fingerprint() [16]byte { return [16]byte{} }

// Lang is the language of the texts, a BCP 47 tag.
func (l *Locale) Lang() string { return "en" }

// Dir is the direction of the texts: "ltr" or "rtl".
func (l *Locale) Dir() string { return "ltr" }

// T returns the message key with its placeholders filled from pairs.
func (l *Locale) T(key string, pairs ...string) string { return "⟦" + key + "⟧" }

// N returns the plural form of the message key that n calls for.
func (l *Locale) N(key string, n int, pairs ...string) string { return "⟦" + key + "⟧" }

// Date writes the day of t, in the zone that t carries.
func (l *Locale) Date(t time.Time) string { return t.Format(time.DateOnly) }

// DateTime writes the day and time of t, in the zone that t carries.
func (l *Locale) DateTime(t time.Time) string { return t.Format(time.RFC3339) }

// Dir is the direction in which lang is written: "ltr" or "rtl".
func Dir(lang string) string { return "ltr" }
