package rewrite

// context is what is known of where in the page we are. It is no tree: browsers
// move elements about, and make up others. Where that makes a difference to what
// is a tag and what is text, doubt is set and everything has to be harmless in
// both ways of reading.
type context struct {
	open       []node // the elements that are open
	over       int    // those beyond maxOpen
	paragraphs int    // how many of open are p
	templates  int    // how many are template
	noscript   int    // how many are noscript
	level      byte   // of the last heading, 0 for none
	langs      []string

	drawing []node // what is open of a drawing or formula
	selects bool   // we are in a select
	doubt   string // why it is not clear what is a tag and what is text; it stays so
}

// node is an open element.
type node struct {
	key    uint64
	kind   element
	traits trait
	size   uint8 // how long the name is, as far as that is less than 256
	lang   uint8 // place in langs, of the nearest language
	html   bool  // in a drawing: an element in whose content HTML is allowed
	math   bool  // in a drawing: an element of a formula, if it is none of HTML
}

const (
	maxOpen    = 512 // elements within each other
	maxDrawing = 128 // within a drawing
	maxLangs   = 64  // languages of one page
)

// enter notes a start tag and moves on behind it, and behind the text of an
// element that contains text.
func (s *stream) enter(t *tag) {
	if s.doubt == "" {
		if len(s.drawing) > 0 || s.selects || t.kind == eSvg || t.kind == eMath || t.kind == eSelect || t.kind == eFrameset || t.kind == eCol {
			s.enterOdd(t)
			return
		}
	}
	s.enterHTML(t)
}

// enterHTML is for what stands in ordinary HTML.
func (s *stream) enterHTML(t *tag) {
	certain := t.kind == eScript && s.doubt == "" && len(s.drawing) == 0 // in a select, too
	if t.traits&raw != 0 && !certain && (s.unsure() || t.kind == ePlaintext && s.noscript > 0) {
		s.doubtfulText(t)
		return
	}
	if s.note(t.key, int(t.nameEnd)-1, t.kind, t.traits) && len(t.attrs) > 0 {
		top := &s.open[len(s.open)-1]
		top.lang = s.langOf(t, top.lang)
	}
	kind := t.kind
	isRaw := t.traits&raw != 0
	s.done(t)
	if isRaw {
		s.rawText(kind)
	}
}

// unsure reports whether text may be markup here and markup text.
func (s *stream) unsure() bool { return s.doubt != "" || s.selects || len(s.drawing) > 0 }

// note notes a start tag, whose name has that key and size. It reports whether the element
// is open from now on.
func (s *stream) note(key uint64, size int, kind element, traits trait) (open bool) {
	if traits&closesP != 0 {
		s.line = false
		if s.paragraphs > 0 {
			s.closeParagraph()
		}
	}
	if traits&ruled != 0 {
		s.rule(kind)
	}
	if traits&(void|raw) != 0 {
		if traits&inline != 0 || kind == eImg || kind == eInput {
			s.line = true
		}
		return false
	}
	return s.push(key, size, kind, traits)
}

// rule closes what the start tag of an element closes.
func (s *stream) rule(kind element) {
	switch kind {
	case eLi:
		s.imply(eLi, eSection)
	case eDd, eDt:
		s.imply(eDd, eSection)
		s.imply(eDt, eSection)
	case eTd:
		s.line = false
		s.imply(eTd, eTr)
	case eTr:
		s.imply(eTr, eTable)
	case eTbody:
		s.imply(eTbody, eTable)
	case eOption:
		s.imply(eOption, eSelect)
	case eHeading1, eHeading2, eHeading3, eHeading4, eHeading5, eHeading6:
		s.level = byte(kind-eHeading1) + 1
	case eBr:
		s.line = false
	case eA:
		s.line, s.told = false, false // of the link
	}
}

// push keeps the stack of open elements.
func (s *stream) push(key uint64, size int, kind element, traits trait) bool {
	n := len(s.open)
	if n == maxOpen {
		s.over++
		if kind == eNoscript || kind == eTemplate {
			s.tally(kind, 1) // to the end of the page
		}
		return false
	}
	if traits&counted != 0 {
		s.tally(kind, 1)
		if kind == eP {
			s.kept = s.pos // an empty paragraph may give way to a gate
		}
	}
	if n == cap(s.open) {
		s.open = append(s.open, node{})
	}
	s.open = s.open[:n+1]
	top := &s.open[n]
	*top = node{key: key, size: uint8(min(size, 255)), kind: kind, traits: traits}
	if n > 0 {
		top.lang = s.open[n-1].lang
	}
	return true
}

// tally counts the elements of a kind that are open.
func (s *stream) tally(kind element, n int) {
	switch kind {
	case eP:
		s.paragraphs += n
	case eTemplate:
		s.templates += n
	case eNoscript:
		s.noscript += n
	}
}

// langOf gives the place of the language that a tag names.
func (s *stream) langOf(t *tag, inherited uint8) uint8 {
	a := s.attr(t, aLang)
	if a == nil {
		a = s.attr(t, aXMLLang)
	}
	if a == nil {
		return inherited
	}
	lang := string(trim(s.value(a)))
	if len(lang) > 35 || len(s.langs) == maxLangs { // RFC 5646, 4.4.1
		return inherited
	}
	for i, known := range s.langs {
		if known == lang {
			return uint8(i)
		}
	}
	s.langs = append(s.langs, lang)
	return uint8(len(s.langs) - 1)
}

// lang is the language at pos; empty where the page says nothing.
func (s *stream) lang() string {
	if len(s.open) == 0 {
		return s.langs[0]
	}
	return s.langs[s.open[len(s.open)-1].lang]
}

// cutOpen closes all from the given place on.
func (s *stream) cutOpen(i int) {
	for j := i; j < len(s.open); j++ {
		if n := &s.open[j]; n.traits&counted != 0 {
			s.tally(n.kind, -1)
		}
	}
	s.open = s.open[:i]
}

// closeParagraph closes the open paragraph, unless something between keeps it open
// (HTML, 13.2.4.2, button scope).
func (s *stream) closeParagraph() {
	for i := len(s.open) - 1; i >= 0; i-- {
		switch n := &s.open[i]; {
		case n.kind == eP:
			s.cutOpen(i)
			return
		case n.traits&scoped != 0 || n.kind == eButton || n.kind == eNoscript:
			return
		}
	}
}

// imply closes the innermost element of a kind, unless one of the other is open
// within it.
func (s *stream) imply(kind, within element) {
	for i := len(s.open) - 1; i >= 0; i-- {
		switch n := &s.open[i]; {
		case n.kind == kind:
			s.cutOpen(i)
			return
		case n.kind == within, n.kind == eTable, n.traits&scoped != 0 && n.kind != eTd, n.kind == eNoscript:
			return
		}
	}
}

// leave notes an end tag and moves on behind it.
func (s *stream) leave(t *tag) {
	if s.doubt == "" && (len(s.drawing) > 0 || s.selects) {
		s.leaveOdd(t)
	} else {
		s.close(t.key, t.kind, t.traits)
	}
	s.endLine(t.traits)
	s.done(t)
}

// endLine notes what an end tag means for the line that it stands in.
func (s *stream) endLine(traits trait) {
	if traits&endsLine != 0 {
		s.line = false
	} else if traits&inline != 0 {
		s.line = true
	}
}

// close closes the element that an end tag belongs to.
func (s *stream) close(key uint64, kind element, traits trait) {
	if n := len(s.open); n > 0 && s.open[n-1].key == key {
		s.cutOpen(n - 1)
		return
	}
	if traits&(raw|void) != 0 {
		return // it is never open
	}
	if s.over > 0 {
		s.over-- // which one nobody knows
		return
	}
	part := kind == eTable || kind == eTr || kind == eTbody || kind == eTd || kind == eCaption
	for i := len(s.open) - 1; i >= max(0, len(s.open)-64); i-- {
		n := &s.open[i]
		if n.key == key {
			s.cutOpen(i)
			return
		}
		if n.kind == eTemplate || n.kind == eNoscript || n.traits&scoped != 0 && !part {
			return // in a noscript the end tag may be text
		}
	}
}
