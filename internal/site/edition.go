package site

import (
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/locale"
)

// edition is the publication in one language.
type edition struct {
	lang   string
	name   string // what the language calls itself
	prefix string // of paths: "" or "/ar"
	words  *locale.Locale
	stamp  article.Digest // of all that its pages have in common

	pub *page.Publication // what its pages share

	front    *list   // of all stories that lists show
	sections []*list // in the order of the navigation, which leaves out empty ones
	tags     []*list // sorted by name
	authors  []*list // sorted by name
	indexes  []*index

	// subsections are lists of folders below sections that an editor
	// described; nothing else makes one.
	subsections  []*list
	subsectionOf map[string]*list // by key

	editorial map[string]*article.Listing // by key
	sectionOf map[string]*list            // by key
	tagOf     map[string]*list            // by slug and by every spelling
	authorOf  map[string]*list            // by slug

	privacy string // path of the privacy page, or empty
}

// newEdition makes the empty edition of one language.
func (b *builder) newEdition(lang string) *edition {
	return &edition{
		lang: lang, name: b.cfg.languageName(lang), prefix: b.cfg.prefix(lang), words: b.parts.Bundle.For(lang),
		editorial: map[string]*article.Listing{}, subsectionOf: map[string]*list{}, sectionOf: map[string]*list{}, tagOf: map[string]*list{}, authorOf: map[string]*list{},
	}
}

// publication makes what the pages of an edition share. Sections must be known.
func (b *builder) publication(ed *edition) *page.Publication {
	cfg := b.cfg
	p := &page.Publication{
		Title: cfg.word(cfg.Title, ed.lang), Tagline: cfg.Tagline[ed.lang], Lang: ed.lang,
		Home: b.site.href(ed.prefix + "/"), BaseURL: cfg.BaseURL, Base: b.site.base,
		Feed: b.site.href(ed.prefix + "/" + feedName), Copyright: cfg.word(cfg.Copyright, ed.lang),
		FirstParty: b.firstParty, Preview: cfg.Drafts,
	}
	if ed.privacy != "" {
		p.Privacy = b.site.href(ed.privacy)
	}
	if b.embedded {
		p.Choices = b.site.href(ed.choices())
	}
	for _, l := range ed.sections {
		if len(l.stories) > 0 {
			p.Nav = append(p.Nav, l.link)
		}
	}
	p.Editions = b.editionLinks(ed)
	for _, l := range footer(cfg, ed.lang) {
		p.Footer = append(p.Footer, page.Link{Text: l.Text, Href: b.footerHref(l.Href)})
	}
	return p
}

// editionLinks leads to the front pages in all languages, ed's first.
func (b *builder) editionLinks(ed *edition) []page.Link {
	if len(b.site.editions) < 2 {
		return nil
	}
	link := func(e *edition) page.Link {
		return page.Link{Text: e.name, Href: b.site.href(e.prefix + "/"), Lang: otherLang(e.lang, ed.lang)}
	}
	own := link(ed)
	own.Current = true
	links := []page.Link{own}
	for _, e := range b.site.editions {
		if e != ed {
			links = append(links, link(e))
		}
	}
	return links
}

// otherLang is lang where it has to be said because the page is in another.
func otherLang(lang, ofPage string) string {
	if lang == ofPage {
		return ""
	}
	return lang
}

// footer returns the links of a language, or the default language's.
func footer(cfg *Config, lang string) []FooterLink {
	if links, ok := cfg.Footer[lang]; ok {
		return links
	}
	return cfg.Footer[cfg.Languages[0]]
}

func (b *builder) footerHref(href string) string {
	if href[0] == '/' {
		return b.site.href(href)
	}
	return href
}

// stampOf makes the digest of all that the pages of an edition have in common
// besides the program: every page of it changes when one of these does.
func (b *builder) stampOf(ed *edition) article.Digest {
	d := &b.digester
	d.digest(b.site.stamp)
	p := ed.pub
	for _, s := range [...]string{p.Title, p.Tagline, p.Lang, p.Home, p.BaseURL, p.Feed, p.Privacy, p.Choices, p.Copyright, b.cfg.Description[ed.lang]} {
		d.str(s)
	}
	d.flag(p.Preview)
	sections := make([]page.Link, len(ed.sections)) // cards name them, even those that stand in no navigation
	for i, l := range ed.sections {
		sections[i] = l.link
	}
	for _, links := range [...][]page.Link{p.Nav, sections, p.Editions, p.Footer} {
		d.num(len(links))
		for _, l := range links {
			d.str(l.Text)
			d.str(l.Href)
			d.str(l.Lang)
		}
	}
	return d.sum()
}

// lists calls f with every list of the edition, always in the same order.
func (ed *edition) lists(f func(*list)) {
	for _, lists := range [...][]*list{{ed.front}, ed.sections, ed.subsections, ed.tags, ed.authors} {
		for _, l := range lists {
			f(l)
		}
	}
	for _, x := range ed.indexes {
		f(&x.list)
	}
}
