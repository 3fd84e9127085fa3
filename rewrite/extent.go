package rewrite

import (
	"bytes"
	"slices"
)

// Where a piece ends is told from its tags alone, in the window. Where browsers might find
// another end, or end something else by the way, there is no telling, and no gate.

// Bounds on the code of one piece.
const (
	maxPiece = 24 << 10 // bytes
	maxTags  = 400
)

// extent returns the length of the element at pos, its end tag included, if the
// window can hold it.
func (s *stream) extent() (n int, ok bool) {
	t := &s.t
	if t.traits&void != 0 {
		return int(t.length), true
	}
	x := &s.x
	*x = extent{s: s, key: t.key, at: int(t.length), depth: 1, paragraph: t.kind == eP, raw: rawNames[t.kind], t: tag{attrs: x.t.attrs[:0]}, within: x.within[:0]}
	for {
		if done, ok := x.run(s.buf[s.pos:s.end]); done {
			return x.at, ok && !s.isLeftOut(x.at)
		}
		if x.at > maxPiece || !s.more() {
			return x.ended(s.buf[s.pos:s.end])
		}
	}
}

// isLeftOut reports whether n bytes behind pos something has been left out by a pass before, which
// may have ended what ends there.
func (s *stream) isLeftOut(n int) bool {
	for {
		b := s.buf[s.pos+n : s.end]
		if saysLeftOut(b) {
			return true
		}
		if !isPrefix(b, leftOut) && !isPrefix(b, leftOutInDoubt) || !s.more() {
			return false
		}
	}
}

// ended tells of an element that has no end in the window. A paragraph ends with the page, before
// a tag or comment that does not.
func (x *extent) ended(b []byte) (n int, ok bool) {
	if !x.paragraph || !x.s.eof || len(b) > maxPiece || x.tags >= maxTags {
		return 0, false
	}
	if i := bytes.IndexByte(b[x.at:], '<'); i >= 0 {
		b = b[:x.at+i]
	}
	return len(b), !x.spills()
}

// extent looks for the end of an element. Offsets are from the "<" of its tag.
type extent struct {
	s     *stream
	key   uint64
	at    int
	depth int
	tags  int
	raw   string // we are in the text of such an element
	t     tag

	paragraph bool // the element is one: it ends before all that is no text, too
	broken    bool // and has done so

	drawings int // how many drawings and formulas are open in it

	within []level // the blocks and links that are open in it, or were

	picture attributePlace // the first picture in it
}

// level is how many blocks or links of a kind are open.
type level struct {
	key  uint64
	kind element
	open int
}

// maxLevels bounds how many kinds are counted.
const maxLevels = 32

// draws counts a drawing or formula.
func (x *extent) draws(t *tag) {
	switch {
	case t.closing:
		x.drawings = max(x.drawings-1, 0)
	case !t.closed:
		x.drawings++
	}
}

// leaves counts a block or link, and reports whether its end tag ends one around the element: then the
// element ends there, too, or nobody knows.
func (x *extent) leaves(t *tag) bool {
	if t.key == x.key || !isBlock(t) && t.kind != eA {
		return false
	}
	i := slices.IndexFunc(x.within, func(l level) bool { return l.key == t.key })
	switch {
	case !t.closing && i >= 0:
		x.within[i].open++
	case !t.closing && len(x.within) < maxLevels:
		x.within = append(x.within, level{t.key, t.kind, 1})
	case !t.closing:
		return true
	case i >= 0 && x.within[i].open > 0:
		x.within[i].open--
	default:
		return x.isAround(t.key)
	}
	return false
}

// spills reports whether something is open at the end of the element whose end tag may be one of
// an element around it by now: that would be ended by another once the piece is gone.
func (x *extent) spills() bool {
	return slices.ContainsFunc(x.within, func(l level) bool {
		switch l.kind {
		case eLi, eDt, eDd, eTbody, eTr, eTd:
			return false // they need no end tag
		}
		return l.open > 0 && x.isAround(l.key)
	})
}

// isAround reports whether an element of that name is open around the element.
func (x *extent) isAround(key uint64) bool {
	return slices.ContainsFunc(x.s.open, func(n node) bool { return n.key == key })
}

// isBlock reports whether the end tag of an element closes all that is open in it.
func isBlock(t *tag) bool {
	switch t.kind {
	case eP, eHeading1, eHeading2, eHeading3, eHeading4, eHeading5, eHeading6, eForm:
		return false
	case eButton, eTable, eTbody, eTr, eTd, eCaption:
		return true
	}
	return t.traits&closesP != 0 && t.traits&(void|raw) == 0
}

// attributePlace is a tag within an extent.
type attributePlace struct{ from, to int }

// run goes on in b, and reports done at the end of the element or where there is
// no telling.
func (x *extent) run(b []byte) (done, ok bool) {
	for x.at < min(len(b), maxPiece) && x.tags < maxTags {
		if x.raw != "" {
			i, whole := endOf(b[x.at:], x.raw, x.s.noscript > 0)
			if i < 0 {
				return false, false
			}
			if !whole {
				return true, false
			}
			if endsLeftOut(b[:x.at+i]) {
				return true, false
			}
			x.at, x.raw = x.at+i, ""
		}
		i := bytes.IndexByte(b[x.at:], '<')
		if i < 0 {
			return false, false
		}
		rest := b[x.at+i:]
		if len(rest) < len("<!--") {
			return false, false
		}
		n, ok := x.token(rest, x.at+i)
		if n == 0 || !ok {
			return !ok, false
		}
		if x.broken {
			x.at += i
			return true, !x.spills()
		}
		x.at += i + n
		if x.depth == 0 {
			return true, !x.spills()
		}
	}
	return x.at >= maxPiece || x.tags >= maxTags, false
}

// token reads one token; ok is false where there is no telling what it is.
func (x *extent) token(b []byte, at int) (n int, ok bool) {
	switch c := b[1]; {
	case isLetter(c), c == '/' && isLetter(b[2]):
	case bytes.HasPrefix(b, []byte("<!--")):
		return commentEnd(b, 0), !saysLeftOut(b)
	case c == '!' || c == '?' || c == '/':
		return bytes.IndexByte(b, '>') + 1, true
	default:
		return 1, true
	}
	if n = x.s.scan(&x.t, b, false); n == 0 {
		return 0, true
	}
	if standsIn(b) {
		return n, false
	}
	x.tags++
	if x.paragraph && !isOfText(&x.t) {
		x.broken = true
		return n, true
	}
	switch t := &x.t; {
	case t.kind == eNoscript && !t.closing && x.s.noscript == 0:
		return x.noscript(b, n)
	case t.kind == eNoscript, t.kind == eTemplate, t.kind == eSelect, t.kind == eFrameset, t.kind == ePlaintext, t.over:
		return n, false
	case t.closing && t.key == x.key:
		if x.depth--; x.drawings > 0 && t.kind != eSvg && t.kind != eMath {
			return n, false // those who read the code may take it for a part of the drawing
		}
	case t.kind == eSvg || t.kind == eMath:
		x.draws(t)
	case x.leaves(t):
		return n, false
	case t.closing:
	case t.key == x.key && t.traits&void == 0:
		x.depth++
	case t.kind == eImg && x.picture.to == 0:
		x.picture = attributePlace{at, at + n}
	}
	if !x.t.closing && x.t.traits&raw != 0 && x.depth > 0 {
		x.raw = rawNames[x.t.kind]
	}
	return n, true
}

// isOfText reports whether a tag is one of text, or the end of its paragraph. Of all others some
// end a paragraph (HTML, 13.2.6.4.7), in some its end tag is none, and some give way to what ends it.
func isOfText(t *tag) bool {
	return t.traits&(inline|watched) == inline || t.kind == eBr || t.kind == eWbr || t.kind == eP && t.closing
}

// noscript reads a noscript, with whose tag of n bytes b begins. What stands in it is text for
// some readers and markup for others, so there may be nothing in it that makes a difference to
// where the element ends.
func (x *extent) noscript(b []byte, n int) (int, bool) {
	end := indexEnd(b[n:], "noscript")
	if end < 0 || bytes.IndexByte(b[n+end:], '>') < 0 {
		return 0, true
	}
	inner := b[n : n+end]
	for {
		i := bytes.IndexByte(inner, '<')
		if i < 0 {
			return n + end + bytes.IndexByte(b[n+end:], '>') + 1, true
		}
		inner = inner[i:]
		if c := at(inner, 1); !isLetter(c) && (c != '/' || !isLetter(at(inner, 2))) {
			return n, false
		}
		size := x.s.scan(&x.t, inner, false)
		if x.tags++; size == 0 || x.t.over || standsIn(inner) || x.t.key == x.key || x.t.traits&raw != 0 && !x.t.closing && (x.t.kind != eIframe || !isEmptyFrame(inner[size:])) {
			return n, false
		}
		switch x.t.kind {
		case eSvg, eMath, eSelect, eTemplate, eFrameset:
			return n, false
		}
		inner = inner[size:]
	}
}

// isEmptyFrame reports whether a frame ends right behind its tag.
func isEmptyFrame(b []byte) bool { return bytes.HasPrefix(b, []byte("</")) && isEndOf(b[2:], "iframe") }

// followers returns the length of a piece with the scripts right behind it, which
// usually belong to it.
func (s *stream) followers(n int) int {
	for range 3 {
		i := n
		for {
			for i < s.end-s.pos && isSpace(s.buf[s.pos+i]) {
				i++
			}
			if s.end-s.pos-i >= len("<script ") || i > maxPiece || !s.more() {
				break
			}
		}
		b := s.buf[s.pos+i : s.end]
		if !bytes.HasPrefix(b, []byte("<script")) && !bytes.HasPrefix(b, []byte("<SCRIPT")) {
			return n
		}
		end, ok := s.scriptExtent(i)
		if !ok {
			return n
		}
		n = end
	}
	return n
}

// scriptExtent returns where the script that begins i bytes behind pos ends.
func (s *stream) scriptExtent(i int) (int, bool) {
	t := &s.x.t
	for {
		b := s.buf[s.pos+i : s.end]
		if n := s.scan(t, b, false); n > 0 && t.kind == eScript {
			var m scriptMode
			if m, ended := m.end(b[n:], s.eof); ended {
				if end := bytes.IndexByte(b[n+m:], '>'); end >= 0 {
					end += i + n + m + 1
					return end, end <= maxPiece // whatever more the window may hold
				}
			}
		} else if n > 0 {
			return 0, false
		}
		if s.end-s.pos > maxPiece || !s.again() {
			return 0, false
		}
	}
}
