package rewrite

// stand is what can stand in a place.
type stand uint8

const (
	gateBlock   stand = iota // a gate
	inParagraph              // a gate that ends the paragraph before it and begins it again behind
	lineLink                 // a link
	words                    // words, no link: there is one around it
	nothing                  // nothing that could be seen
)

// place says what can stand at pos. It asks the elements that are open, and where
// these are not known for certain it is careful.
func (s *stream) place() stand {
	if s.unsure() || s.over > 0 || s.templates > 0 {
		return nothing
	}
	result := gateBlock
	for i := len(s.open) - 1; i >= 0; i-- {
		switch n := &s.open[i]; n.kind {
		case eA, eButton, eSummary, eLabel:
			return words
		case eOption, eOptgroup, eSelect, ePicture, eTextarea, eColgroup:
			return nothing
		case eForm, eLegend, eCanvas, eObject, eVideo, eAudio, eRuby,
			eHeading1, eHeading2, eHeading3, eHeading4, eHeading5, eHeading6:
			result = lineLink
		case eTable, eTbody, eTr:
			if i == len(s.open)-1 {
				result = lineLink // it will be moved before the table
			}
		case eP:
			if result == gateBlock {
				result = inParagraph
			}
		case eApplet, eMarquee:
			result = lineLink
		}
	}
	if (s.nested > 0 || s.elsewhere) && result < lineLink {
		return lineLink
	}
	return result
}

// alone reports whether the piece at pos, which ends n bytes behind, has its line
// to itself.
func (s *stream) alone(n int) bool {
	if s.line {
		return false
	}
	if len(s.open) > 0 && s.open[len(s.open)-1].traits&inline != 0 {
		return false
	}
	var t tag
	for {
		b := s.behind(n, maxNear)
		whole := len(b) == maxNear
		i := 0
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		switch b = b[i:]; {
		case len(b) > 2 && b[0] != '<':
			return false
		case len(b) > 2 && !isLetter(b[1]) && b[1] != '/':
			return true // a comment
		case len(b) > 2 && (isLetter(b[1]) || isLetter(b[2])):
			if m := s.scan(&t, b, false); m > 0 {
				return t.traits&inline == 0 && t.kind != eImg && t.kind != eInput || t.kind == eBr
			}
		}
		if whole || !s.more() {
			return !whole && s.eof
		}
	}
}

// maxNear is how many bytes behind a piece are looked at to see what stands beside it.
const maxNear = 2 << 10

// behind is what the window holds from n bytes behind pos on, most bytes of it at most:
// what is decided by it must not hang on how the page comes in.
func (s *stream) behind(n, most int) []byte {
	return s.buf[s.pos+n : min(s.end, s.pos+n+most)]
}
