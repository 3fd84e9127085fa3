package site

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// word returns the text of a language, or the default language's where there
// has to be one.
func (c *Config) word(texts map[string]string, lang string) string {
	if s := texts[lang]; s != "" {
		return s
	}
	return texts[c.Languages[0]]
}

// languageName returns what a language calls itself, for links that lead to it.
func (c *Config) languageName(lang string) string {
	if s := c.LanguageNames[lang]; s != "" {
		return s
	}
	if s := display.Self.Name(language.Make(lang)); s != "" {
		return s
	}
	return lang
}

// base returns the path part of the checked base URL: "" or "/news".
func (c *Config) base() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil {
		return ""
	}
	return u.EscapedPath()
}

// FirstPartyHosts returns a function that reports whether a host, in lower case
// and with or without a port, belongs to the publication: the host of BaseURL
// and what FirstParty lists.
func (c *Config) FirstPartyHosts() func(host string) bool {
	exact := map[string]bool{hostOf(c.BaseURL): true}
	var parents []string
	for _, own := range c.FirstParty {
		own = strings.ToLower(own)
		if parent, any := strings.CutPrefix(own, "*"); any {
			parents = append(parents, parent)
		} else {
			exact[own] = true
		}
	}
	return func(host string) bool {
		host = withoutPort(host)
		return host != "" && (exact[host] || slices.ContainsFunc(parents, func(p string) bool { return strings.HasSuffix(host, p) }))
	}
}

func withoutPort(host string) string {
	if inner, ok := strings.CutPrefix(host, "["); ok {
		address, _, _ := strings.Cut(inner, "]")
		return address
	}
	name, _, _ := strings.Cut(host, ":")
	return name
}

// prefix is the folder of a language: empty for the default one.
func (c *Config) prefix(lang string) string {
	if lang == c.Languages[0] {
		return ""
	}
	return "/" + strings.ToLower(lang)
}
