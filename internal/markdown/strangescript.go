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
	if w.nested || !mayHold(code) && !isMute(code) {
		return false
	}
	last, run := first, code
	for range maxRun - 1 {
		next, ok := last.NextSibling().(*ast.HTMLBlock)
		if !ok {
			break
		}
		more := w.blockCode(next)
		if !isMute(more) {
			break
		}
		last = next
		run = append(append(run[:len(run):len(run)], '\n'), more...)
	}
	if last == first || !hasScript(run) {
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

func hasScript(code []byte) bool { return bytes.Contains(bytes.ToLower(code), []byte("<script")) }

// isMute reports whether code shows nothing without a script.
func isMute(code []byte) bool {
	n, plain := visible(string(code))
	return n == 0 && plain
}

// mayHold reports whether code is the place of a script with words in it for the
// meantime: an element that bears a name.
func mayHold(code []byte) bool {
	t, ok := firstTag(strings.TrimSpace(string(code)))
	if !ok || !isFallback(string(code)) {
		return false
	}
	for _, a := range t.Attr {
		if a.Key == "id" || a.Key == "class" || strings.HasPrefix(a.Key, "data-") {
			return true
		}
	}
	return false
}

// isFallback reports whether code holds no more text than a script's place may,
// and nothing else that is shown.
func isFallback(code string) bool {
	n, plain := visible(code)
	return n <= maxFallback && plain
}

// visible counts the bytes of text that code shows without a script. It reports
// false where there is more than text to see.
func visible(code string) (text int, plain bool) {
	z := html.NewTokenizer(strings.NewReader(code))
	hidden := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return text, true
		case html.TextToken:
			if hidden == "" {
				text += len(strings.TrimSpace(string(z.Raw())))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "script", "style", "noscript":
				hidden = string(name)
			case "h1", "h2", "h3", "h4", "h5", "h6", "table", "article", "img", "video", "audio", "iframe", "hr", "input", "button":
				return text, false
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == hidden {
				hidden = ""
			}
		}
	}
}
