package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// lineCounter counts the lines up to an offset, from where it counted last:
// offsets mostly grow, and articles may have very many embeds.
type lineCounter struct{ at, lines int }

// line gives the line of the file in which an offset of the source stands; 0
// for an offset below 0.
func (w *writer) line(at int) int {
	switch {
	case at < 0:
		return 0
	case w.nested:
		return w.nestedLine
	}
	at = min(at, len(w.src))
	if at < w.lines.at {
		w.lines = lineCounter{}
	}
	w.lines.lines += bytes.Count(w.src[w.lines.at:at], []byte{'\n'})
	w.lines.at = at
	return max(w.in.FirstLine, 1) + w.lines.lines
}

// offset tells where in the source a node begins. Nodes that do not know are
// found by their text, or by that of the block around them.
func offset(n node) int {
	for ; n != nil; n = n.Parent() {
		if at := n.Pos(); at >= 0 && n.Kind() != ast.KindDocument {
			return at
		}
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
	}
	return 0
}
