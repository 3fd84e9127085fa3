package provider

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoteLine is a line of text with the links in it.
type quoteLine struct {
	text   string
	links  []linkSpan
	quoted bool // it is what the piece says, not what a service says around it
	apart  bool // a paragraph begins with it
}

// linkSpan is a link in a line, in bytes.
type linkSpan struct {
	start, end int
	href       string
}

// flow makes lines of the text of a document, as a browser would show it: white
// space is one space, at the ends of a line it is none (CSS Text, 4.1).
type flow struct {
	lines []quoteLine
	left  int // how many more bytes it takes

	text   strings.Builder // the line that is being written
	links  []linkSpan
	quoted bool
	apart  bool
	space  bool // white space is due before the next character
	before rune
	accent int

	href  string // the link that is open
	since int    // where in the line it began
}

// write adds text. Quoted text does not share a line with other text.
func (f *flow) write(s string, quoted bool) {
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf && isSpace(byte(r)):
			f.space = true
		case r == 0x2028, r == 0x2029, r == 0x85:
			f.breakLine(false)
		case isKept(r, f.before):
			f.put(r, quoted)
		}
	}
}

// put adds a character that is to be seen.
func (f *flow) put(r rune, quoted bool) {
	if f.text.Len() > 0 && f.quoted != quoted {
		f.breakLine(true)
	}
	if unicode.Is(unicode.Mn, r) {
		if f.accent++; f.accent > maxAccents {
			return
		}
	} else {
		f.accent = 0
	}
	if f.left -= utf8.RuneLen(r) + 1; f.left < 0 || len(f.lines) >= maxQuoteLines {
		return
	}
	if f.space && f.text.Len() > 0 {
		f.text.WriteByte(' ')
	}
	if f.href != "" && f.since < 0 {
		f.since = f.text.Len()
	}
	f.text.WriteRune(r)
	f.quoted, f.space, f.before = quoted, false, r
}

// breakLine ends the line. Two breaks, or a break that is the end of a paragraph,
// begin a paragraph.
func (f *flow) breakLine(paragraph bool) {
	href := f.href
	f.endLink()
	if f.text.Len() > 0 {
		text := strings.TrimRight(f.text.String(), "\u00A0")
		f.lines = append(f.lines, quoteLine{text: text, links: linksWithin(f.links, len(text)), quoted: f.quoted, apart: f.apart})
		f.apart = paragraph
	} else {
		f.apart = true
	}
	f.text.Reset()
	f.links, f.space, f.before, f.accent = nil, false, 0, 0
	f.startLink(href)
}

// linksWithin ends links where a text ends, and leaves out those behind it.
func linksWithin(links []linkSpan, end int) []linkSpan {
	for i := len(links) - 1; i >= 0 && links[i].end > end; i-- {
		if links[i].end = end; links[i].start >= end {
			links = links[:i]
		}
	}
	return links
}

// startLink begins a link; one without an address is none.
func (f *flow) startLink(href string) { f.href, f.since = href, -1 }

// endLink ends the link that is open.
func (f *flow) endLink() {
	if f.href != "" && f.since >= 0 && f.since < f.text.Len() {
		f.links = append(f.links, linkSpan{f.since, f.text.Len(), f.href})
	}
	f.href = ""
}

// empty reports whether nothing is to be seen in it.
func (f *flow) empty() bool { return len(f.lines) == 0 && f.text.Len() == 0 }

// line returns all of the text as one line.
func (f *flow) line() string {
	f.breakLine(false)
	texts := make([]string, len(f.lines))
	for i := range f.lines {
		texts[i] = f.lines[i].text
	}
	return strings.Join(texts, " ")
}

// cut narrows a line to a part of it.
func (l *quoteLine) cut(start, end int) {
	text := strings.TrimRight(l.text[start:end], " \u00A0")
	trimmed := strings.TrimLeft(text, " \u00A0")
	start += len(text) - len(trimmed)
	var links []linkSpan
	for _, s := range l.links {
		if s.start >= start && s.end <= start+len(trimmed) {
			links = append(links, linkSpan{s.start - start, s.end - start, s.href})
		}
	}
	l.text, l.links = trimmed, links
}
