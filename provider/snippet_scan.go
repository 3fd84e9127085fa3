package provider

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds on what [Catalogue.Paste] reads.
const (
	maxFragment = 4 << 20 // bytes
	maxElements = 1 << 16
	maxOpen     = 512     // elements within each other
	maxNested   = 4       // fallbacks within each other
	maxSteps    = 1 << 25 // looks at open elements
)

// The reasons for which a fragment must not be taken as it is.
var (
	// ErrTooLarge is what [Catalogue.Paste] says of a fragment of more than 4
	// MiB, 65,536 elements, 512 elements within each other or 4,096 things of
	// others, and of one that is made to take long.
	ErrTooLarge = errors.New("provider: the fragment is too large")

	// ErrDoubtful is what it says of one where browsers may see something else
	// than it did: it ends within a tag, a comment or a style sheet, or holds
	// raw text in SVG that looks like markup.
	ErrDoubtful = errors.New("provider: the fragment is doubtful")
)

// node is an element of a fragment.
type node struct {
	name        string
	attrs       []html.Attribute // only where somebody may want to read them
	start, body int              // where the start tag begins, and where it ends
	tail, end   int              // where the content ends, and the element
	parent      int              // -1 for none
	sight       sighting
}

// scanner reads a fragment into nodes, in document order. It sees elements where
// a browser's tokenizer does; which of them contains which it tells well enough
// to find where a piece ends, but it is no tree builder (HTML, 13.2.6): elements
// are neither moved nor made up.
type scanner struct {
	marks  *markIndex
	text   string
	nodes  []node
	open   []int // places of the elements that are open
	marked int   // how many of those bear a mark
	nested int   // how deep we are in fallbacks
	steps  int
	attrs  []html.Attribute
	err    error
}

func scan(x *markIndex, text string) ([]node, error) {
	if len(text) > maxFragment {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(text))
	}
	s := scanner{marks: x, text: text}
	s.run(0, len(text), -1)
	s.closeTo(0, len(text))
	return s.nodes, s.err
}

// doubt notes the first place that browsers may see differently.
func (s *scanner) doubt(at int, why string) {
	if s.err == nil {
		s.err = fmt.Errorf("%w: %s at byte %d", ErrDoubtful, why, at)
	}
}

// run reads a stretch of the text: all of it, or the content of the container.
// The elements that it leaves open stay open.
func (s *scanner) run(from, to, container int) {
	z := html.NewTokenizer(strings.NewReader(s.text[from:to]))
	for at := from; !errors.Is(s.err, ErrTooLarge); {
		kind := z.Next()
		end := at + len(z.Raw())
		switch kind {
		case html.ErrorToken:
			if at < to {
				s.doubt(at, "a tag without an end")
			}
			s.checkRaw(to, container)
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			s.startTag(z, at, end, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			s.endTag(string(name), at, end)
		case html.TextToken:
			s.rawText(at, end, container)
		case html.CommentToken:
			s.comment(at, end, to)
		}
		at = end
	}
}

// startTag notes an element.
func (s *scanner) startTag(z *html.Tokenizer, start, end int, closed bool) {
	tag, more := z.TagName()
	name := atom.String(tag)
	s.attrs = s.attrs[:0]
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		s.attrs = append(s.attrs, html.Attribute{Key: atom.String(key), Val: string(value)})
	}
	if name == "param" {
		s.param()
	}
	s.implyEnds(name, start)
	if len(s.nodes) == maxElements || len(s.open) == maxOpen {
		s.err = fmt.Errorf("%w: too many elements at byte %d", ErrTooLarge, start)
		return
	}
	n := node{name: name, start: start, body: end, tail: end, end: end, parent: -1, sight: s.marks.sight(name, s.attrs)}
	if len(s.open) > 0 {
		n.parent = s.open[len(s.open)-1]
	}
	if n.sight.seen() || s.marked > 0 || keepsAttributes(name) {
		n.attrs = slices.Clone(s.attrs)
	}
	s.nodes = append(s.nodes, n)
	if isRaw(name) || !closed && !isVoid(name) {
		s.open = append(s.open, len(s.nodes)-1)
		if n.sight.seen() {
			s.marked++
		}
	}
}

// param lets an object have the address that one of its parameters holds.
func (s *scanner) param() {
	if len(s.open) == 0 {
		return
	}
	n := &s.nodes[s.open[len(s.open)-1]]
	if n.name != "object" || n.sight.seen() {
		return
	}
	switch name, _ := attribute(s.attrs, "name"); strings.ToLower(name) {
	case "movie", "src", "data", "url", "filename", "code":
		value, _ := attribute(s.attrs, "value")
		s.marks.sightAddress(&n.sight, FrameMark, value, loadsObject)
	}
	if n.sight.seen() {
		s.marked++
	}
}

// keepsAttributes reports whether the attributes of an element are wanted even
// if it bears no mark.
func keepsAttributes(name string) bool {
	switch name {
	case "a", "object", "script", "div", "span", "p", "center":
		return true
	}
	return false
}

// endTag closes the element that an end tag belongs to.
func (s *scanner) endTag(name string, start, end int) {
	special := isSpecial(name)
	for i := len(s.open) - 1; i >= 0; i-- {
		s.step(start)
		n := &s.nodes[s.open[i]]
		if n.name == name {
			s.closeTo(i+1, start)
			s.close(start, end)
			return
		}
		if isRaw(n.name) || isBoundary(n.name) && !isTablePart(name) || !special && !isFormatting(name) && isSpecial(n.name) {
			return
		}
	}
}

// step counts a look at an open element.
func (s *scanner) step(at int) {
	if s.steps++; s.steps == maxSteps {
		s.err = fmt.Errorf("%w: too much is open at byte %d", ErrTooLarge, at)
	}
}

// closeTo closes all open elements from the given place on, for which no end tag
// was seen.
func (s *scanner) closeTo(place, at int) {
	for len(s.open) > place {
		s.close(at, at)
	}
}

// close closes the innermost open element.
func (s *scanner) close(tail, end int) {
	n := &s.nodes[s.open[len(s.open)-1]]
	s.open = s.open[:len(s.open)-1]
	n.tail, n.end = tail, end
	if n.sight.seen() {
		s.marked--
	}
	if n.name == "script" && !n.sight.seen() && runs(n.attrs) && n.body < n.tail {
		n.sight = s.marks.sightText(s.text[n.body:n.tail])
		if !n.sight.seen() {
			n.sight = sighting{kind: ScriptMark, form: -1, reach: carried}
		}
	}
}

// runs reports whether a script of that type is one that a browser runs, and not
// a block of data (HTML, 4.12.1).
func runs(attrs []html.Attribute) bool {
	kind, ok := attribute(attrs, "type")
	kind, _, _ = strings.Cut(strings.ToLower(trimControls(kind)), ";")
	if !ok || kind == "" {
		return true
	}
	switch kind {
	case "module", "importmap", "speculationrules":
		return true
	}
	return strings.Contains(kind, "script") && !strings.Contains(kind, "template")
}

// rawText looks at the text in elements whose content is not markup, or not
// always.
func (s *scanner) rawText(start, end, container int) {
	place := len(s.open)
	if place == 0 || s.open[place-1] == container {
		return
	}
	name := s.nodes[s.open[place-1]].name
	if !isRaw(name) {
		return
	}
	text := s.text[start:end]
	if s.inForeign() && strings.IndexByte(strings.TrimPrefix(trimControls(text), "<![CDATA["), '<') >= 0 {
		s.doubt(start, "markup in the raw text of a drawing")
	}
	switch {
	case name == "noscript", name == "iframe" && strings.Contains(text, "<"):
	default:
		return
	}
	// Without scripts the content of noscript is markup. What a frame contains
	// never is, but it may hold a link to what the frame shows.
	if s.nested == maxNested {
		s.doubt(start, "fallbacks within fallbacks")
		return
	}
	before := s.err
	s.nested++
	s.run(start, end, s.open[place-1])
	s.nested--
	s.closeTo(place, end)
	if name == "iframe" && !errors.Is(s.err, ErrTooLarge) {
		s.err = before
	}
}

// inForeign reports whether we are in SVG or MathML, where browsers read raw text
// in another way.
func (s *scanner) inForeign() bool {
	return slices.ContainsFunc(s.open, func(i int) bool { return s.nodes[i].name == "svg" || s.nodes[i].name == "math" })
}

// checkRaw notes an element of raw text that is open at the end: a browser would
// take what follows for its text. Frames and scripts that are reported go away as
// a whole; container is the element whose fallback was read, or -1.
func (s *scanner) checkRaw(at, container int) {
	if len(s.open) == 0 {
		return
	}
	last := s.open[len(s.open)-1]
	n := &s.nodes[last]
	switch {
	case !isRaw(n.name), last == container:
	case n.name == "iframe" && n.sight.seen():
	case n.name == "script" && (n.sight.seen() || runs(n.attrs)):
	default:
		s.doubt(at, "no end of "+n.name)
	}
}

// comment looks at what is no element.
func (s *scanner) comment(start, end, to int) {
	raw := s.text[start:end]
	switch {
	case strings.HasPrefix(raw, "<![CDATA[") && s.inForeign():
		s.doubt(start, "character data in a drawing")
	case end < to:
	case strings.HasPrefix(raw, "<!--"):
		if !strings.HasSuffix(raw, "-->") && !strings.HasSuffix(raw, "--!>") {
			s.doubt(start, "a comment without an end")
		}
	case !strings.HasSuffix(raw, ">"):
		s.doubt(start, "a comment without an end")
	}
}
