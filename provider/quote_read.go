package provider

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Bounds on the code that a quotation is read from, in bytes.
const (
	maxQuoteCode   = 256 << 10
	maxQuoteLooked = 4 << 10 // of an element whose text a rule asks for
	maxQuoteLines  = 1000    // lines, not bytes
)

// Quote returns what the piece says, as far as its code tells; nil where it tells
// nothing, or nothing that could be told from the service's own words. Fragment is
// the text that [Catalogue.Paste] found the piece in.
func (p *Pasted) Quote(fragment string) *Quote {
	if p.entry == nil || p.Loader || p.holds {
		return nil
	}
	rules := p.entry.snippets().quoting
	if rules == nil {
		return nil
	}
	r := quoteReader{pasted: p, rules: rules}
	r.readNodes(p.Extent.of(fragment), p.nodes)
	for _, e := range p.Rest {
		if code := e.of(fragment); r.text == "" && !strings.HasPrefix(code, "<script") {
			r.read(code) // for readers without scripts
		}
	}
	for _, e := range p.Credit {
		r.read(e.of(fragment))
	}
	return r.quote()
}

// of returns the stretch of a text; empty where the text has no such stretch.
func (e Extent) of(text string) string {
	if e.Start < 0 || e.Start > e.End || e.End > len(text) {
		return ""
	}
	return text[e.Start:e.End]
}

// quoteReader reads the code of one piece.
type quoteReader struct {
	pasted *Pasted
	rules  *quoteRules
	size   int // how much code was read

	code  string // a part of the piece
	nodes []node
	next  int     // the node that comes next
	open  []level // the elements around the text that is being read
	flow  *flow   // where text goes
	deep  int     // how deep in elements whose text is the quotation
	mute  int     // how deep in elements whose text nobody sees
	aside int     // how deep in elements whose text is taken aside

	credited bool // a line at the end told whose account it is
	cut      bool // and what is said stood before that in the same line, without an element of its own

	author, handle, title, lang string
	date                        quotedDate
	text                        string
	links                       []QuoteLink
}

// level is an element that is open, and what has to be undone at its end.
type level struct {
	node   *node
	mute   bool
	deep   bool
	link   bool
	block  bool
	inside bool      // its text is being read as code
	role   QuoteRole // not empty: its text is taken aside
	flow   *flow     // where text went before
	outer  string    // the link around it
}

// read takes what a part of the piece's code says. What an earlier part said
// stays.
func (r *quoteReader) read(code string) { r.readNodes(code, nil) }

// readNodes does that for a part whose elements may be known.
func (r *quoteReader) readNodes(code string, nodes []node) {
	if r.size += len(code); r.size > maxQuoteCode {
		return
	}
	if nodes == nil {
		nodes, _ = scan(r.pasted.catalogue.marks(), code)
	}
	r.code, r.nodes, r.next, r.open, r.deep, r.mute, r.aside = code, nodes, 0, nil, 0, 0, 0
	r.flow = &flow{left: maxQuoteCode}
	if len(nodes) == 1 && nodes[0].start == 0 && nodes[0].end == len(code) && nodes[0].body == nodes[0].tail {
		r.startAt(0) // one element with nothing in it, as frames are
	} else {
		r.run(0, len(code))
	}
	r.leaveTo(len(code) + 1)
	r.flow.breakLine(true)
	r.takeLines(r.flow.lines)
}

// run reads a stretch of the code.
func (r *quoteReader) run(from, to int) {
	z := html.NewTokenizer(strings.NewReader(r.code[from:to]))
	for at := from; ; {
		kind := z.Next()
		end := at + len(z.Raw())
		r.leaveTo(at)
		switch kind {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			r.startAt(at)
		case html.TextToken:
			r.textAt(z, at, end)
		}
		at = end
	}
}

// textAt takes text. Within a fallback it is code.
func (r *quoteReader) textAt(z *html.Tokenizer, at, end int) {
	if r.mute > 0 {
		return
	}
	if n := len(r.open); n > 0 {
		in := &r.open[n-1]
		if name := in.node.name; (name == "noscript" || name == "iframe") && !in.inside {
			in.inside = true
			r.run(at, end)
			return
		}
	}
	r.flow.write(string(z.Text()), r.deep > 0)
}

// startAt enters the element that begins at a place.
func (r *quoteReader) startAt(at int) {
	for r.next < len(r.nodes) && r.nodes[r.next].start < at {
		r.next++
	}
	if r.next == len(r.nodes) || r.nodes[r.next].start != at {
		return
	}
	n := &r.nodes[r.next]
	r.next++
	if r.mute == 0 {
		r.single(n)
	}
	if n.body < n.end || !isVoid(n.name) {
		r.enter(n)
	}
}

// single takes what an element says by itself.
func (r *quoteReader) single(n *node) {
	switch n.name {
	case "br":
		r.flow.breakLine(false)
	case "hr":
		r.flow.breakLine(true)
	case "img", "amp-img":
		alt, _ := attribute(n.attrs, "alt")
		if alt = strings.TrimSpace(alt); isEmoji(alt) {
			r.flow.write(alt, r.deep > 0)
		}
		if n.name == "img" {
			r.element(n)
		}
	case "time":
		if at, ok := attribute(n.attrs, "datetime"); ok && r.deep == 0 && r.date.time.IsZero() {
			r.date, _ = machineDate(at)
		}
	}
}

// enter begins an element.
func (r *quoteReader) enter(n *node) {
	l := level{node: n, mute: r.mute > 0 || isUnseen(n) || r.isQuoted(n)}
	if l.mute {
		r.mute++
		r.open = append(r.open, l)
		return
	}
	l.block = closesParagraph(n.name) || n.name == "li" || n.name == "tr" || n.name == "td"
	if l.block {
		r.flow.breakLine(n.name == "p" || n.name == "blockquote")
	}
	switch role := r.element(n); role {
	case "":
	case RoleText:
		l.deep = true
		r.deep++
	default:
		l.role, l.flow = role, r.flow
		r.aside++
		r.flow = &flow{left: maxQuoteCode}
	}
	if r.deep > 0 && r.lang == "" {
		tag, _ := attribute(n.attrs, "lang")
		r.lang = quotedLang(tag)
	}
	if n.name == "a" {
		href, _ := attribute(n.attrs, "href")
		l.link, l.outer = true, r.flow.href
		r.flow.endLink()
		r.flow.startLink(r.linkOf(href))
	}
	r.open = append(r.open, l)
}

// isQuoted reports whether an element is a piece that the piece quotes, which somebody
// else may have said.
func (r *quoteReader) isQuoted(n *node) bool {
	e := r.pasted.entry
	if n.sight.entry != e || n.sight.kind != NameMark {
		return false
	}
	for i := len(r.open) - 1; i >= 0; i-- {
		if outer := r.open[i].node; outer.sight.entry == e && isInner(outer, n, e) {
			return textIn(r.code[outer.body:n.start])+textIn(r.code[n.end:outer.tail]) > 0
		}
	}
	return false
}

// linkOf returns the address of a link in the quotation; a link to the piece
// itself is none.
func (r *quoteReader) linkOf(href string) string {
	link := quotedHref(href)
	if link != "" {
		if m, ok := r.pasted.catalogue.Recognise(link); ok && m.URL == r.pasted.Match.URL {
			return ""
		}
	}
	return link
}

// leaveTo ends the elements that end before a place, or there.
func (r *quoteReader) leaveTo(at int) {
	for n := len(r.open); n > 0 && r.open[n-1].node.end <= at; n-- {
		r.leave()
	}
}

// leave ends the innermost element.
func (r *quoteReader) leave() {
	l := r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	if l.mute {
		r.mute--
		return
	}
	if l.link {
		r.flow.endLink()
		r.flow.startLink(l.outer)
	}
	if l.role != "" {
		text := r.flow.line()
		r.flow = l.flow
		r.aside--
		r.assign(l.role, text)
	}
	if l.block {
		r.flow.breakLine(l.node.name == "p" || l.node.name == "blockquote")
	}
	if l.deep {
		r.deep--
	}
}

// isUnseen reports whether an element's text is not to be seen, or is no text.
func isUnseen(n *node) bool {
	switch n.name {
	case "script", "style", "svg", "math", "template", "title", "head", "button", "select", "textarea", "noembed",
		"noframes", "xmp", "plaintext", "object", "video", "audio", "canvas":
		return true
	}
	if _, hidden := attribute(n.attrs, "hidden"); hidden {
		return true
	}
	if _, overflow := attribute(n.attrs, "overflow"); overflow {
		return true // what AMP shows when a piece is cut off
	}
	style, _ := attribute(n.attrs, "style")
	style = strings.ReplaceAll(style, " ", "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// isEmoji reports whether the alternative text of a picture stands for a
// character of the text, as emoji do that are drawn as pictures.
func isEmoji(alt string) bool {
	const longest = 64
	if len(alt) > longest || alt == "" {
		return false
	}
	if len(alt) > 2 && alt[0] == ':' && alt[len(alt)-1] == ':' && !strings.ContainsAny(alt[1:len(alt)-1], ": ") {
		return true // one of a server's own
	}
	symbol := false
	for _, r := range alt {
		switch {
		case unicode.In(r, unicode.So, unicode.Sk, unicode.Sm), r == 0x20E3, r == 0x203C, r == 0x2049:
			symbol = true
		case r == 0x200D, r == 0xFE0F, r == 0xFE0E, r >= '0' && r <= '9', r == '#', r == '*', r >= 0xE0020 && r <= 0xE007F, r == utf8.RuneError:
		default:
			return false
		}
	}
	return symbol
}
