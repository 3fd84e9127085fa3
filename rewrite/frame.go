package rewrite

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/text/encoding"

	"github.com/gatefold/gatefold/provider"
)

// frame deals with an iframe. It reports true if something else took its place.
func (s *stream) frame() bool {
	t := &s.t
	if doc := s.attr(t, aSrcdoc); doc != nil {
		if s.place() == nothing {
			return s.srcdoc(doc)
		}
		return s.marked() || s.srcdoc(doc) || s.saysPiece()
	}
	src := s.attr(t, aSrc)
	v, own := s.judge(Frame, s.value(src))
	at := src
	if own || v.reach != abroad {
		// What a script puts in its place says what it is.
		if lazy, w := s.lazy(); lazy != nil {
			at, v = lazy, w
		} else if own {
			return s.wrapper()
		}
	}
	if v.stays {
		if at != src {
			s.findVerdict(Frame, v, at.from)
		}
		return false
	}
	if s.gate(provider.StrangeFrame, Frame, v, at) {
		return true
	}
	// The attribute is held back with all others; lazy ones are not among them.
	if at != src {
		s.findVerdict(Frame, v, at.from)
	}
	for i := range t.attrs {
		if _, waits := s.waits(Frame, &t.attrs[i]); waits {
			s.rename(&t.attrs[i])
		}
	}
	return false
}

// wrapper looks whether a frame of the site itself does no more than hold a piece, by oEmbed,
// as Drupal's do: their address names that of the piece. A gate within it would have no room.
func (s *stream) wrapper() bool {
	const path = "/media/oembed"
	for i := range s.t.attrs {
		a := &s.t.attrs[i]
		if a.which != aSrc && a.which != aLazy || !bytes.Contains(s.raw(a), []byte(path+"?")) {
			continue
		}
		u, err := url.Parse(string(s.value(a)))
		if err != nil || !strings.HasSuffix(u.Path, path) || s.place() == nothing {
			return false
		}
		m, ok := s.r.o.Catalogue.Recognise(u.Query().Get("url"))
		if !ok || !m.CanFrame() {
			return false
		}
		_, host, _ := readAddress([]byte(m.URL), nil)
		n, ended := s.extent()
		if !ended || s.isOurs(host) || s.r.allows(Frame, host) != nil {
			return false
		}
		s.takeOut([]stretch{{provider.Extent{End: n}, newPiece(m, Frame, nil)}}, verdict{action: Gated, host: string(host), address: m.URL})
		return true
	}
	return false
}

// lazy returns the attribute from which a script of the site would take the
// address of a frame, if that leads elsewhere.
func (s *stream) lazy() (*attribute, verdict) {
	for i := range s.t.attrs {
		if v, waits := s.waits(Frame, &s.t.attrs[i]); waits {
			return &s.t.attrs[i], v
		}
	}
	return nil, verdict{}
}

// waits judges the address that a script of the site would take from an attribute. It
// reports whether there is one that leads elsewhere.
func (s *stream) waits(k Kind, a *attribute) (verdict, bool) {
	if a.which != aLazy && !s.namesSource(a) {
		return verdict{}, false
	}
	return s.leadsAbroad(k, a)
}

// leadsAbroad judges the address in an attribute, and reports whether it is on a host of
// somebody else.
func (s *stream) leadsAbroad(k Kind, a *attribute) (verdict, bool) {
	v, own := s.judge(k, s.value(a))
	return v, !own && v.reach == abroad
}

// namesSource reports whether an attribute is one of those in which tools put the
// address of a frame until a reader agrees, or the frame is in sight.
func (s *stream) namesSource(a *attribute) bool {
	if a.which != other {
		return false
	}
	name := s.nameOf(a)
	return len(name) > len("src") && !bytes.HasPrefix(name, []byte(heldPrefix)) && has(name, "src")
}

// maxDocuments bounds documents within each other.
const maxDocuments = 3

// srcdoc deals with a document in the tag of its frame: it is rewritten like a
// page.
func (s *stream) srcdoc(a *attribute) bool {
	text := s.document(s.raw(a))
	if len(trim(text)) == 0 {
		return false
	}
	if s.nested == maxDocuments {
		s.find(Finding{Kind: Frame, Element: "iframe", Action: HeldBack, Reason: "documents within documents"}, int(a.from))
		s.renameAll(&s.t, aSrcdoc)
		return false
	}
	var out bytes.Buffer
	res := s.inner(&out, text)
	if len(res.Findings) == 0 && res.More == 0 {
		return false
	}
	for _, f := range res.Findings {
		f.Element = "srcdoc " + f.Element
		s.find(f, int(a.from))
	}
	s.res.More += res.More
	if bytes.Equal(out.Bytes(), text) {
		return false
	}
	if s.setDocument(a, out.Bytes()); s.outgrows() {
		s.forgetEdits()
		s.find(Finding{Kind: Frame, Element: "iframe", Action: HeldBack, Reason: tooLong}, int(a.from))
		s.renameAll(&s.t, aSrcdoc)
	}
	return false
}

// document is the document that the value of an attribute holds, in UTF-8 where the encoding of
// the page is known: what is written in references is in no other.
func (s *stream) document(raw []byte) []byte {
	if s.other == nil {
		return decodeAttribute(raw)
	}
	s.settle(raw, false) // or a sign that may be half a letter would be lost
	if text, err := s.other.NewDecoder().Bytes(raw); err == nil {
		raw = text
	}
	return decodeAttribute(raw)
}

// setDocument puts a document in the place of such a one.
func (s *stream) setDocument(a *attribute, text []byte) {
	text = appendSigns(nil, text)
	if s.other != nil { // what the encoding has no letter for is written as a reference
		if own, err := encoding.HTMLEscapeUnsupported(s.other.NewEncoder()).Bytes(text); err == nil {
			text = own
		}
	}
	s.setEncoded(a, text)
}

// saysPiece puts a gate in the place of the frame at pos if its document, as it has become, names
// a piece of the catalogue: a second pass would.
func (s *stream) saysPiece() bool {
	for i := range s.t.attrs {
		if a := &s.t.attrs[i]; a.which == aSrc {
			if v, own := s.judge(Frame, s.value(a)); !own && !v.stays {
				s.rename(a) // as it will be
			}
		}
	}
	if len(s.edits) == 0 {
		return false
	}
	n, ok := s.extent()
	if !ok {
		return false
	}
	list := s.read(Frame, string(append(s.edited(), s.buf[s.pos+int(s.t.length):s.pos+n]...)))
	if len(list) == 0 || list[0].piece == nil || s.isOfSite(list) {
		return false
	}
	s.forgetEdits()
	s.takeOut([]stretch{{provider.Extent{End: n}, list[0].piece}}, verdict{action: Gated})
	return true
}

// inner rewrites a document within the page, which gets links and no gates.
func (s *stream) inner(out *bytes.Buffer, text []byte) *Result {
	in := &stream{r: s.r, page: s.page, nested: s.nested + 1, recent: s.recent}
	in.hooks = hooks{in.judgeText, in.judgeInAttribute, in.swapText, in.swapInAttribute}
	in.langs = []string{s.lang()}
	in.base0 = s.base0
	in.utf8, in.guess, in.sure, in.metaDone = s.utf8 || s.other != nil, s.guess, true, true
	in.frozen, in.kept = s.frozen, -1
	in.dst, in.src, in.eof = out, bytes.NewReader(nil), true
	in.buf, in.end = bytes.Clone(text), len(text) // it may put another sign in the place of one
	in.run()
	return &in.res
}
