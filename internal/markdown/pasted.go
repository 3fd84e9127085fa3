package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// cut is a stretch of pasted HTML that goes away: the code of an embed, which
// takes its place, or what belongs to one.
type cut struct {
	provider.Extent
	match provider.Match // the embed; no provider for what only goes away
	title string
	said  *gate.Snapshot // what its code says that it said; may be nil
	small bool           // a picture, which stays a link within text
}

// cuts finds the embeds in pasted HTML, whose place in the source is at: pieces
// of providers, and what lies on hosts that nobody knows. In a fragment that is
// doubtful or too large nothing is found; the filter sees to it as to all else.
func (w *writer) cuts(b []byte, at int) []cut {
	if w.nested || bytes.IndexByte(b, '<') < 0 {
		return nil
	}
	code := string(b)
	found, err := w.c.catalogue.Paste(code)
	if err != nil {
		return nil
	}
	if c, ok := w.script(code, at, found); ok {
		return []cut{c}
	}
	var list []cut
	for i := range found {
		if p := &found[i]; p.Known() {
			list = w.appendCuts(list, code, at, p)
		} else {
			list = w.appendStranger(list, code, at, p)
		}
	}
	list = w.appendAddresses(list, code)
	slices.SortFunc(list, func(a, b cut) int { return a.Start - b.Start })
	return list
}

// appendCuts adds what goes away with one piece of a provider.
func (w *writer) appendCuts(list []cut, code string, at int, p *provider.Pasted) []cut {
	c := cut{Extent: p.Extent}
	name := p.Match.Provider.Name
	switch {
	case p.Loader && isContent(p.Match.Provider.Kind):
		// It serves an embed, here or elsewhere in the article.
	case p.Kind == provider.PictureMark && !p.Match.CanFrame(), p.Kind == provider.MediaMark && !p.Match.CanFrame():
		return w.appendStranger(list, code, at, p) // as pictures and sounds of any other host
	case !isContent(p.Match.Provider.Kind):
		w.warn(at+p.Start, "the code of "+name+" was left out: it shows nothing and would contact others", "remove it")
	case p.Match.URL == "":
		w.warn(at+p.Start, "the code of "+name+" was left out: it does not tell the address of what it shows",
			"write the address alone on a line, or link to it")
	default:
		c.match = p.Match
		c.read(code, p)
	}
	list = append(list, c)
	for _, e := range p.Rest {
		list = append(list, cut{Extent: e})
	}
	for _, e := range p.Credit {
		list = append(list, cut{Extent: e})
	}
	return list
}

// read takes what the code of an embed says about it. The title of a frame
// becomes the embed's own, by which readers tell it from others; it is not said
// twice.
func (c *cut) read(code string, p *provider.Pasted) {
	q := p.Quote(code)
	if p.Kind == provider.FrameMark {
		if c.title = p.FrameTitle(code); q != nil && q.Title != "" {
			c.title, q.Title = q.Title, ""
		}
	}
	if q != nil && !isEmpty(q) {
		c.said = &gate.Snapshot{Quote: *q}
	}
}

// isEmpty reports whether a quotation tells no more than a date.
func isEmpty(q *provider.Quote) bool {
	return q.Author == "" && q.Handle == "" && q.Title == "" && q.Text == ""
}

// isContent reports whether a provider has something to show.
func isContent(k provider.Kind) bool {
	return k != provider.Font && k != provider.Analytics && k != provider.Captcha
}

// embedCut makes the embed of a cut.
func (w *writer) embedCut(c *cut, at int) article.Piece {
	return article.Piece{Embed: &article.Embed{
		Match:    c.match,
		Level:    min(w.level+1, 6),
		Title:    c.title,
		Line:     w.line(at),
		Snapshot: c.said,
	}}
}

// cutsTo places the embeds whose code begins before an offset of the block, and
// reports whether what begins at from goes away.
func (f *filter) cutsTo(from, to int) bool {
	for len(f.pasted) > 0 && f.pasted[0].Start < to {
		c := &f.pasted[0]
		f.pasted = f.pasted[1:]
		if c.small && f.inText() {
			continue
		}
		f.gone = max(f.gone, c.End)
		if c.match.Provider != nil && (f.skip == "" || f.skip == "noscript" || f.skip == "template") {
			f.placeFrame(f.embedCut(c, f.begin+c.Start))
		}
	}
	return from < f.gone
}

// pastedParagraph places the embeds of a paragraph that is nothing but pasted
// code. Markdown takes a line that begins with a link or an element unknown to it
// for text.
func (w *writer) pastedParagraph(n *ast.Paragraph) bool {
	if _, ok := n.FirstChild().(*ast.RawHTML); !ok || w.asText {
		return false
	}
	code := n.Lines().Value(w.src)
	problems := len(w.problems)
	list := w.cuts(code, offset(n))
	if len(list) == 0 || !coverAll(code, list) {
		w.problems = w.problems[:problems]
		return false
	}
	for i := range list {
		if c := &list[i]; c.match.Provider != nil {
			w.place(w.embedCut(c, offset(n)+c.Start))
		}
	}
	return true
}

// coverAll reports whether nothing that is to be seen is left beside the cuts.
func coverAll(code []byte, list []cut) bool {
	var left []byte
	from := 0
	for _, c := range list {
		left = append(left, code[from:max(from, c.Start)]...)
		from = max(from, c.End)
	}
	left = append(left, code[from:]...)
	return isMute(left) && !bytes.Contains(left, []byte("{{"))
}
