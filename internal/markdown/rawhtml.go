package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

// rawElement is an element of pasted HTML that is open.
type rawElement struct {
	name    string // as pasted
	shown   string // as written; empty for one whose tags are left out
	link    opened // of an anchor
	instead []address
}

// enter begins a block or span of ours: pasted HTML within cannot close what
// was opened outside. leave takes what enter returned.
func (w *writer) enter() (floor int) {
	floor, w.floor = w.floor, len(w.raw)
	return floor
}

// leave closes what was opened since enter.
func (w *writer) leave(floor int) {
	w.closeRaw(w.floor)
	w.floor, w.skip = floor, ""
}

// closeRaw closes pasted elements until only n are open.
func (w *writer) closeRaw(n int) {
	for len(w.raw) > n {
		e := w.raw[len(w.raw)-1]
		w.raw = w.raw[:len(w.raw)-1]
		switch {
		case e.name == "a":
			w.closeLink(e.link)
		case e.shown != "":
			w.str("</" + e.shown + ">")
		}
		for _, a := range e.instead {
			w.str(" ")
			w.outsideLink(a, a.host)
		}
	}
}

// rawInline appends pasted HTML that stands within a line.
func (w *writer) rawInline(n *ast.RawHTML) {
	var b []byte
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		b = append(b, segment.Value(w.src)...)
	}
	if w.asText {
		w.verbatim(w.withoutSlots(b))
		return
	}
	w.filter(b, offset(n), false)
}

// htmlBlock appends a block of pasted HTML.
func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	if n == w.until {
		w.until = nil // an embed above holds it
		return
	}
	if w.until != nil {
		return
	}
	b := w.blockCode(n)
	if w.asText {
		w.str("<p>")
		w.verbatim(bytes.TrimSpace(w.withoutSlots(b)))
		w.str("</p>\n")
		return
	}
	if w.codeBelow(n, b) || w.scriptBelow(n, b) {
		return
	}
	w.startText()
	w.filter(b, offset(n), true)
	for len(w.raw) > w.floor && elements[w.raw[len(w.raw)-1].name] == phrasing {
		w.closeRaw(len(w.raw) - 1)
	}
	w.skip = ""
	w.flush()
}

// blockCode gives the lines of a block of pasted HTML.
func (w *writer) blockCode(n *ast.HTMLBlock) (b []byte) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b = append(b, line.Value(w.src)...)
	}
	if n.HasClosure() {
		b = append(b, n.ClosureLine.Value(w.src)...)
	}
	return b
}

// filter appends what may stay of pasted HTML.
func (w *writer) filter(b []byte, at int, block bool) {
	f := filter{writer: w, src: b, at: at, begin: at, block: block}
	masked := b
	if block { // within a line, the parser has found the shortcodes
		masked, f.tags = w.parsing.maskTags(b)
		f.pasted = w.cuts(masked, at)
	}
	z := html.NewTokenizer(bytes.NewReader(masked))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		from := f.at - f.begin
		to := from + len(z.Raw())
		if f.cutsTo(from, to) {
			kind = html.CommentToken // it goes away
		}
		switch kind {
		case html.TextToken:
			if w.skip == "" {
				f.textBetween(from, to)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			f.start(f.startTag(z.Token(), from, to))
		case html.EndTagToken:
			name, _ := z.TagName()
			f.end(string(name))
		}
		f.tagsUntil(to)
		f.at = f.begin + to
	}
}

// skipped looks, within a line, for the end of an element that is left out.
func (w *writer) skipped(n node) {
	raw, ok := n.(*ast.RawHTML)
	if !ok || raw.Segments.Len() == 0 {
		return
	}
	first := raw.Segments.At(0)
	tag := strings.ToLower(string(first.Value(w.src)))
	if strings.HasPrefix(tag, "</"+w.skip) {
		w.skip = ""
	}
}

// filter writes the tags of one stretch of pasted HTML.
type filter struct {
	*writer
	src   []byte
	tags  []rawTag // shortcodes that are still to come
	begin int      // where src begins in the source
	at    int      // where the current tag or text begins in the source
	block bool

	pasted []cut // code of embeds that is still to come
	gone   int   // where the last of it ends in src
}

// end closes the element of that name, if the same block opened it.
func (f *filter) end(name string) {
	if f.skip != "" {
		if name == f.skip {
			f.skip = ""
		}
		return
	}
	for i := len(f.raw) - 1; i >= f.floor && i >= len(f.raw)-maxDepth; i-- {
		if f.raw[i].name == name {
			f.closeRaw(i)
			return
		}
	}
}

// start writes a start tag, or what stands in its place.
func (f *filter) start(t html.Token) {
	if f.skip != "" {
		return
	}
	t.Data = strings.ToLower(t.Data)
	for i := range t.Attr {
		// The address of a link may refer to an article; see openLink.
		if t.Data != "a" || t.Attr[i].Key != "href" {
			t.Attr[i].Val = f.filled(t.Attr[i].Val)
		}
	}
	switch k := elements[t.Data]; k {
	case phrasing, structure:
		f.open(t, k)
	case void:
		f.tag(t.Data, f.kept(t))
	case picture:
		f.picture(t)
	case media:
		f.media(t)
	case source:
		f.source(t)
	case anchor:
		f.anchor(t)
	case frame:
		f.frame(t)
	case removed, removedTag:
		f.remove(t, k)
	default:
		f.unwrap(t)
	}
}

// open writes the start tag of an element that stays.
func (f *filter) open(t html.Token, k kind) {
	f.tangled = f.tangled || k == structure
	f.tag(t.Data, f.kept(t))
	if !isVoid(t.Data) {
		f.raw = append(f.raw, rawElement{name: t.Data, shown: t.Data})
	}
	if t.Data[0] == 'h' && len(t.Data) == 2 {
		f.level = int(t.Data[1] - '0')
	}
}

// unwrap leaves out the tags of an element that we do not know. A first level
// heading becomes one of the second, like those in Markdown.
func (f *filter) unwrap(t html.Token) {
	if t.Data == "h1" {
		f.tangled = true
		f.tag("h2", f.kept(t))
		f.raw = append(f.raw, rawElement{name: "h1", shown: "h2"})
		f.level = 2
		return
	}
	if action := attr(t, "action"); action != "" {
		if a := f.resolve(action); a.reach == outside {
			f.warn(f.at, "a form that sends to "+a.host+" was left out", "link to the page that holds the form")
			return
		}
	}
	f.warn(f.at, "the element <"+t.Data+"> was left out", "write what it is for in Markdown")
}

// remove leaves out an element with its content.
func (f *filter) remove(t html.Token, k kind) {
	address := attr(t, "src")
	if t.Data == "link" {
		address = attr(t, "href")
	}
	if a := f.resolve(address); a.reach == outside {
		f.warn(f.at, "the element <"+t.Data+"> was left out: it would contact "+a.host,
			"write the address of the piece alone on a line, if it is one that can be embedded")
	} else {
		f.warn(f.at, "the element <"+t.Data+"> was left out", "remove it")
	}
	if k == removed && t.Type != html.SelfClosingTagToken {
		f.skip = t.Data
	}
}

// tag writes a start tag with attributes that were looked at.
func (f *filter) tag(name string, attrs []html.Attribute) {
	f.str("<" + name)
	for _, a := range attrs {
		f.str(" " + a.Key + `="`)
		f.buf = appendEscaped(f.buf, a.Val)
		f.str(`"`)
	}
	f.str(">")
}

// kept gives the attributes of an element that may stay.
func (f *filter) kept(t html.Token) []html.Attribute {
	var kept []html.Attribute
	for _, a := range t.Attr {
		switch {
		case seen(kept, a.Key):
			continue // as browsers do
		case a.Key == "id":
			if f.takeID(a.Val) {
				kept = append(kept, a)
			}
		case a.Key == "class":
			if a.Val = usableClass(a.Val); a.Val != "" {
				kept = append(kept, a)
			}
		case a.Key == "preload":
			if a.Val == "none" || a.Val == "metadata" {
				kept = append(kept, a)
			}
		case keeps(t.Data, a.Key):
			kept = append(kept, a)
		case a.Key == "cite":
			if r := f.resolve(a.Val); r.reach == within || r.reach == outside {
				kept = append(kept, html.Attribute{Key: "cite", Val: f.based(r.text)})
			}
		case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
			f.warn(f.at, "the attribute "+quote(a.Key)+" was left out", "use a class and a style sheet of the theme")
		}
	}
	return kept
}

// takeID reports whether an element may have an id, and notes it.
func (f *filter) takeID(id string) bool {
	if !usableID(id) || f.ids[id] > 0 {
		f.warn(f.at, "the id "+quote(id)+" was left out: it is in use or reserved", "choose another")
		return false
	}
	f.claim(id)
	return true
}

func seen(attrs []html.Attribute, key string) bool {
	for _, a := range attrs {
		if a.Key == key {
			return true
		}
	}
	return false
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
