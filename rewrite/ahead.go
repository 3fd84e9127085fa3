package rewrite

import "bytes"

// Chromium looks ahead in a page for what it will need, and reads it less exactly then than
// afterwards. Of attributes that a link or script has twice it takes the last where only the
// first counts, and of sources the first that is not empty; in style sheets it knows nothing of
// strings, brackets and comments within the rules with which a sheet begins. What it finds, it
// loads.

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

// glance follows Chromium's look at the beginning of a style sheet.
type glance struct {
	state   glanceState
	rule    []byte // the name of the rule
	from    int    // where its value begins
	imports []imported
}

// imported is what a rule seems to import: text[from:to], with quotes and brackets.
type imported struct{ from, to int }

type glanceState uint8

const (
	glanceInitial glanceState = iota
	glanceRule                // in the name of a rule
	glanceBefore              // before its value
	glanceValue               // in its value
	glanceBehind              // behind it, up to the semicolon
	glanceOver                // it looks no farther
)

// read looks at a sheet from its beginning. Whatever rule it is, it goes on behind it: other
// browsers, or later ones, may know more rules that stand at the beginning.
func (g *glance) read(text []byte) {
	for i := 0; i < len(text) && g.state != glanceOver; i++ {
		c := text[i]
		switch g.state {
		case glanceInitial:
			i = g.initial(text, i)
		case glanceRule:
			switch {
			case isSpace(c):
				g.state = glanceBefore
			case c == ';':
				g.state = glanceInitial
			default:
				g.rule = append(g.rule, c)
			}
		case glanceBefore:
			switch {
			case isSpace(c):
			case c == ';':
				g.state = glanceInitial
			default:
				g.state, g.from = glanceValue, i
			}
		case glanceValue:
			if isSpace(c) || c == ';' {
				g.note(i)
				g.state = glanceBehind
			}
			if c == ';' {
				g.state = glanceInitial
			}
		case glanceBehind:
			n := bytes.IndexByte(text[i:], ';')
			if n < 0 {
				return
			}
			i += n
			g.state = glanceInitial
		}
	}
	if g.state == glanceValue { // the end of the sheet ends it, too
		g.note(len(text))
	}
}

// initial reads what stands between rules: white space, comments, the beginning of a rule.
func (g *glance) initial(text []byte, i int) int {
	switch c := text[i]; {
	case isSpace(c):
	case c == '@' && i+1 < len(text):
		if isLetter(text[i+1]) {
			g.state, g.rule = glanceRule, g.rule[:0]
		}
	case c == '/' && i+1 < len(text):
		if text[i+1] != '*' {
			return i + 1 // whatever it is
		}
		n := bytes.Index(text[i+2:], []byte("*/"))
		if n < 0 {
			return len(text)
		}
		return i + 2 + n + 1
	case c != '@' && c != '/':
		g.state = glanceOver
	}
	return i
}

// note notes a value that ends at text[to].
func (g *glance) note(to int) {
	if equal(g.rule, "import") {
		g.imports = append(g.imports, imported{g.from, to})
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

// glanceAt looks at the style sheet at pos as Chromium does ahead, and blinds it where it
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
		var g glance
		g.read(b[:n])
		whole = whole || g.state == glanceOver
		if !whole && s.again() {
			continue
		}
		if !whole && s.full || s.seesTooMuch(&g, b[:n]) {
			s.find(Finding{Kind: Unclear, Element: "style", Action: Kept, Reason: "browsers that look ahead may see an import in it that is none"}, 0)
			s.copyTo(s.pos)
			s.put([]byte(blind))
		}
		return
	}
}

// seesTooMuch reports whether a glance at a style sheet sees an import from elsewhere
// that is none, so that it is not judged with the others.
func (s *stream) seesTooMuch(g *glance, text []byte) bool {
	for _, one := range g.imports {
		address := addressIn(text[one.from:one.to])
		v, own := s.judge(Style, address)
		if !own && !v.stays && !s.importsAt(text, one, address) {
			return true
		}
	}
	return false
}

// misleads reports the same of a style sheet at which nobody has glanced yet.
func (s *stream) misleads(css []byte) bool {
	var g glance
	g.read(css)
	return s.seesTooMuch(&g, css)
}

// importsAt reports whether a style sheet imports an address that stands at a place of it.
// What stands behind the place makes no difference.
func (s *stream) importsAt(text []byte, place imported, address []byte) (found bool) {
	css := sheet{swap: func(int, int, []byte) {}}
	css.judge = func(k Kind, imports []byte, _ bool) ([]byte, bool) {
		found = found || k == Style && place.from <= css.at && css.at < place.to && bytes.Equal(imports, address)
		return nil, false
	}
	css.read(text[:place.to], true, false)
	return found
}
