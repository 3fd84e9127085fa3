package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/gatefold/gatefold/internal/article"
)

type node = ast.Node

// writer makes the body of one article. It walks the tree once and appends
// HTML to buf; where a figure, an embed or a reference stands, it leaves a
// mark.
type writer struct {
	c        *Converter
	in       *Input
	wording  words
	original []byte // the source, readable
	src      []byte // the same with placeholders for slots
	slots    []slot
	parsing  parsing

	buf   []byte
	marks []mark

	problems []*article.Problem
	lines    lineCounter

	outline []int8         // levels of the headings above, as written
	level   int            // of the last heading, as shown; 1 for the headline
	ids     map[string]int // ids in use; the number is for the next of that name
	tables  int
	notes   []*note         // in the order of reference
	waiting []article.Piece // that stand within a line; they follow its block

	// State of the text within a block.
	previous  rune // the last character, for quotation marks
	doubles   int  // open double quotation marks
	singles   int
	inWord    bool
	words     int
	plain     []byte // the beginning of the prose
	prose     bool   // what is being written belongs to it
	quoted    int    // quotations that are open
	inLink    int    // links that are open
	outside   bool
	colouring int // bytes of code that were coloured

	nested     bool // within a caption
	nestedLine int  // the line of the file where it stands

	// State of raw HTML; see rawhtml.go.
	raw     []rawElement
	floor   int // elements below belong to a block around this one
	skip    string
	tangled bool
	asText  bool
	until   *ast.HTMLBlock // the last block of a script's code; nil outside one
}

// mark is a piece that stands at a place in the HTML.
type mark struct {
	at    int
	piece article.Piece
}

func (w *writer) begin(c *Converter, in *Input) {
	w.c, w.in = c, in
	w.wording.use(in.Wording)
	w.problems = nil
	w.lines = lineCounter{}
	w.restart()
}

// restart forgets what was written.
func (w *writer) restart() {
	w.buf, w.marks, w.plain = w.buf[:0], w.marks[:0], w.plain[:0]
	w.outline, w.level, w.tables = w.outline[:0], 1, 0
	clear(w.ids)
	for _, n := range w.notes {
		n.number, n.refs = 0, 0
	}
	w.notes, w.waiting = w.notes[:0], w.waiting[:0]
	w.words, w.inLink, w.outside, w.prose, w.quoted = 0, 0, false, false, 0
	w.colouring = 0
	w.raw, w.floor, w.skip = w.raw[:0], 0, ""
	w.tangled, w.asText, w.until = false, false, nil
	w.startText()
}

// end lets go of everything that belongs to the article.
func (w *writer) end() {
	const keep = 256 << 10 // bytes; do not hold on to a monster's buffers
	if cap(w.buf) > keep {
		w.buf = nil
	}
	clear(w.marks[:cap(w.marks)])
	clear(w.notes[:cap(w.notes)])
	clear(w.waiting[:cap(w.waiting)])
	w.notes = w.notes[:0]
	w.in, w.original, w.src, w.slots, w.problems = nil, nil, nil, nil, nil
	w.parsing = parsing{}
	if len(w.ids) > 100 {
		w.ids = nil
	}
}

// write appends the whole document.
func (w *writer) write(root node) {
	w.blocks(root)
	w.writeNotes()
	w.closeRaw(0)
	w.flush()
}

// finish cuts the buffer at the marks. All stretches share one string.
func (w *writer) finish() article.Body {
	all := string(w.buf)
	pieces := make([]article.Piece, 0, 2*len(w.marks)+1)
	from := 0
	for i := range w.marks {
		if m := &w.marks[i]; m.at > from {
			pieces = append(pieces, article.Piece{HTML: all[from:m.at]})
			from = m.at
		}
		pieces = append(pieces, w.marks[i].piece)
	}
	if from < len(all) {
		pieces = append(pieces, article.Piece{HTML: all[from:]})
	}
	return article.Body{Pieces: pieces, Words: w.words, Text: w.beginning(), Outside: w.outside}
}

// place puts a piece at the end of what is written.
func (w *writer) place(p article.Piece) {
	w.marks = append(w.marks, mark{len(w.buf), p})
}

// wait keeps a piece until the block that is being written is closed.
func (w *writer) wait(p article.Piece) { w.waiting = append(w.waiting, p) }

// flush places the pieces that waited.
func (w *writer) flush() {
	for _, p := range w.waiting {
		w.place(p)
	}
	w.waiting = w.waiting[:0]
}

func (w *writer) str(s string) { w.buf = append(w.buf, s...) }

// problem reports an error at an offset of the source; 0 and below mean the
// whole file.
func (w *writer) problem(at int, message, remedy string) *article.Problem {
	return w.report(at, message, remedy, false)
}

// warn reports something the article can be shown with all the same.
func (w *writer) warn(at int, message, remedy string) {
	w.report(at, message, remedy, true)
}

func (w *writer) report(at int, message, remedy string, warning bool) *article.Problem {
	p := &article.Problem{File: w.in.File, Message: message, Remedy: remedy, Warning: warning}
	if len(w.problems) > maxProblems {
		return p
	}
	p.Line = w.line(at)
	if len(w.problems) == maxProblems {
		p.Message, p.Remedy = "there are more problems than these", "put the first ones right and look again"
	}
	w.problems = append(w.problems, p)
	return p
}

// sorted gives the problems in the order of the lines.
func (w *writer) sorted() []*article.Problem {
	slices.SortStableFunc(w.problems, func(a, b *article.Problem) int { return a.Line - b.Line })
	return w.problems
}
