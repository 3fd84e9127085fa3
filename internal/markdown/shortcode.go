package markdown

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/spelling"
)

// shortcodeBlock appends what a shortcode alone on its line stands for.
func (w *writer) shortcodeBlock(n *shortcodeBlock) {
	t := &n.tag
	switch {
	case t.closing: // of something that was not understood
	case t.name == "highlight" && n.Lines().Len() > 0:
		w.code(w.unescaped(w.linesOf(n)), t.get("lang", 0))
	default:
		w.shortcode(t, true)
	}
}

// inlineShortcode appends what a shortcode within a line stands for.
func (w *writer) inlineShortcode(n *shortcodeInline) {
	switch t := &n.tag; {
	case t.literal != nil:
		w.verbatim(w.restored(t.literal))
	case t.closing:
	default:
		w.shortcode(t, false)
	}
}

// shortcode appends a shortcode that holds nothing. Within a line, what makes
// a block of its own waits for the end of the line's block.
func (w *writer) shortcode(t *tag, block bool) {
	make, isEmbed := embedTags[t.name]
	switch {
	case w.nested:
		w.unknown(t, block, "a shortcode cannot stand here", "put it on a line of its own")
	case t.name == "figure":
		w.figure(w.figureTag(t), block)
	case isEmbed:
		piece, ok := w.embed(make(t), w.filled(t.get("title", -1)), t.pos)
		if !ok {
			w.unknown(t, block, "the "+t.name+" shortcode names nothing that can be embedded",
				"check its id, or write the address of the piece alone on a line")
			return
		}
		w.placeOrWait(piece, block)
	case t.name == "qr":
		w.unknown(t, block, "the qr shortcode is not supported", "add the code as a picture")
	case t.name == "highlight" || t.name == "details":
		w.unknown(t, block, "the "+t.name+" shortcode is not closed on a line of its own",
			"put {{< /"+t.name+" >}} on a line of its own behind its text")
	case t.name == "param":
		w.verbatim([]byte(w.param(t)))
	default:
		w.unknown(t, block, "the shortcode "+quote(t.name)+" is not known; what it encloses is shown without it",
			likelyTag(t.name)+"remove it, or write what it stands for in Markdown")
	}
}

// likelyTag asks after the shortcode that was probably meant, or says nothing.
func likelyTag(name string) string {
	known := slices.AppendSeq([]string{"figure", "highlight", "details", "param"}, maps.Keys(embedTags))
	slices.Sort(known)
	if best, edits := spelling.Nearest(name, known); edits <= 2 && 2*edits < len(name) {
		return fmt.Sprintf("did you mean %q? Or ", best)
	}
	return ""
}

func (w *writer) placeOrWait(p article.Piece, block bool) {
	if block {
		w.place(p)
	} else {
		w.wait(p)
	}
}

// unknown reports a shortcode that means nothing to us and leaves a sign of it
// that the page shows in previews only.
func (w *writer) unknown(t *tag, block bool, message, remedy string) {
	w.warn(t.pos, message, remedy)
	element := "span"
	if block {
		element = "p"
	}
	w.str("<" + element + ` class="gf-unknown">{{&lt; `)
	w.buf = appendEscaped(w.buf, t.name)
	for i := range t.args {
		w.str(" ")
		if t.args[i].key != "" {
			w.buf = appendEscaped(w.buf, t.args[i].key+"=")
		}
		w.buf = appendEscaped(w.buf, quoteValue(w.filled(t.args[i].value)))
	}
	w.str(" &gt;}}</" + element + ">")
	if block {
		w.str("\n")
	}
}

// quoteValue shows an argument as one could write it.
func quoteValue(s string) string {
	if s != "" && !strings.ContainsAny(s, " \t\n\"`") {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"`
}
