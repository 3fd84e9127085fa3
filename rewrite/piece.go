package rewrite

import (
	"bytes"
	"hash/fnv"
	"slices"
	"strconv"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/provider"
)

// found is a piece that stands in a page, in whose place a gate will stand.
type found struct {
	*piece
	verdict verdict
	element string
	inLine  bool // it stands in a line, where no gate can, though the elements around would let one
}

// Bounds on the code of one piece.
const (
	maxPiece = 24 << 10 // bytes
	maxTags  = 400
)

// marked looks whether the tag bears a provider's mark, and if so puts a gate in
// the place of the piece. It reports false if the tag is to be looked at as any
// other.
func (s *stream) marked() bool {
	m := s.mark()
	if m.ok && m.Holds {
		return s.held(m)
	}
	if !m.ok || m.Provider == nil || m.Kind == provider.FormMark || m.Kind == provider.StyleMark {
		return false
	}
	if m.Kind == provider.PictureMark && isBacked(s.t.kind) {
		return false
	}
	if m.Host != "" && s.r.allows(kindOf(m.Kind), []byte(m.Host)) != nil {
		return false
	}
	return s.paste(kindOf(m.Kind), verdict{action: Gated, address: m.Address, host: m.Host})
}

// isBacked reports whether an element may have a picture as its background. It holds the page, or a
// part of it, and no piece.
func isBacked(e element) bool {
	switch e {
	case eBody, eTable, eTbody, eTr, eTd:
		return true
	}
	return false
}

// mark is what the catalogue says of the tag, all attributes of which are noted.
func (s *stream) mark() mark {
	tag := s.buf[s.pos : s.pos+int(s.t.length)]
	if m, ok := s.r.memory.mark(tag); ok {
		return m
	}
	var m mark
	name := string(s.name()) // names of attributes take its place in memory
	m.Mark, m.ok = s.r.o.Catalogue.Mark(name, s.attributesForMark())
	if s.t.kind == eP && (m.Weak || m.Holds) {
		m = mark{} // what is in it says more, and goes on behind it
	}
	s.r.memory.keepMark(tag, m)
	return m
}

// held looks what will stand in the place of the element at pos, which a tool of the site
// keeps for it: a piece, or a frame of somebody whom nobody knows. It reports false if the
// element is to be looked at as any other.
func (s *stream) held(m mark) bool {
	if s.place() == nothing {
		return false
	}
	if s.paste(Frame, verdict{action: Gated, address: m.Address, host: m.Host}) {
		return true
	}
	n, ok := s.extent()
	if !ok {
		return false
	}
	found, err := s.r.o.Catalogue.Paste(string(s.buf[s.pos : s.pos+n]))
	if err != nil || len(found) == 0 || found[0].Start != 0 || found[0].Known() || found[0].Kind != provider.FrameMark {
		return false
	}
	v, own := s.judge(Frame, []byte(found[0].Address))
	return !own && !v.stays && v.reach == abroad && s.gateStranger(provider.StrangeFrame, Frame, v)
}

func kindOf(k provider.MarkKind) Kind {
	switch k {
	case provider.FrameMark:
		return Frame
	case provider.ScriptMark:
		return Script
	case provider.PictureMark:
		return Picture
	case provider.MediaMark:
		return Media
	}
	return Embed
}

// attributesForMark gives the attributes of the tag in the form that the catalogue
// takes, without those that do nothing since we have been here before.
func (s *stream) attributesForMark() []html.Attribute {
	s.markAttrs = s.markAttrs[:0]
	for i := range s.t.attrs {
		a := &s.t.attrs[i]
		name := lowered(s.nameOf(a), s.small[:])
		if bytes.HasPrefix(name, []byte(heldPrefix)) {
			continue
		}
		s.markAttrs = append(s.markAttrs, html.Attribute{Key: string(name), Val: string(s.value(a))})
	}
	return s.markAttrs
}

// paste looks whether a piece of a known provider begins at pos. If so it notes
// what goes away with it.
func (s *stream) paste(k Kind, v verdict) bool {
	if s.unsure() {
		return false
	}
	n, ok := s.extent()
	if !ok {
		return false
	}
	element := n
	n = s.followers(n)
	list, ok := s.remembered(codeKey, n)
	if !ok {
		key := string(s.key(codeKey, n))
		list = s.read(k, key[1:])
		s.remember(key, list)
	}
	if s.isOfSite(list) {
		return false
	}
	s.takeOut(whole(list, element), v)
	return len(list) > 0
}

// whole lets the piece with which a code begins take all of its element, n bytes long, whose end
// tag would else end another: those who read the code may have found an end before, where
// elements are not well nested.
func whole(list []stretch, n int) []stretch {
	if len(list) == 0 || list[0].piece == nil || list[0].Start > 0 || list[0].End >= n {
		return list
	}
	all := []stretch{{provider.Extent{End: n}, list[0].piece}}
	for _, one := range list[1:] {
		if one.Start >= n {
			all = append(all, one)
		}
	}
	return all
}

// isOfSite reports whether a piece is the site's own: a post of its own weblog, say, or of its
// own server of short messages.
func (s *stream) isOfSite(list []stretch) bool {
	return slices.ContainsFunc(list, func(one stretch) bool {
		return one.piece != nil && one.piece.host != nil && s.isOurs(one.piece.host)
	})
}

// codeKey stands before a code in the memory; the kind of an unknown piece before
// that of one. In a page that is not in UTF-8 a code says less.
const codeKey = 'c'

func (s *stream) key(k byte, n int) []byte {
	if !s.utf8 {
		k -= 'a' - 'A'
	}
	s.keyBuf = append(append(s.keyBuf[:0], k), s.buf[s.pos:s.pos+n]...)
	return s.keyBuf
}

// remembered is what the code at pos stands for, n bytes long, if it was seen
// before.
func (s *stream) remembered(k byte, n int) ([]stretch, bool) {
	if s.base0 != nil {
		return nil, false // addresses mean something else here
	}
	return s.r.memory.code(s.key(k, n))
}

func (s *stream) remember(key string, list []stretch) {
	if s.base0 == nil {
		s.r.memory.keepCode(key, list)
	}
}

// read reads a code: the piece with which it begins, and what belongs to it.
func (s *stream) read(k Kind, code string) (list []stretch) {
	pasted, err := s.r.o.Catalogue.Paste(code)
	if err != nil {
		return nil
	}
	for i := range pasted {
		p := &pasted[i]
		if !p.Known() || p.Loader {
			continue
		}
		if len(list) == 0 && !beginsWith(p) {
			return nil
		}
		if len(list) > 0 {
			k = kindOf(p.Kind)
		}
		list = append(list, stretch{p.Extent, newPiece(p.Match, k, s.quote(p, code))})
		for _, rest := range [][]provider.Extent{p.Rest, p.Credit} {
			for _, e := range rest {
				list = append(list, stretch{e, nil})
			}
		}
	}
	return list
}

// beginsWith reports whether a code begins with a piece, or with what belongs to it.
func beginsWith(p *provider.Pasted) bool {
	return p.Start == 0 || slices.ContainsFunc(p.Rest, func(e provider.Extent) bool { return e.Start == 0 })
}

// takeOut notes what goes away of the code at pos. The first piece is the one that
// was found by the address of v.
func (s *stream) takeOut(list []stretch, v verdict) {
	at := s.base + int64(s.pos)
	for i, one := range list {
		c := cut{from: at + int64(one.Start), to: at + int64(one.End)}
		if one.piece != nil {
			c.piece = found{piece: one.piece, verdict: v}
			if i > 0 {
				c.piece.verdict = verdict{address: one.piece.match.URL}
			} else {
				c.piece.element = s.element()
			}
		}
		s.cuts = append(s.cuts, c)
	}
	if len(list) > 0 {
		s.sortCuts()
	}
}

// extent returns the length of the element at pos, its end tag included, if the
// window can hold it.
func (s *stream) extent() (n int, ok bool) {
	t := &s.t
	if t.traits&void != 0 {
		return int(t.length), true
	}
	x := &s.x
	*x = extent{s: s, key: t.key, at: int(t.length), depth: 1, paragraph: t.kind == eP, raw: rawNames[t.kind], t: tag{attrs: x.t.attrs[:0]}, within: x.within[:0]}
	for {
		if done, ok := x.run(s.buf[s.pos:s.end]); done {
			return x.at, ok
		}
		if x.at > maxPiece || !s.more() {
			return 0, false
		}
	}
}

// extent looks for the end of an element. Offsets are from the "<" of its tag.
type extent struct {
	s     *stream
	key   uint64
	at    int
	depth int
	tags  int
	raw   string // we are in the text of such an element
	t     tag

	paragraph bool // the element is one: it ends before all that is no text, too
	broken    bool // and has done so

	within []level // the blocks and links that are open in it, or were

	picture attributePlace // the first picture in it
}

// level is how many blocks or links of a kind are open.
type level struct {
	key  uint64
	kind element
	open int
}

// maxLevels bounds how many kinds are counted.
const maxLevels = 32

// leaves counts a block or link, and reports whether its end tag ends one around the element: then the
// element ends there, too, or nobody knows.
func (x *extent) leaves(t *tag) bool {
	if t.key == x.key || !isBlock(t) && t.kind != eA {
		return false
	}
	i := slices.IndexFunc(x.within, func(l level) bool { return l.key == t.key })
	switch {
	case !t.closing && i >= 0:
		x.within[i].open++
	case !t.closing && len(x.within) < maxLevels:
		x.within = append(x.within, level{t.key, t.kind, 1})
	case !t.closing:
		return true
	case i >= 0 && x.within[i].open > 0:
		x.within[i].open--
	default:
		return x.isAround(t.key)
	}
	return false
}

// spills reports whether something is open at the end of the element whose end tag may be one of
// an element around it by now: that would be ended by another once the piece is gone.
func (x *extent) spills() bool {
	return slices.ContainsFunc(x.within, func(l level) bool {
		switch l.kind {
		case eLi, eDt, eDd, eTbody, eTr, eTd:
			return false // they need no end tag
		}
		return l.open > 0 && x.isAround(l.key)
	})
}

// isAround reports whether an element of that name is open around the element.
func (x *extent) isAround(key uint64) bool {
	return slices.ContainsFunc(x.s.open, func(n node) bool { return n.key == key })
}

// isBlock reports whether the end tag of an element closes all that is open in it.
func isBlock(t *tag) bool {
	switch t.kind {
	case eP, eHeading1, eHeading2, eHeading3, eHeading4, eHeading5, eHeading6, eForm:
		return false
	case eButton, eTable, eTbody, eTr, eTd, eCaption:
		return true
	}
	return t.traits&closesP != 0 && t.traits&(void|raw) == 0
}

// attributePlace is a tag within an extent.
type attributePlace struct{ from, to int }

// run goes on in b, and reports done at the end of the element or where there is
// no telling.
func (x *extent) run(b []byte) (done, ok bool) {
	for x.at < min(len(b), maxPiece) && x.tags < maxTags {
		if x.raw != "" {
			i, whole := endOf(b[x.at:], x.raw, x.s.noscript > 0)
			if i < 0 {
				return false, false
			}
			if !whole {
				return true, false
			}
			if endsLeftOut(b[:x.at+i]) {
				return true, false
			}
			x.at, x.raw = x.at+i, ""
		}
		i := bytes.IndexByte(b[x.at:], '<')
		if i < 0 {
			return false, false
		}
		rest := b[x.at+i:]
		if len(rest) < len("<!--") {
			return false, false
		}
		n, ok := x.token(rest, x.at+i)
		if n == 0 || !ok {
			return !ok, false
		}
		if x.broken {
			x.at += i
			return true, !x.spills()
		}
		x.at += i + n
		if x.depth == 0 {
			return true, !x.spills()
		}
	}
	return x.at >= maxPiece || x.tags >= maxTags, false
}

// token reads one token; ok is false where there is no telling what it is.
func (x *extent) token(b []byte, at int) (n int, ok bool) {
	switch c := b[1]; {
	case isLetter(c), c == '/' && isLetter(b[2]):
	case bytes.HasPrefix(b, []byte("<!--")):
		return commentEnd(b, 0), !saysLeftOut(b)
	case c == '!' || c == '?' || c == '/':
		return bytes.IndexByte(b, '>') + 1, true
	default:
		return 1, true
	}
	if n = x.s.scan(&x.t, b, false); n == 0 {
		return 0, true
	}
	x.tags++
	if x.paragraph && !isOfText(&x.t) {
		x.broken = true
		return n, true
	}
	switch t := &x.t; {
	case t.kind == eNoscript && !t.closing && x.s.noscript == 0:
		return x.noscript(b, n)
	case t.kind == eNoscript, t.kind == eTemplate, t.kind == eSelect, t.kind == eFrameset, t.kind == ePlaintext, t.over:
		return n, false
	case t.closing && t.key == x.key:
		x.depth--
	case x.leaves(t):
		return n, false
	case t.closing:
	case t.key == x.key && t.traits&void == 0:
		x.depth++
	case t.kind == eImg && x.picture.to == 0:
		x.picture = attributePlace{at, at + n}
	}
	if !x.t.closing && x.t.traits&raw != 0 && x.depth > 0 {
		x.raw = rawNames[x.t.kind]
	}
	return n, true
}

// isOfText reports whether a tag is one of text, or the end of its paragraph. Of all others some
// end a paragraph (HTML, 13.2.6.4.7), in some its end tag is none, and some give way to what ends it.
func isOfText(t *tag) bool {
	return t.traits&(inline|watched) == inline || t.kind == eBr || t.kind == eWbr || t.kind == eP && t.closing
}

// noscript reads a noscript, with whose tag of n bytes b begins. What stands in it is text for
// some readers and markup for others, so there may be nothing in it that makes a difference to
// where the element ends.
func (x *extent) noscript(b []byte, n int) (int, bool) {
	end := indexEnd(b[n:], "noscript")
	if end < 0 || bytes.IndexByte(b[n+end:], '>') < 0 {
		return 0, true
	}
	inner := b[n : n+end]
	for {
		i := bytes.IndexByte(inner, '<')
		if i < 0 {
			return n + end + bytes.IndexByte(b[n+end:], '>') + 1, true
		}
		inner = inner[i:]
		if c := at(inner, 1); !isLetter(c) && (c != '/' || !isLetter(at(inner, 2))) {
			return n, false
		}
		size := x.s.scan(&x.t, inner, false)
		if x.tags++; size == 0 || x.t.over || x.t.key == x.key || x.t.traits&raw != 0 && !x.t.closing && (x.t.kind != eIframe || !isEmptyFrame(inner[size:])) {
			return n, false
		}
		switch x.t.kind {
		case eSvg, eMath, eSelect, eTemplate, eFrameset:
			return n, false
		}
		inner = inner[size:]
	}
}

// isEmptyFrame reports whether a frame ends right behind its tag.
func isEmptyFrame(b []byte) bool { return bytes.HasPrefix(b, []byte("</")) && isEndOf(b[2:], "iframe") }

// followers returns the length of a piece with the scripts right behind it, which
// usually belong to it.
func (s *stream) followers(n int) int {
	for range 3 {
		i := n
		for {
			for i < s.end-s.pos && isSpace(s.buf[s.pos+i]) {
				i++
			}
			if s.end-s.pos-i >= len("<script ") || i > maxPiece || !s.more() {
				break
			}
		}
		b := s.buf[s.pos+i : s.end]
		if !bytes.HasPrefix(b, []byte("<script")) && !bytes.HasPrefix(b, []byte("<SCRIPT")) {
			return n
		}
		end, ok := s.scriptExtent(i)
		if !ok {
			return n
		}
		n = end
	}
	return n
}

// scriptExtent returns where the script that begins i bytes behind pos ends.
func (s *stream) scriptExtent(i int) (int, bool) {
	t := &s.x.t
	for {
		b := s.buf[s.pos+i : s.end]
		if n := s.scan(t, b, false); n > 0 && t.kind == eScript {
			var m scriptMode
			if m, ended := m.end(b[n:], s.eof); ended {
				if end := bytes.IndexByte(b[n+m:], '>'); end >= 0 {
					end += i + n + m + 1
					return end, end <= maxPiece // whatever more the window may hold
				}
			}
		} else if n > 0 {
			return 0, false
		}
		if s.end-s.pos > maxPiece || !s.again() {
			return 0, false
		}
	}
}

// pieces is what is known of the gates of a page.
type pieces struct {
	count    int            // gates so far
	equipped bool           // what they need stands where all readers have it
	said     map[string]int // names of pieces, to tell equal ones apart
	ids      map[string]int
	last     *piece // the last for which something was put in

	heldPicture string // the address of the picture that was held back last
}

// newPiece notes what a gate for a match calls itself. The ID comes from what the
// piece is, so that it stays the same when another is put before it. It has no
// hyphen: the page's script reads what follows the first one.
func newPiece(m provider.Match, k Kind, snapshot *gate.Snapshot) *piece {
	h := fnv.New32a()
	h.Write([]byte(m.Provider.ID + "/" + m.Key + m.URL))
	title := titleOf(m)
	_, host, _ := readAddress([]byte(m.URL), nil)
	if m.Provider.Kind == provider.Comments {
		host = nil // the address is that of the page that they stand on
	}
	return &piece{
		match: m, kind: k, snapshot: snapshot, title: title, host: host,
		name: m.Provider.ID + "\n" + m.Provider.Name + "\n" + m.Noun + "\n" + m.Author + title,
		id:   "gfx" + strconv.FormatUint(uint64(h.Sum32()), 36),
	}
}

// titleOf is what the page says that an unknown piece is: the alternative text of a picture,
// the title of a frame.
func titleOf(m provider.Match) string {
	s, ok := m.Stranger()
	if !ok {
		return ""
	}
	const longest = 120 // letters
	n := 0
	for i := range s.Alt {
		if n++; n > longest {
			return s.Alt[:i] + "…"
		}
	}
	return s.Alt
}

// number gives a piece its ID on this page, and a number if its name has been used
// before. again says that its ID has.
func (s *stream) number(p *piece) (id string, number int, again bool) {
	if s.said == nil {
		s.said, s.ids = map[string]int{}, map[string]int{}
	}
	n := s.said[p.name] + 1
	if s.said[p.name] = n; n > 1 {
		number = n
	}
	id, n = p.id, s.ids[p.id]+1
	if s.ids[p.id] = n; n > 1 {
		id += "_" + strconv.Itoa(n)
	}
	return id, number, n > 1
}
