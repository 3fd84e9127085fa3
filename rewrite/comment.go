package rewrite

import "bytes"

// declaration deals with what begins with "<!": a comment, a doctype, character
// data (HTML, 13.2.5.42).
func (s *stream) declaration(b []byte) bool {
	const cdata = "<![CDATA["
	if len(b) < len(cdata) && !s.eof && (isPrefix(b, "<!--") || isPrefix(b, cdata)) && s.more() {
		return true
	}
	b = s.buf[s.pos:s.end] // the window may have moved
	switch {
	case len(b) < len(leftOutInDoubt) && !s.eof && isPrefix(b, leftOutInDoubt) && s.more():
		return true
	case bytes.HasPrefix(b, []byte(leftOutInDoubt)):
		s.t.nameEnd = 0 // it is no tag
		s.unclear("something was left out here before that made it so")
		s.pos += len(leftOutInDoubt)
		return true
	case bytes.HasPrefix(b, []byte("<!--")):
		return s.comment()
	case bytes.HasPrefix(b, []byte(cdata)) && s.unsure():
		return s.characterData(len(cdata))
	}
	return s.skipPast('>')
}

// isPrefix reports whether what there is of b may become something that begins
// with s.
func isPrefix(b []byte, s string) bool {
	n := min(len(b), len(s))
	return string(b[:n]) == s[:n]
}

// skipPast moves on behind the next byte of that value.
func (s *stream) skipPast(c byte) bool {
	if s.noscript > 0 {
		return s.skipWithin(func(b []byte) int { return 1 + bytes.IndexByte(b, c) }, ">")
	}
	for {
		if i := bytes.IndexByte(s.buf[s.pos:s.end], c); i >= 0 {
			s.pos += i + 1
			return true
		}
		s.pos = s.end
		if !s.more() {
			return false
		}
	}
}

// comment moves on behind the comment at pos.
func (s *stream) comment() bool {
	if s.noscript > 0 {
		return s.skipWithin(func(b []byte) int { return commentEnd(b, 0) }, "-->")
	}
	opened := s.base + int64(s.pos)
	for {
		b := s.buf[s.pos:s.end]
		if n := commentEnd(b, s.base+int64(s.pos)-opened); n > 0 {
			s.pos += n
			return true
		}
		s.pos += max(0, len(b)-len("--!"))
		if !s.more() {
			s.pos = s.end
			return false
		}
	}
}

// commentEnd returns how far it is to the end of a comment (HTML, 13.2.5.43 to
// 13.2.5.52), or 0. The comment was opened that many bytes before b.
func commentEnd(b []byte, before int64) int {
	const open = len("<!--")
	for i := 0; ; {
		n := bytes.IndexByte(b[i:], '>')
		if n < 0 {
			return 0
		}
		i += n
		at := before + int64(i)
		switch {
		case i >= 2 && b[i-1] == '-' && b[i-2] == '-' && at >= int64(open):
			return i + 1 // "<!-->" and "<!--->" end here too
		case i >= 3 && b[i-1] == '!' && b[i-2] == '-' && b[i-3] == '-' && at-3 >= int64(open):
			return i + 1
		}
		i++
	}
}

// skipWithin moves on behind something within a noscript. Readers with JavaScript
// see the end of the noscript even there, so what would hold one ends before it.
func (s *stream) skipWithin(length func(b []byte) int, end string) bool {
	for {
		b := s.buf[s.pos:s.end]
		n := length(b)
		if i := indexEnd(b, "noscript"); i >= 0 && (n == 0 || i < n) {
			s.copyTo(s.pos + i)
			s.put([]byte(end))
			s.sayLeftOut() // for a second pass, which would find nothing odd here
			s.find(Finding{Kind: Unclear, Element: "noscript", Action: Dropped, Reason: "its end stands where readers without JavaScript do not see it"}, i)
			s.pos += i
			return true
		}
		if n > 0 {
			s.pos += n
			return true
		}
		if !s.more() {
			if !s.full {
				s.pos = s.end
				return false
			}
			s.dropLong()
			return true
		}
	}
}

// dropLong leaves out the beginning of what is too long to be looked at.
func (s *stream) dropLong() {
	s.find(Finding{Kind: Unclear, Action: Dropped, Reason: unread}, 0)
	s.cut(s.pos, s.pos+1)
	s.sayLeftOut()
	s.put([]byte("&lt;"))
	s.pos++
}

// indexEnd returns where in b the end tag of an element may begin, or -1. name is
// in lower case.
func indexEnd(b []byte, name string) int {
	for i := 0; ; {
		n := bytes.IndexByte(b[i:], '<')
		if n < 0 || i+n+2+len(name) > len(b) {
			return -1
		}
		i += n
		if b[i+1] == '/' && equal(b[i+2:i+2+len(name)], name) {
			return i
		}
		i++
	}
}
