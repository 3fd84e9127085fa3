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
	words, m := f.story.ed.words, e.Match
	if quoted {
		m.Author = ""
	}
	name := gate.Name(words, m)
	if e.Title != "" {
		name = words.T("gate.name.title", "name", name, "title", e.Title)
	}
	return name
}

// image writes a picture of the site.
func (f *fallback) image(src, alt string, width, height int) {
	f.raw(`<img src="`)
	f.text(f.absolute(src))
	f.raw(`" alt="`)
	f.text(alt)
	f.raw(`"`)
	f.size("width", width)
	f.size("height", height)
	f.raw(">")
}

func (f *fallback) figure(g *article.Figure) {
	f.raw("<figure>")
	if g.Link != "" {
		f.raw(`<a href="`)
		f.text(f.absolute(g.Link))
		f.raw(`">`)
	}
	f.image(g.Src, g.Alt, g.Width, g.Height)
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
		value, after, closed := strings.Cut(rest, `"`)
		if !closed { // the address that follows is a piece of its own
			f.raw(rest)
			return
		}
		switch attr := name[strings.LastIndexByte(name, ' ')+1:]; attr {
		case "href", "src", "cite", "poster":
			f.raw(f.complete(value))
		case "srcset":
			for i, candidate := range strings.Split(value, ", ") {
				if i > 0 {
					f.raw(", ")
				}
				f.raw(f.complete(candidate))
			}
		default:
			f.raw(value)
		}
		f.raw(`"`)
		s = after
	}
}

// complete makes an address in finished HTML, which has its base path, absolute.
func (f *fallback) complete(address string) string {
	switch {
	case address == "" || strings.HasPrefix(address, "//") || hasScheme(address):
		return address
	case address[0] == '/':
		return html.EscapeString(f.site.origin) + address
	}
	return html.EscapeString(f.site.url(f.story.Path)) + address // as a browser resolves it on the page
}

// hasScheme reports whether an address begins with a scheme (RFC 3986, section
// 3.1).
func hasScheme(address string) bool {
	scheme, _, ok := strings.Cut(address, ":")
	return ok && scheme != "" && !strings.ContainsAny(scheme, "/?#")
}
