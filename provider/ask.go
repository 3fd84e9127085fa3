package provider

import (
	"regexp"
	"strings"
)

// OEmbed returns the https address at which the provider says what the piece is
// (oembed.com), as JSON and without a token, or "" where there is none. Asking
// is for the time when an article is made, never for the reader's browser.
func (m Match) OEmbed() string {
	if m.Provider == nil || m.Provider.OEmbed == nil || m.Provider.OEmbed.NeedsToken || m.URL == "" {
		return ""
	}
	o := m.Provider.OEmbed
	endpoint := o.Endpoint
	if other, ok := o.ByNoun[m.Noun]; ok {
		endpoint = other
	}
	if strings.Contains(endpoint, hostPlaceholder) {
		if m.host == "" {
			return ""
		}
		endpoint = strings.ReplaceAll(endpoint, hostPlaceholder, m.host)
	}
	return withQuery(endpoint, "url="+queryEscape(m.URL)+"&format=json")
}

// Poster returns the https address of a still picture of the piece, as far as it
// follows from the permalink, or "". A page must not link it: it is for copying
// when an article is made.
func (m Match) Poster() string {
	if m.pattern == nil || m.pattern.Poster == "" {
		return ""
	}
	re, err := regexp.Compile(m.pattern.RE)
	if err != nil {
		return ""
	}
	groups := re.FindStringSubmatchIndex(m.URL)
	if groups == nil {
		return ""
	}
	poster, ok := parseTemplate(m.pattern.Poster, re).fill(m.URL, groups, m.URL)
	if !ok || !isNormal(poster) {
		return ""
	}
	return poster
}
