package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// inlines appends the children of a node within a line.
func (w *writer) inlines(parent node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		c = w.inline(c)
	}
}

// inline appends one node within a line. It returns the last one that it
// wrote: text that the parser left in several pieces is written as one.
func (w *writer) inline(n node) node {
	if w.skip != "" {
		w.skipped(n)
		return n
	}
	if t, ok := n.(*ast.Text); ok {
		return w.textNode(t)
	}
	w.element(n)
	return n
}

func (w *writer) element(n node) {
	switch n := n.(type) {
	case *ast.Link:
		w.link(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			w.wrapped("<strong>", n, "</strong>")
		} else {
			w.wrapped("<em>", n, "</em>")
		}
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.Image:
		w.inlineImage(n)
	case *ast.RawHTML:
		w.rawInline(n)
	case *ast.String:
		w.buf = appendEscaped(w.buf, n.Value)
	case *east.Strikethrough:
		w.wrapped("<del>", n, "</del>")
	case *east.TaskCheckBox:
		w.checkBox(n)
	case *noteRef:
		w.noteRef(n)
	case *shortcodeInline:
		w.inlineShortcode(n)
	}
}

// wrapped appends the children of a node between two tags. Raw HTML that was
// opened within ends with it.
func (w *writer) wrapped(open string, n node, end string) {
	w.str(open)
	floor := w.enter()
	w.inlines(n)
	w.leave(floor)
	w.str(end)
}

// textNode appends a text and what follows it without anything between.
func (w *writer) textNode(n *ast.Text) node {
	segment := n.Segment
	for {
		next, ok := n.NextSibling().(*ast.Text)
		if !ok || n.SoftLineBreak() || n.HardLineBreak() || next.Segment.Start != segment.Stop || next.IsRaw() != n.IsRaw() {
			break
		}
		n, segment.Stop = next, next.Segment.Stop
	}
	if n.IsRaw() {
		w.verbatim(segment.Value(w.original))
	} else {
		w.slotted(segment.Value(w.src), w.src[segment.Stop:])
	}
	switch {
	case n.HardLineBreak():
		w.str("<br>\n")
	case n.SoftLineBreak():
		w.str("\n")
	default:
		return n
	}
	w.previous, w.inWord = ' ', false
	w.addPlain([]byte{' '})
	return n
}

// verbatim appends text that means nothing but itself.
func (w *writer) verbatim(b []byte) {
	w.buf = appendEscaped(w.buf, b)
	w.addPlain(b)
	if len(b) > 0 {
		w.words += len(bytes.Fields(b))
		w.previous, w.inWord = 'x', true
	}
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.str("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		value := w.unescaped(t.Segment.Value(w.original))
		if bytes.HasSuffix(value, []byte("\n")) {
			w.verbatim(value[:len(value)-1])
			w.str(" ")
			continue
		}
		w.verbatim(value)
	}
	w.str("</code>")
}

func (w *writer) checkBox(n *east.TaskCheckBox) {
	mark, name := "☐", w.wording.Open
	if n.IsChecked {
		mark, name = "☑", w.wording.Done
	}
	w.str(`<span class="task" role="img" aria-label="`)
	w.buf = appendEscaped(w.buf, name)
	w.str(`">`)
	w.str(mark)
	w.str("</span> ")
}
