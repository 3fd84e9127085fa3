package rewrite

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/gatefold/gatefold/provider"
)

// edit is a change within a tag. Offsets are from the "<"; text is in stream.tmp.
type edit struct {
	from, to         int32
	textFrom, textTo int
}

// heldPrefix goes before the name of an attribute that must do nothing.
const heldPrefix = provider.HeldPrefix

// swap notes that text takes the place of a stretch of the tag.
func (s *stream) swap(from, to int32, text []byte) {
	at := len(s.tmp)
	s.tmp = append(s.tmp, text...)
	s.edits = append(s.edits, edit{from, to, at, len(s.tmp)})
}

// rename makes an attribute do nothing. What it said stays readable.
func (s *stream) rename(a *attribute) {
	for _, e := range s.edits {
		if e.from == a.from {
			return // it does nothing already
		}
	}
	to := a.from
	prefix := []byte(heldPrefix)
	if s.buf[s.pos+int(a.from)] == '=' {
		// A name can begin with it, but behind the prefix it would begin the value, and
		// what is left of the name would be another.
		prefix, to = append(prefix, '-'), to+1
	}
	s.swap(a.from, to, prefix)
}

// renameAll renames every attribute of a kind: of several only the first counts,
// until it is gone.
func (s *stream) renameAll(t *tag, w which) {
	for i := range t.attrs {
		if t.attrs[i].which == w {
			s.rename(&t.attrs[i])
		}
	}
}

// setValue gives an attribute another value.
func (s *stream) setValue(a *attribute, value []byte) {
	s.setEncoded(a, appendSigns(nil, value))
}

// appendSigns appends text as the value of an attribute in quotes, in which only signs of ASCII
// are written as references.
func appendSigns(dst, text []byte) []byte {
	for i, c := range text {
		if c < utf8.RuneSelf {
			dst = appendEncoded(dst, text[i:i+1])
		} else {
			dst = append(dst, c) // part of a letter, whatever the encoding
		}
	}
	return dst
}

// setEncoded gives an attribute another value, which is written as it is to be in quotes.
func (s *stream) setEncoded(a *attribute, value []byte) {
	text := slices.Concat([]byte{'"'}, value, []byte{'"'})
	if a.value == a.to { // it had none
		s.swap(a.to, a.after, append([]byte{'='}, text...))
		return
	}
	s.swap(s.quoteOf(a), a.after, text)
}

// quoteOf is where the value begins with its quote.
func (s *stream) quoteOf(a *attribute) int32 {
	if a.after > a.end {
		return a.value - 1
	}
	return a.value
}

// applyEdits makes the changes to the tag at pos.
func (s *stream) applyEdits() {
	if len(s.edits) == 0 {
		return
	}
	s.sortEdits()
	for _, e := range s.edits {
		s.replace(s.pos+int(e.from), s.pos+int(e.to), s.tmp[e.textFrom:e.textTo])
	}
	s.forgetEdits()
}

// sortEdits puts the changes in the order of the page: attributes are not looked at in theirs.
func (s *stream) sortEdits() {
	slices.SortStableFunc(s.edits, func(x, y edit) int { return int(x.from - y.from) })
}

// outgrows reports whether the changes make the tag at pos longer than a tag may be, which a
// second pass would drop.
func (s *stream) outgrows() bool {
	if len(s.edits) == 0 || s.nested > 0 {
		return false
	}
	n := int(s.t.length)
	for _, e := range s.edits {
		n += e.textTo - e.textFrom - int(e.to-e.from)
	}
	return n > s.most
}

// edited is the tag at pos with the changes, none of which lies in another.
func (s *stream) edited() []byte {
	s.sortEdits()
	var b []byte
	at := int32(0)
	for _, e := range s.edits {
		b = append(b, s.buf[s.pos+int(at):s.pos+int(e.from)]...)
		b = append(b, s.tmp[e.textFrom:e.textTo]...)
		at = e.to
	}
	return append(b, s.buf[s.pos+int(at):s.pos+int(s.t.length)]...)
}

// forgetEdits leaves the tag as it is.
func (s *stream) forgetEdits() { s.edits, s.tmp = s.edits[:0], s.tmp[:0] }

// attr returns the first attribute of a kind, which is the one that counts, or
// nil.
func (s *stream) attr(t *tag, w which) *attribute {
	for i := range t.attrs {
		if t.attrs[i].which == w {
			return &t.attrs[i]
		}
	}
	return nil
}

// nameOf is the name of an attribute as it is written.
func (s *stream) nameOf(a *attribute) []byte { return s.buf[s.pos+int(a.from) : s.pos+int(a.to)] }

// raw is the value of an attribute as it is written.
func (s *stream) raw(a *attribute) []byte {
	if a == nil {
		return nil
	}
	return s.buf[s.pos+int(a.value) : s.pos+int(a.end)]
}

// value is the value of an attribute, its character references read.
// It is good until the next tag is decided about.
func (s *stream) value(a *attribute) []byte {
	const most = 8 << 10
	raw := s.raw(a)
	first := bytes.IndexByte(raw, '&')
	if first < 0 {
		return raw
	}
	from := len(s.values)
	if from+len(raw) > most {
		return appendDecoded(nil, raw)
	}
	s.values = appendDecoded(s.values, raw)
	return s.values[from:len(s.values):len(s.values)]
}

// text is the value of the first attribute of a kind.
func (s *stream) text(t *tag, w which) []byte { return s.value(s.attr(t, w)) }
