package page

import (
	"html/template"
	"strconv"

	"github.com/gatefold/gatefold/internal/article"
)

// CardView is what card.html shows.
type CardView struct {
	Page
	Card    *Card
	LangDir template.HTMLAttr // lang and dir of the article, where they differ from the page's
	Level   int               // of the heading
	Picture template.HTML     // without alternative text: the heading says it
	Mark    template.HTML     // of drafts and the like
	Kicker  template.HTML
	Heading template.HTML // the headline, linked
	Byline  template.HTML
	Date    template.HTML
}

// cardStyle says how a card is shown in its list.
type cardStyle struct {
	level  byte // of its heading: '2' or '3'
	first  bool // its picture is loaded at once
	kicker bool // it names its section
}

// appendCard appends an article in a list.
func (r *Renderer) appendCard(dst []byte, e *edition, c *Card, s cardStyle) ([]byte, error) {
	if r.theme.own["card.html"] {
		return r.cardByTemplate(dst, e, c, s)
	}
	dst = append(dst, `<article class="card`...)
	if c.Lead != nil {
		dst = append(dst, " pictured"...)
	}
	dst = append(dst, "\">\n"...)
	dst = e.appendCardPicture(dst, c.Lead, s.first)
	dst = append(dst, "<div class=\"card-text\">\n"...)
	dst = e.appendLabel(dst, c.Status)
	if s.kicker {
		dst = e.appendKicker(dst, c.Section)
	}
	dst = e.appendCardHeading(dst, c, s.level)
	if c.Standfirst != "" {
		dst = append(dst, `<p class="card-standfirst"`...)
		dst = appendLangDir(dst, c.Lang, e.lang)
		dst = append(dst, '>')
		dst = appendText(dst, c.Standfirst)
		dst = append(dst, "</p>\n"...)
	}
	dst = e.appendByline(dst, c.Bylines)
	dst = e.appendCardDate(dst, c)
	return append(dst, "</div>\n</article>\n"...), nil
}

func (e *edition) appendCardHeading(dst []byte, c *Card, level byte) []byte {
	dst = append(dst, "<h"...)
	dst = append(dst, level, '>')
	dst = e.appendLink(dst, &Link{Text: c.Headline, Href: c.Href, Lang: c.Lang})
	dst = append(dst, "</h"...)
	return append(dst, level, '>', '\n')
}

// appendCardPicture appends the picture of a card. Its alternative text is
// empty: the headline beside it says what the card is about.
func (e *edition) appendCardPicture(dst []byte, f *article.Figure, first bool) []byte {
	if f == nil || !ownPath(f.Src) {
		return dst
	}
	dst = e.appendImage(dst, f, "")
	if first {
		return append(dst, " fetchpriority=\"high\">\n"...)
	}
	return append(dst, " loading=\"lazy\" decoding=\"async\">\n"...)
}

func (e *edition) appendCardDate(dst []byte, c *Card) []byte {
	if c.Published.IsZero() {
		return dst
	}
	dst = append(dst, `<p class="date">`...)
	dst = appendTime(dst, c.Published, e.Date(c.Published))
	return append(dst, "</p>\n"...)
}

// cardByTemplate appends a card as a site's own card.html has it.
func (r *Renderer) cardByTemplate(dst []byte, e *edition, c *Card, s cardStyle) ([]byte, error) {
	level, _ := strconv.Atoi(string(s.level))
	v := CardView{
		Page: e.page(), Card: c, Level: level,
		LangDir: template.HTMLAttr(appendLangDir(nil, c.Lang, e.lang)),
		Picture: template.HTML(e.appendCardPicture(nil, c.Lead, s.first)),
		Mark:    template.HTML(e.appendLabel(nil, c.Status)),
		Heading: template.HTML(e.appendCardHeading(nil, c, s.level)),
		Byline:  template.HTML(e.appendByline(nil, c.Bylines)),
		Date:    template.HTML(e.appendCardDate(nil, c)),
	}
	if s.kicker {
		v.Kicker = template.HTML(e.appendKicker(nil, c.Section))
	}
	return r.theme.execute(dst, "card.html", &v)
}

// appendCards appends cards, nothing for none. Class names the element around
// them.
func (r *Renderer) appendCards(dst []byte, e *edition, class string, cards []Card, s cardStyle) (_ []byte, err error) {
	if len(cards) == 0 {
		return dst, nil
	}
	dst = append(dst, `<div class="`...)
	dst = append(dst, class...)
	dst = append(dst, "\">\n"...)
	for i := range cards {
		if dst, err = r.appendCard(dst, e, &cards[i], s); err != nil {
			return dst, err
		}
		s.first = false
	}
	return append(dst, "</div>\n"...), nil
}
