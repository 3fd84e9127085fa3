package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
)

// How large a heading may be that stands for a headline.
const (
	maxOpening      = 8    // lines, where it is underlined
	maxOpeningBytes = 1000 // with its marks
)

// headingTag is the tag of a heading, which would end the heading that it stands in.
var headingTag = regexp.MustCompile(`(?i)</?h[1-6]`)

// Opening gives the heading of the first level that a text begins with, as plain
// text, and how many bytes of the text it takes. It gives "" for a text that
// begins otherwise, and for a heading that is more than words: one with a heading's tag, a
// shortcode or the mark of a footnote.
func (c *Converter) Opening(src []byte) (heading string, n int) {
	begin, n := openingLines(src)
	if begin == n || n-begin > maxOpeningBytes || bytes.Contains(src[begin:n], []byte("{{")) || bytes.Contains(src[begin:n], []byte("[^")) || headingTag.Match(src[begin:n]) {
		return "", 0
	}
	w := c.writers.Get().(*writer)
	defer c.writers.Put(w)
	w.begin(c, &Input{Source: src[begin:n]})
	defer w.end()
	text, ok := w.readable(w.in.Source)
	if !ok {
		return "", 0
	}
	w.original, w.src = text, text
	w.parsing.begin()
	h, ok := w.parse(w.src, &w.parsing).FirstChild().(*ast.Heading)
	if !ok || h.Level != 1 || h.NextSibling() != nil {
		return "", 0
	}
	if heading = w.plainOf(h); heading == "" {
		return "", 0
	}
	return heading, n
}

// openingLines finds the lines in which a heading would stand: the first that is
// not blank if it begins with a "#", else all up to a line of "=".
func openingLines(src []byte) (begin, end int) {
	for lines := 0; end < len(src) && lines < maxOpening; {
		from := end
		if end = bytes.IndexByte(src[from:], '\n') + from + 1; end == from {
			end = len(src)
		}
		line := bytes.Trim(src[from:end], " \t\r\n") // CommonMark 0.31.2, section 2.1
		switch {
		case len(line) == 0 && lines > 0:
			return 0, 0
		case len(line) == 0:
			begin = end
			continue
		case lines == 0 && line[0] == '#', lines > 0 && len(bytes.Trim(line, "=")) == 0:
			return begin, end
		}
		lines++
	}
	return 0, 0
}
