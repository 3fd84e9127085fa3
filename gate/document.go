package gate

import (
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// Document is the small first-party page that holds the provider's frame, and
// which a gate opens in the page.
type Document struct {
	Match provider.Match
	Lang  string // the language of Pages; empty for that of the words
	Pages []Page // where the piece stands, so that the document can lead back
}

// Page is an article that holds a piece. Href is an absolute URL path or an
// http or https address.
type Page struct{ Title, Href string }

// AppendDocument appends the whole HTML document to dst. Its address is
// [Gates.DocumentPath] with l.Lang(), its policy [Gates.DocumentPolicy].
func (g *Gates) AppendDocument(dst []byte, l *locale.Locale, d *Document) []byte {
	p := &Piece{Match: d.Match}
	k := g.kit(l, d.Match, stateOf(p))
	k.once.Do(func() { k.document = newDocument(l, d.Match, g.o.Base) })
	for i := range k.document {
		f := &k.document[i]
		dst = append(dst, f.html...)
		switch f.slot {
		case slotPolicy:
			at := len(dst)
			dst = appendPolicy(dst, d.Match)
			dst = appendText(dst[:at], string(dst[at:]))
		case slotPlain:
			dst = appendText(dst, plainText(k.appendHeading(nil, p, numbered)))
		case slotPages:
			dst = appendPages(dst, l, d)
		case slotSource:
			dst = g.appendSource(dst, l, d.Match)
		default:
			dst = g.appendSlot(dst, k, p, f.slot)
		}
	}
	return dst
}

// newDocument says everything in the embed documents of a kind of piece that
// can be said in advance.
func newDocument(l *locale.Locale, m provider.Match, base string) markup {
	s := newSpeaker(l, m)
	original := s.original("gate.original", nil, ` target="_top"`)
	var failed builder
	failed.raw(`<span class="gf-lost">`)
	failed.markup(s.say("gate.failed", nil))
	failed.raw(" ")
	failed.markup(original)
	failed.raw(`</span><span class="gf-late">`)
	failed.markup(s.say("gate.slow", nil))
	failed.raw("</span>")
	return fill("document", map[string]markup{
		"lang":     text(l.Lang()),
		"dir":      text(l.Dir()),
		"style":    text(base + assets().style.Path),
		"script":   text(base + assets().embed.Path),
		"original": original,
		"failed":   failed.markupDone(),
		"again":    s.say("gate.again", nil),
	})
}

// appendPages appends links back to where the piece stands: one sentence,
// however many there are. They leave the frame that the document may be in.
func appendPages(dst []byte, l *locale.Locale, d *Document) []byte {
	if len(d.Pages) == 0 {
		return dst
	}
	dst = append(dst, "<span>"...)
	for _, part := range l.Parts("gate.document.part") {
		dst = appendText(dst, part.Text)
		if part.Slot == "page" {
			dst = appendPageList(dst, l, d)
		}
	}
	return append(dst, "</span> "...)
}

// appendPageList appends the links as the language joins the parts of a list.
func appendPageList(dst []byte, l *locale.Locale, d *Document) []byte {
	for i, p := range d.Pages {
		switch {
		case i == 0:
		case i < len(d.Pages)-1:
			dst = appendText(dst, l.Between("page.list.next"))
		default:
			dst = appendText(dst, l.Between("page.list.last"))
		}
		dst = appendPage(dst, l, d, p)
	}
	return dst
}

func appendPage(dst []byte, l *locale.Locale, d *Document, p Page) []byte {
	dst = append(dst, "<a"...)
	if isWeb(p.Href) || strings.HasPrefix(p.Href, "/") {
		dst = appendAttribute(dst, "href", p.Href)
	}
	if d.Lang != "" && d.Lang != l.Lang() {
		dst = appendAttribute(dst, "lang", d.Lang)
		dst = appendAttribute(dst, "dir", locale.Dir(d.Lang))
	}
	dst = appendAttribute(dst, "target", "_top")
	dst = append(dst, '>')
	dst = appendText(dst, p.Title)
	return append(dst, "</a>"...)
}

// appendSource appends what shows the piece: mostly the provider's own frame.
func (g *Gates) appendSource(dst []byte, l *locale.Locale, m provider.Match) []byte {
	if s, unknown := m.Stranger(); unknown {
		return g.appendStranger(dst, l, m, s)
	}
	if code := m.Opaque(); code != "" {
		return g.appendOpaque(dst, l, m, code)
	}
	return g.appendFrame(dst, m)
}

// appendFrame appends the provider's own frame. A reader comes to the document by
// pressing a button, so a video plays at once. For one whose choice was
// remembered the script takes the other address; the frame is lazy, so that
// nothing is loaded before.
func (g *Gates) appendFrame(dst []byte, m provider.Match) []byte {
	address, still := m.Frame(g.o.Host), ""
	if !hasFold(address, "https://") {
		return dst
	}
	allow := m.Provider.Allow
	if play := m.Play(g.o.Host); play != "" {
		address, still = play, address
		if !strings.Contains(allow, "autoplay") {
			allow = strings.TrimPrefix(allow+"; autoplay", "; ")
		}
	}
	dst = appendAttribute(append(dst, "<iframe"...), "src", address)
	dst = appendAttribute(dst, "data-still", still)
	dst = appendAttribute(dst, "title", m.Provider.Name)
	dst = appendAttribute(dst, "name", m.FrameName())
	dst = appendAttribute(dst, "sandbox", innerSandbox(m.Provider))
	dst = appendAttribute(dst, "allow", allow)
	dst = appendAttribute(dst, "referrerpolicy", referrerPolicy(m.Provider))
	dst = appendAttribute(dst, "height", strconv.Itoa(frameHeight(m)))
	dst = appendAttribute(dst, "data-resize", string(m.ResizeJSON()))
	return append(dst, ` loading="lazy"></iframe>`...)
}

// appendAttribute appends an attribute, or nothing where it is empty.
func appendAttribute(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	dst = append(dst, ' ')
	dst = append(dst, name...)
	dst = append(dst, `="`...)
	dst = appendText(dst, value)
	return append(dst, '"')
}

// referrerPolicy is what the frame learns of where it stands: the publication's
// origin and nothing of the page. Less, namely nothing, would break players that
// refuse to start for nobody and pieces that their owners tied to certain sites;
// the catalogue names the few that want something else.
func referrerPolicy(p *provider.Provider) string {
	if p.ReferrerPolicy != "" {
		return p.ReferrerPolicy
	}
	return "strict-origin"
}
