package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"github.com/gatefold/gatefold/internal/article"
)

// link appends a link with the text of its node.
func (w *writer) link(n *ast.Link) {
	at := offset(n)
	opened := w.openLink(n.Destination, n.Title, at)
	floor := w.enter()
	w.inlines(n)
	w.leave(floor)
	w.closeLink(opened)
}

// opened says what openLink did, for closeLink.
type opened int

const (
	noLink opened = iota
	plainLink
	externalLink
)

// openLink appends the opening tag of a link, unless the address is no good or
// a link is open already.
func (w *writer) openLink(destination, title []byte, at int) opened {
	if w.inLink > 0 {
		return noLink
	}
	if before, s, after := w.cutSlot(destination); s != nil && s.tag.name != "param" && !s.tag.hides() {
		if len(bytes.TrimSpace(before)) > 0 {
			w.warn(at, "an address cannot have anything before its "+s.tag.name+" shortcode", "remove it")
		}
		w.openRef(s.tag.get("path", 0)+string(after), s.tag.get("lang", -1), at)
		return w.openedLink(title, plainLink)
	}
	target := string(w.withoutSlots(unescape(destination)))
	a := w.resolve(target)
	switch {
	case a.reach == forbidden:
		w.warn(at, "the link leads to "+quote(a.text)+", which is no address of a page", "use http, https, mailto or tel")
		return noLink
	case a.reach == within && a.host == "" && isPage(a.text):
		w.openRef(a.text, "", at)
		return w.openedLink(title, plainLink)
	}
	w.str(`<a href="`)
	w.buf = appendAddress(w.buf, w.based(a.text))
	if a.reach == outside {
		return w.openedLink(title, externalLink)
	}
	return w.openedLink(title, plainLink)
}

// openedLink appends the end of an opening tag.
func (w *writer) openedLink(title []byte, kind opened) opened {
	w.str(`"`)
	if kind == externalLink {
		w.str(` rel="external noopener"`)
		w.outside = true
	}
	if len(title) > 0 {
		w.str(` title="`)
		w.buf = appendEscaped(w.buf, w.withoutSlots(unescape(title)))
		w.str(`"`)
	}
	w.str(">")
	w.inLink++
	return kind
}

// openRef begins a link to another article, whose address the page fills in.
func (w *writer) openRef(target, lang string, at int) {
	if w.nested { // a caption is one piece of HTML
		w.warn(at, "a caption cannot refer to another article", "put the link into the text")
		w.str(`<a href="#`)
		return
	}
	w.str(`<a href="`)
	w.place(article.Piece{Ref: &article.Ref{Target: target, From: w.in.Dir, Lang: lang, Line: w.line(at)}})
}

// closeLink closes what openLink opened. A link that leaves the site says so.
func (w *writer) closeLink(kind opened) {
	if kind == noLink {
		return
	}
	if kind == externalLink {
		w.str(w.wording.external)
	}
	w.str("</a>")
	w.inLink--
}

// autoLink appends an address that is its own text.
func (w *writer) autoLink(n *ast.AutoLink) {
	target := n.URL(w.src)
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(target), []byte("mailto:")) {
		target = append([]byte("mailto:"), target...)
	}
	kind := w.openLink(target, nil, offset(n))
	w.slotless(n.Label(w.src))
	w.closeLink(kind)
}

// outsideLink appends a link to something that the page must not load, with
// the text that would have stood for it.
func (w *writer) outsideLink(a address, text string) {
	if text == "" {
		text = a.host
	}
	if w.inLink > 0 || a.reach == forbidden {
		w.verbatim([]byte(text))
		return
	}
	w.str(`<a href="`)
	w.buf = appendAddress(w.buf, w.based(a.text))
	kind := plainLink
	if a.reach == outside {
		kind = externalLink
	}
	w.openedLink(nil, kind)
	w.verbatim([]byte(text))
	w.closeLink(kind)
}

// quote shows what an author wrote in a message, shortened.
func quote(s string) string {
	if len(s) > 60 {
		s = string(cutText([]byte(s), 60)) + "…"
	}
	return "“" + s + "”"
}
