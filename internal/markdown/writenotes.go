package markdown

import "strconv"

// noteRef appends the mark of a footnote. Numbers follow the order in which
// notes are referred to.
func (w *writer) noteRef(n *noteRef) {
	if w.nested { // a caption has no notes
		return
	}
	if n.note.number == 0 {
		w.notes = append(w.notes, n.note)
		n.note.number = len(w.notes)
	}
	digits := strconv.Itoa(n.note.number)
	if w.inLink > 0 { // a link cannot stand within a link
		w.str("<sup>" + digits + "</sup>")
		return
	}
	n.note.refs++
	w.str(`<sup id="` + refID(n.note, n.note.refs) + `"><a href="#fn:` + digits + `" role="doc-noteref" aria-label="`)
	w.buf = appendEscaped(w.buf, number(w.wording.FootnoteRef, n.note.number))
	w.str(`">` + digits + "</a></sup>")
	w.previous = 'x'
}

func refID(n *note, ref int) string {
	id := "fnref:" + strconv.Itoa(n.number)
	if ref > 1 {
		id += ":" + strconv.Itoa(ref)
	}
	return id
}

// writeNotes appends the footnotes that were referred to, also by one another.
func (w *writer) writeNotes() {
	if len(w.notes) == 0 {
		return
	}
	w.closeRaw(0)
	w.outline, w.level = append(w.outline[:0], 2), 2
	w.str(`<section class="footnotes" role="doc-endnotes" aria-labelledby="fn:list"><h2 id="fn:list">`)
	w.buf = appendEscaped(w.buf, w.wording.Footnotes)
	w.str("</h2>\n<ol>\n")
	for i := 0; i < len(w.notes); i++ {
		w.writeNote(w.notes[i])
	}
	w.str("</ol>\n</section>\n")
}

func (w *writer) writeNote(n *note) {
	w.str(`<li id="fn:` + strconv.Itoa(n.number) + `">`)
	floor := w.enter()
	w.blocks(n)
	w.leave(floor)
	// The way back stands in the last paragraph, if that is the last thing.
	const end = "</p>\n"
	inside := len(w.buf) >= len(end) && string(w.buf[len(w.buf)-len(end):]) == end && !w.markedFrom(len(w.buf))
	if inside {
		w.buf = w.buf[:len(w.buf)-len(end)]
	}
	for ref := range n.refs {
		w.str(` <a href="#` + refID(n, ref+1) + `" role="doc-backlink" aria-label="`)
		w.buf = appendEscaped(w.buf, number(w.wording.FootnoteBack, n.number))
		if ref > 0 {
			w.str(" (" + strconv.Itoa(ref+1) + ")")
		}
		w.str(`">↩︎</a>`)
	}
	if inside {
		w.str(end)
	}
	w.str("</li>\n")
}
