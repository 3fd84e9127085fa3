package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
)

// The folders of the lists that are no sections.
const (
	tagsKey    = "tags"
	authorsKey = "authors"
)

// group puts the visible stories into the lists of their edition. Every list
// gets them oldest first, because they come in that order.
func (b *builder) group() {
	for _, ed := range b.site.editions {
		ed.front = &list{ed: ed, kind: page.FrontList, path: ed.prefix + "/"}
		ed.front.stories = make([]*story, 0, len(b.visible)/len(b.site.editions))
	}
	for _, st := range b.visible {
		if st.Standalone {
			b.findPrivacy(st)
			continue
		}
		st.ed.front.stories = append(st.ed.front.stories, st)
		if st.section = st.ed.section(st.Section); st.section != nil {
			st.section.stories = append(st.section.stories, st)
		}
		for _, tag := range st.Tags {
			if l := b.tag(st, tag); l != nil {
				l.add(st)
			}
		}
		for _, by := range st.Bylines {
			if by.Slug != "" {
				st.ed.author(by.Slug).add(st)
			}
		}
	}
}

// isSection reports whether a folder makes a section: those of the other lists
// do not, nor does one whose name makes no address.
func isSection(key string) bool {
	return key != "" && key != tagsKey && key != authorsKey && segment(key) != ""
}

// findPrivacy notes the page that the footer calls the privacy page.
func (b *builder) findPrivacy(st *story) {
	if strings.Trim(b.cfg.Privacy, "/") == st.ID {
		st.ed.privacy = st.Path
	}
}

// add appends a story that may name the list twice.
func (l *list) add(st *story) {
	if n := len(l.stories); n == 0 || l.stories[n-1] != st {
		l.stories = append(l.stories, st)
	}
}

// section returns the section with a key, and makes it if it is new; nil for
// a folder that makes none.
func (ed *edition) section(key string) *list {
	l := ed.sectionOf[key]
	if l == nil && isSection(key) {
		l = &list{ed: ed, kind: page.SectionList, key: key, path: ed.prefix + "/" + article.EncodePath(segment(key)) + "/"}
		ed.sectionOf[key] = l
		ed.sections = append(ed.sections, l)
	}
	return l
}

// tag returns the list of a tag, and makes it if it is new. Spellings with the
// same slug are one tag, called as its oldest story spells it: so a new story
// does not rename it.
func (b *builder) tag(st *story, name string) *list {
	ed := st.ed
	if l, ok := ed.tagOf[name]; ok {
		return l
	}
	s := slug(name)
	if s == "" {
		b.problem(article.Problem{File: st.Source, Key: "tags", Warning: true,
			Message: fmt.Sprintf("the tag %q has no letter or digit to make an address of, and is left out", name), Remedy: "write it in letters"})
		ed.tagOf[name] = nil
		return nil
	}
	l := ed.tagOf[s]
	if l == nil {
		l = &list{ed: ed, kind: page.TagList, key: s, title: name, path: ed.prefix + "/" + tagsKey + "/" + article.EncodePath(s) + "/"}
		ed.tagOf[s] = l
		ed.tags = append(ed.tags, l)
	}
	ed.tagOf[name] = l
	return l
}

// author returns the list of an author, and makes it if it is new.
func (ed *edition) author(slug string) *list {
	l := ed.authorOf[slug]
	if l == nil {
		l = &list{ed: ed, kind: page.AuthorList, key: slug, path: ed.prefix + "/" + authorsKey + "/" + article.EncodePath(slug) + "/"}
		ed.authorOf[slug] = l
		ed.authors = append(ed.authors, l)
	}
	return l
}

// arrange names and orders the lists of an edition.
func (b *builder) arrange(ed *edition) {
	ed.front.title = b.cfg.word(b.cfg.Title, ed.lang)
	b.nameSections(ed)
	for _, l := range ed.authors {
		l.title = b.authorName(l)
	}
	for _, lists := range [...][]*list{ed.tags, ed.authors, ed.subsections, {ed.front}} {
		for _, l := range lists {
			b.name(l)
		}
		slices.SortFunc(lists, byTitle)
	}
	b.index(ed, tagsKey, "site.topics", ed.tags)
	b.index(ed, authorsKey, "site.authors", ed.authors)
}

// name lets the editor's title win and makes the link.
func (b *builder) name(l *list) {
	if l.listing != nil && l.listing.Title != "" && l.kind != page.FrontList {
		l.title = l.listing.Title
	}
	l.link = page.Link{Text: l.title, Href: b.site.href(l.path)}
}

// byTitle orders lists for readers, whatever the capitals.
func byTitle(x, y *list) int {
	return cmp.Or(cmp.Compare(strings.ToLower(x.title), strings.ToLower(y.title)), cmp.Compare(x.key, y.key))
}

// authorName is what an author's page is called: as the configuration says,
// or else as the oldest story does.
func (b *builder) authorName(l *list) string {
	if name := b.cfg.Authors[l.key]; name != "" {
		return name
	}
	for _, by := range l.stories[0].Bylines {
		if by.Slug == l.key {
			return by.Name
		}
	}
	return l.key
}

// index adds the page that lists all lists of a kind, if there are any.
func (b *builder) index(ed *edition, key, message string, entries []*list) {
	if len(entries) == 0 {
		return
	}
	x := &index{entries: entries, list: list{ed: ed, kind: page.IndexList, key: key, title: ed.words.T(message), path: ed.prefix + "/" + key + "/"}}
	x.listing = ed.editorial[key]
	b.name(&x.list)
	ed.indexes = append(ed.indexes, x)
}

// nameSections names the sections and puts them in order: as the
// configuration has them, then by weight and key.
func (b *builder) nameSections(ed *edition) {
	place := map[string]int{}
	for i, s := range b.cfg.Sections {
		place[s.Key] = i + 1
	}
	rank := func(l *list) (int, int) {
		if at := place[l.key]; at > 0 {
			return 0, at
		}
		if l.listing != nil && l.listing.Weight != 0 {
			return 1, l.listing.Weight
		}
		return 2, 0
	}
	for _, l := range ed.sections {
		l.title = humanize(l.key)
		if title := b.cfg.SectionTitles[l.key][ed.lang]; title != "" {
			l.title = title
		}
		b.name(l)
		if at := place[l.key]; at > 0 {
			if title := b.cfg.Sections[at-1].Title[ed.lang]; title != "" {
				l.title, l.link.Text = title, title
			}
		}
	}
	slices.SortFunc(ed.sections, func(x, y *list) int {
		xr, xw := rank(x)
		yr, yw := rank(y)
		return cmp.Or(cmp.Compare(xr, yr), cmp.Compare(xw, yw), cmp.Compare(x.key, y.key))
	})
}
