package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/markdown"
)

// maxDescription is how many characters of the text stand in for a missing
// description: what search results show.
const maxDescription = 200

// describe reads what is said about the story.
func (c *composer) describe(pg *page, a *article.Article) {
	m := pg.matter
	a.Standfirst = m.plainText("standfirst")
	a.Description = m.plainText("description")
	summary := m.plainText("summary")
	a.Standfirst = first(a.Standfirst, a.Description, summary)
	a.Description = first(a.Description, summary, a.Standfirst)
	a.Bylines = m.bylines()
	m.topics(a)
	a.Related = m.texts(m.one("related"))
	a.Weight = m.whole(m.one("weight"))
	a.TranslationKey = first(m.text("translationkey"), a.ID)
	a.Standalone = a.Section == ""
	if f := m.one("standalone"); f != nil {
		a.Standalone = m.yes(f)
	}
}

// topics reads tags, categories and keywords. Our sites have one kind of
// topic: tags. Categories are the tags of a story that has no others, as blogs
// from elsewhere often have them; beside tags they help to find related
// stories. Either way they stay in Params too.
func (m *matter) topics(a *article.Article) {
	a.Tags = m.words(m.one("tags"))
	a.Keywords = m.words(m.one("keywords"))
	categories := m.words(m.peek("categories"))
	if len(a.Tags) == 0 {
		a.Tags = categories
		return
	}
	a.Keywords = distinct(append(a.Keywords, categories...))
}

// peek returns a field with a value without taking it.
func (m *matter) peek(key string) *field {
	t := value{fields: m.fields}
	if f := t.field(key); f != nil && f.value.kind != null {
		return f
	}
	return nil
}

// entitled reports whether a key gives the story a headline, or means to.
func (m *matter) entitled() bool {
	for _, key := range [...]string{"title", "linktitle"} {
		f := m.peek(key)
		if f == nil {
			continue
		}
		if wrong := !f.value.isScalar(); wrong && key == "title" || !wrong && cleanText(f.value.text) != "" {
			return true
		}
	}
	return false
}

// headline gives the story's headline: its title, its link title, the heading
// that its text begins with, or what its file is called.
func (pg *page) headline() string {
	m := pg.matter
	title := m.plainText("title")
	if f := m.peek("linktitle"); title == "" && f != nil && f.value.isScalar() {
		title = cleanText(f.value.text)
	}
	if title = first(title, pg.opening); title != "" {
		return title
	}
	if !m.entitled() { // else it is said already what is wrong with it
		m.report("title", m.line, "the article has no title, so the name of its file stands in", "add a title", true)
	}
	return pg.place.headline()
}

// headline makes a headline of the name of a file.
func (pl *place) headline() string {
	name := strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, pl.name())
	name = cleanText(name)
	r, n := utf8.DecodeRuneInString(name)
	if n == 0 {
		return pl.name()
	}
	return string(unicode.ToUpper(r)) + name[n:]
}

// build reads Hugo's build options. It returns false for an article that is
// not to be a page. One that is to be in no list stands alone.
func (m *matter) build(a *article.Article) (shown bool) {
	shown = !m.yes(m.one("headless"))
	for _, f := range m.take("build", "_build") {
		if f.value.kind != table {
			m.problem(f, "is "+f.value.kind.String()+", not keys and values", "write render and list below it")
			continue
		}
		if r := f.value.field("render"); r != nil && (isNever(&r.value) || lower(r.value.text) == "link") {
			shown = false
		}
		if l := f.value.field("list"); l != nil && isNever(&l.value) {
			a.Standalone = true
		}
	}
	m.unsupported()
	return shown
}

// isNever reports whether a build option says no.
func isNever(v *value) bool {
	yes, ok := v.isTrue()
	return ok && !yes || lower(v.text) == "never"
}

// foreignKeys are keys of Hugo that change what is published there and have
// no meaning here. They are kept as parameters.
var foreignKeys = map[string]string{
	"cascade":   "write the values into each article",
	"menu":      "order sections and pages in gatefold.toml",
	"menus":     "order sections and pages in gatefold.toml",
	"outputs":   "every page is published as HTML, every list also as a feed",
	"resources": "say in the text what each picture shows",
}

// unsupported warns of keys that Hugo acts upon and we do not.
func (m *matter) unsupported() {
	for i := range m.fields {
		f := &m.fields[i]
		if remedy, ok := foreignKeys[f.key]; ok && f.value.kind != null {
			m.warn(f, "has no effect here", remedy)
		}
	}
	if f := m.peek("markup"); f != nil && !isMarkdown("."+lower(f.value.text)) && lower(f.value.text) != "goldmark" {
		m.warn(f, "only Markdown is read here", "remove the key")
	}
}

// complete fills in what follows from the text.
func complete(a *article.Article) {
	a.Description = first(a.Description, shorten(cleanText(a.Body.Text), maxDescription))
}

// convert turns the text into a body.
func (c *composer) convert(pg *page, shelf *shelf) (article.Body, []*article.Problem) {
	in := c.input(pg, shelf)
	in.Source, in.FirstLine = pg.doc.body, pg.doc.bodyLine
	body, problems := c.converter.Convert(in)
	problems = append(problems, c.forbid(&body, in.File)...)
	problems = append(problems, crowd(&body, in.File)...)
	return body, append(problems, c.attach(&body, pg, shelf)...)
}

// maxEmbeds bounds the embeds of one text. Each is a gate of some kilobytes, and
// with what it said of twenty more.
const maxEmbeds = 2000

// crowd refuses a text with more embeds than a page can hold.
func crowd(b *article.Body, file string) []*article.Problem {
	n := 0
	for i := range b.Pieces {
		e := b.Pieces[i].Embed
		if e == nil {
			continue
		}
		if n++; n > maxEmbeds {
			return []*article.Problem{{
				File: file, Line: e.Line,
				Message: fmt.Sprintf("the text holds more than %d embeds", maxEmbeds), Remedy: "split the article",
			}}
		}
	}
	return nil
}

// input gives what is known of the place that a text of a file has.
func (c *composer) input(pg *page, shelf *shelf) markdown.Input {
	in := markdown.Input{
		File: pg.place.source,
		Lang: pg.place.lang, Pictures: shelf, FirstParty: c.opts.FirstParty,
		Base:   c.opts.Base,
		Dir:    pg.place.dir,
		Params: func(key string) (string, bool) { return lookup(pg.fields, key) },
	}
	if c.opts.Wording != nil {
		in.Wording = c.opts.Wording(in.Lang)
	}
	return in
}

// lead gives the picture at the head of a file, and whether its caption leads
// out of the site.
func (c *composer) lead(pg *page, shelf *shelf) (lead *article.Figure, outside bool) {
	m := pg.matter
	lead = m.lead(shelf, func(text string, line int) (caption string) {
		in := c.input(pg, shelf)
		in.Source, in.FirstLine = []byte(text), line
		var problems []*article.Problem
		caption, outside, problems = c.converter.Caption(in)
		m.problems = append(m.problems, problems...)
		return caption
	})
	return lead, outside
}

// shelf gives the pictures as the article at an address sees them.
func (c *composer) shelf(pg *page, address string) *shelf {
	return &shelf{library: c.library, place: &pg.place, lang: pg.place.lang, page: address, firstParty: c.opts.FirstParty}
}

// placed gives problems of validation the line of their key.
func (m *matter) placed(problems []*article.Problem) []*article.Problem {
	for _, p := range problems {
		p.Line = m.line
		if p.Key != "" {
			p.Line = m.lineOf(p.Key)
		}
	}
	return problems
}
