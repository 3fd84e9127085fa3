package rewrite

import (
	"bytes"
	"strings"
)

// decide deals with a start tag that may load something. It reports true if the
// element, or its tag, has been dealt with; else the tag is to pass, with its
// edits made.
func (s *stream) decide() bool {
	t := &s.t
	s.values, s.lately.known = s.values[:0], false
	look := t.marked || t.kind == none && s.r.sieve.Element(s.name())
	if !look && t.traits&sighted != 0 && !s.leadsElsewhere(t) {
		return false
	}
	if look || t.traits&sighted != 0 {
		if s.scan(t, s.buf[s.pos:s.end], true); t.over {
			s.dropTag(tooMany)
			return true
		}
	}
	if look && s.marked() {
		return true
	}
	gone := false
	switch t.kind {
	case eIframe:
		gone = s.frame()
	case eImg, eImage:
		gone = s.img()
	case eScript:
		gone = s.script()
	case eLink:
		s.link()
	case eMeta:
		s.meta()
	case eBase:
		s.baseElement()
	case eVideo, eAudio, eAmpVideo, eAmpAudio:
		gone = s.media()
	case eAmpPicture, eAmpFrame:
		gone = s.ampElement()
	case eObject, eEmbed:
		gone = s.object()
	case ePicture:
		gone = s.pictureElement()
	case eParam:
		s.param()
	case eAnimate:
		s.animation()
	}
	if gone {
		s.forgetEdits()
		return true
	}
	s.attributes(t)
	return false
}

// leadsElsewhere reports whether one of the attributes that matter everywhere has
// to be looked at more closely.
func (s *stream) leadsElsewhere(t *tag) bool {
	for i := range t.attrs {
		a := &t.attrs[i]
		raw := s.raw(a)
		switch a.which {
		case aLang, aXMLLang:
			continue
		case aSrcset:
			if s.base0 == nil && s.isSetHome(raw) {
				continue
			}
		case aSrc, aHref, aXlink:
			if s.base0 == nil && s.isHome(raw) {
				continue
			}
			if t.kind == eImg && hasScheme(raw, "data") {
				continue // of what waits, only what leads elsewhere was noted
			}
		}
		return true
	}
	return false
}

// isHome reports whether an address is plainly one of the own site: a path, or on a host
// that is known to be the site's.
func (s *stream) isHome(raw []byte) bool {
	if len(raw) > 1 && raw[0] == '/' && beginsPath[raw[1]] {
		return true // whatever follows
	}
	return s.isOnOwn(raw) || s.isPlainSet(raw)
}

// isSetHome reports the same of all addresses of a srcset.
func (s *stream) isSetHome(raw []byte) bool {
	if s.isPlainSet(raw) {
		return true
	}
	if hasReference(raw) {
		return false
	}
	for len(raw) > 0 {
		var address []byte
		if address, raw = cutCandidate(raw); !s.isHome(address) {
			return false
		}
	}
	return true
}

// isPlainSet reports whether an address, or wherever one may begin in a set, is plainly a path
// or begins as those of the own site did last.
func (s *stream) isPlainSet(raw []byte) bool {
	n := len(s.own)
	sign := n // where in the beginning the byte stands that has to be looked at
	if i := bytes.IndexByte(s.own, '/'); i >= 0 {
		sign = max(i-1, 0)
	}
	for i := 0; i < len(raw); i++ {
		for !leaves[raw[i]] {
			if i++; i == len(raw) {
				return true
			}
		}
		switch c := raw[i]; {
		case c == '/' && next(raw, i+1) != '/', c == '&' && !isReference(raw[i:]):
		case i >= sign && s.beginsOwn(raw, i-sign):
			i += n - sign - 1
		default:
			return false
		}
	}
	return true
}

// beginsOwn reports whether an address that begins at set[i] begins as those of the own site.
func (s *stream) beginsOwn(set []byte, i int) bool {
	n := len(s.own)
	return n > 0 && i+n <= len(set) && string(set[i:i+n]) == string(s.own) && (i == 0 || set[i-1] == ' ' || set[i-1] == ',')
}

// hasReference reports whether a value has a character reference that may stand for something
// else than an ampersand.
func hasReference(raw []byte) bool {
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return false
		}
		if isReference(raw[i:]) {
			return true
		}
		raw = raw[i+1:]
	}
}

// isReference reports the same of an ampersand with which text begins.
func isReference(text []byte) bool {
	return !bytes.HasPrefix(text, []byte("&amp;")) && !bytes.HasPrefix(text, []byte("&#038;"))
}

// beginsPath has what may stand behind the slash of a path: no other slash, nothing that a
// browser leaves out or reads as something else.
var beginsPath = func() (set [256]bool) {
	for c := range set {
		set[c] = isLetter(byte(c)) || isDigit(byte(c)) || bytes.IndexByte([]byte("_-.~%?#"), byte(c)) >= 0
	}
	return set
}()

// waitsHome reports whether an attribute of that name, from which a script would take the
// address of a picture, plainly holds one of the own site.
func (s *stream) waitsHome(name, value []byte) bool {
	if has(name, "set") {
		return s.isSetHome(value)
	}
	return s.isHome(value)
}

// isOnOwn reports whether an address begins with a usual scheme or none, two slashes, a host
// of the site and a slash, as most do that are whole. Nothing behind the slash can change
// where it leads. The last such beginning is remembered.
func (s *stream) isOnOwn(raw []byte) bool {
	if n := len(s.own); n > 0 && len(raw) >= n && string(raw[:n]) == string(s.own) {
		return true
	}
	from := 0
	for _, scheme := range [...]string{"https:", "http:"} {
		if len(raw) > len(scheme) && string(raw[:len(scheme)]) == scheme {
			from = len(scheme)
		}
	}
	if len(raw) < from+2 || raw[from] != '/' || raw[from+1] != '/' {
		return false
	}
	from += 2
	n := from
	for n < len(raw) && (isLetter(raw[n]) || isDigit(raw[n]) || raw[n] == '-' || raw[n] == '.') {
		n++
	}
	if next(raw, n) != '/' || n-from > longestHost || !s.isOurs(lowered(raw[from:n], s.host[:])) {
		return false
	}
	s.own = append(s.own[:0], raw[:n+1]...)
	return true
}

// leaves are the bytes that have to be looked at in an address: of slashes, two.
var leaves = func() (set [256]bool) {
	for c := range ' ' {
		set[c] = true
	}
	for _, c := range []byte(`:\&/`) {
		set[c] = true
	}
	return set
}()

// attributes deals with the attributes that mean the same on every element.
func (s *stream) attributes(t *tag) {
	for i := range t.attrs {
		a := &t.attrs[i]
		switch a.which {
		case aStyle, aPaint:
			s.styleAttribute(a)
		case aPing, aAttributionsrc:
			s.pings(a)
		case aSrcset, aImagesrcset:
			s.holdSet(a, Picture)
		case aLazy, other:
			if waitsInSight(t.kind) && isWaitingName(s.nameOf(a)) {
				s.holdWaiting(a)
			}
		case aHref, aXlink:
			s.holdHref(t, a)
		case aAction, aFormaction:
			s.formAddress(t, a)
		default:
			if k, ok := loads(t.kind, a.which); ok {
				s.hold(k, a)
			}
		}
	}
}

// loads says what an attribute loads on an element, if it holds an address.
func loads(e element, w which) (Kind, bool) {
	switch w {
	case aSrc:
		return sourceKind(e), e != eScript // which has been dealt with
	case aBackground, aPoster, aLowsrc, aDynsrc, aAltimg:
		return Picture, true
	case aIcon:
		return Icon, true
	case aManifest:
		return Manifest, true
	case aData, aClassid, aCode, aCodebase, aArchive, aMovie:
		return Object, e != eVar // <data> is no object
	case aBase:
		return Base, true
	case aDatasrc:
		return Other, true
	}
	return Other, false
}

// sourceKind says what the src of an element loads.
func sourceKind(e element) Kind {
	switch e {
	case eIframe, eFrame, ePortal, eFencedframe, eAmpFrame:
		return Frame
	case eImg, eImage, eInput, eAmpPicture:
		return Picture
	case eVideo, eAudio, eAmpVideo, eAmpAudio, eSource, eTrack, eBgsound:
		return Media
	case eEmbed, eObject, eApplet:
		return Object
	case eScript:
		return Script
	}
	return Other
}

// hold makes an address do nothing if it leads elsewhere. It reports whether it
// did.
func (s *stream) hold(k Kind, a *attribute) bool {
	v, own := s.judgeValue(k, a)
	if own {
		return false
	}
	s.findVerdict(k, v, a.from)
	switch {
	case v.stays:
		return false
	case v.action == Localised:
		s.setValue(a, []byte(v.path))
		return false
	}
	s.rename(a)
	return true
}

// holdWaiting makes an address do nothing that a script of the site would put in its place:
// the policy would leave nothing of the picture that is there until then.
func (s *stream) holdWaiting(a *attribute) {
	if s.isSet(a) {
		s.holdSet(a, Picture)
	} else {
		s.hold(Picture, a)
	}
}

// holdHref deals with an address in a drawing, or on an element of which nobody
// knows what it is for. Links stay links.
func (s *stream) holdHref(t *tag, a *attribute) {
	switch {
	case a.which == aHref && (t.kind == eLink || t.kind == eBase):
		return // dealt with
	case t.kind == eA || t.kind == eArea:
		s.moveLink(a)
		return
	}
	k := Reference
	switch t.kind {
	case eScript:
		k = Script
	case eImage:
		k = Picture
	}
	s.hold(k, a)
}

// moveLink makes a link whole that is relative to the base of another site, which
// is gone.
func (s *stream) moveLink(a *attribute) {
	if s.base0 == nil {
		return
	}
	value := s.value(a)
	if reach, _, clean := readAddress(value, s.host[:0]); reach == near && !isFragment(clean) && !hasScheme(clean, "mailto") && !hasScheme(clean, "tel") {
		s.setValue(a, []byte(s.resolve(clean)))
	}
}

// formAddress reports where a form is sent. Sending it is for the reader to do.
func (s *stream) formAddress(t *tag, a *attribute) {
	s.moveLink(a)
	if v, own := s.judge(Form, s.value(a)); !own && v.reach == abroad {
		if !v.stays {
			v.action, v.reason = Kept, "it is sent when the reader sends it"
		}
		s.findVerdict(Form, v, a.from)
	}
}

// pings deals with addresses that are told what the reader does, separated by
// white space.
func (s *stream) pings(a *attribute) {
	for _, address := range bytes.FieldsFunc(s.value(a), func(r rune) bool { return strings.ContainsRune(blanks, r) }) {
		if s.holdPart(Ping, a, address) {
			return
		}
	}
}

// holdPart makes an attribute do nothing if one of the addresses in it leads
// elsewhere. It reports whether it did.
func (s *stream) holdPart(k Kind, a *attribute, address []byte) bool {
	v, own := s.judge(k, address)
	if own {
		return false
	}
	if v.action == Localised {
		v.action = HeldBack // one address of several has no copy
	}
	s.findVerdict(k, v, a.from)
	if v.stays {
		return false
	}
	s.rename(a)
	return true
}

// param deals with a parameter of an object, by which old plug-ins were told what
// to load.
func (s *stream) param() {
	switch name := bytes.ToLower(trim(s.text(&s.t, aName))); string(name) {
	case "movie", "src", "data", "url", "filename", "code", "dataurl", "file", "flashvars", "codebase":
		for i := range s.t.attrs {
			if s.t.attrs[i].which == aValue {
				s.hold(Object, &s.t.attrs[i])
			}
		}
	}
}

// animation deals with an element that gives another's attribute a value.
func (s *stream) animation() {
	for i := range s.t.attrs {
		a := &s.t.attrs[i]
		if a.which != aFrom {
			continue
		}
		value := decodeAttribute(s.settle(s.raw(a), false))
		all := bytes.Split(value, []byte{';'})
		if len(all) > 1 {
			all = append(all, value) // where it is one value, a semicolon may be part of an address
		}
		for _, one := range all {
			k := Reference
			v, own := s.judge(k, one)
			if own && bytes.ContainsAny(one, "(@'\"") {
				k, v, own = s.declared(one)
			}
			if own {
				continue
			}
			if v.action == Localised {
				v.action = HeldBack // one value of several has no copy
			}
			s.findVerdict(k, v, a.from)
			if !v.stays {
				s.rename(a)
				break
			}
		}
	}
}

// declared judges the addresses that CSS holds, in the way that CSS writes them: the
// verdict is that of the first that must not stay.
func (s *stream) declared(text []byte) (kind Kind, first verdict, own bool) {
	own = true
	css := sheet{judge: func(k Kind, address []byte, whole bool) ([]byte, bool) {
		v, ours := s.judgeInStyle(k, address, whole)
		if !ours && (own || first.stays && !v.stays) {
			kind, first, own = k, v, false
		}
		return nil, false
	}}
	css.read(text, true, false)
	return kind, first, own
}

// loadsElsewhere reports whether CSS holds an address that must not stay.
func (s *stream) loadsElsewhere(text []byte) bool {
	_, v, own := s.declared(text)
	return !own && !v.stays
}

// is reports whether the value of an attribute is a word, in any case.
func is(value []byte, word string) bool { return equal(trim(value), word) }
