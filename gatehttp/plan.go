package gatehttp

import (
	"errors"
	"net/http"
	"strings"
)

// errPart says that a page would begin, or end, in the middle.
var errPart = errors.New("the answer is a part of a page, and nobody asked for one")

// plan decides what becomes of an answer, when its status and headers are known.
func (w *writer) plan() {
	if w.door.o.ReportOnly {
		w.planWatch()
		return
	}
	d, h := w.door, w.header
	if w.status == http.StatusSwitchingProtocols {
		w.send()
		return
	}
	w.found = d.clean(w.from, h)
	sayPlainly(h)
	kind, charset := classOf(h)
	body := hasBody(w.asked.r.Method, w.status)
	switch {
	case w.status == http.StatusNotFound && d.standsIn(w.asked.r):
		w.spoil(errOwn)
	case w.before != nil && kind != page && kind != xhtml && kind != walled && kind != unknown:
		w.silent = true // the first answer was right: the copy that the reader has is no page
		w.sendBefore()
	case w.status == http.StatusNotModified:
		w.planNotModified(kind)
	case w.status == http.StatusPartialContent && kind != other && w.asked.r.Header.Get("Range") != "":
		w.spoil(errAgain)
	case w.status == http.StatusPartialContent && body && kind != other && kind != walled && !isDownload(h):
		w.spoil(errPart)
	case kind == other, isDownload(h) && kind != unknown:
		w.planPass()
	case kind == walled:
		w.wall(charset)
		w.planPass()
	case body:
		w.planPage(kind, charset)
	case kind == page || kind == xhtml:
		w.changeHeaders(kind, charset, packedAs(h))
		w.send()
	default:
		w.planPass()
	}
}

// sayPlainly has a Content-Type header say what was read in it, so that no browser reads
// something else.
func sayPlainly(h http.Header) {
	values := h["Content-Type"]
	t := readType(values)
	switch {
	case t.again != "":
		h["Content-Type"] = []string{t.again}
	case len(values) > 0 && classOfType(t.name) == unknown && isNoSniff(h):
		h["Content-Type"] = []string{"text/plain"} // what it is may not be guessed (MIME Sniffing, section 7)
	}
}

// planPass lets an answer through.
func (w *writer) planPass() { w.send() }

// wall gives an answer the policy of a page, without which it could do what pages
// do not.
func (w *writer) wall(charset string) {
	if policies := w.door.o.Rewriter.Policies(w.pageOf(charset)); len(policies) > 0 {
		w.header["Content-Security-Policy"] = policies
	}
}

// planNotModified passes on that a copy is still good if it is one of ours, or of
// something that is no page. Headers of a 304 take the place of those of the
// copy, so a policy that is not sent anew stays the one that it has.
func (w *writer) planNotModified(kind class) {
	h := w.header
	switch {
	case w.asked.conditions.isOurs(h):
		if len(h["Content-Security-Policy"]) > 0 {
			w.wall("")
		}
		w.door.mark(h)
		w.send()
	case kind == other && len(h["Content-Type"]) > 0, !isForPage(w.asked.r):
		w.send()
	default:
		w.spoil(errAgain)
	}
}

// sendBefore gives the client the first answer after all.
func (w *writer) sendBefore() {
	w.status, w.header = w.before.status, w.before.header
	w.send()
	w.stop()
}

// planPage sets up what a page runs through.
func (w *writer) planPage(kind class, charset string) {
	codings, err := codingsOf(w.header["Content-Encoding"])
	if err != nil {
		w.spoil(err)
		return
	}
	w.body = newPipeline(w, kind, charset, codings)
}

// planWatch lets an answer through, unchanged, and looks at it if it is a page.
func (w *writer) planWatch() {
	kind, charset := classOf(w.header)
	w.send()
	if (kind == page || kind == xhtml) && hasBody(w.asked.r.Method, w.status) && w.status != http.StatusPartialContent && !isDownload(w.header) {
		if codings, err := codingsOf(w.header["Content-Encoding"]); err == nil {
			w.body = newWatcher(w, kind, charset, codings)
		}
	}
}

// packedAs names the coding that an answer has, for answers without content.
func packedAs(h http.Header) string {
	codings, err := codingsOf(h["Content-Encoding"])
	if err != nil || len(codings) == 0 {
		return ""
	}
	return codings[len(codings)-1]
}

// gone are headers that say something about the bytes of the handler's page.
var gone = [...]string{"Content-Length", "Content-Range", "Content-Md5", "Digest", "Content-Digest", "Repr-Digest", "Unencoded-Digest", "Content-Encoding"}

// changeHeaders makes the headers of a page those of the changed page.
func (w *writer) changeHeaders(kind class, charset, coding string) {
	h := w.header
	for _, name := range gone {
		delete(h, name)
	}
	h["Accept-Ranges"] = []string{"none"}
	if coding != "" {
		h["Content-Encoding"] = []string{coding}
		if !mentions(h["Vary"], "accept-encoding") {
			h.Add("Vary", "Accept-Encoding")
		}
	}
	w.door.mark(h)
	w.wall(charset)
	if kind == xhtml {
		h["Content-Type"] = []string{"text/html; charset=utf-8"}
	}
}

// mentions says whether lists have a word, or "*".
func mentions(lists []string, lower string) bool {
	for _, l := range lists {
		for word := range strings.SplitSeq(l, ",") {
			if word = strings.TrimSpace(word); word == "*" || strings.EqualFold(word, lower) {
				return true
			}
		}
	}
	return false
}
