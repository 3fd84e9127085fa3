package source

import (
	"fmt"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// maxAuthors bounds the authors of one article. Every author has a page, which
// shows all the others: the size of a site grows with the square of their number.
const maxAuthors = 100

// bylines reads the authors: one name, a list of names, or tables with a name
// and perhaps a slug, under "authors" or "author".
func (m *matter) bylines() []article.Byline {
	var bylines []article.Byline
	for _, f := range m.take("authors", "author") {
		if len(bylines) > 0 {
			break
		}
		items := f.value.items
		if f.value.kind != list {
			items = []value{f.value}
		}
		if len(items) > maxAuthors {
			m.problem(f, fmt.Sprintf("names %d authors; at most %d can stand below a headline", len(items), maxAuthors), "name a group instead, and thank everybody in the text")
			items = items[:maxAuthors]
		}
		for i := range items {
			if b, ok := m.byline(f, &items[i]); ok {
				bylines = append(bylines, b)
			}
		}
	}
	return distinctPeople(bylines)
}

// byline reads one author.
func (m *matter) byline(f *field, v *value) (article.Byline, bool) {
	name, slug := "", ""
	switch {
	case v.isScalar():
		name = v.text
	case v.kind == table:
		name, slug = m.person(f, v)
	case v.kind == null:
		return article.Byline{}, false
	default:
		m.report(f.name, v.line, "has "+v.kind.String()+" where an author's name is expected", "write names", false)
		return article.Byline{}, false
	}
	if name = withoutBy(cleanText(name)); name == "" {
		return article.Byline{}, false
	}
	if slug = slugOf(first(slug, name)); slug == "" {
		m.report(f.name, v.line, "has an author whose name no address can be made of", "use letters or digits in the name", false)
		return article.Byline{}, false
	}
	return article.Byline{Name: name, Slug: slug}, true
}

// person reads the table of one author.
func (m *matter) person(f *field, v *value) (name, slug string) {
	if n := v.field("name"); n != nil && n.value.isScalar() {
		name = n.value.text
	} else {
		m.report(f.name, v.line, "has an author without a name", "add a name", false)
	}
	if s := v.field("slug"); s != nil && s.value.isScalar() {
		slug = s.value.text
	}
	return name, slug
}

// withoutBy takes a leading "By " off a name: the page says it in the
// reader's language.
func withoutBy(name string) string {
	if len(name) > 3 && strings.EqualFold(name[:3], "by ") {
		return strings.TrimSpace(name[3:])
	}
	return name
}

// distinctPeople drops authors who are named again.
func distinctPeople(bylines []article.Byline) []article.Byline {
	kept := bylines[:0]
	for _, b := range bylines {
		again := false
		for _, k := range kept {
			again = again || k.Slug == b.Slug
		}
		if !again {
			kept = append(kept, b)
		}
	}
	return kept
}

// corrections reads the list of corrections, each with a date and a text.
func (m *matter) corrections() []article.Correction {
	f := m.one("corrections")
	if f == nil {
		return nil
	}
	items := f.value.items
	if f.value.kind == table {
		items = []value{f.value}
	}
	if f.value.kind != list && f.value.kind != table {
		m.problem(f, "is "+f.value.kind.String()+", not a list of corrections", "write a list of entries with date and text")
		return nil
	}
	var cs []article.Correction
	for i := range items {
		if c, ok := m.correction(f, &items[i]); ok {
			cs = append(cs, c)
		}
	}
	return inOrder(cs)
}

// correction reads one correction.
func (m *matter) correction(f *field, v *value) (article.Correction, bool) {
	var c article.Correction
	if d := v.field("date"); d != nil {
		c.Date = m.dateOf(f.name, d.line, &d.value)
		if c.Date.IsZero() && d.value.kind != null && d.value.text != "" {
			return c, false // reported
		}
	}
	if t := v.field("text"); t != nil && t.value.isScalar() {
		c.Text = cleanText(t.value.text)
	}
	if c.Date.IsZero() || c.Text == "" {
		m.report(f.name, v.line, "has a correction without a date or a text", "give each correction a date and a text", false)
		return c, false
	}
	return c, true
}
