package rewrite

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// Most tokens of a page need nothing: text, end tags in their order, start tags none of
// whose attributes matter. Those are passed over here, with eight bytes looked at in one
// step. Whatever is not plainly such a token is left where it is, to be read as the
// standard says, from its beginning.

// headroom is how many bytes of the window have to follow the beginning of a token.
const headroom = 64

// glide moves on to the first token that has to be looked at.
func (s *stream) glide() {
	if !s.plainly() {
		return
	}
	b := s.buf[:s.end]
	for s.pos+headroom <= len(b) {
		i := s.pos
		if b[i] != '<' {
			n := 1
			if b[i+1] != '<' { // a line end is the usual text
				n = bytes.IndexByte(b[i:], '<')
			}
			if n < 0 || i+n+headroom > len(b) {
				return
			}
			if !s.line {
				s.noteText(i + n)
			}
			i += n
			s.pos = i
		}
		if s.line {
			s.kept = -1
		}
		n := 0
		switch c := b[i+1]; {
		case len(s.drawing) > 0 && (c == '/' || 'a' <= c && c <= 'z'):
			n = s.glideDrawing(b[i:])
		case c == '/':
			n = s.glideEnd(b[i:])
		case 'a' <= c && c <= 'z':
			n = s.glideStart(b[i:])
		case c == '!' && b[i+2] == '-' && b[i+3] == '-' && !bytes.HasPrefix(b[i:], []byte(leftOutInDoubt)):
			n = commentEnd(b[i:], 0)
		}
		if n == 0 {
			return
		}
		s.pos = i + n
	}
}

// plainly reports whether a tag means here what it says.
func (s *stream) plainly() bool {
	if !s.metaDone || len(s.cuts) > 0 || s.noscript > 0 || s.doubt != "" || s.selects || s.base0 != nil || s.moved {
		return false
	}
	n := len(s.drawing)
	return n == 0 || !s.drawing[n-1].html
}

// glideDrawing returns the length of a tag within a drawing, and enters or leaves the element;
// 0 where the tag is that of an element known elsewhere, or fits no open one.
func (s *stream) glideDrawing(b []byte) int {
	top := len(s.drawing) - 1
	if s.drawing[top].html {
		return 0 // it became the innermost since
	}
	if b[1] == '/' {
		key, size := glideName(b[2:])
		if b[2+size] != '>' || key != s.drawing[top].key {
			return 0
		}
		s.drawing = s.drawing[:top]
		return size + len("</>")
	}
	key, size := s.strangeName(b[1:])
	e := find(key)
	if size == 0 || e.element != none || top+1 == maxDrawing {
		return 0
	}
	size, closed := s.glideTag(b, 1+size, e)
	if size > 0 && !closed {
		s.drawing = append(s.drawing, node{key: key, math: s.drawing[top].math})
	}
	return size
}

// glideEnd returns the length of the end tag of the innermost element; 0 for any
// other.
func (s *stream) glideEnd(b []byte) int {
	top := len(s.open) - 1
	if top < 0 {
		return 0
	}
	n := &s.open[top]
	size := int(n.size)
	if size > 7 || b[2+size] != '>' || binary.LittleEndian.Uint64(b[2:])&(1<<(8*size&63)-1) != n.key {
		return s.glideOddEnd(b)
	}
	s.endLine(n.traits)
	if n.traits&counted != 0 {
		s.cutOpen(top)
	} else {
		s.open = s.open[:top]
	}
	return size + len("</>")
}

// glideOddEnd returns the length of an end tag of any known element; 0 for any other.
func (s *stream) glideOddEnd(b []byte) int {
	key, size := glideName(b[2:])
	e := find(key)
	if b[2+size] != '>' || e.element == none || size > 8 && string(b[2:2+size]) != e.name() {
		return 0
	}
	s.close(key, e.element, e.trait)
	s.endLine(e.trait)
	return size + len("</>")
}

// glideStart returns the length of the start tag that b begins with, and enters the
// element; 0 where the tag has to be looked at.
func (s *stream) glideStart(b []byte) int {
	key, size := glideName(b[1:])
	e := find(key)
	if e.element == none || ends[b[1+size]]&endsName == 0 {
		if key, size = s.strangeName(b[1:]); size == 0 {
			return 0
		}
		e = find(key)
	}
	if e.trait&careful != 0 || size > 8 && e.element != none && string(b[1:1+size]) != e.name() {
		return 0
	}
	name := size
	size, closed := s.glideTag(b, 1+size, e)
	switch {
	case size == 0:
	case e.element != eSvg:
		s.note(key, name, e.element, e.trait)
	case !closed:
		s.drawing = append(s.drawing[:0], node{key: key, kind: eSvg})
	}
	return size
}

// glideTag returns where the tag ends, whose name ends before b[i], and whether it ends in "/>";
// 0 if one of its attributes has to be looked at.
func (s *stream) glideTag(b []byte, i int, e *known) (end int, closed bool) {
	if b[i] == '>' {
		return i + 1, false
	}
	return s.glideAttributes(b, i, e)
}

// glideName reads the name that b begins with, and gives its key. It ends before
// whatever is no letter: before a sign, or a digit but for one.
func glideName(b []byte) (key uint64, size int) {
	const above = 0x40 * ones // a bit that letters have
	x := binary.LittleEndian.Uint64(b)
	if end := ^x & above; end != 0 {
		n := uint(bits.TrailingZeros64(end)) &^ 7
		if isDigit(b[n/8]) {
			n += 8
		}
		return x & (1<<n - 1), int(n / 8)
	}
	size = 8
	for key = x; size <= longestAttribute && ends[b[size]]&endsName == 0; size++ {
		key = addLetter(key, size, b[size])
	}
	return key, size
}

// strangeName reads a name that is none of the usual. It is 0 bytes long if it may be a
// provider's mark, is not in small letters, or is very long.
func (s *stream) strangeName(b []byte) (uint64, int) {
	size := 0
	for ; size < longestAttribute && ends[b[size]]&endsName == 0; size++ {
		if c := b[size]; (c < 'a' || 'z' < c) && !isDigit(c) && c != '-' {
			return 0, 0
		}
	}
	key := nameKey(b[:size])
	if size == longestAttribute || find(key).element == none && s.r.sieve.Element(b[:size]) {
		return 0, 0
	}
	return key, size
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// smallLetters turns the capitals among eight bytes into small letters.
func smallLetters(x uint64) uint64 {
	low := x &^ highs
	capitals := (low + (0x80-'A')*ones) ^ (low + (0x7F-'Z')*ones)
	return x | capitals&^x&highs>>2
}

// zeros has a bit in the first byte of x that is zero, and may have others above it.
func zeros(x uint64) uint64 { return (x - ones) &^ x & highs }

// glideAttributes does the same for a tag that has attributes.
func (s *stream) glideAttributes(b []byte, i int, e *known) (end int, closed bool) {
	ended := i // where the last attribute ended
	for i+headroom <= len(b) {
		switch c := b[i]; {
		case c == ' ' || c == '/' || isSpace(c):
			i++
			continue
		case c == '>':
			return i + 1, b[i-1] == '/' && i > ended
		}
		x := binary.LittleEndian.Uint64(b[i:])
		n := uint(64)
		if equals := zeros(x ^ '='*ones); equals != 0 {
			n = uint(bits.TrailingZeros64(equals)) &^ 7
		}
		x &= 1<<n - 1
		name := findUsual(x)
		if name == unusual {
			name = findUsual(smallLetters(x))
		}
		from := i
		i += int(n / 8)
		if name == unusual || b[i] != '=' {
			if i = s.glideOdd(b, from, e); i == 0 {
				return 0, false
			}
			ended = i
			continue
		}
		quote := b[i+1]
		if quote != '"' && quote != '\'' {
			if name != passes {
				return 0, false
			}
			if i = readValue(&attribute{}, b, i+1); i == 0 {
				return 0, false
			}
			ended = i
			continue
		}
		i += 2
		value := bytes.IndexByte(b[i:], quote)
		switch {
		case value < 0:
			return 0, false
		case name == passes:
		case name == usualClass:
			if s.mayMark(b[i : i+value]) {
				return 0, false
			}
		case !s.glides(name, b[i:i+value], e):
			return 0, false
		}
		i += value + 1
		ended = i
	}
	return 0, false
}

// glideOdd passes over the attribute at b[i], whose name is none of the usual, or that
// has no value, and returns where it ends; 0 if it has to be looked at.
func (s *stream) glideOdd(b []byte, i int, e *known) int {
	from := i
	small := byte(0x20) // the bit that no capital has
	for i < len(b) && ends[b[i]]&endsKey == 0 {
		small &= b[i]
		i++
	}
	n := i - from
	if n == 0 || i+headroom > len(b) {
		return 0
	}
	name := b[from:i]
	data := n > 5 && name[4] == '-' && name[0]|0x20 == 'd'
	if data {
		plain := name
		if small == 0 {
			plain = lowered(name, s.small[:])
		}
		if s.r.sieve.Attribute(plain) {
			return 0
		}
	}
	if n <= longestAttribute && wanted[n]>>(name[0]&31)&1 != 0 && identify(name) != other {
		return 0
	}
	switch c := b[i]; {
	case c == '=':
		var a attribute
		end := readValue(&a, b, i+1)
		if end > 0 && data && (s.r.sieve.Value(b[a.value:a.end]) ||
			e.trait&sighted != 0 && isWaitingName(name) && !s.waitsHome(name, b[a.value:a.end])) {
			return 0
		}
		return end
	case isSpace(c):
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i < len(b) && b[i] == '=' {
			return 0
		}
	}
	return i
}

// usual says what is to be done about an attribute that most pages have.
type usual uint8

const (
	unusual     usual = iota // it is none of these, and has to be looked at
	passes                   // it never matters
	usualClass               // class
	usualID                  // id
	usualStyle               // style
	usualHref                // href
	usualSrc                 // src
	usualSrcset              // srcset
	usualAction              // action
)

// glides reports whether an attribute can be passed over.
func (s *stream) glides(u usual, value []byte, e *known) bool {
	switch u {
	case usualID:
		return !s.r.sieve.ID(value)
	case usualStyle:
		return !mayHoldAddress(value) || bytes.IndexByte(value, '&') < 0 && s.stylesHome(value)
	case usualHref:
		return e.element == eA || e.element == eArea || e.trait&sighted != 0 && s.isHome(value) // a link stays a link
	case usualSrc:
		return e.trait&sighted != 0 && (s.isHome(value) || e.element == eImg && bytes.HasPrefix(value, []byte("data:")))
	case usualSrcset:
		return e.trait&sighted != 0 && s.isSetHome(value)
	case usualAction:
		return !mayBeAbsolute(value)
	}
	return false
}

// usualAttributes are the names of at most eight letters that pages have most.
var usualAttributes = map[string]usual{
	"class": usualClass, "id": usualID, "style": usualStyle, "href": usualHref, "src": usualSrc, "srcset": usualSrcset, "action": usualAction,
	"fill": usualStyle, "stroke": usualStyle, "filter": usualStyle, "mask": usualStyle, "marker": usualStyle, "cursor": usualStyle,

	"align": passes, "alt": passes, "border": passes, "charset": passes, "cite": passes, "color": passes, "cols": passes,
	"colspan": passes, "content": passes, "datetime": passes, "decoding": passes, "dir": passes, "download": passes, "face": passes,
	"for": passes, "height": passes, "hreflang": passes, "itemprop": passes, "itemtype": passes, "label": passes, "loading": passes,
	"media": passes, "method": passes, "name": passes, "onclick": passes, "property": passes, "rel": passes, "role": passes,
	"rows": passes, "rowspan": passes, "scope": passes, "size": passes, "sizes": passes, "start": passes, "tabindex": passes,
	"target": passes, "title": passes, "type": passes, "valign": passes, "value": passes, "width": passes,
}

// usualEntry is an entry of the table by which the usual names are found.
type usualEntry struct {
	key uint64
	usual
}

const (
	usualBits   = 8
	usualFactor = 0x19186fb3e3d164f1 // found by trying: no two names fall on one place
)

var usualTable = newUsualTable()

func newUsualTable() *[1 << usualBits]usualEntry {
	var t [1 << usualBits]usualEntry
	for name, u := range usualAttributes {
		key := nameKey([]byte(name))
		i := usualPlace(key)
		for t[i].key != 0 {
			i = (i + 1) % len(t)
		}
		t[i] = usualEntry{key, u}
	}
	return &t
}

func usualPlace(key uint64) int { return int(key * usualFactor >> (64 - usualBits)) }

// findUsual finds an attribute by the key of its name.
func findUsual(key uint64) usual {
	for i := usualPlace(key); ; i = (i + 1) % (1 << usualBits) {
		if e := &usualTable[i]; e.key == key || e.key == 0 {
			return e.usual
		}
	}
}
