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
	if s.place() == nothing || s.holdsBack() {
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
// takes.
func (s *stream) attributesForMark() []html.Attribute {
	s.markAttrs = s.markAttrs[:0]
	for i := range s.t.attrs {
		a := &s.t.attrs[i]
		name := lowered(s.nameOf(a), s.small[:])
		s.markAttrs = append(s.markAttrs, html.Attribute{Key: string(name), Val: string(s.value(a))})
	}
	return s.markAttrs
}

// paste looks whether a piece of a known provider begins at pos. If so it notes
// what goes away with it.
func (s *stream) paste(k Kind, v verdict) bool {
	if s.unsure() || s.holdsBack() {
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

// holdsBack reports whether something in the tag is held back already, which no reader of the code
// would see: we have been here before, and no gate could stand there.
func (s *stream) holdsBack() bool {
	return bytes.Contains(s.buf[s.pos:s.pos+int(s.t.length)], []byte(heldPrefix))
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
