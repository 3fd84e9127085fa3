package provider

import (
	"maps"
	"slices"
	"strings"
)

// NounKey returns the message key of a noun: "noun.live-blog" for "live blog".
func NounKey(noun string) string {
	return "noun." + strings.ReplaceAll(strings.ToLower(noun), " ", "-")
}

// Nouns returns every noun that a match or a provider may have, sorted.
func (c *Catalogue) Nouns() []string {
	nouns := map[string]bool{}
	for _, p := range c.All() {
		nouns[p.Noun] = true
		for i := range p.Patterns {
			nouns[p.Patterns[i].Noun] = true
		}
	}
	return slices.Sorted(maps.Keys(nouns))
}

// Countries returns the code of every country that a provider's company is in,
// sorted.
func (c *Catalogue) Countries() []string {
	countries := map[string]bool{}
	for _, p := range c.All() {
		if p.Country != "" {
			countries[p.Country] = true
		}
	}
	return slices.Sorted(maps.Keys(countries))
}
