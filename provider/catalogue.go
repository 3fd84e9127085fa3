// Package provider is the catalogue of third parties whose content stands in
// articles: it recognises an address and says what showing it would contact.
package provider

// Catalogue holds all providers. It is safe for concurrent use.
type Catalogue struct{}

// Default returns the catalogue that is part of the program.
func Default() *Catalogue { return &Catalogue{} }

// All returns every provider, sorted by ID.
func (c *Catalogue) All() []*Provider { return nil }

// Get returns the provider with the given ID.
func (c *Catalogue) Get(id string) (*Provider, bool) { return nil, false }

// Recognise says which piece of which provider an address leads to.
func (c *Catalogue) Recognise(rawURL string) (Match, bool) { return Match{}, false }

// ByKey is the inverse of [Match.Key].
func (c *Catalogue) ByKey(providerID, key string) (Match, bool) { return Match{}, false }

// Nouns returns every noun in use, sorted; Countries every country code.
func (c *Catalogue) Nouns() []string     { return nil }
func (c *Catalogue) Countries() []string { return nil }

// NounKey returns the message key of a noun: "noun.live-blog" for "live blog".
func NounKey(noun string) string { return "" }
