package rewrite

import "bytes"

// Browsers look ahead in a page for what they will need, and read it less exactly then than
// afterwards. Of attributes that a link or script has twice Chromium takes the last where only the
// first counts, and of sources the first that is not empty; in style sheets they know little of
// strings, brackets and comments within the rules with which a sheet begins. What they find, they
// load.

// rels are all relations of a link element.
func (s *stream) rels(t *tag) []byte {
	var all []byte
	for i := range t.attrs {
		if a := &t.attrs[i]; a.which == aRel {
			all = append(append(all, ' '), s.value(a)...)
		}
	}
	return all
}

// scriptKind is what browsers do with a script element, or may believe that they will: what
// is data by its first type may be loaded for its last.
func (s *stream) scriptKind(t *tag) scriptKind {
	kind, first := runs, true
	for i := range t.attrs {
		a := &t.attrs[i]
		if a.which != aType {
			continue
		}
		one := scriptKindOf(trim(s.value(a)))
		if first || kind == dataBlock && one == runs && s.attr(t, aSrc) != nil {
			kind, first = one, false
		}
	}
	return kind
}

// look is whose look at the beginning of a style sheet it is. Each takes something else for
// the address of an import, and for its end.
type look uint8

const (
	chromiums look = iota // a value ends at white space, that of an import at no semicolon within its quotes or brackets
	safaris               // the same, but it ends with its quote or bracket
	formerly              // as both were: it ends at any semicolon
	firefoxs              // it ends at the next quote or bracket, whatever is before it
	mended                // Firefox, were it to see that a comment ends with two stars, too
	looks
)

// glance follows a look at the beginning of a style sheet.
type glance struct {
	look
	state   glanceState
	rule    []byte // the name of the rule
	reach   int    // how far it looked
	imports []imported
}

// imported is what a rule seems to import: text[from:to], with quotes and brackets.
type imported struct {
	from, to int
	address  []byte
}

type glanceState uint8

const (
	glanceInitial glanceState = iota
	glanceRule                // in the name of a rule
	glanceBefore              // before its value
	glanceValue               // in its value
	glanceBehind              // behind it, up to the semicolon
	glanceOver                // it looks no farther
)

func (g *glance) isFirefox() bool { return g.look == firefoxs || g.look == mended }

// read looks at a sheet from its beginning. Whatever rule it is, it goes on behind it: other
// browsers, or later ones, may know more rules that stand at the beginning.
func (g *glance) read(text []byte) {
	g.reach = len(text)
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch g.state {
		case glanceInitial:
			i = g.initial(text, i)
		case glanceRule:
			g.name(c)
		case glanceBefore:
			switch {
			case isSpace(c):
			case c == ';':
				g.state = glanceInitial
			case g.isFirefox():
				i = g.delimited(text, i)
			default:
				i = g.value(text, i)
			}
		case glanceBehind:
			n := bytes.IndexByte(text[i:], ';')
			if n < 0 {
				g.torn(text, i, len(text))
				return
			}
			g.torn(text, i, i+n)
			i += n
			g.state = glanceInitial
		}
		if g.state == glanceOver {
			g.reach = min(i, len(text)-1)
			return
		}
	}
}

// initial reads what stands between rules: white space, comments, the beginning of a rule.
func (g *glance) initial(text []byte, i int) int {
	switch c := text[i]; {
	case isSpace(c):
	case c == '@' && i+1 < len(text):
		if isLetter(text[i+1]) {
			g.state, g.rule = glanceRule, g.rule[:0]
			return i
		}
		return g.passed(i + 1)
	case c == '/' && i+1 < len(text):
		if text[i+1] != '*' {
			return g.passed(i + 1)
		}
		return g.comment(text, i+2)
	case c != '@' && c != '/':
		g.state = glanceOver
	}
	return i
}

// passed returns i: what stands there is passed over, whatever it is, where it is no end.
func (g *glance) passed(i int) int {
	if g.isFirefox() {
		g.state = glanceOver
	}
	return i
}

// comment returns where a comment ends. Firefox takes what follows a star for a part of the
// comment where it does not end it, be it another star.
func (g *glance) comment(text []byte, i int) int {
	for {
		n := bytes.IndexByte(text[i:], '*')
		if n < 0 || i+n+1 == len(text) {
			return len(text)
		}
		i += n + 1
		switch {
		case text[i] == '/':
			return i
		case g.look == firefoxs:
			i++
		}
	}
}

// name reads a letter of the name of a rule, or what follows it.
func (g *glance) name(c byte) {
	switch {
	case isSpace(c):
		if g.state = glanceBefore; g.isFirefox() && !equal(g.rule, "import") {
			g.state = glanceBehind
		}
	case g.isFirefox() && !isLetter(c):
		g.state = glanceOver
	case c == ';':
		g.state = glanceInitial
	default:
		g.rule = append(g.rule, c)
	}
}

// value reads the value of a rule, and returns where its last byte stands, or the sign that ends
// it. The end of the sheet ends it, too.
func (g *glance) value(text []byte, from int) int {
	g.state = glanceValue
	to, last := from+1, len(text)
	for ; to < len(text) && g.state == glanceValue; to++ {
		whole := isWhole(text[from:to])
		switch c := text[to]; {
		case g.look == safaris && whole:
			g.state, last = glanceBehind, to-1
		case isSpace(c):
			g.state, last = glanceBehind, to
		case c == ';' && (g.look == formerly || g.look == chromiums && (whole || !equal(g.rule, "import"))):
			g.state, last = glanceInitial, to
		}
	}
	if last < len(text) {
		to--
	}
	if equal(g.rule, "import") {
		g.note(text, from, to)
	}
	g.torn(text, from, to)
	return last
}

// isWhole reports whether a value is a string, or else ends with a bracket.
func isWhole(value []byte) bool {
	last := len(value) - 1
	switch {
	case last < 1 || value[last-1] == '\\':
		return false
	case value[0] == '"' || value[0] == '\'':
		return value[last] == value[0]
	}
	return value[last] == ')'
}

// delimited reads what Firefox takes for the address of an import: a string or what url()
// holds, without escapes. Between the letters of "url" something may stand.
func (g *glance) delimited(text []byte, from int) int {
	quote, i := text[from], from+1
	if quote != '"' && quote != '\'' {
		n := bytes.IndexAny(text[i:], "lL")
		switch {
		case quote|0x20 != 'u', i < len(text) && text[i]|0x20 != 'r':
			g.state = glanceOver
			return i
		case n < 0 || i+n+1 == len(text):
			return len(text)
		}
		if i += n + 2; text[i-1] != '(' {
			g.state = glanceOver
			return i
		}
		for i < len(text) && isSpace(text[i]) {
			i++
		}
		quote = ')'
		if c := next(text, i); c == '"' || c == '\'' {
			quote = c
			i++
		}
	}
	n := bytes.IndexByte(text[i:], quote)
	if n < 0 {
		return len(text)
	}
	address := text[i : i+n]
	if quote == ')' {
		address = bytes.TrimRight(address, blanks)
	}
	g.imports = append(g.imports, imported{from, i + n + 1, address})
	g.state = glanceBehind
	return i + n
}

// note notes that a value is an import.
func (g *glance) note(text []byte, from, to int) {
	g.imports = append(g.imports, imported{from, to, addressIn(text[from:to])})
}

// torn notes imports within a rule: Chromium and Safari take a rule for ended where the part of
// the page ends that has come so far, and look at the next as if it began the sheet.
func (g *glance) torn(text []byte, from, to int) {
	const open = "@import"
	if g.isFirefox() || !equal(g.rule, "import") && !equal(g.rule, "charset") && !equal(g.rule, "layer") {
		return
	}
	for i := from; i < to; i++ {
		n := bytes.IndexByte(text[i:to], '@')
		if n < 0 {
			return
		}
		if i += n; i+len(open) >= len(text) || !equal(text[i:i+len(open)], open) || !isSpace(text[i+len(open)]) {
			continue
		}
		value := bytes.TrimLeft(text[i+len(open):], blanks)
		start := len(text) - len(value)
		if n = bytes.IndexAny(value, blanks+";"); n < 0 {
			n = len(value)
		}
		g.note(text, start, start+n)
	}
}

// addressIn takes the address out of what a rule imports: to the quote with which the value
// ends, even if there is one before.
func addressIn(value []byte) []byte {
	if len(value) > 4 && equal(value[:4], "url(") {
		value = bytes.TrimSuffix(value[4:], []byte{')'})
	}
	if len(value) > 0 && (value[0] == '"' || value[0] == '\'') {
		quote := value[:1]
		if inner, closed := bytes.CutSuffix(value[1:], quote); closed {
			return inner
		}
		value, _, _ = bytes.Cut(value[1:], quote)
	}
	return value
}

// blind is put before a style sheet of which a look ahead sees more than there is: behind a
// rule like this nothing is imported.
const blind = "_{}"

// glanceAt looks at the style sheet at pos as browsers do ahead, and blinds it where one of them
// would see an import that is none.
func (s *stream) glanceAt() {
	for {
		b := s.buf[s.pos:s.end]
		first := bytes.TrimLeft(b, blanks)
		if len(first) > 0 && first[0] != '@' && first[0] != '/' {
			return
		}
		n, _ := endOf(b, "style", s.noscript > 0)
		whole := n >= 0 || s.eof
		if n < 0 {
			n = len(b)
		}
		over, much := s.misleads(b[:n])
		whole = whole || over
		if !whole && s.twice(n) {
			continue
		}
		if !whole && s.full || much {
			s.find(Finding{Kind: Unclear, Element: "style", Action: Kept, Reason: "browsers that look ahead may see an import in it that is none"}, 0)
			s.copyTo(s.pos)
			s.put([]byte(blind))
		}
		return
	}
}

// twice reads on until there is twice as much as n bytes behind pos, or nothing more. It reports
// whether it is worth looking once more: whoever looked at each byte that comes would never end.
func (s *stream) twice(n int) (more bool) {
	for !more || s.end-s.pos < 2*n {
		if !s.again() {
			return more
		}
		more = true
	}
	return true
}

// seesTooMuch reports whether a glance at a style sheet sees an import from elsewhere
// that is none, so that it is not judged with the others. reach is how far the looks go: to the
// end of the text, or less.
func (s *stream) seesTooMuch(text []byte) (reach int, much bool) {
	for l := range looks {
		g := glance{look: l}
		g.read(text)
		reach = max(reach, g.reach)
		for _, one := range g.imports {
			v, own := s.judge(Style, one.address)
			much = much || !own && !v.stays && !s.importsAt(text, one)
		}
	}
	return reach, much
}

// misleads reports whether a style sheet is seen to import more than it does, as it is or once the
// addresses have been exchanged that the looks ahead went over. over says that what stands behind
// the text makes no difference.
func (s *stream) misleads(css []byte) (over, much bool) {
	reach, much := s.seesTooMuch(css)
	over = reach < len(css)
	if with := s.exchanged(css, reach); with != nil && !much {
		reach, much = s.seesTooMuch(with)
		over = over && reach < len(with)
	}
	return over, much
}

// misleadsTwoWays reports the same of one that is written with character references or not.
func (s *stream) misleadsTwoWays(css []byte) bool {
	_, raw := s.misleads(css)
	_, read := s.misleads(decode(css, false).text)
	return raw || read
}

// exchanged gives a style sheet in which other addresses stand, as far as the looks will see; nil
// where none of them stands before reach.
func (s *stream) exchanged(text []byte, reach int) (with []byte) {
	first, done := len(text), 0
	css := sheet{judge: func(k Kind, address []byte, whole bool) ([]byte, bool) {
		switch v, own := s.judgeInStyle(k, address, whole); {
		case own, v.stays:
			return nil, false
		case v.action == Localised:
			return []byte(v.path), true
		}
		return []byte(nowhere), true
	}}
	css.swap = func(from, to int, address []byte) {
		with = append(append(with, text[done:from]...), address...)
		first, done = min(first, from), to
	}
	css.read(text[:min(len(text), reach+2*maxAddress)], true, false)
	if first > reach || done == 0 {
		return nil
	}
	return append(with, text[done:]...)
}

// importsAt reports whether a style sheet imports an address that stands at a place of it, or a
// longer one that is exchanged.
func (s *stream) importsAt(text []byte, place imported) (found bool) {
	css := sheet{swap: func(int, int, []byte) {}}
	css.judge = func(k Kind, imports []byte, whole bool) ([]byte, bool) {
		if k != Style || css.at < place.from || css.at >= place.to {
			return nil, false
		}
		v, own := s.judgeInStyle(k, imports, whole)
		found = found || bytes.Equal(imports, place.address) || bytes.HasPrefix(imports, place.address) && !own && !v.stays
		return nil, false
	}
	css.read(text[:min(len(text), place.to+maxAddress)], true, false)
	return found
}
