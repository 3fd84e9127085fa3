package site

import (
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// Config is what the publisher decides. BaseURL and Title are required; the
// zero value of everything else is safe.
//
// Maps by language are keyed as in Languages. Where a language has no title,
// copyright line or footer, the default language's stand in.
type Config struct {
	// File is the configuration's name in messages; "gatefold.toml" if empty.
	File string

	// BaseURL is where the publication stands: "https://example.org" or
	// "https://example.org/news".
	BaseURL string

	// Languages are the BCP 47 tags of the publication's languages, the
	// default language first; "en" alone if empty.
	Languages []string

	Title map[string]string // the publication's name, by language

	// SectionTitles are titles of sections that Sections does not name: by
	// key, then by language.
	SectionTitles map[string]map[string]string

	Tagline     map[string]string // one line below it
	Description map[string]string // for search results

	// LanguageNames overrides what a language calls itself in links to it.
	LanguageNames map[string]string

	// Sections puts sections in order and may name them. Sections that are
	// not in it follow, by weight and key, as the content has them.
	Sections []Section

	// Authors gives the names of authors by slug, for their pages, where
	// articles spell them differently.
	Authors map[string]string

	// Footer are links at the foot of every page, by language. An Href that
	// begins with "/" is a path of the site, without the base path.
	Footer map[string][]FooterLink

	// Privacy is a reference to the privacy page, as in article.Ref;
	// "privacy" if empty. No such page: no link.
	Privacy string

	// Copyright is a line at the foot of every page, by language.
	Copyright map[string]string

	// FirstParty lists further hosts that belong to the publication, such as
	// "images.example.org"; a leading "*." stands for any subdomain. Links to
	// them are not marked as external.
	FirstParty []string

	// PageSize is the number of articles on a page of a list; 20 if 0.
	PageSize int

	// FeedSize is the number of entries of a feed; 20 if 0.
	FeedSize int

	// Identity begins the identifiers in feeds, as a tagging entity of
	// RFC 4151: a host name and a date at which it was the publisher's, such
	// as "example.org,2026". Set it before moving to another host, so that
	// feed readers do not take every article for a new one. The host of
	// BaseURL and 2026 if empty.
	Identity string

	// Drafts shows drafts, scheduled and expired articles, marked as such.
	// They stay out of feeds and sitemaps.
	Drafts bool

	// Now is the time of the build. Only the choice of articles for the news
	// sitemap depends on it, no byte is made from it; the zero time leaves
	// that sitemap empty.
	Now time.Time

	// Stamp identifies the program, so that another version of it makes
	// every document anew.
	Stamp article.Digest
}

// Section is a section of the publication as the configuration has it.
type Section struct {
	Key   string            // the folder below content
	Title map[string]string // by language; may be empty
}

// FooterLink is a link at the foot of every page.
type FooterLink struct {
	Text string
	Href string
}
