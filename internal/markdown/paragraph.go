package markdown

import "github.com/yuin/goldmark/ast"

// paragraph appends a paragraph, or the text of a tight list item, which has
// no tags. Pictures that make up all of it become figures, an address alone on
// a line becomes an embed; the text around it then stands in paragraphs of its
// own.
func (w *writer) paragraph(n node, open, end string) {
	if onlyPictures(n) {
		inTerm := open == "<dt>" // in which a figure may stand, instead of which it may not
		if inTerm {
			w.str(open)
		}
		w.figures(n)
		if inTerm {
			w.str(end)
		}
		return
	}
	p := paragraphWriter{writer: w, open: open, end: end}
	p.begin()
	prose := w.prose
	w.prose = w.quoted == 0 // descriptions are made of what the author says
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if link, ok := c.(*ast.AutoLink); ok && aloneOnLine(c) {
			if piece, ok := w.embedOf(link); ok {
				p.finish()
				w.place(piece)
				p.begin()
				if after := c.NextSibling(); after != nil {
					c = after // the end of the address's line
				}
				continue
			}
		}
		c = w.inline(c)
	}
	p.finish()
	w.endPlain()
	w.prose = prose
	w.flush()
}

// paragraphWriter opens and closes a paragraph, more than once if need be.
type paragraphWriter struct {
	*writer
	open, end string
	start     int // of the opening tag
	floor     int
}

func (p *paragraphWriter) begin() {
	p.start = len(p.buf)
	p.str(p.open)
	p.startText()
	p.floor = p.enter()
}

// finish closes the paragraph, or takes it back if nothing is in it.
func (p *paragraphWriter) finish() {
	p.leave(p.floor)
	content := p.start + len(p.open)
	trimmed := len(p.buf)
	for trimmed > content && (p.buf[trimmed-1] == '\n' || p.buf[trimmed-1] == ' ') {
		trimmed--
	}
	p.buf = p.buf[:trimmed]
	if trimmed == content && p.open != "<dt>" && !p.markedFrom(p.start+1) {
		p.buf = p.buf[:p.start]
		return
	}
	p.str(p.end)
}

// markedFrom reports whether a piece stands behind an offset of the buffer.
func (w *writer) markedFrom(at int) bool {
	return len(w.marks) > 0 && w.marks[len(w.marks)-1].at >= at
}

// aloneOnLine reports whether a node is all that stands on its line.
func aloneOnLine(n node) bool {
	return endsLine(n.PreviousSibling()) && startsLine(n.NextSibling())
}

// endsLine reports whether a node that precedes another ends its line.
func endsLine(n node) bool {
	switch n := n.(type) {
	case nil:
		return true
	case *ast.Text:
		return n.SoftLineBreak() || n.HardLineBreak()
	}
	return false
}

// startsLine reports whether a node that follows another holds only the end of
// their line.
func startsLine(n node) bool {
	switch n := n.(type) {
	case nil:
		return true
	case *ast.Text:
		return n.Segment.IsEmpty() && (n.SoftLineBreak() || n.HardLineBreak() || n.NextSibling() == nil)
	}
	return false
}

// onlyPictures reports whether a block holds nothing but pictures, linked or
// not, each with its attributes.
func onlyPictures(n node) bool {
	found := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			found = true
		case *ast.Link:
			if pictureIn(c) == nil {
				return false
			}
			found = true
		case *ast.Text:
			if !c.Segment.IsEmpty() {
				return false
			}
		case *braced:
		default:
			return false
		}
	}
	return found
}

// pictureIn gives the picture that is all of a link's text, or nil.
func pictureIn(n *ast.Link) *ast.Image {
	image, ok := n.FirstChild().(*ast.Image)
	if !ok || n.LastChild() != n.FirstChild() {
		return nil
	}
	return image
}
