package provider

import (
	"golang.org/x/net/html"
)

// sighting is what was noticed about one element.
type sighting struct {
	kind    MarkKind
	entry   *entry // whose it is; nil: nobody's
	weak    bool
	named   bool   // by a name
	service bool   // by an attribute whose value names the service
	holds   bool   // it holds the place of something until a tool of the site puts that there
	claimed bool   // by the address
	form    int    // which address form fits; -1: none, or none is needed
	address string // clean; empty where the element loads nothing
	reach   reach  // of the address
}

func (s *sighting) seen() bool { return s.entry != nil || s.reach != near || s.holds }

// mark returns what a caller may know.
func (s *sighting) mark() Mark {
	m := Mark{Kind: s.kind, Weak: s.weak, Holds: s.holds, Address: s.address}
	if s.entry != nil {
		m.Provider = s.entry.load()
	}
	if s.reach == foreign {
		m.Host = hostOf(s.address)
	}
	return m
}

// sight looks at one element. An address that a provider claims decides; then
// come names, the rarer before the more common; an address that nobody claims is
// only noted.
func (x *markIndex) sight(name string, attrs []html.Attribute) sighting {
	s := sighting{form: -1}
	l := loadOf(name, attrs)
	x.sightNames(&s, name, attrs)
	if l == loadsNothing && len(attrs) == 0 {
		return s
	}
	x.sightAddresses(&s, l, attrs)
	if l == loadsScript && !s.claimed {
		x.sightComponent(&s, attrs)
	}
	return s
}

// sightComponent looks at a script for the element that it defines, as those of
// AMP say it.
func (x *markIndex) sightComponent(s *sighting, attrs []html.Attribute) {
	name, ok := attribute(attrs, "custom-element")
	if !ok {
		return
	}
	if e := x.elements[name]; e != nil {
		s.kind, s.entry, s.claimed = ScriptMark, e, true
	}
}

// sightNames looks for names that are a provider's.
func (x *markIndex) sightNames(s *sighting, name string, attrs []html.Attribute) {
	if e := x.elements[name]; e != nil {
		s.name(e, false)
		return
	}
	var class, id *entry
	var weak, service *entry
	for i := range attrs {
		switch a := &attrs[i]; a.Key {
		case "class":
			var held *entry
			if class, weak, held = x.sightClass(a.Val); held != nil && mayHold(name) {
				service = held
			}
			s.holds = isHolder(a.Val)
		case "id":
			if id = x.ids[a.Val]; id == nil {
				id = like(x.idsLike, a.Val, func(c *code) []lazyRegexp { return c.idsLike })
			}
		case "src", "href", "style", "width", "height", "alt", "title":
		default:
			if e := x.attributes[a.Key]; e != nil {
				s.name(e, false)
				return
			}
			if e := x.weakNames[a.Key]; e != nil && mayHold(name) {
				service = e
			} else if isServiceKey(a.Key, name) && mayHold(name) && service == nil {
				service = x.service(a.Val)
			}
		}
	}
	switch {
	case class != nil:
		s.name(class, false)
	case id != nil:
		s.name(id, false)
	case weak != nil:
		s.name(weak, true)
	case service != nil:
		s.name(service, true)
		s.service, s.holds = true, true
	}
}

func (s *sighting) name(e *entry, weak bool) {
	s.kind, s.entry, s.weak, s.named = NameMark, e, weak, true
}

// sightClass looks at the classes of an element. held is the provider for which it holds a
// place, if its attributes say so, too.
func (x *markIndex) sightClass(value string) (strong, weak, held *entry) {
	for value != "" {
		var class string
		class, value = cutClass(value)
		if len(class) <= x.longestClass {
			if e := x.classes[class]; e != nil {
				return e, nil, nil
			}
			if e := x.weak[class]; e != nil {
				weak = e
			}
			if e := x.placeholders[class]; e != nil {
				held = e
			}
		}
		if e := like(x.classesLike, class, func(c *code) []lazyRegexp { return c.classesLike }); e != nil {
			return e, nil, nil
		}
	}
	return nil, weak, held
}

// cutClass cuts the first of some names that white space separates (HTML, 2.3.7).
func cutClass(s string) (class, rest string) {
	start := 0
	for start < len(s) && isSpace(s[start]) {
		start++
	}
	end := start
	for end < len(s) && !isSpace(s[end]) {
		end++
	}
	return s[start:end], s[end:]
}

// isSpace reports whether c is ASCII white space as HTML has it.
func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

// sightAddresses looks at the addresses of an element.
func (x *markIndex) sightAddresses(s *sighting, l load, attrs []html.Attribute) {
	for i := range attrs {
		a := &attrs[i]
		kind := l.kindOf(a.Key)
		switch {
		case a.Val == "":
			continue
		case l == loadsNothing && s.named && !s.weak:
			return // it says by its name whose it is
		case kind == 0 && l == loadsNothing && isFrameKey(a.Key, attrs):
			x.sightAddress(s, FrameMark, a.Val, loadsNothing)
			x.sightStrange(s, a.Val)
			continue
		case kind == 0 && a.Key != "data-oembed-url" && l.isHidden(a):
			x.sightAddress(s, FrameMark, a.Val, loadsNothing)
			continue
		case a.Key == "data-oembed-url" && l == loadsNothing:
			x.sightAddress(s, FrameMark, a.Val, namesPage)
			continue
		case a.Key == "data-setup" && l == loadsMedia:
			x.sightSetup(s, a.Val)
			continue
		case kind == 0:
			if l == loadsNothing && isSettings(a) && !s.claimed && !x.flat {
				x.sightSettings(s, a.Val)
			}
			continue
		}
		if isSet(a.Key) {
			for rest := a.Val; rest != ""; {
				var address string
				address, rest = cutCandidate(rest)
				x.sightAddress(s, kind, address, l)
			}
			continue
		}
		x.sightAddress(s, kind, a.Val, l)
	}
	if l == loadsFrame && !s.seen() {
		x.sightDocument(s, attrs)
	}
}

// sightDocument looks at a document that stands in the frame's own tag. It may
// load anything, and usually quotes the address of the frame that it stands for.
func (x *markIndex) sightDocument(s *sighting, attrs []html.Attribute) {
	text, _ := attribute(attrs, "srcdoc")
	if trimControls(text) == "" {
		return
	}
	*s = sighting{kind: FrameMark, form: -1, reach: carried}
	for address := range writtenAddresses(text) {
		if e, form := x.owner(FrameMark, address, true); e != nil {
			*s = sighting{kind: FrameMark, entry: e, claimed: true, form: form, address: address, reach: foreign}
			return
		}
	}
}

// sightText looks at the addresses that a script quotes: the first that is a
// provider's, or else the first that leads to another host.
func (x *markIndex) sightText(text string) sighting {
	s := sighting{kind: ScriptMark, form: -1}
	for address := range quotedAddresses(text) {
		if e, form := x.owner(ScriptMark, address, false); e != nil {
			return sighting{kind: ScriptMark, entry: e, claimed: true, form: form, address: address, reach: foreign, weak: e.load().AnyHost}
		}
		if s.reach == near {
			s.address, s.reach = address, foreign
		}
	}
	return s
}

// sightAddress looks at one address that an element loads.
func (x *markIndex) sightAddress(s *sighting, kind MarkKind, raw string, l load) {
	if s.claimed {
		return
	}
	address, r := reachOf(raw)
	if r == near || r == carried && (kind == PictureMark || kind == MediaMark || kind == StyleMark || l == loadsNothing) {
		return
	}
	if r == foreign {
		mended := unescapedTwice(address)
		if e, form := x.owner(kind, mended, l != loadsNothing); e != nil {
			*s = sighting{
				kind: kind, entry: e, named: s.named && s.entry == e, claimed: true, form: form, address: mended, reach: r,
				weak: e.load().AnyHost && kind == ScriptMark || l == loadsNothing && kind == FrameMark,
			}
			return
		}
	}
	if l == loadsNothing || l == sendsForm || l == namesPage || s.reach != near {
		return // it loads nothing itself, or something was noted already
	}
	s.address, s.reach, s.kind = address, r, kind
}
