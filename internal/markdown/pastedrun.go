package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// codeBelow places the embeds of a provider's code that Markdown takes for several
// blocks: the script that says whose it is, and what says which piece it shows. first
// is the block that is being written, with its code.
func (w *writer) codeBelow(first *ast.HTMLBlock, code []byte) bool {
	if w.nested || first.Parent().Kind() != ast.KindDocument || !hasScript(code) {
		return false
	}
	run := []*ast.HTMLBlock{first}
	for len(run) < maxRun {
		next, ok := run[len(run)-1].NextSibling().(*ast.HTMLBlock)
		if !ok {
			break
		}
		run = append(run, next)
	}
	for ; len(run) > 1; run = run[:len(run)-1] {
		if w.placeRun(run) {
			w.until = run[len(run)-1]
			return true
		}
	}
	return false
}

// placeRun places the embeds of blocks that are nothing but code, and show more
// together than each by itself.
func (w *writer) placeRun(run []*ast.HTMLBlock) bool {
	at, end := offset(run[0]), blockEnd(run[len(run)-1])
	if end <= at || end-at > maxPastedBlock || bytes.Contains(w.src[at:end], []byte("{{")) {
		return false
	}
	code, problems := w.src[at:end], len(w.problems)
	apart := 0
	for _, block := range run {
		apart += embedsIn(w.cuts(w.blockCode(block), offset(block)))
	}
	w.problems = w.problems[:problems]
	list := w.cuts(code, at)
	if embedsIn(list) <= apart || !coverAll(code, list) {
		w.problems = w.problems[:problems]
		return false
	}
	for i := range list {
		if c := &list[i]; c.match.Provider != nil {
			w.place(w.embedCut(c, at+c.Start))
		}
	}
	return true
}

// embedsIn counts the embeds of known providers.
func embedsIn(list []cut) (n int) {
	for i := range list {
		if m := &list[i].match; m.Provider != nil && m.Packed() == "" {
			n++
		}
	}
	return n
}

// blockEnd returns where a block of HTML ends in the source.
func blockEnd(n *ast.HTMLBlock) int {
	if n.HasClosure() {
		return n.ClosureLine.Stop
	}
	if lines := n.Lines(); lines.Len() > 0 {
		return lines.At(lines.Len() - 1).Stop
	}
	return 0
}
