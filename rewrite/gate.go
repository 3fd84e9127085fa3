package rewrite

import (
	"bytes"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// gate puts a gate in the place of the element at pos, which would load an address
// of another site: that of a piece the catalogue knows, or one that names the
// host. It reports false where nothing can be put there.
func (s *stream) gate(k provider.StrangerKind, kind Kind, v verdict, at *attribute) bool {
	if v.reach != abroad || s.place() == nothing {
		return false
	}
	if s.hidden() {
		return s.dropElement(kind, v, at, "it cannot be seen")
	}
	if kind == Frame && s.belongsToLast(v) {
		return s.dropElement(kind, v, at, "it belongs to the piece before it")
	}
	if s.noscript > 0 {
		if n, ok := s.extent(); ok && s.twinBehind(v, n) {
			return s.dropElement(kind, v, at, onceMore)
		}
	}
	if s.paste(kind, v) {
		return true
	}
	return s.gateStranger(k, kind, v)
}

// belongsToLast reports whether a frame is but the other half of the piece that something
// was put in for last: its provider's by the same mark, and below its address. So is the
// frame behind the quotation of a post of WordPress, which its script shows in its place.
func (s *stream) belongsToLast(v verdict) bool {
	if s.last == nil || s.last.kind == Frame || s.last.match.URL == "" || !strings.HasPrefix(v.address, s.last.match.URL) {
		return false
	}
	m := s.mark()
	return m.ok && m.Provider != nil && m.Provider.ID == s.last.match.Provider.ID && m.Provider.AnyHost
}

// gateStranger puts a gate that names the host in the place of the element.
func (s *stream) gateStranger(k provider.StrangerKind, kind Kind, v verdict) bool {
	n, ok := s.extent()
	if !ok {
		return false
	}
	list, ok := s.remembered(byte(k), n)
	if !ok {
		if m, ok := s.stranger(k, v); ok {
			list = []stretch{{provider.Extent{End: n}, newPiece(m, kind, nil)}}
		}
		s.remember(string(s.key(byte(k), n)), list)
	}
	s.takeOut(list, v)
	return len(list) > 0
}

// stranger gives the match of the element at pos, of which the catalogue knows
// nothing.
func (s *stream) stranger(k provider.StrangerKind, v verdict) (provider.Match, bool) {
	t := &s.t
	alt := s.text(t, aAlt)
	if len(alt) == 0 {
		alt = s.text(t, aTitle)
	}
	if !s.utf8 && !isASCII(alt) {
		alt = nil
	}
	return provider.Stranger{
		Kind: k, Address: s.absolute([]byte(v.address)), Alt: string(alt),
		Width: number(s.text(t, aWidth)), Height: number(s.text(t, aHeight)),
	}.Match()
}

func isASCII(text []byte) bool {
	return !slices.ContainsFunc(text, func(c byte) bool { return c >= 0x80 })
}

// number reads the width or height of an element in CSS px; 0 where it is none.
func number(value []byte) int {
	value = bytes.TrimSuffix(trim(value), []byte("px"))
	if len(value) > 0 && value[0] == '+' {
		value = value[1:]
	}
	if len(value) > 9 {
		return 0
	}
	n := 0
	for _, c := range value {
		if !isDigit(c) {
			return 0
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// hidden reports whether the element at pos cannot be seen: what counts readers
// usually cannot.
func (s *stream) hidden() bool {
	t := &s.t
	if s.attr(t, aHidden) != nil {
		return true
	}
	for _, w := range [...]which{aWidth, aHeight} {
		if a := s.attr(t, w); a != nil {
			if value := trim(s.value(a)); len(value) > 0 && len(value) <= 3 && number(value) <= 2 && isDigit(value[0]) && !bytes.HasSuffix(value, []byte{'%'}) {
				return true
			}
		}
	}
	style := s.text(t, aStyle)
	if len(style) < len("display:none") {
		return false
	}
	style = bytes.ReplaceAll(bytes.ToLower(style), []byte{' '}, nil)
	return bytes.Contains(style, []byte("display:none")) || bytes.Contains(style, []byte("visibility:hidden"))
}

// dropElement takes the element at pos out. Where its end cannot be found it
// reports false.
func (s *stream) dropElement(kind Kind, v verdict, at *attribute, why string) bool {
	element := s.element()
	from := at.from
	n, ok := s.extent()
	if !ok {
		return false
	}
	s.find(Finding{Kind: kind, Host: v.host, Address: v.address, Element: element, Action: Dropped, Reason: why}, int(from))
	s.cut(s.pos, s.pos+n)
	s.pos += n
	return true
}

// sortCuts puts the cuts in the order of the page, without those that another
// holds.
func (s *stream) sortCuts() {
	slices.SortStableFunc(s.cuts, func(a, b cut) int { return int(a.from - b.from) })
	kept := s.cuts[:0]
	for _, c := range s.cuts {
		if n := len(kept); n == 0 || c.from >= kept[n-1].to {
			kept = append(kept, c)
		}
	}
	s.cuts = kept
}

// applyCut makes the next cut if it begins before the tag that is i bytes away, or
// -1 for none.
func (s *stream) applyCut(i int) bool {
	c := s.cuts[0]
	at := int(c.from - s.base)
	if i >= 0 && at > s.pos+i || at > s.end {
		return false
	}
	at = max(at, s.pos)
	s.noteText(at)
	s.pos = at
	n := min(int(c.to-s.base), s.end) - s.pos
	s.cuts = append(s.cuts[:0], s.cuts[1:]...)
	if c.piece.piece != nil {
		n = s.putPiece(&c.piece, n)
	} else {
		s.cut(s.pos, s.pos+n)
	}
	s.pos += n
	return true
}

// putPiece puts what can stand at pos in the place of the next n bytes, or a few
// more: it returns how many are done with.
func (s *stream) putPiece(p *found, n int) int {
	stand := s.place()
	l := s.r.o.Locale(s.lang())
	if p.inLine {
		stand = max(stand, lineLink)
	}
	if s.noscript > 0 && s.last != nil && s.last.isSame(p.piece) {
		s.cut(s.pos, s.pos+n) // once more, for readers without JavaScript
		return n
	}
	action := Gated
	if stand > inParagraph {
		action = Linked
	}
	id, name := p.match.Provider.ID, p.match.Provider.Name
	if id == provider.UnknownID {
		id, name = "", ""
	}
	address := p.verdict.address
	if address == "" {
		address = p.match.URL
	}
	f := Finding{Kind: p.kind, Host: p.verdict.host, Address: address, Element: p.element, Action: action, Provider: id, Name: name}
	if s.noscript > 0 && s.comesBehind(&p.match, n) {
		f.Action, f.Reason = Dropped, onceMore
		s.find(f, 0)
		s.cut(s.pos, s.pos+n)
		return n
	}
	s.find(f, 0)
	s.last = p.piece
	s.line = stand == lineLink || stand == words
	if stand == inParagraph {
		return s.putInParagraph(l, p, n)
	}
	s.cut(s.pos, s.pos+n)
	switch stand {
	case gateBlock:
		s.put(s.gateHTML(l, p))
	case lineLink:
		s.put(s.linkHTML(l, p))
	case words:
		s.put(s.wordsHTML(l, p))
	}
	return n
}

// gateHTML makes a gate, and puts what the page needs for it before the first; if that stands
// in a noscript, again before the first that all readers have.
func (s *stream) gateHTML(l *locale.Locale, f *found) []byte {
	p := f.piece
	want := madeGate{locale: l, level: int(s.level) + 1, page: s.path, plain: s.utf8}
	var again bool
	want.id, want.number, again = s.number(p)
	match := &p.match
	if s.policy.blocksFrames {
		match = withoutFrame(match)
	}
	if s.count++; !s.equipped && (s.count == 1 || s.noscript == 0) {
		s.put(s.assets())
		s.equipped = s.noscript == 0
	}
	if match.CanFrame() && match.Key != "" {
		s.noteDocument(match, l.Lang(), again)
	}
	if html := p.madeBefore(&want); html != nil && !s.policy.blocksFrames {
		return html
	}
	html := s.r.o.Gates.Append(s.made[:0], l, &gate.Piece{
		Match: *match, Level: want.level, Title: p.title, Snapshot: p.snapshot, ID: want.id, Number: want.number, Page: want.page,
	})
	s.made = html
	if !s.utf8 {
		html = appendASCII(nil, html)
	}
	if !s.policy.blocksFrames {
		p.keep(want, bytes.Clone(html))
	}
	return html
}

// madeBefore returns the gate as it was made last, if it is the one that is wanted.
func (p *piece) madeBefore(want *madeGate) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	m := &p.made
	if m.locale != want.locale || m.level != want.level || m.number != want.number || m.id != want.id || m.page != want.page || m.plain != want.plain {
		return nil
	}
	return m.html
}

func (p *piece) keep(made madeGate, html []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	made.html = html
	p.made = made
}

// withoutFrame is a piece that can only be opened where it comes from.
func withoutFrame(m *provider.Match) *provider.Match {
	return &provider.Match{Provider: m.Provider, Noun: m.Noun, NounKey: m.NounKey, URL: m.URL, Author: m.Author}
}

// noteDocument notes the embed document of a piece. again says that a piece with the same
// ID has been on the page.
func (s *stream) noteDocument(m *provider.Match, lang string, again bool) {
	if again && slices.ContainsFunc(s.res.documents, func(o opened) bool { return o.lang == lang && *o.match == *m }) {
		return
	}
	if s.res.documents == nil {
		s.res.documents = make([]opened, 0, s.documents)
	}
	s.res.documents = append(s.res.documents, opened{m, lang})
}

// assets are the elements that a page with gates needs.
func (s *stream) assets() []byte {
	style, script := s.policy.styleNonce, s.policy.scriptNonce
	if style == "" && script == "" {
		return s.r.assets // those of most pages
	}
	return appendAssets(nil, s.r.o.Gates.Base(), style, script)
}

func appendAssets(b []byte, base, styleNonce, scriptNonce string) []byte {
	b = append(b, `<link rel="stylesheet" href="`...)
	b = appendEncoded(b, []byte(base+stylePath()))
	b = append(b, '"')
	b = appendNonce(b, styleNonce)
	b = append(b, `><script src="`...)
	b = appendEncoded(b, []byte(base+gate.ScriptPath()))
	b = append(b, '"')
	b = appendNonce(b, scriptNonce)
	return append(b, ` defer></script>`...)
}

func appendNonce(b []byte, nonce string) []byte {
	if nonce == "" {
		return b
	}
	b = append(b, ` nonce="`...)
	b = appendEncoded(b, []byte(nonce))
	return append(b, '"')
}

// putInParagraph puts a gate where a paragraph is open, which no gate can stand
// in. A paragraph that holds nothing else gives way; any other ends before the
// gate and goes on behind it.
func (s *stream) putInParagraph(l *locale.Locale, p *found, n int) int {
	end := s.paragraphEnd(n)
	if s.open[len(s.open)-1].kind != eP {
		end = 0
	}
	tag, named := s.emptyParagraph()
	switch {
	case end > 0 && tag != nil && !named:
		s.cut(s.kept, s.pos+end)
		s.put(s.gateHTML(l, p))
	case end > 0:
		s.cut(s.pos, s.pos+end)
		s.put([]byte("</p>"))
		s.put(s.gateHTML(l, p))
	case tag != nil:
		s.cut(s.kept, s.pos+n) // the paragraph begins behind the gate
		s.put(s.gateHTML(l, p))
		s.put(tag)
		return n
	default:
		s.cut(s.pos, s.pos+n)
		s.put([]byte("</p>"))
		s.put(s.gateHTML(l, p))
		s.put([]byte("<p>"))
		return n
	}
	s.closeParagraph()
	return end
}

// emptyParagraph returns the tag of the paragraph that is open, if nothing but white space
// stands between it and pos. named says that something may lead to it.
func (s *stream) emptyParagraph() (tag []byte, named bool) {
	if s.kept < 0 || s.start > s.kept || s.open[len(s.open)-1].kind != eP {
		return nil, false // or something in its tag has been changed
	}
	b := s.buf[s.kept:s.pos]
	t := &s.x.t
	n := s.scan(t, b, true)
	if n == 0 || t.kind != eP || t.closing || len(bytes.Trim(b[n:], blanks)) > 0 {
		return nil, false
	}
	return b[:n], s.attr(t, aID) != nil
}

// paragraphEnd returns where the end tag behind the piece ends, which is n bytes
// long, if that is the end of the paragraph; else 0.
func (s *stream) paragraphEnd(n int) int {
	const end = "</p>"
	for {
		b := s.buf[s.pos+n : s.end]
		i := 0
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		switch {
		case len(b)-i >= len(end):
			if equal(b[i:i+len(end)], end) {
				return n + i + len(end)
			}
			return 0
		case !s.more():
			return 0
		}
	}
}

// linkHTML makes a link to the piece where it comes from.
func (s *stream) linkHTML(l *locale.Locale, p *found) []byte {
	if !isWeb(p.match.URL) {
		return s.wordsHTML(l, p)
	}
	b := append([]byte(nil), linkStandsIn+` href="`...)
	b = appendEncoded(b, []byte(p.match.URL))
	b = append(b, `" rel="noopener external"`...)
	if s.nested > 0 {
		b = append(b, ` target="_blank"`...) // in its frame the policy would stop it
	}
	b = appendLanguage(b, l)
	b = append(b, '>')
	b = appendEncoded(b, []byte(p.nameIn(l)+" ("+l.T("gate.external")+")"))
	return append(b, "</a>"...)
}

// wordsHTML names the piece.
func (s *stream) wordsHTML(l *locale.Locale, p *found) []byte {
	b := appendLanguage([]byte(wordsStandIn), l)
	b = append(b, '>')
	b = appendEncoded(b, []byte(p.nameIn(l)))
	return append(b, "</span>"...)
}

// nameIn is what a piece is called where there is no gate for it.
func (p *piece) nameIn(l *locale.Locale) string {
	name := gate.Name(l, p.match)
	if p.title == "" {
		return name
	}
	return l.T("gate.name.title", "name", name, "title", p.title)
}

func appendLanguage(b []byte, l *locale.Locale) []byte {
	b = append(b, ` lang="`...)
	b = appendEncoded(b, []byte(l.Lang()))
	b = append(b, `" dir="`...)
	b = append(b, l.Dir()...)
	return append(b, '"')
}

func isWeb(address string) bool {
	scheme, _ := cutScheme([]byte(address))
	return equal(scheme, "https") || equal(scheme, "http")
}
