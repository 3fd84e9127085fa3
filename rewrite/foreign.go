package rewrite

import "bytes"

// In a drawing (svg) or formula (math) a style element contains markup, "<p>" ends
// the drawing, and "<script/>" is empty; in select, what looks like a frame may be
// nothing at all (HTML, 13.2.6.4.16 and 13.2.6.5). As long as such a part is well
// formed we know where it ends. If it is not, doubt stays to the end of the page.

// enterOdd is for start tags in a drawing, a formula or a select, and for those
// that begin one.
func (s *stream) enterOdd(t *tag) {
	switch {
	case len(s.drawing) > 0:
		s.enterDrawing(t)
		return
	case s.selects:
		s.enterSelect(t)
		return
	}
	switch t.kind {
	case eFrameset:
		s.unclear("frameset: browsers ignore most of what is in it")
	case eCol:
		if s.templates > 0 {
			s.unclear("col in a template: browsers may ignore what follows")
		}
	case eSelect:
		s.selects = true
	case eSvg, eMath:
		if !t.closed {
			s.drawing = append(s.drawing[:0], node{key: t.key, kind: t.kind, math: t.kind == eMath})
		}
		s.done(t)
		return
	}
	s.enterHTML(t)
}

// unclear notes that from here on nobody can tell markup from text for certain.
func (s *stream) unclear(why string) {
	s.drawing = s.drawing[:0]
	if s.doubt == "" {
		s.doubt = why
		s.find(Finding{Kind: Unclear, Element: string(s.name()), Action: Kept, Reason: why}, 0)
	}
}

// enterDrawing notes a start tag in a drawing.
func (s *stream) enterDrawing(t *tag) {
	top := &s.drawing[len(s.drawing)-1]
	inHTML := top.html && t.kind != eSvg && t.kind != eMath
	if why := s.losesTrack(t, inHTML); why != "" {
		s.unclear(why)
		s.enter(t)
		return
	}
	switch {
	case inHTML && t.traits&void != 0:
		s.done(t)
		return
	case !inHTML && t.traits&breaksOut != 0:
		s.breakOut(t)
		return
	case t.traits&raw != 0:
		s.doubtfulText(t)
		return
	case !inHTML && t.closed:
		s.done(t)
		return
	case len(s.drawing) == maxDrawing:
		s.unclear("a drawing with too many elements within each other")
		s.enter(t)
		return
	}
	n := node{key: t.key, kind: t.kind, html: inHTML, math: isMath(top, t.kind)}
	if !inHTML {
		n.html = s.allowsHTML(t, n.math)
	}
	s.drawing = append(s.drawing, n)
	s.done(t)
}

// breakOut ends the drawing, or what is open of it up to where HTML is allowed.
func (s *stream) breakOut(t *tag) {
	for len(s.drawing) > 0 && !s.drawing[len(s.drawing)-1].html {
		s.drawing = s.drawing[:len(s.drawing)-1]
	}
	if len(s.drawing) > 0 {
		s.unclear("a drawing that is not well formed")
	}
	s.enter(t)
	s.kept = -1 // a paragraph that ends a drawing cannot give way
}

// enterSelect notes a start tag in a select. Old browsers drop all but a few
// elements, new ones keep them.
func (s *stream) enterSelect(t *tag) {
	switch t.kind {
	case eSelect, eInput, eTextarea, eKeygen, eTable, eTd, eTr, eTbody, eCaption, eObject, eApplet, eMarquee, eTemplate,
		eSvg, eMath, eFrameset, eButton, eNoscript:
		s.unclear("select: browsers disagree about " + string(s.name()) + " in it")
	}
	s.enterHTML(t)
}

// leaveOdd notes an end tag in a drawing or a select.
func (s *stream) leaveOdd(t *tag) {
	if len(s.drawing) > 0 {
		s.leaveDrawing(t)
		return
	}
	if t.kind == eSelect {
		s.selects = false
	}
	s.close(t.key, t.kind, t.traits)
}

// leaveDrawing notes an end tag in a drawing. One that fits no open element there
// may end something outside of it, or nothing.
func (s *stream) leaveDrawing(t *tag) {
	last := len(s.drawing) - 1
	if s.drawing[last].key == t.key {
		s.drawing = s.drawing[:last]
		return
	}
	for i := last; i >= 0 && s.isDrawn(i) && !s.drawing[i].html; i-- {
		if s.drawing[i].key == t.key {
			s.drawing = s.drawing[:i] // what was open in it ends with it (HTML, 13.2.6.5)
			return
		}
	}
	s.unclear("a drawing that is not well formed")
}

// doubtfulText deals with an element whose content is text or markup, who knows.
// It stays if it makes no difference: if there is no markup in it.
func (s *stream) doubtfulText(t *tag) {
	n, whole := s.textLength(t, rawNames[t.kind])
	switch {
	case !whole || s.hasMarkup(s.buf[s.pos+int(t.length):s.pos+n]):
		s.dropDoubtful(t, n, whole)
		return
	}
	content := s.buf[s.pos+int(t.length) : s.pos+n]
	if t.kind == eStyle && (s.readsTwoWays(content) || s.misleadsTwoWays(content)) {
		s.dropDoubtful(t, n, whole)
		return
	}
	s.applyEdits()
	if t.kind == eStyle {
		s.style(withoutEnd(content))
	}
	s.pos += n
	end := bytes.IndexByte(s.buf[s.pos:s.end], '>')
	s.pos += end + 1
}

// textLength returns how far it is from the tag to its end tag, which has to be
// complete. Where it may have no content at all, whole is false.
func (s *stream) textLength(t *tag, name string) (n int, whole bool) {
	for t.kind != ePlaintext && !t.closed {
		b := s.buf[s.pos:s.end]
		i, whole := endOf(b[t.length:], name, s.noscript > 0)
		if i >= 0 && whole {
			if rest := b[int(t.length)+i+len("</")+len(name):]; isPlainEnd(rest) {
				return int(t.length) + i, true
			} else if len(trim(rest)) > 0 {
				break
			}
		}
		if i >= 0 && !whole || !s.more() {
			break
		}
	}
	return int(t.length), false
}

// isPlainEnd reports whether an end tag ends behind its name, so that nothing in it can
// hold a ">".
func isPlainEnd(rest []byte) bool {
	rest = bytes.TrimLeft(rest, blanks)
	return len(rest) > 0 && rest[0] == '>'
}

// hasMarkup reports whether text would be more than text if it were markup.
func (s *stream) hasMarkup(text []byte) bool {
	inner := bytes.TrimSpace(text)
	if data, ok := bytes.CutPrefix(inner, []byte("<![CDATA[")); ok {
		// Drawing programs write their styles like this.
		data, ok = bytes.CutSuffix(data, []byte("]]>"))
		return !ok || bytes.IndexByte(data, '<') >= 0 || bytes.IndexByte(data, '>') >= 0 || bytes.Contains(data, []byte("]]"))
	}
	for i := 0; ; i++ {
		n := bytes.IndexByte(text[i:], '<')
		if n < 0 {
			return false
		}
		i += n
		if c := at(text, i+1); isLetter(c) || c == '/' || c == '!' || c == '?' || c == 0 {
			return true
		}
	}
}

// withoutEnd is what stands before the end of character data: whatever a sheet leaves open
// ends there, where it is read as such.
func withoutEnd(text []byte) []byte {
	const open, end = "<![CDATA[", "]]>"
	inner := bytes.TrimSpace(text)
	if !bytes.HasPrefix(inner, []byte(open)) {
		return text
	}
	if i := bytes.LastIndex(text, []byte(end)); i >= 0 {
		return text[:i]
	}
	return text
}

// dropDoubtful leaves out an element, or its start tag where nobody knows where it
// ends.
func (s *stream) dropDoubtful(t *tag, n int, whole bool) {
	why := s.doubt
	if why == "" {
		why = "browsers disagree whether its content is text"
	}
	s.forgetEdits()
	s.find(Finding{Kind: Unclear, Element: string(s.name()), Action: Dropped, Reason: why}, 0)
	if whole {
		n += bytes.IndexByte(s.buf[s.pos+n:s.end], '>') + 1
	} else {
		n = int(t.length)
	}
	s.cut(s.pos, s.pos+n)
	s.sayLeftOut()
	s.pos += n
}

// characterData deals with "<![CDATA[" where it may be character data, which ends
// at "]]>", or a comment, which ends at ">".
func (s *stream) characterData(open int) bool {
	for {
		b := s.buf[s.pos:s.end]
		n := bytes.Index(b, []byte("]]>"))
		if n < 0 {
			if s.more() {
				continue
			}
			s.dropLong()
			return true
		}
		inner := b[open:n]
		if bytes.IndexByte(inner, '>') >= 0 || s.noscript > 0 && indexEnd(inner, "noscript") >= 0 {
			s.find(Finding{Kind: Unclear, Element: "![CDATA[", Action: Dropped, Reason: "browsers disagree about where it ends"}, 0)
			s.cut(s.pos, s.pos+n+3)
			s.sayLeftOut()
		}
		s.pos += n + 3
		return true
	}
}
