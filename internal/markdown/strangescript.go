package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/provider"
)

// maxFallback is how much text code may hold, in bytes, and still be one piece:
// what stands there until the script has run. Longer text is the article's.
const maxFallback = 300

// script finds out whether all of a fragment is one piece that an unknown script
// shows: the script, the place that it fills, perhaps a style sheet and a few
// words in the meantime. The script needs its neighbours, so all of it goes into
// the embed document.
func (w *writer) script(code string, at int, found []provider.Pasted) (cut, bool) {
	first := -1
	for i := range found {
		p := &found[i]
		a := w.resolve(p.Address)
		_, tracker := w.c.catalogue.Tracker(a.host, "/")
		switch {
		case p.Known(), tracker, p.Kind != provider.ScriptMark && p.Kind != provider.StyleMark:
			return cut{}, false
		case p.Kind == provider.ScriptMark && p.Host != "" && a.reach == outside && first < 0:
			first = i
		}
	}
	if first < 0 || !isFallback(code) {
		return cut{}, false
	}
	s := provider.Stranger{Kind: provider.StrangeScript, Address: found[first].Address, Code: strings.TrimSpace(code)}
	m, ok := s.Match()
	if !ok {
		return cut{}, false
	}
	w.warn(at+found[first].Start, "the script of "+m.Provider.Name+" "+strange, ownAddress)
	return cut{Extent: provider.Extent{End: len(code)}, match: m}, true
}

// maxRun is how many blocks of HTML in a row are looked at for a script's code.
const maxRun = 4

// scriptBelow places the embed of code that Markdown takes for several blocks: a
// script ends its own block, and so does an empty line. first is the block that
// is being written, with its code.
func (w *writer) scriptBelow(first *ast.HTMLBlock, code []byte) bool {
	last := first
	run := code
	for range maxRun - 1 {
		next, ok := last.NextSibling().(*ast.HTMLBlock)
		if !ok || w.nested {
			break
		}
		last = next
		run = append(append(run[:len(run):len(run)], '\n'), w.blockCode(next)...)
	}
	if last == first || !bytes.Contains(bytes.ToLower(run), []byte("<script")) {
		return false
	}
	found, err := w.c.catalogue.Paste(string(run))
	if err != nil {
		return false
	}
	c, ok := w.script(string(run), offset(first), found)
	if !ok {
		return false
	}
	w.until = last
	w.place(w.embedCut(&c, offset(first)))
	return true
}

// isFallback reports whether code holds no more text than a script's place may,
// and no heading.
func isFallback(code string) bool {
	z := html.NewTokenizer(strings.NewReader(code))
	text, hidden := 0, ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return text <= maxFallback
		case html.TextToken:
			if hidden == "" {
				text += len(strings.TrimSpace(string(z.Raw())))
			}
		case html.StartTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "script", "style", "noscript":
				hidden = string(name)
			case "h1", "h2", "h3", "h4", "h5", "h6", "table", "article", "img", "video", "audio":
				return false
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == hidden {
				hidden = ""
			}
		}
	}
}
