package page

import (
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// appendDates appends when a story first went public and when it last changed,
// apart and each with its label.
func (e *edition) appendDates(dst []byte, a *article.Article) []byte {
	if a.Standalone || a.Published.IsZero() {
		return dst
	}
	dst = append(dst, `<p class="dates">`...)
	dst = e.appendDated(dst, e.published, a.Published)
	if !a.Updated.IsZero() {
		dst = append(dst, ' ')
		dst = e.appendDated(dst, e.updated, a.Updated)
	}
	return append(dst, "</p>\n"...)
}

func (e *edition) appendDated(dst []byte, label string, t time.Time) []byte {
	dst = append(dst, `<span><span class="term">`...)
	dst = append(dst, label...)
	dst = append(dst, "</span> "...)
	dst = appendTime(dst, t, e.moment(t))
	return append(dst, "</span>"...)
}

// appendTranslations appends links to the same story in other languages, each
// in its language.
func (e *edition) appendTranslations(dst []byte, links []Link) []byte {
	if len(links) == 0 {
		return dst
	}
	dst = append(dst, `<nav class="translations" aria-label="`...)
	dst = appendText(dst, e.T("page.translations"))
	dst = append(dst, "\">\n<span>"...)
	dst = appendText(dst, e.T("page.also"))
	dst = append(dst, "</span>\n"...)
	dst = e.appendLinkList(dst, "inline", links)
	return append(dst, "</nav>\n"...)
}

// appendCorrections appends what was wrong and has been put right.
func (e *edition) appendCorrections(dst []byte, cs []article.Correction) []byte {
	if len(cs) == 0 {
		return dst
	}
	dst = append(dst, "<section class=\"corrections\">\n<h2>"...)
	dst = appendText(dst, e.T("page.corrections"))
	dst = append(dst, "</h2>\n<ul>\n"...)
	for i := range cs {
		dst = append(dst, "<li>"...)
		if !cs[i].Date.IsZero() {
			dst = appendTime(dst, cs[i].Date, e.Date(cs[i].Date))
			dst = append(dst, ' ')
		}
		dst = append(dst, "<span>"...)
		dst = appendText(dst, cs[i].Text)
		dst = append(dst, "</span></li>\n"...)
	}
	return append(dst, "</ul>\n</section>\n"...)
}

// appendTags appends the topics of a story.
func (e *edition) appendTags(dst []byte, tags []Link) []byte {
	if len(tags) == 0 {
		return dst
	}
	dst = append(dst, "<nav class=\"tags\" aria-label=\""...)
	dst = appendText(dst, e.T("page.topics"))
	dst = append(dst, "\">\n"...)
	dst = e.appendLinkList(dst, "inline", tags)
	return append(dst, "</nav>\n"...)
}

// appendDisclaimer appends the line that the site does not answer for what
// stands elsewhere.
func (e *edition) appendDisclaimer(dst []byte, outside bool) []byte {
	if !outside {
		return dst
	}
	dst = append(dst, `<p class="disclaimer">`...)
	dst = appendText(dst, e.T("page.disclaimer", "site", e.Title))
	return append(dst, "</p>\n"...)
}

// appendRelated appends the stories that go with this one.
func (r *Renderer) appendRelated(dst []byte, e *edition, cards []Card) (_ []byte, err error) {
	if len(cards) == 0 {
		return dst, nil
	}
	dst = append(dst, "<aside class=\"related\" aria-labelledby=\"gatefold-related\">\n<h2 class=\"rule\" id=\"gatefold-related\">"...)
	dst = appendText(dst, e.T("page.related"))
	dst = append(dst, "</h2>\n"...)
	if dst, err = r.appendCards(dst, e, "cards", cards, cardStyle{level: '3'}); err != nil {
		return dst, err
	}
	return append(dst, "</aside>\n"...), nil
}
