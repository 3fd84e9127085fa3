package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/article"
)

// Pasted HTML passes the filter tag by tag, and yet a browser may make
// something else of it than its tags say: it closes paragraphs and list items
// on its own, moves what is wrong in a table before it, and copies what
// crosses. Then an end tag of ours could close an element of the page around
// the article. So the whole body is read as a browser would read it and written
// out again, until that changes nothing more: such a text means the same to
// whoever reads it.

// Bounds of untangle: the size of a body with pasted HTML, in bytes, and how
// often it is read. One reading is enough for all that people write.
const (
	maxTangled  = 2 << 20
	maxReadings = 5
)

// Marks within the text that is read: a figure like those that the page will
// write in its place, and an address that no author can give.
const (
	standIn     = `<figure data-gf="`
	standInEnd  = `"></figure>`
	standInHref = "gf-ref:"
)

// untangle puts the body in order. It reports false if it cannot.
func (w *writer) untangle() bool {
	if len(w.buf) > maxTangled {
		return false
	}
	text := w.withStandIns()
	limit := 2*len(text) + 64<<10
	for range maxReadings {
		ordered, ok := reorder(text)
		if !ok || len(ordered) > limit {
			return false
		}
		if ordered == text {
			return w.takeStandIns(text)
		}
		text = ordered
	}
	return false
}

// withStandIns gives the body with a stand-in at each mark.
func (w *writer) withStandIns() string {
	var b strings.Builder
	from := 0
	for i, m := range w.marks {
		b.Write(w.buf[from:m.at])
		from = m.at
		if m.piece.Ref != nil {
			b.WriteString(standInHref + strconv.Itoa(i))
		} else {
			b.WriteString(standIn + strconv.Itoa(i) + standInEnd)
		}
	}
	b.Write(w.buf[from:])
	return b.String()
}

// takeStandIns makes buffer and marks of an ordered body. It reports false if
// a piece is missing or doubled.
func (w *writer) takeStandIns(text string) bool {
	pieces := make([]article.Piece, len(w.marks))
	left := 0
	for i, m := range w.marks {
		pieces[i] = m.piece
		if m.piece.Ref == nil {
			left++
		}
	}
	w.buf, w.marks = w.buf[:0], w.marks[:0]
	const href = `href="` + standInHref
	for text != "" {
		i := indexEither(text, standIn, href)
		if i < 0 {
			break
		}
		isRef := strings.HasPrefix(text[i:], href)
		if isRef {
			i += len(`href="`)
		}
		w.str(text[:i])
		text = text[i:]
		digits, rest, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(text, standIn), standInHref), `"`)
		number, err := strconv.Atoi(digits)
		if err != nil || number >= len(pieces) || (pieces[number].Ref != nil) != isRef {
			return false
		}
		w.place(pieces[number])
		if isRef {
			text = `"` + rest
			continue
		}
		left--
		if text, _ = strings.CutPrefix(rest, standInEnd[1:]); len(text) == len(rest) {
			return false
		}
	}
	w.str(text)
	return left == 0
}

// indexEither finds the first of two texts.
func indexEither(s, a, b string) int {
	i, j := strings.Index(s, a), strings.Index(s, b)
	if i < 0 || j >= 0 && j < i {
		return j
	}
	return i
}

// reorder reads HTML as a browser reads what stands within a div, and writes
// what it understood.
func reorder(text string) (string, bool) {
	context := &html.Node{Type: html.ElementNode, DataAtom: atom.Div, Data: "div"}
	nodes, err := html.ParseFragment(strings.NewReader(text), context)
	if err != nil {
		return "", false // too deep
	}
	s := serialiser{ids: map[string]bool{}}
	s.buf.Grow(len(text))
	for _, n := range nodes {
		s.node(n)
	}
	return s.buf.String(), true
}

// serialiser writes a tree so that every character means itself.
type serialiser struct {
	buf bytes.Buffer
	ids map[string]bool
}

func (s *serialiser) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		s.text(n)
	case html.ElementNode:
		// What stands for a gate or a figure cannot be part of a link.
		if n.Data == "a" && holdsStandIn(n) {
			s.children(n)
			return
		}
		s.element(n)
	}
}

func (s *serialiser) text(n *html.Node) {
	if n.Parent != nil && n.Parent.Data == "pre" && n.PrevSibling == nil && strings.HasPrefix(n.Data, "\n") {
		s.buf.WriteByte('\n') // readers drop the first
	}
	s.escaped(n.Data)
}

func (s *serialiser) element(n *html.Node) {
	if !isShown(n.Data) || n.Namespace != "" {
		s.children(n)
		return
	}
	s.buf.WriteString("<" + n.Data)
	for _, a := range n.Attr {
		if a.Key == "id" {
			if s.ids[a.Val] { // of an element that reading copied
				continue
			}
			s.ids[a.Val] = true
		}
		s.buf.WriteString(" " + a.Key + `="`)
		s.escaped(a.Val)
		s.buf.WriteByte('"')
	}
	s.buf.WriteByte('>')
	if isVoid(n.Data) {
		return
	}
	s.children(n)
	s.buf.WriteString("</" + n.Data + ">")
}

func (s *serialiser) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.node(c)
	}
}

func (s *serialiser) escaped(text string) {
	s.buf.Write(appendEscaped(s.buf.AvailableBuffer(), text))
}

// holdsStandIn reports whether a piece stands somewhere within a node.
func holdsStandIn(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type != html.ElementNode || c.Data != "figure" {
			continue
		}
		for _, a := range c.Attr {
			if a.Key == "data-gf" {
				return true
			}
		}
	}
	return false
}
