package rewrite

import (
	"bytes"
	"slices"
	"unicode"

	"github.com/gatefold/gatefold/provider"
)

// smallSide is the height and width in CSS px below which a picture is an ornament
// of the text.
const smallSide = 64

// img deals with a picture. It reports true if something else took its place.
func (s *stream) img() bool {
	t := &s.t
	v, at, blocked := s.pictureVerdict(t)
	if !blocked || v.action == Localised {
		return false // the attributes are dealt with one by one
	}
	if s.hidden() && !s.unsure() {
		return s.dropElement(Picture, v, at, "it cannot be seen")
	}
	if s.noscript > 0 && s.isSaidAgain(v, int(t.length)) {
		return s.dropElement(Picture, v, at, onceMore)
	}
	if s.isPoster(v.host, int(t.length)) {
		return s.dropElement(Picture, v, at, "it is what the frame behind it shows first")
	}
	gone := s.gatePicture(v, int(t.length))
	if !gone {
		s.heldPicture = v.address
	}
	return gone
}

// isPoster reports whether the picture at pos, n bytes long, is the still of a frame that
// stands right behind it: both are of one provider.
func (s *stream) isPoster(host string, n int) bool {
	b, ok := s.frameBehind(n)
	if !ok {
		return false
	}
	found, _ := s.r.o.Catalogue.Paste(string(b))
	return len(found) > 0 && found[0].Start == 0 && found[0].Match.CanFrame() && slices.Contains(found[0].Match.Provider.AssetHosts, host)
}

// frameBehind returns the frame that begins n bytes from here, behind white space: to its end,
// as far as that is near.
func (s *stream) frameBehind(n int) (frame []byte, ok bool) {
	const open = "<iframe"
	for {
		b := s.behind(n, maxTwin)
		whole := len(b) == maxTwin
		b = bytes.TrimLeft(b, blanks)
		if len(b) >= len(open) && !equal(b[:len(open)], open) || len(b) > 0 && b[0] != '<' {
			return nil, false
		}
		if i, _ := endOf(b, "iframe", false); i >= 0 {
			return b[:i], true
		}
		if whole || !s.more() {
			b = bytes.TrimLeft(s.behind(n, maxTwin), blanks) // the window has moved
			return b, len(b) >= len(open)
		}
	}
}

// pictureVerdict judges what an img shows. blocked is false if it shows something
// of the own site, or nothing.
func (s *stream) pictureVerdict(t *tag) (v verdict, at *attribute, blocked bool) {
	src := s.attr(t, aSrc)
	if src != nil && len(trim(s.raw(src))) > 0 {
		v, own := s.judgeValue(Picture, src)
		if waits := own && hasScheme(trim(s.raw(src)), "data") || v.reach == carried; !waits {
			return v, src, !own && !v.stays
		}
	} else if set := s.attr(t, aSrcset); set != nil {
		v, own := s.setVerdict(Picture, s.value(set))
		return v, set, !own && !v.stays
	}
	// What a script puts in its place says what it is.
	if at, v = s.waiting(t); at != nil {
		return v, at, !v.stays
	}
	return v, nil, false
}

// waiting returns the attribute from which a script of the site would take what a picture
// shows as soon as it is in sight, if that leads elsewhere.
func (s *stream) waiting(t *tag) (*attribute, verdict) {
	for i := range t.attrs {
		a := &t.attrs[i]
		if !isWaitingName(s.nameOf(a)) {
			continue
		}
		v, own := verdict{}, false
		if s.isSet(a) {
			v, own = s.setVerdict(Picture, s.value(a))
		} else {
			v, own = s.judge(Picture, s.value(a))
		}
		if !own && v.reach == abroad {
			return a, v
		}
	}
	return nil, verdict{}
}

// isSet reports whether an attribute that waits for a script will be a srcset.
func (s *stream) isSet(a *attribute) bool { return has(s.nameOf(a), "set") }

// waitsInSight reports whether an element is one of those whose address tools keep in another
// attribute until it is in sight. Browsers read an image in a page as an img.
func waitsInSight(e element) bool { return e == eImg || e == eImage || e == eSource }

// isWaitingName reports whether an attribute is one of those in which tools put the address
// of a picture until it is in sight.
func isWaitingName(name []byte) bool {
	if len(name) < len("data-src") || len(name) > longestAttribute || !equal(name[:5], "data-") {
		return false
	}
	rest := name[5:]
	return !equal(rest[:min(len(rest), 3)], heldPrefix[5:]) && (has(rest, "src") || has(rest, "lazy") || equal(rest, "original") || equal(rest, "original-set"))
}

// has reports whether a word is in a name, in any case.
func has(name []byte, word string) bool {
	for i := 0; i+len(word) <= len(name); i++ {
		if equal(name[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

// isOrnament reports whether a picture is an ornament of the text, by what its tag says: it
// is small, says nothing in the place of it, or only a sign.
func (s *stream) isOrnament() bool {
	a := s.attr(&s.t, aAlt)
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return s.isSmall() || a != nil && !bytes.ContainsFunc(s.value(a), isWord)
}

// isSmall reports whether a picture is small, as far as its tag says.
func (s *stream) isSmall() bool {
	width, height := number(s.text(&s.t, aWidth)), number(s.text(&s.t, aHeight))
	return width > 0 && width < smallSide || height > 0 && height < smallSide
}

// shown is what the tag of a picture says of it.
type shown struct {
	small, ornament bool
	said            saying
}

func (s *stream) shown() shown { return shown{s.isSmall(), s.isOrnament(), s.saying()} }

// givesWay reports whether the picture at pos, n bytes long, of whose tag p was read, gives way
// to something; otherwise it stays where it is, and says what it shows. In a line that is a
// link, and in a link words.
func (s *stream) givesWay(p shown, n int) (inLine, ok bool) {
	place := s.place()
	if place == nothing || p.small {
		return false, false
	}
	inLine = place >= lineLink || !s.alone(n)
	if place == words {
		return inLine, s.needsWords(p.said, n)
	}
	return inLine, !inLine || !p.ornament
}

// gatePicture puts a gate, or what givesWay says, in the place of the picture, which is n bytes
// long.
func (s *stream) gatePicture(v verdict, n int) bool {
	if v.reach != abroad {
		return false
	}
	inLine, ok := s.givesWay(s.shown(), n)
	switch {
	case !ok:
		return false
	case inLine:
		return s.gateInLine(v, n)
	}
	if m := s.mark(); m.ok && m.Provider != nil && s.paste(Picture, v) {
		return true
	}
	return s.gateStranger(provider.StrangePicture, Picture, v)
}

// saying is what a picture has to say in the place of it.
type saying uint8

const (
	unsaid    saying = iota // nothing, and nobody knows what it shows
	saysEmpty               // that there is nothing to say: its alternative text is empty
	says
)

// saying reads that from the tag.
func (s *stream) saying() saying {
	switch a := s.attr(&s.t, aAlt); {
	case a != nil && len(trim(s.raw(a))) > 0:
		return says
	case a != nil:
		return saysEmpty
	}
	return unsaid
}

// needsWords reports whether a picture in a link or a button, n bytes long, has to give way to
// words: nobody would know that it is there, or the link holds nothing else.
func (s *stream) needsWords(said saying, n int) bool {
	return said == unsaid || said == saysEmpty && !s.told && s.linkEnds(n)
}

// linkEnds reports whether n bytes from here nothing but end tags stands before that of the
// link.
func (s *stream) linkEnds(n int) bool {
	for i := n; ; {
		b := s.behind(n, maxNear)[i-n:]
		if len(b) <= len("</a") {
			if i-n+len(b) == maxNear || !s.more() {
				return false
			}
			continue
		}
		switch end := bytes.IndexByte(b, '>'); {
		case isSpace(b[0]):
			i++
		case b[0] != '<' || b[1] != '/':
			return false
		case isEndOf(b[2:], "a"):
			return true
		case end >= 0:
			i += end + 1
		case i-n+len(b) == maxNear || !s.more():
			return false
		}
	}
}

// gateInLine puts a link in the place of the picture at pos, or words, though a gate might
// stand there if the picture had its line to itself.
func (s *stream) gateInLine(v verdict, n int) bool {
	m, ok := s.stranger(provider.StrangePicture, v)
	if ok {
		s.takeOut([]stretch{{provider.Extent{End: n}, newPiece(m, Picture, nil)}}, v)
		s.cuts[0].piece.inLine = true
	}
	return ok
}

// isSaidAgain reports whether a piece in a noscript stands in the page a second time: it has
// been held back before, or it follows right behind, n bytes from here, where a script is to
// load it.
func (s *stream) isSaidAgain(v verdict, n int) bool {
	if v.address == "" || v.reach != abroad {
		return false
	}
	return v.address == s.heldPicture || s.twinBehind(v, n)
}

// twinBehind reports whether the noscript ends n bytes from here, and what stands behind has
// the same address waiting for a script.
func (s *stream) twinBehind(v verdict, n int) bool {
	const end = "</noscript>"
	for {
		b := s.behind(n, maxTwin)
		whole := len(b) == maxTwin
		b = bytes.TrimLeft(b, blanks)
		if len(b) > len(end) && !equal(b[:len(end)], end) {
			return false
		}
		b = bytes.TrimLeft(b[min(len(b), len(end)):], blanks)
		if len(b) > 2 && (b[0] != '<' || !isLetter(b[1])) {
			return false
		}
		if len(b) > 2 {
			if t := &s.x.t; s.scan(t, b, true) > 0 {
				return s.waitsFor(t, b, v)
			}
		}
		if whole || !s.more() {
			return false
		}
	}
}

// waitsFor reports whether one of the attributes of a tag, with which b begins, has an address
// that waits for a script.
func (s *stream) waitsFor(t *tag, b []byte, v verdict) bool {
	for i := range t.attrs {
		a := &t.attrs[i]
		if (a.which == aLazy || isWaitingName(b[a.from:a.to])) && string(trim(decodeAttribute(b[a.value:a.end]))) == v.address {
			return true
		}
	}
	return false
}

// pictureElement deals with a picture element: if what its img shows is another
// site's, the whole of it gives way. Its sources alone are held back.
func (s *stream) pictureElement() bool {
	n, ok := s.extent()
	return ok && s.x.picture.to > 0 && s.gateWhole(s.x.picture, n)
}

// gateWhole gates the element at pos, n bytes long, for the picture in it.
func (s *stream) gateWhole(picture attributePlace, n int) bool {
	outer := s.pos
	s.pos += picture.from
	s.scan(&s.t, s.buf[s.pos:s.end], true)
	v, _, blocked := s.pictureVerdict(&s.t)
	ok := blocked && v.action != Localised && v.reach == abroad && !s.hidden()
	var p shown
	var m provider.Match
	if ok {
		p = s.shown()
		m, ok = s.stranger(provider.StrangePicture, v)
	}
	s.pos = outer
	s.scan(&s.t, s.buf[s.pos:s.end], true)
	if !ok {
		return false
	}
	inLine, ok := s.givesWay(p, n)
	if !ok {
		return false
	}
	s.takeOut([]stretch{{provider.Extent{End: n}, newPiece(m, Picture, nil)}}, v)
	s.cuts[0].piece.inLine = inLine
	return true
}

// ampElement deals with the picture or frame of a page for AMP, whose script, if it runs at
// all, would load it. It reports true if a gate took its place.
func (s *stream) ampElement() bool {
	src := s.attr(&s.t, aSrc)
	if src == nil {
		return false
	}
	if s.t.kind == eAmpFrame {
		v, own := s.judge(Frame, s.value(src))
		if own || v.stays || v.reach != abroad || s.place() == nothing {
			return false
		}
		return s.paste(Frame, v) || s.gateStranger(provider.StrangeFrame, Frame, v) // its sides may be but a ratio
	}
	v, own := s.judge(Picture, s.value(src))
	ratio := slices.ContainsFunc(s.t.attrs, func(a attribute) bool { return equal(s.nameOf(&a), "layout") })
	small := s.isSmall() && !ratio // which is what its sides mean then
	if own || v.stays || v.action == Localised || v.reach != abroad || small || s.place() >= lineLink {
		return false
	}
	return s.gateStranger(provider.StrangePicture, Picture, v)
}

// media deals with a video or a sound. It reports true if a gate took its place.
func (s *stream) media() bool {
	t := &s.t
	k := provider.StrangeVideo
	if t.kind == eAudio || t.kind == eAmpAudio {
		k = provider.StrangeAudio
	}
	if src := s.attr(t, aSrc); src != nil {
		v, own := s.judge(Media, s.value(src))
		return !own && !v.stays && s.gate(k, Media, v, src)
	}
	v, found := s.firstSource()
	if !found && s.place() != nothing && slices.ContainsFunc(t.attrs, func(a attribute) bool { return equal(s.nameOf(&a), "data-setup") }) {
		return s.marked()
	}
	if !found || v.reach != abroad || s.place() == nothing {
		return false
	}
	if s.paste(Media, v) {
		return true
	}
	return s.gateStranger(k, Media, v)
}

// firstSource judges the first source of a video or a sound that leads elsewhere,
// if there is none of the own site.
func (s *stream) firstSource() (v verdict, found bool) {
	n, ok := s.extent()
	if !ok {
		return v, false
	}
	outer, end := s.pos, s.pos+n
	for s.pos += int(s.t.length); s.pos < end; {
		i := bytes.IndexByte(s.buf[s.pos:end], '<')
		if i < 0 {
			break
		}
		s.pos += i
		if !isLetter(at(s.buf[s.pos:end], 1)) {
			s.pos++
			continue
		}
		m := s.scan(&s.t, s.buf[s.pos:end], false)
		if m == 0 {
			break
		}
		if src := s.attr(&s.t, aSrc); s.t.kind == eSource && src != nil {
			one, own := s.judge(Media, s.value(src))
			if own || one.stays {
				found = false
				break
			}
			if !found {
				v, found = one, true
			}
		}
		s.pos += m
	}
	s.pos = outer
	s.scan(&s.t, s.buf[s.pos:s.end], true)
	return v, found
}

// object deals with an object or embed. It reports true if a gate took its place.
func (s *stream) object() bool {
	t := &s.t
	for _, w := range [...]which{aData, aSrc, aMovie, aCode} {
		a := s.attr(t, w)
		if a == nil {
			continue
		}
		v, own := s.judge(Object, s.value(a))
		if own || v.reach != abroad {
			continue // it shows nothing, or something of the site
		}
		if !v.stays && s.gate(provider.StrangeFrame, Object, v, a) {
			return true
		}
		return false
	}
	if t.kind == eEmbed || s.unsure() || s.place() == nothing {
		return false
	}
	return s.paste(Object, verdict{}) // its address may be in a parameter
}
