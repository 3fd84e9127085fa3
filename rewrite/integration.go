package rewrite

import "bytes"

// Some elements of a drawing or formula contain HTML, in which browsers may leave out a tag,
// or end what was open before, beyond the drawing even. As long as they have the same
// elements open as we do we know where the drawing ends. Whatever could part us is unclear.

// losesTrack says why nobody can tell from a start tag on what is open in the drawing at pos,
// or nothing. inHTML says that the tag is one of HTML.
func (s *stream) losesTrack(t *tag, inHTML bool) string {
	switch t.kind {
	case eNoscript:
		return "noscript in a drawing: browsers disagree whether its content is text"
	case eSelect, eTemplate, eFrameset:
		return string(s.name()) + " in a drawing: browsers may ignore what is in it"
	case eFont:
		if !inHTML && t.length > t.nameEnd+1 {
			return "font in a drawing may end it"
		}
	}
	switch {
	case !s.isPlainName(t):
		return "an element in a drawing whose name is not in ASCII"
	case inHTML && !s.isAlone(t):
		return "HTML in a drawing that has the name of an element around it"
	case inHTML && !s.fitsTable(t.kind):
		return "a part of a table in a drawing that is not in its place"
	}
	return ""
}

// isPlainName reports whether the name of a start tag is in ASCII. Others may seem the same
// that are not.
func (s *stream) isPlainName(t *tag) bool {
	name := s.buf[s.pos+1 : s.pos+int(t.nameEnd)]
	return isASCII(name) && bytes.IndexByte(name, 0) < 0
}

// isAlone reports whether no end tag of an element of HTML may end an element of the drawing
// around it. Where it is no longer open, its end tag ends the next of that name.
func (s *stream) isAlone(t *tag) bool {
	if t.kind == none {
		switch string(s.name()) {
		case "mglyph", "malignmark":
			return false // in a formula they may be no HTML
		}
	}
	for i := range s.drawing {
		if s.drawing[i].key == t.key && s.isDrawn(i) {
			return false
		}
	}
	return true
}

// isDrawn reports whether an element in a drawing is none of HTML.
func (s *stream) isDrawn(i int) bool {
	kind := s.drawing[i].kind
	return i == 0 || !s.drawing[i-1].html || kind == eSvg || kind == eMath
}

// fitsTable reports whether a start tag is none of a part of a table, or stands where it
// closes nothing. A table closes the one that it stands in, even beyond the drawing.
func (s *stream) fitsTable(kind element) bool {
	last := len(s.drawing) - 1
	in := s.drawing[last].kind
	if s.isDrawn(last) {
		in = none
	}
	switch kind {
	case eTable:
		return s.startsTable()
	case eCaption, eColgroup, eTbody:
		return in == eTable
	case eCol:
		return in == eTable || in == eColgroup
	case eTr:
		return in == eTable || in == eTbody
	case eTd:
		return in == eTable || in == eTbody || in == eTr
	}
	return true
}

// startsTable reports whether a table in a drawing closes no other.
func (s *stream) startsTable() bool {
	for i := len(s.drawing) - 1; i >= 0; i-- {
		switch s.drawing[i].kind {
		case eTd, eCaption:
			if !s.isDrawn(i) {
				return true
			}
		case eTable, eTbody, eTr, eColgroup:
			return false
		}
	}
	for i := range s.open {
		if s.open[i].kind == eTable {
			return false // what of it has ended is not known well enough
		}
	}
	return s.over == 0
}

// isMath reports whether an element of that kind, whose start tag stands in top, is one of a
// formula (HTML, 13.2.6 and 13.2.6.5).
func isMath(top *node, kind element) bool {
	switch {
	case top.html || top.math && top.kind == eAnnotation && kind == eSvg:
		return kind == eMath
	}
	return top.math
}

// allowsHTML reports whether the content of an element in a drawing or formula is
// HTML (13.2.6, integration points).
func (s *stream) allowsHTML(t *tag, math bool) bool {
	switch t.kind {
	case eForeignObject, eDesc:
		return !math
	case eMathText:
		return math
	case eAnnotation:
		s.scan(t, s.buf[s.pos:s.end], true)
		encoding := s.value(s.attr(t, aEncoding))
		return math && (equal(encoding, "text/html") || equal(encoding, "application/xhtml+xml"))
	}
	return false
}
