package provider

// isVoid reports whether an element has no content (HTML, 13.1.2).
func isVoid(name string) bool {
	switch name {
	case "area", "base", "basefont", "bgsound", "br", "col", "command", "embed", "frame", "hr", "img", "image",
		"input", "keygen", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// isRaw reports whether an element's content is text to the tokenizer (HTML,
// 13.2.5.1 and 13.2.6).
func isRaw(name string) bool {
	switch name {
	case "iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp":
		return true
	}
	return false
}

// isBoundary reports whether an end tag within the element closes nothing outside
// it (HTML, 13.2.4.2).
func isBoundary(name string) bool {
	switch name {
	case "applet", "button", "caption", "foreignobject", "marquee", "math", "object", "svg", "table", "td", "template", "th":
		return true
	}
	return false
}

// isTablePart reports whether an element belongs to a table: its end closes what
// is open in the cells.
func isTablePart(name string) bool {
	switch name {
	case "caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr":
		return true
	}
	return false
}

// isFormatting reports whether an end tag closes what is open within it, whatever
// that is (HTML, 13.2.4.3).
func isFormatting(name string) bool {
	switch name {
	case "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
		return true
	}
	return false
}

// isSpecial reports whether an element structures the page; the end tag of one
// that does not closes none that does.
func isSpecial(name string) bool {
	if closesParagraph(name) || isBoundary(name) || isTablePart(name) {
		return true
	}
	switch name {
	case "body", "dd", "dt", "head", "html", "iframe", "li", "p", "script", "select", "style":
		return true
	}
	return false
}

// closesParagraph reports whether a paragraph ends where the element begins
// (HTML, 13.2.6.4.7).
func closesParagraph(name string) bool {
	switch name {
	case "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset",
		"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "listing",
		"main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "ul", "xmp":
		return true
	}
	return false
}

// implyEnds closes the elements that end where another begins.
func (s *scanner) implyEnds(name string, at int) {
	switch name {
	case "a":
		s.implyEnd(at, "a", "", "")
	case "li":
		s.implyEnd(at, "li", "ul", "ol")
	case "dt", "dd":
		s.implyEnd(at, "dt", "dl", "")
		s.implyEnd(at, "dd", "dl", "")
	case "td", "th":
		s.implyCell(at, "tr")
	case "tr":
		s.implyCell(at, "tr")
		s.implyEnd(at, "tr", "table", "")
	case "tbody", "thead", "tfoot":
		s.implyCell(at, "tr")
		s.implyEnd(at, "tr", "table", "")
		for _, part := range [...]string{"tbody", "thead", "tfoot"} {
			s.implyEnd(at, part, "table", "")
		}
	}
	if closesParagraph(name) {
		s.implyEnd(at, "p", "", "")
	}
}

// implyCell closes an open cell.
func (s *scanner) implyCell(at int, within string) {
	s.implyEnd(at, "td", within, "")
	s.implyEnd(at, "th", within, "")
}

// implyEnd closes the innermost element of a name, unless one of the others or a
// boundary is open within it.
func (s *scanner) implyEnd(at int, name, within1, within2 string) {
	for i := len(s.open) - 1; i >= 0; i-- {
		s.step(at)
		switch open := s.nodes[s.open[i]].name; {
		case open == name:
			s.closeTo(i, at)
			return
		case open == within1, open == within2, isBoundary(open), isRaw(open):
			return
		}
	}
}
