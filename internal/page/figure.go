package page

import (
	"html/template"
	"strconv"

	"github.com/gatefold/gatefold/internal/article"
)

// FigureView is what figure.html shows.
type FigureView struct {
	Page
	Figure   *article.Figure
	Class    string            // "figure", "figure lead" or "figure portrait"
	LangDir  template.HTMLAttr // lang and dir, where they differ from the page's
	Picture  template.HTML     // the <img>, or a link where it lies on another site
	LinkHref string            // where the picture leads, with the site's base path
	Caption  template.HTML     // safe inline HTML
	Credit   template.HTML     // linked, where the author says where to

	Captioned   bool // whether there is anything to say below the picture
	Linked      bool // whether the picture leads to Figure.Link
	LinkOutside bool // whether Figure.Link leaves the publication
}

// figureStyle says how a figure is shown where it stands.
type figureStyle struct {
	class string
	lang  string // of the figure, unless it names its own
	outer string // of what stands around it
	first bool   // the picture is loaded at once, not when it comes near
}

// appendFigure appends a picture with what belongs to it.
func (r *Renderer) appendFigure(dst []byte, e *edition, f *article.Figure, s figureStyle) ([]byte, error) {
	if r.theme.own["figure.html"] {
		return r.figureByTemplate(dst, e, f, s)
	}
	dst = append(dst, `<figure class="`...)
	dst = append(dst, s.class...)
	dst = append(dst, '"')
	dst = appendLangDir(dst, orElse(f.Lang, s.lang), s.outer)
	dst = append(dst, '>')
	if linked(f) {
		dst = e.appendFigureLink(dst, f.Link)
	}
	dst = e.appendPicture(dst, f, s.first)
	if linked(f) {
		if e.outside(f.Link) {
			dst = e.appendExternal(dst)
		}
		dst = append(dst, "</a>"...)
	}
	return append(e.appendFigcaption(dst, f), "</figure>\n"...), nil
}

// linked reports whether the picture is a link. Without alternative text the
// link would have no name, so then it is none.
func linked(f *article.Figure) bool { return f.Link != "" && f.Alt != "" }

func (e *edition) appendFigureLink(dst []byte, link string) []byte {
	dst = append(dst, `<a href="`...)
	dst = appendHref(dst, e.based(link))
	dst = append(dst, '"')
	if e.outside(link) {
		dst = append(dst, ` rel="external noopener"`...)
	}
	return append(dst, '>')
}

func (e *edition) appendFigcaption(dst []byte, f *article.Figure) []byte {
	if !captioned(f) {
		return dst
	}
	dst = append(dst, "\n<figcaption>"...)
	if f.Title != "" {
		dst = append(dst, `<b class="figure-title">`...)
		dst = appendText(dst, f.Title)
		dst = append(dst, "</b> "...)
	}
	if f.Caption != "" {
		dst = append(dst, `<span class="caption"><span class="unseen">`...)
		dst = append(dst, e.caption...)
		dst = append(dst, " </span>"...)
		dst = append(dst, f.Caption...)
		dst = append(dst, "</span> "...)
	}
	if f.Credit != "" {
		dst = append(dst, `<span class="credit"><span class="unseen">`...)
		dst = append(dst, e.source...)
		dst = append(dst, " </span>"...)
		dst = e.appendCredit(dst, f)
		dst = append(dst, "</span>"...)
	}
	return append(dst, "</figcaption>\n"...)
}

func captioned(f *article.Figure) bool {
	return f.Title != "" || f.Caption != "" || f.Credit != ""
}

func (e *edition) appendCredit(dst []byte, f *article.Figure) []byte {
	if f.CreditURL == "" {
		return appendText(dst, f.Credit)
	}
	return e.appendLink(dst, &Link{Text: f.Credit, Href: e.based(f.CreditURL)})
}

// appendPicture appends the picture itself. One that lies on another host would
// tell that host about the reader, so it becomes a link.
func (e *edition) appendPicture(dst []byte, f *article.Figure, first bool) []byte {
	if !ownPath(f.Src) {
		if linked(f) {
			return appendText(dst, orElse(f.Alt, e.T("page.figure.elsewhere")))
		}
		return e.appendLink(dst, &Link{Text: orElse(f.Alt, e.T("page.figure.elsewhere")), Href: f.Src})
	}
	dst = e.appendImage(dst, f, f.Alt)
	if first {
		return append(dst, ` fetchpriority="high">`...)
	}
	return append(dst, ` loading="lazy" decoding="async">`...)
}

// appendImage appends an <img> up to where its end would be, with its size so
// that nothing moves when it arrives.
func (e *edition) appendImage(dst []byte, f *article.Figure, alt string) []byte {
	dst = append(dst, `<img src="`...)
	dst = appendText(dst, e.based(f.Src))
	dst = append(dst, `" alt="`...)
	dst = appendText(dst, alt)
	dst = append(dst, '"')
	if f.Width > 0 && f.Height > 0 {
		dst = append(dst, ` width="`...)
		dst = strconv.AppendInt(dst, int64(f.Width), 10)
		dst = append(dst, `" height="`...)
		dst = strconv.AppendInt(dst, int64(f.Height), 10)
		dst = append(dst, '"')
	}
	return dst
}

func orElse(s, other string) string {
	if s != "" {
		return s
	}
	return other
}

// figureByTemplate appends a figure as a site's own figure.html has it.
func (r *Renderer) figureByTemplate(dst []byte, e *edition, f *article.Figure, s figureStyle) ([]byte, error) {
	v := FigureView{
		Page: e.page(), Figure: f, Class: s.class,
		LangDir:   template.HTMLAttr(appendLangDir(nil, orElse(f.Lang, s.lang), s.outer)),
		Picture:   template.HTML(e.appendPicture(nil, f, s.first)),
		Caption:   template.HTML(f.Caption),
		Captioned: captioned(f), Linked: linked(f), LinkHref: e.based(f.Link), LinkOutside: e.outside(f.Link),
	}
	if f.Credit != "" {
		v.Credit = template.HTML(e.appendCredit(nil, f))
	}
	return r.theme.execute(dst, "figure.html", &v)
}
