package rewrite

import "bytes"

// rawNames are the elements whose content is text to the tokenizer, by the name
// that ends it.
var rawNames = map[element]string{
	eIframe: "iframe", eNoembed: "noembed", eNoframes: "noframes", eScript: "script", eStyle: "style",
	eTextarea: "textarea", eTitle: "title", eXmp: "xmp",
}

// rawText moves on to the end tag of an element whose content is text; pos is
// behind its start tag.
func (s *stream) rawText(e element) {
	switch e {
	case ePlaintext:
		s.plaintext()
	case eScript:
		s.scriptText()
	case eStyle:
		s.styleText()
	default:
		name := rawNames[e]
		for !s.rawEnd(name) && s.pass(len("</noscript")) {
		}
	}
}

// plaintext lets the rest of the page pass: nothing ends it.
func (s *stream) plaintext() {
	for ok := true; ok; ok = s.more() {
		s.pos = s.end
	}
}

// pass lets all but the last bytes of the window pass, and reads more. At the end
// of the page it lets everything pass and reports false.
func (s *stream) pass(keep int) bool {
	s.pos = max(s.pos, s.end-keep)
	if s.more() {
		return true
	}
	s.pos = s.end
	return false
}

// rawEnd moves to the end tag of that name, if it is in the window.
func (s *stream) rawEnd(name string) bool {
	b := s.buf[s.pos:s.end]
	i, whole := endOf(b, name, s.noscript > 0)
	if i < 0 {
		return false
	}
	s.pos += i
	if !whole {
		if name == "iframe" {
			s.copyTo(s.pos)
			s.sayLeftOut() // a second pass does not take it for a frame that had ended
		}
		s.endBefore(name)
	}
	return true
}

// endOf finds the end tag of that name, with a letter behind it that ends the
// name. whole is false if within a noscript the end of that comes first.
func endOf(b []byte, name string, within bool) (i int, whole bool) {
	for {
		n := bytes.Index(b[i:], []byte("</"))
		if n < 0 {
			return -1, false
		}
		i += n
		rest := b[i+2:]
		switch {
		case isEndOf(rest, name):
			return i, true
		case within && isEndOf(rest, "noscript"):
			return i, false
		}
		i += 2
	}
}

// isEndOf reports whether a tag goes on with that name and no more of it.
func isEndOf(rest []byte, name string) bool {
	return len(rest) > len(name) && equal(rest[:len(name)], name) && ends[rest[len(name)]]&endsName != 0
}

// endBefore ends an element at pos, so that it ends for all readers.
func (s *stream) endBefore(name string) {
	s.find(Finding{Kind: Unclear, Element: name, Action: Kept, Reason: "it ended with the noscript around it for some readers only; now it does for all"}, 0)
	s.copyTo(s.pos)
	s.put([]byte("</" + name + ">"))
}

// scriptText moves on to where a script ends (HTML, 13.2.5.15 to 13.2.5.31): an
// end tag that stands in a comment behind another "<script" is text.
func (s *stream) scriptText() {
	if s.noscript == 0 && s.body == s.base+int64(s.pos) && s.bodyEnd > s.body {
		s.pos += int(s.bodyEnd - s.body) // it has been looked at
		return
	}
	var m scriptMode
	for {
		b := s.buf[s.pos:s.end]
		before := m
		n, ended := m.end(b, s.eof)
		if s.noscript > 0 {
			if i, _ := endOf(b, "noscript", false); i >= 0 && (i < n || !ended) {
				s.pos += i
				if before.end(b[:i], true); before == scriptDoubleEscaped {
					s.copyTo(s.pos)
					s.put([]byte("-->")) // or its end tag would be text
				}
				s.endBefore("script")
				return
			}
		}
		s.pos += n
		if ended {
			return
		}
		if !s.more() {
			s.pos = s.end
			return
		}
	}
}

// scriptMode is the state of the tokenizer within a script.
type scriptMode uint8

const (
	scriptData          scriptMode = iota
	scriptEscaped                  // behind "<!--"
	scriptDoubleEscaped            // and behind "<script"
)

// end returns how far it is to the end tag of the script, or, where ended is
// false, how far everything is clear. last says that nothing follows.
func (m *scriptMode) end(b []byte, last bool) (n int, ended bool) {
	const longest = len("</noscript>") + 1 // the caller looks for that, too
	for i := 0; ; {
		j := m.mark(b[i:])
		if j < 0 {
			return max(i, len(b)-longest), false
		}
		i += j
		rest := b[i:]
		if !last && len(rest) < longest && rest[0] == '<' {
			return i, false
		}
		switch {
		case rest[0] == '-':
			*m, i = scriptData, i+3
			continue
		case *m == scriptData && bytes.HasPrefix(rest, []byte("<!--")):
			*m = scriptEscaped
			i += 2 // its dashes may be those of the end
			continue
		case at(rest, 1) == '/' && isEndOf(rest[2:], "script"):
			if *m != scriptDoubleEscaped {
				return i, true
			}
			*m = scriptEscaped
		case *m == scriptEscaped && isEndOf(rest[1:], "script"):
			*m = scriptDoubleEscaped
		}
		i++
	}
}

// mark finds the next place that may change the mode: a "<", or in a comment its
// end.
func (m *scriptMode) mark(b []byte) int {
	i := bytes.IndexByte(b, '<')
	if *m == scriptData {
		return i
	}
	if j := bytes.Index(b, []byte("-->")); j >= 0 && (i < 0 || j < i) {
		return j
	}
	return i
}
