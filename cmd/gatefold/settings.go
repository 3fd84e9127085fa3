package main

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/site"
)

// localBase is where a publication without a base URL stands: good for looking
// at it, not for publishing.
const localBase = "http://localhost:8080"

// site gives the settings that concern the site, with flags laid over them and
// defaults below.
func (c *config) site(o pressOptions) site.Config {
	languages := c.Languages
	if len(languages) == 0 {
		languages = []string{"en"}
	}
	s := site.Config{
		File:        configFile,
		BaseURL:     firstOf(o.baseURL, c.BaseURL, localBase),
		Languages:   languages,
		Title:       map[string]string{languages[0]: firstOf(c.Title, folderName(o.dir))},
		Tagline:     map[string]string{languages[0]: c.Tagline},
		Description: map[string]string{languages[0]: c.Description},
		Copyright:   map[string]string{languages[0]: c.Copyright},
		Footer:      map[string][]site.FooterLink{languages[0]: footer(c.Footer)},
		Authors:     c.Authors,
		Privacy:     c.Privacy,
		FirstParty:  c.FirstParty,
		PageSize:    c.PageSize,
		FeedSize:    c.FeedSize,
		Identity:    c.Identity,
		Drafts:      o.drafts,

		LanguageNames: map[string]string{},
		SectionTitles: map[string]map[string]string{},
	}
	for lang, e := range c.Language {
		put(s.Title, lang, e.Title)
		put(s.Tagline, lang, e.Tagline)
		put(s.Description, lang, e.Description)
		put(s.Copyright, lang, e.Copyright)
		put(s.LanguageNames, lang, e.Name)
		for key, title := range e.Sections {
			if s.SectionTitles[key] == nil {
				s.SectionTitles[key] = map[string]string{}
			}
			put(s.SectionTitles[key], lang, title)
		}
		if e.Footer != nil {
			s.Footer[lang] = footer(e.Footer)
		}
	}
	for _, key := range c.Sections {
		titles := map[string]string{}
		for lang, e := range c.Language {
			put(titles, lang, e.Sections[key])
		}
		s.Sections = append(s.Sections, site.Section{Key: key, Title: titles})
	}
	return s
}

// location gives the zone of dates that name none.
func (c *config) location() (*time.Location, error) {
	if c.TimeZone == "" {
		return time.UTC, nil
	}
	l, err := time.LoadLocation(c.TimeZone)
	if err != nil {
		return nil, &article.Problem{File: configFile, Key: "time_zone", Message: "there is no time zone " + c.TimeZone,
			Remedy: `name it as in "Europe/Berlin"`, Err: err}
	}
	return l, nil
}

func footer(links []linkConfig) []site.FooterLink {
	var all []site.FooterLink
	for _, l := range links {
		all = append(all, site.FooterLink{Text: l.Text, Href: l.Href})
	}
	return all
}

func put(m map[string]string, key, value string) {
	if value != "" {
		m[key] = value
	}
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// folderName is what a publication without a title is called.
func folderName(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	return filepath.Base(abs)
}

// checkEditions refuses a table for a language that the publication does not
// have: it would have no effect, and is most likely misspelt.
func (c *config) checkEditions() error {
	var all []error
	for _, lang := range slices.Sorted(maps.Keys(c.Language)) {
		if !slices.Contains(c.Languages, lang) && !(len(c.Languages) == 0 && lang == "en") {
			all = append(all, &article.Problem{File: configFile, Key: "language." + lang,
				Message: "the publication has no such language", Remedy: fmt.Sprintf("add %q to languages, or remove the table", lang)})
		}
	}
	return errors.Join(all...)
}
