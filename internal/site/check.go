package site

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/gatefold/gatefold/internal/article"
)

// What a configuration leaves out.
const (
	defaultFile     = "gatefold.toml"
	defaultLanguage = "en"
	defaultPageSize = 20
	defaultFeedSize = 20
	defaultPrivacy  = "privacy"
	defaultFounded  = "2026" // the date in identifiers of feeds
)

// checked returns the configuration with its gaps filled. The error joins one
// [article.Problem] for every mistake.
func (c Config) checked() (Config, error) {
	if c.File == "" {
		c.File = defaultFile
	}
	if len(c.Languages) == 0 {
		c.Languages = []string{defaultLanguage}
	}
	fill(&c.PageSize, defaultPageSize)
	fill(&c.FeedSize, defaultFeedSize)
	if c.Privacy == "" {
		c.Privacy = defaultPrivacy
	}
	errs := slices.Concat(c.checkBaseURL(), c.checkLanguages(), c.checkWords(), c.checkFooter())
	if len(errs) > 0 {
		return c, errors.Join(errs...)
	}
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	if c.Identity == "" {
		c.Identity = hostOf(c.BaseURL) + "," + defaultFounded
	}
	return c, nil
}

func fill(n *int, value int) {
	if *n == 0 {
		*n = value
	}
}

// wrong makes the problem of one configuration key.
func (c *Config) wrong(key, remedy, format string, args ...any) []error {
	return []error{&article.Problem{File: c.File, Key: key, Message: fmt.Sprintf(format, args...), Remedy: remedy}}
}

func (c *Config) checkBaseURL() []error {
	const remedy = `write scheme and host, and the folder if there is one: "https://example.org" or "https://example.org/news"`
	u, err := url.Parse(c.BaseURL)
	switch {
	case c.BaseURL == "":
		return c.wrong("base_url", remedy, "the publication has no base URL")
	case err != nil || u.Host == "" || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http":
		return c.wrong("base_url", remedy, "%q is not the address of a site", c.BaseURL)
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || strings.Contains(c.BaseURL, "#"):
		return c.wrong("base_url", remedy, "%q has more than scheme, host and folder", c.BaseURL)
	case article.CheckPath(strings.TrimRight(u.EscapedPath(), "/")+"/") != nil:
		return c.wrong("base_url", remedy, "the folder in %q %v", c.BaseURL, article.CheckPath(strings.TrimRight(u.EscapedPath(), "/")+"/"))
	}
	return nil
}

func (c *Config) checkLanguages() (errs []error) {
	seen := map[string]bool{}
	for _, lang := range c.Languages {
		if _, err := language.Parse(lang); err != nil || strings.ContainsAny(lang, "_ ") {
			errs = append(errs, c.wrong("languages", `use tags such as "en", "ar" or "pt-br"`, "%q is not a language tag", lang)...)
		}
		if folded := strings.ToLower(lang); seen[folded] {
			errs = append(errs, c.wrong("languages", "name it once", "the language %q is named twice", lang)...)
		} else {
			seen[folded] = true
		}
	}
	return errs
}

func (c *Config) checkWords() (errs []error) {
	if strings.TrimSpace(c.Title[c.Languages[0]]) == "" {
		errs = c.wrong("title", "give it one", "the publication has no title in its default language, %q", c.Languages[0])
	}
	if c.PageSize < 1 || c.PageSize > 1000 {
		errs = append(errs, c.wrong("page_size", "choose a number from 1 to 1000", "%d articles cannot stand on a page", c.PageSize)...)
	}
	if c.FeedSize < 1 || c.FeedSize > 1000 {
		errs = append(errs, c.wrong("feed_size", "choose a number from 1 to 1000", "%d articles cannot stand in a feed", c.FeedSize)...)
	}
	if c.Identity != "" && !isTaggingEntity(c.Identity) {
		errs = append(errs, c.wrong("identity", `write a host name, a comma and a year or date: "example.org,2026"`, "%q is not a tagging entity of RFC 4151", c.Identity)...)
	}
	seen := map[string]bool{}
	for _, s := range c.Sections {
		if seen[s.Key] {
			errs = append(errs, c.wrong("sections", "name it once", "the section %q is named twice", s.Key)...)
		}
		seen[s.Key] = true
	}
	return errs
}

// checkFooter also keeps addresses out that a browser would run.
func (c *Config) checkFooter() (errs []error) {
	for _, lang := range c.Languages {
		for _, l := range c.Footer[lang] {
			if l.Text == "" || !isFooterHref(l.Href) {
				errs = append(errs, c.wrong("footer", `give every link a text and an address that begins with "/", "https:" or "mailto:"`,
					"the link %q to %q cannot be followed", l.Text, l.Href)...)
			}
		}
	}
	return errs
}

func isFooterHref(href string) bool {
	if strings.HasPrefix(href, "/") {
		return !strings.HasPrefix(href, "//") && !strings.HasPrefix(href, `/\`)
	}
	u, err := url.Parse(href)
	return err == nil && (u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") || u.Scheme == "mailto" && u.Opaque != "")
}

// isTaggingEntity checks the form of RFC 4151, section 2.1, as far as it keeps
// identifiers whole: a host name or address, a comma, a date.
func isTaggingEntity(s string) bool {
	host, date, ok := strings.Cut(s, ",")
	return ok && host != "" && date != "" &&
		strings.Trim(strings.ToLower(host), "abcdefghijklmnopqrstuvwxyz0123456789.-_@") == "" && strings.Trim(date, "0123456789-") == ""
}

// hostOf returns the host of a checked base URL, without a port.
func hostOf(baseURL string) string {
	u, err := url.Parse(baseURL)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
