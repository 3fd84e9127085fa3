package rewrite

import "bytes"

// Where markup is left out because nobody knows what browsers would make of it, a comment
// stays. It tells who reads the source, and it tells a second pass, for which the doubt
// that came of the markup would be gone with it.
const (
	leftOut        = "<!--gatefold: left out-->"
	leftOutInDoubt = "<!--gatefold: left out in doubt-->" // and what is unclear stays so to the end of the page
)

// sayLeftOut puts the comment where the page has been copied to.
func (s *stream) sayLeftOut() {
	if s.doubt != "" {
		s.put([]byte(leftOutInDoubt))
	} else {
		s.put([]byte(leftOut))
	}
}

// saysLeftOut reports whether b begins with such a comment.
func saysLeftOut(b []byte) bool {
	return bytes.HasPrefix(b, []byte(leftOut)) || bytes.HasPrefix(b, []byte(leftOutInDoubt))
}

// endsLeftOut reports whether b ends with one.
func endsLeftOut(b []byte) bool {
	return bytes.HasSuffix(b, []byte(leftOut)) || bytes.HasSuffix(b, []byte(leftOutInDoubt))
}

// With these begins what stands in the place of a piece.
const (
	gateStandsIn = `<section class="gf `
	linkStandsIn = `<a class="gf-in-place"`
	wordsStandIn = `<span class="gf-in-place"`
)

// standsIn reports whether b begins with what stands in the place of a piece. Nothing around it is one:
// else it would have been taken away as a whole.
func standsIn(b []byte) bool {
	return bytes.HasPrefix(b, []byte(gateStandsIn)) || bytes.HasPrefix(b, []byte(linkStandsIn)) || bytes.HasPrefix(b, []byte(wordsStandIn))
}
