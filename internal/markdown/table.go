package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// table appends a table within a region that scrolls sideways where the page
// is narrow. The region can be reached with the keyboard and has a name.
func (w *writer) table(n *east.Table) {
	w.tables++
	w.str(`<div class="scroll" role="region" tabindex="0" aria-label="`)
	w.buf = appendEscaped(w.buf, number(w.wording.Table, w.tables))
	w.str("\"><table>\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == east.KindTableHeader {
			w.str("<thead>\n")
			w.row(row, "th")
			w.str("</thead>\n")
			continue
		}
		if !body {
			w.str("<tbody>\n")
			body = true
		}
		w.row(row, "td")
	}
	if body {
		w.str("</tbody>\n")
	}
	w.str("</table></div>\n")
}

func (w *writer) row(n node, cell string) {
	w.str("<tr>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		tag := cell
		if c.FirstChild() == nil {
			tag = "td" // a header that says nothing heads nothing
		}
		w.cell(c, tag)
	}
	w.str("</tr>\n")
}

func (w *writer) cell(n node, tag string) {
	w.str("<" + tag)
	if tag == "th" {
		w.str(` scope="col"`)
	}
	if cell, ok := n.(*east.TableCell); ok {
		switch cell.Alignment {
		case east.AlignLeft:
			w.str(` class="left"`)
		case east.AlignCenter:
			w.str(` class="center"`)
		case east.AlignRight:
			w.str(` class="right"`)
		}
	}
	w.str(">")
	w.startText()
	floor := w.enter()
	w.cellContent(n)
	w.leave(floor)
	w.flush()
	w.str("</" + tag + ">")
}

// cellContent appends the text of a cell; an address alone in it becomes an
// embed.
func (w *writer) cellContent(n node) {
	if link, ok := n.FirstChild().(*ast.AutoLink); ok && startsLine(link.NextSibling()) {
		if piece, ok := w.embedOf(link); ok {
			w.place(piece)
			return
		}
	}
	w.inlines(n)
}
