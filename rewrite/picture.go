package rewrite

import (
	"bytes"

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
	return s.gatePicture(v, int(t.length))
}

// pictureVerdict judges what an img shows. blocked is false if it shows something
// of the own site, or nothing.
func (s *stream) pictureVerdict(t *tag) (v verdict, at *attribute, blocked bool) {
	if src := s.attr(t, aSrc); src != nil && len(trim(s.raw(src))) > 0 {
		v, own := s.judge(Picture, s.value(src))
		return v, src, !own && !v.stays
	}
	if set := s.attr(t, aSrcset); set != nil {
		v, own := s.setVerdict(Picture, s.value(set))
		return v, set, !own && !v.stays
	}
	return v, nil, false
}

// gatePicture puts a gate, or what else can stand there, in the place of the
// picture, which is n bytes long.
func (s *stream) gatePicture(v verdict, n int) bool {
	t := &s.t
	width, height := number(s.text(t, aWidth)), number(s.text(t, aHeight))
	small := width > 0 && width < smallSide || height > 0 && height < smallSide
	place := s.place()
	if v.reach != abroad || place > lineLink || small || place != lineLink && !s.alone(n) {
		return false // it stays where it is, and says what it shows
	}
	if place == lineLink {
		return false
	}
	if m := s.mark(); m.ok && m.Provider != nil && s.paste(Picture, v) {
		return true
	}
	return s.gateStranger(provider.StrangePicture, Picture, v)
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
	ok := blocked && v.action != Localised && v.reach == abroad && !s.hidden() && s.place() < lineLink
	var m provider.Match
	if ok {
		m, ok = s.stranger(provider.StrangePicture, v)
	}
	s.pos = outer
	s.scan(&s.t, s.buf[s.pos:s.end], true)
	if !ok || !s.alone(n) {
		return false
	}
	s.takeOut([]stretch{{provider.Extent{End: n}, newPiece(m, Picture, nil)}}, v)
	return true
}

// media deals with a video or a sound. It reports true if a gate took its place.
func (s *stream) media() bool {
	t := &s.t
	k := provider.StrangeVideo
	if t.kind == eAudio {
		k = provider.StrangeAudio
	}
	if src := s.attr(t, aSrc); src != nil {
		v, own := s.judge(Media, s.value(src))
		return !own && !v.stays && s.gate(k, Media, v, src)
	}
	v, found := s.firstSource()
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
		if own {
			continue
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
