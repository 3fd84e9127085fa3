package source

import (
	"bytes"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/markdown"
)

// composed is what one content file says.
type composed struct {
	article  *article.Article // nil for a listing, and for what is not to be a page
	listing  *article.Listing
	schedule schedule
	uses     []use
	problems []*article.Problem
}

// broken reports whether a problem keeps the file from being shown.
func broken(problems []*article.Problem) bool {
	for _, p := range problems {
		if !p.Warning {
			return true
		}
	}
	return false
}

// composer turns the bytes of content files into articles and listings. It is
// safe for concurrent use.
type composer struct {
	opts       *Options
	placer     *placer
	permalinks permalinks
	converter  *markdown.Converter
	library    *library
}

// page is a content file whose front matter has been read.
type page struct {
	place  place
	doc    document
	fields []field
	matter *matter
	side   sidecar

	// opening is the heading that stood at the beginning of the text, where no
	// key gives a headline; it is no longer part of the text.
	opening string
}

// open reads the front matter of a file. The problem says why the file cannot
// be read at all.
func (c *composer) open(source string, src []byte) (*page, *article.Problem) {
	if p := checkText(source, src); p != nil {
		return nil, p
	}
	doc, err := split(src)
	if err != nil {
		return nil, err.problem(source)
	}
	fields, err := doc.fields()
	if err != nil {
		return nil, err.problem(source)
	}
	pg := &page{place: c.placer.place(source), doc: doc, fields: fields}
	pg.matter = newMatter(source, max(doc.frontLine, 1), fields, c.opts.Location)
	if !pg.matter.entitled() {
		c.takeOpening(pg)
	}
	return pg, nil
}

// takeOpening makes the heading that a text begins with its headline, as those
// expect who write nothing but Markdown.
func (c *composer) takeOpening(pg *page) {
	heading, n := c.converter.Opening(pg.doc.body)
	if pg.opening = cleanText(heading); pg.opening == "" {
		return
	}
	pg.doc.bodyLine += bytes.Count(pg.doc.body[:n], newline)
	pg.doc.body = pg.doc.body[n:]
}

// maxFields bounds the keys of a front matter.
const maxFields = 1000

// fields parses the front matter in its own format.
func (d *document) fields() (fields []field, err *syntaxError) {
	switch d.format {
	case yamlFormat:
		fields, err = parseYAML(d.front, d.frontLine)
	case tomlFormat:
		fields, err = parseTOML(d.front, d.frontLine)
	case jsonFormat:
		fields, err = parseJSON(d.front, d.frontLine)
	}
	if err == nil && len(fields) > maxFields {
		err = &syntaxError{line: d.frontLine, message: "the front matter has more than 1000 keys", remedy: "remove some"}
	}
	return fields, err
}

func (e *syntaxError) problem(file string) *article.Problem {
	return &article.Problem{File: file, Line: e.line, Message: e.message, Remedy: e.remedy, Err: e}
}

// compose reads a content file with the snapshots beside it.
func (c *composer) compose(source string, src []byte, side sidecar) composed {
	pg, problem := c.open(source, src)
	if problem != nil {
		return composed{problems: []*article.Problem{problem}}
	}
	pg.side = side
	if pg.place.listing {
		return c.listing(pg)
	}
	return c.article(pg)
}

// article reads an article.
func (c *composer) article(pg *page) composed {
	m, pl := pg.matter, &pg.place
	a := &article.Article{
		ID: pl.id(), Source: pl.source, Lang: pl.lang, Section: pl.section(),
		Headline: pg.headline(),
	}
	a.Corrections = m.corrections()
	out := composed{article: a, schedule: m.times(a)}
	c.addresses(pg, a)
	c.describe(pg, a)
	shelf := c.shelf(pg, a.Path)
	lead, outside := c.lead(pg, shelf)
	a.Lead = lead
	shown := m.build(a)
	a.Params = m.params()
	m.misspelt()
	a.Body, out.problems = c.convert(pg, shelf)
	a.Body.Outside = a.Body.Outside || outside
	a.Frames, a.Refs = a.Body.Frames(), a.Body.Refs()
	complete(a)
	out.problems = append(m.problems, out.problems...)
	if !broken(out.problems) {
		out.problems = append(out.problems, m.placed(a.Validate())...)
	}
	out.uses = shelf.uses
	if !shown {
		out.article = nil
	}
	return out
}
