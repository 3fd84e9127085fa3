package site

import (
	"html"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
)

// fallback writes a story as HTML for places that are not our pages, such as
// feed readers. There are no gates: an embed is named and linked. Every address
// is absolute.
type fallback struct {
	dst   []byte
	site  *Site
	story *story
}

func (f *fallback) raw(s string)  { f.dst = append(f.dst, s...) }
func (f *fallback) text(s string) { f.raw(html.EscapeString(s)) }

// body writes the lead picture and the text.
func (f *fallback) body(a *article.Article) {
	if a.Lead != nil {
		f.figure(a.Lead)
	}
	for i := range a.Body.Pieces {
		switch p := &a.Body.Pieces[i]; {
		case p.Figure != nil:
			f.figure(p.Figure)
		case p.Embed != nil:
			f.embed(p.Embed)
		case p.Ref != nil:
			f.ref(p.Ref)
		default:
			f.html(p.HTML)
		}
	}
}

// ref writes the address of another page into an attribute.
func (f *fallback) ref(r *article.Ref) {
	href, _ := f.site.resolve(f.story, r)
	if strings.HasPrefix(href, "/") {
		f.text(f.site.origin + href)
		return
	}
	f.text(f.site.url(f.story.Path) + href)
}

// embed writes what a reader can do with a piece anywhere: read what it said,
// who said so, and follow the link. The words of a gate would be wrong here (there
// is nothing to accept) and so would a frame.
func (f *fallback) embed(e *article.Embed) {
	quoted := f.quotation(e)
	f.raw("<p>")
	if quoted {
		f.source(e.Snapshot)
	}
	f.link(e.Match.URL, f.name(e, quoted))
	f.raw("</p>\n")
}

// name says what a piece is. Below a quotation its author has been named.
func (f *fallback) name(e *article.Embed, quoted bool) string {
	words := f.story.ed.words
	noun := words.T(e.Match.NounKey)
	name := words.T(gate.NameKey(e.Match), "provider", e.Match.Provider.Name, "noun", noun)
	if e.Match.Author != "" && !quoted {
		name = words.T("gate.name.author", "provider", e.Match.Provider.Name, "noun", noun, "author", e.Match.Author)
	}
	if e.Title != "" {
		name = words.T("gate.name.title", "name", name, "title", e.Title)
	}
	return name
}

func (f *fallback) figure(g *article.Figure) {
	f.raw("<figure>")
	if g.Link != "" {
		f.raw(`<a href="`)
		f.text(f.absolute(g.Link))
		f.raw(`">`)
	}
	f.raw(`<img src="`)
	f.text(f.absolute(g.Src))
	f.raw(`" alt="`)
	f.text(g.Alt)
	f.raw(`"`)
	f.size("width", g.Width)
	f.size("height", g.Height)
	f.raw(">")
	if g.Link != "" {
		f.raw("</a>")
	}
	f.figcaption(g)
	f.raw("</figure>\n")
}

func (f *fallback) size(name string, n int) {
	if n > 0 {
		f.raw(` ` + name + `="` + strconv.Itoa(n) + `"`)
	}
}

// figcaption writes what belongs to a picture. The caption is HTML already.
func (f *fallback) figcaption(g *article.Figure) {
	if g.Title == "" && g.Caption == "" && g.Credit == "" {
		return
	}
	f.raw("<figcaption>")
	if g.Title != "" {
		f.raw("<strong>")
		f.text(g.Title)
		f.raw("</strong> ")
	}
	f.html(g.Caption)
	if g.Credit != "" {
		f.raw(" <small>")
		f.text(f.story.ed.words.T("page.source") + " ")
		if g.CreditURL != "" {
			f.raw(`<a href="`)
			f.text(f.absolute(g.CreditURL))
			f.raw(`">`)
		}
		f.text(g.Credit)
		if g.CreditURL != "" {
			f.raw("</a>")
		}
		f.raw("</small>")
	}
	f.raw("</figcaption>")
}

// absolute completes a path, which has no base path yet; other addresses stay.
func (f *fallback) absolute(address string) string {
	switch {
	case strings.HasPrefix(address, "//"):
		return "https:" + address
	case strings.HasPrefix(address, "/"):
		return f.site.url(address)
	case strings.HasPrefix(address, "#"):
		return f.site.url(f.story.Path) + address
	}
	return address
}

// html writes a stretch of finished HTML with its paths and fragments
// completed. In what internal/markdown makes, a quotation mark within text is
// escaped, so what looks like an attribute is one.
func (f *fallback) html(s string) {
	for {
		i := strings.Index(s, `="`)
		if i < 0 {
			f.raw(s)
			return
		}
		end := i + len(`="`)
		f.raw(s[:end])
		name, rest := s[:i], s[end:]
		if strings.HasSuffix(name, " href") || strings.HasSuffix(name, " src") || strings.HasSuffix(name, " cite") {
			switch {
			case strings.HasPrefix(rest, "//"):
			case strings.HasPrefix(rest, "/"):
				f.text(f.site.origin)
			case strings.HasPrefix(rest, "#"):
				f.text(f.site.url(f.story.Path))
			}
		}
		s = rest
	}
}
