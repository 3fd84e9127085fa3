package rewrite

import "bytes"

// tag is a start or end tag, read as the tokenizer of the HTML standard does
// (13.2.5.6 to 13.2.5.40).
type tag struct {
	key     uint64
	kind    element
	traits  trait
	nameEnd int32 // from the "<"
	length  int32
	closing bool // an end tag
	closed  bool // it ends in "/>"

	// attrs are the attributes that matter: all of them where the element is
	// watched. marked is true if a name may be a provider's.
	attrs  []attribute
	marked bool
	over   bool // it has more attributes than are looked at
}

// maxAttributes bounds what is noted of one tag. A tag with more is dropped.
const maxAttributes = 1 << 9

// ends has the bytes that end the name of a tag or an attribute, and an unquoted
// value.
var ends = [256]uint8{
	' ': endsName | endsKey | endsValue, '\n': endsName | endsKey | endsValue, '\t': endsName | endsKey | endsValue,
	'\r': endsName | endsKey | endsValue, '\f': endsName | endsKey | endsValue, '/': endsName | endsKey,
	'>': endsName | endsKey | endsValue, '=': endsKey,
}

const (
	endsName = 1 << iota
	endsKey
	endsValue
)

// readName reads the name of the tag that b begins with.
func (t *tag) readName(b []byte) (ok bool) {
	i := 1
	if t.closing {
		i = 2
	}
	first := i
	var key uint64
	for ; i < len(b); i++ {
		c := b[i]
		if ends[c]&endsName != 0 {
			t.key, t.nameEnd = key, int32(i)
			e := find(key)
			t.kind, t.traits = e.element, e.trait
			if i-first > 8 && t.kind != none && !equal(b[first:i], e.name()) {
				t.kind, t.traits, t.key = none, 0, ^key // its key is only a hash
			}
			return true
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		key = addLetter(key, i-first, c)
	}
	t.key, t.kind, t.traits, t.nameEnd = 0, none, 0, 0
	return false
}

// scan reads the tag that b begins with: "<" and a letter, or "</" and a letter.
// It returns 0 where b ends before the tag does. all notes every attribute.
func (s *stream) scan(t *tag, b []byte, all bool) int {
	t.closing = b[1] == '/'
	t.closed, t.marked, t.over = false, false, false
	t.attrs = t.attrs[:0]
	if !t.readName(b) {
		return 0
	}
	i := int(t.nameEnd)
	if b[i] == '>' { // most tags have no attributes
		t.length = int32(i + 1)
		return i + 1
	}
	return s.scanAttributes(t, b, i, all || t.traits&watched != 0)
}

func (s *stream) scanAttributes(t *tag, b []byte, i int, all bool) int {
	ended := i // where the last attribute ended
	for {
		for i < len(b) && (b[i] == ' ' || b[i] == '/' || isSpace(b[i])) {
			i++
		}
		if i >= len(b) {
			return 0
		}
		if b[i] == '>' {
			t.closed = b[i-1] == '/' && i > ended
			t.length = int32(i + 1)
			return i + 1
		}
		a := attribute{from: int32(i)}
		i++ // "=" may begin a name
		for i < len(b) && ends[b[i]]&endsKey == 0 {
			i++
		}
		a.to = int32(i)
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i >= len(b) {
			return 0
		}
		if b[i] == '=' {
			if i = readValue(&a, b, i+1); i == 0 {
				return 0
			}
		} else {
			a.value, a.end, a.after = a.to, a.to, a.to
		}
		ended = int(a.after)
		switch n := a.to - a.from; {
		case all:
			a.which = identify(b[a.from:a.to])
			t.add(a)
		case t.closing:
		case n <= longestAttribute && wanted[n]>>(b[a.from]&31)&1 != 0, n > 5 && b[a.from+4] == '-':
			s.noteAttribute(t, b, a)
		}
	}
}

// readValue reads the value behind an equals sign, and returns where it ends; 0
// where b ends before it does.
func readValue(a *attribute, b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	if i >= len(b) {
		return 0
	}
	if q := b[i]; q == '"' || q == '\'' {
		n := bytes.IndexByte(b[i+1:], q)
		if n < 0 {
			return 0
		}
		a.value, a.end, a.after = int32(i+1), int32(i+1+n), int32(i+2+n)
		return i + 2 + n
	}
	a.value = int32(i)
	for i < len(b) && ends[b[i]]&endsValue == 0 {
		i++
	}
	if i >= len(b) {
		return 0
	}
	a.end, a.after = int32(i), int32(i)
	return i
}

// noteAttribute notes an attribute if it matters.
func (s *stream) noteAttribute(t *tag, b []byte, a attribute) {
	n := a.to - a.from
	if n > 5 && b[a.from+4] == '-' && b[a.from]|0x20 == 'd' {
		t.marked = t.marked || s.r.sieve.Attribute(lowered(b[a.from:a.to], s.small[:])) ||
			t.traits&sighted == 0 && s.r.sieve.Value(b[a.value:a.end])
		if waitsInSight(t.kind) && isWaitingName(b[a.from:a.to]) {
			home := s.waitsHome(b[a.from:a.to], b[a.value:a.end])
			if !home {
				a.which = aLazy
				t.add(a)
			}
			if !home || s.base0 == nil {
				return
			}
		}
	}
	if n > longestAttribute || wanted[n]>>(b[a.from]&31)&1 == 0 {
		return
	}
	if n == 5 && string(b[a.from:a.to]) == "class" {
		t.marked = t.marked || s.mayMark(b[a.value:a.end])
		return
	}
	if n == 4 && t.kind == eA && !s.moved && string(b[a.from:a.to]) == "href" {
		return // a link stays a link
	}
	switch a.which = identify(b[a.from:a.to]); a.which {
	case other:
		return
	case aClass:
		t.marked = t.marked || s.r.sieve.Classes(b[a.value:a.end])
		return
	case aID:
		t.marked = t.marked || s.r.sieve.ID(b[a.value:a.end])
		return
	case aStyle, aPaint:
		if !mayHoldAddress(b[a.value:a.end]) {
			return
		}
	case aHref, aXlink:
		if (t.kind == eA || t.kind == eArea) && !s.moved {
			return // a link stays a link
		}
	case aAction, aFormaction:
		if !mayBeAbsolute(b[a.value:a.end]) && !s.moved {
			return
		}
	}
	t.add(a)
}

func (t *tag) add(a attribute) {
	if t.over = t.over || len(t.attrs) == maxAttributes; !t.over {
		t.attrs = append(t.attrs, a)
	}
}

// mayHoldAddress reports whether declarations may name an address: there is none
// without a bracket, but for the string of a custom property, and what is written in
// references or escapes.
func mayHoldAddress(css []byte) bool {
	if bytes.IndexByte(css, '&') >= 0 || bytes.IndexByte(css, '\\') >= 0 || bytes.IndexByte(css, '@') >= 0 {
		return true
	}
	return (bytes.IndexByte(css, '(') >= 0 || bytes.Contains(css, []byte("--"))) && !loadsNothing(css)
}

// mayBeAbsolute reports whether an address may lead to another host.
func mayBeAbsolute(value []byte) bool {
	return bytes.IndexByte(value, ':') >= 0 || bytes.IndexByte(value, '&') >= 0 || bytes.Contains(value, []byte("//")) ||
		bytes.IndexByte(value, '\\') >= 0
}

// lowered returns a short name in lower case, in the buffer; a longer one as it
// is.
func lowered(name, buf []byte) []byte {
	if len(name) > len(buf) {
		return name
	}
	for i, c := range name {
		buf[i] = toLower(c)
	}
	return buf[:len(name)]
}
