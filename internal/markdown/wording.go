package markdown

import (
	"strconv"
	"strings"
)

// english is the wording of a caller that gives none.
var english = Wording{
	External:     "external",
	Footnotes:    "Footnotes",
	FootnoteRef:  "Footnote {n}",
	FootnoteBack: "Back to reference {n}",
	Table:        "Table {n}",
	Done:         "Done",
	Open:         "Not done",
	Details:      "Details",
}

// words is a wording made ready for HTML.
type words struct {
	Wording
	external string // what follows the text of a link
}

// use makes a wording ready. A writer is used for many articles in one
// language, so it mostly has it already.
func (w *words) use(wording *Wording) {
	if wording == nil {
		wording = &english
	}
	if w.Wording != *wording || w.external == "" {
		w.Wording = *wording
		w.external = `<span class="ext"> (` + escape(wording.External) + `)</span>`
	}
}

// number puts n into a text of the wording.
func number(text string, n int) string {
	digits := strconv.Itoa(n)
	if strings.Contains(text, "{n}") {
		return strings.ReplaceAll(text, "{n}", digits)
	}
	return strings.TrimSpace(text + " " + digits)
}
