package page

import (
	"strconv"
	"time"
)

// appendJSONLD appends the structured data of an article: schema.org's
// NewsArticle with what search engines read and a little more.
// https://developers.google.com/search/docs/appearance/structured-data/article
func (e *edition) appendJSONLD(dst []byte, p *Story) []byte {
	j := ld{append(dst, `<script type="application/ld+json">{"@context":"https://schema.org"`...)}
	if p.Article.Standalone {
		j.field("@type", "WebPage")
	} else {
		j.field("@type", "NewsArticle")
	}
	e.describe(&j, p)
	e.credit(&j, p)
	j.citations(p.Article)
	j.raw("}</script>\n")
	return j.buf
}

// describe says what the article is.
func (e *edition) describe(j *ld, p *Story) {
	a, h := p.Article, &p.Head
	j.field("@id", h.Canonical)
	j.field("mainEntityOfPage", h.Canonical)
	j.field("headline", a.Headline)
	j.field("description", h.Description)
	j.field("inLanguage", orElse(a.Lang, e.lang))
	if !a.Standalone {
		j.time("datePublished", a.Published)
		j.time("dateModified", latest(a.Published, a.Updated))
		j.time("expires", a.Expires)
	}
	if p.Section != nil {
		j.field("articleSection", p.Section.Text)
	}
	j.list("keywords", len(p.Tags), func(i int) { j.text(p.Tags[i].Text) })
	if a.Body.Words > 0 {
		j.name("wordCount")
		j.buf = strconv.AppendInt(j.buf, int64(a.Body.Words), 10)
	}
	j.raw(`,"isAccessibleForFree":true`)
	e.picture(j, p)
}

// credit says who answers for the article and what was put right in it.
func (e *edition) credit(j *ld, p *Story) {
	j.list("author", len(p.Bylines), func(i int) {
		j.raw(`{"@type":"Person"`)
		j.field("name", p.Bylines[i].Text)
		if href := p.Bylines[i].Href; linkable(href) {
			j.field("url", e.absolute(href))
		}
		j.raw("}")
	})
	j.raw(`,"publisher":{"@type":"NewsMediaOrganization"`)
	j.field("name", e.Title)
	j.field("url", e.absolute(e.Home))
	j.raw("}")
	cs := p.Article.Corrections
	j.list("correction", len(cs), func(i int) {
		j.raw(`{"@type":"CorrectionComment"`)
		j.field("text", cs[i].Text)
		j.time("datePublished", cs[i].Date)
		j.raw("}")
	})
}

// picture describes the picture of the link preview, with the credit if it is
// the lead picture.
func (e *edition) picture(j *ld, p *Story) {
	img := p.Head.Image
	if img == nil {
		return
	}
	j.raw(`,"image":[{"@type":"ImageObject"`)
	j.field("url", img.URL)
	j.field("contentUrl", img.URL)
	if img.Width > 0 && img.Height > 0 {
		j.name("width")
		j.buf = strconv.AppendInt(j.buf, int64(img.Width), 10)
		j.name("height")
		j.buf = strconv.AppendInt(j.buf, int64(img.Height), 10)
	}
	if lead := p.Article.Lead; lead != nil && e.absolute(e.based(lead.Src)) == img.URL {
		j.field("creditText", lead.Credit)
	}
	j.raw("}]")
}

func latest(x, y time.Time) time.Time {
	if y.After(x) {
		return y
	}
	return x
}
