package markdown

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/provider"
)

// appendAddresses adds the addresses that are all there is in an element of pasted
// HTML: what stands alone in it is an embed, as is an address alone on its line. So
// publishing systems store them, within a figure or a paragraph.
func (w *writer) appendAddresses(list []cut, code string) []cut {
	if !strings.Contains(code, "://") {
		return list
	}
	z := html.NewTokenizer(strings.NewReader(code))
	l := loneAddresses{paragraph: -1}
	for at := 0; ; {
		kind := z.Next()
		from := at
		at += len(z.Raw())
		switch kind {
		case html.ErrorToken:
			return list
		case html.TextToken:
			if l.alone && l.mayStand() {
				l.found = w.addressIn(code, from, at)
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, _ := z.TagName()
			if c := l.tag(string(name), kind, from, at); c.match.Provider != nil && !overlaps(list, c.Extent) {
				list = append(list, c)
			}
		}
		if len(l.open) > maxDepth {
			return list
		}
	}
}

// loneAddresses looks for texts that are no more than an address.
type loneAddresses struct {
	open      []string // elements
	alone     bool     // the tag before lets what follows stand alone
	paragraph int      // where the paragraph begins that follows at once, or -1
	found     cut      // since the last tag
}

// tag goes on behind a tag, and gives what stood alone before it.
func (l *loneAddresses) tag(name string, kind html.TokenType, from, to int) cut {
	c := l.found
	l.found = cut{}
	if l.alone = isBlockOf(name); !l.alone {
		c = cut{}
	}
	if kind == html.EndTagToken && name == "p" && l.paragraph >= 0 {
		c.Extent = provider.Extent{Start: l.paragraph, End: to} // nothing else is in it
	}
	l.paragraph = -1
	switch {
	case kind == html.EndTagToken:
		l.end(name)
	case kind == html.StartTagToken && !isVoid(name):
		l.open = append(l.open, name)
		if name == "p" {
			l.paragraph = from
		}
	}
	return c
}

// end closes the innermost element of a name, and what is open in it.
func (l *loneAddresses) end(name string) {
	for i := len(l.open) - 1; i >= 0; i-- {
		if l.open[i] == name {
			l.open = l.open[:i]
			return
		}
	}
}

// mayStand reports whether an embed may stand here: in nothing that shows its text as
// it is, and in no line of text.
func (l *loneAddresses) mayStand() bool {
	for _, name := range l.open {
		switch name {
		case "a", "pre", "button", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "dt", "address", "figcaption":
			return false
		}
		if k := elements[name]; k == phrasing || k == removed || k == frame || k == media {
			return false
		}
	}
	return len(l.open) > 0
}

// addressIn gives the embed of an address that is all of a text.
func (w *writer) addressIn(code string, from, to int) cut {
	const longest = 2048 // of the addresses that the catalogue reads
	text := strings.TrimSpace(html.UnescapeString(code[from:to]))
	if len(text) > longest || !strings.HasPrefix(text, "http") || strings.ContainsAny(text, " \t\n") {
		return cut{}
	}
	m, ok := w.c.catalogue.Recognise(text)
	if !ok {
		return cut{}
	}
	return cut{Extent: provider.Extent{Start: from, End: to}, match: m}
}

// isBlockOf reports whether a tag ends the line that it stands on.
func isBlockOf(name string) bool {
	return elements[name] == structure || name == "br" || name == "center"
}

// overlaps reports whether a stretch has something in common with a cut.
func overlaps(list []cut, e provider.Extent) bool {
	return slices.ContainsFunc(list, func(c cut) bool { return c.Start < e.End && e.Start < c.End })
}
