package gate

import (
	"strconv"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// nameKey is the key of the message that names a piece without an author: by its
// provider, or by the host that it lies on, of which nothing else is known.
func nameKey(m provider.Match) string {
	if m.Provider.ID == provider.UnknownID {
		return "gate.name.unknown"
	}
	return "gate.name"
}

// strange says what a reader should know of a piece that is not a frame of a
// known provider.
func (s *speaker) strange(b *builder) {
	if s.match.Provider.ID == provider.UnknownID {
		b.markup(s.say("gate.unknown", nil))
		b.raw(" ")
	}
	if s.match.Opaque() != "" {
		b.markup(s.say("gate.opaque", nil))
		b.raw(" ")
	}
}

// appendStranger appends an unknown piece by what it is.
func (g *Gates) appendStranger(dst []byte, l *locale.Locale, m provider.Match, s provider.Stranger) []byte {
	switch s.Kind {
	case provider.StrangePicture:
		return appendPicture(dst, &s)
	case provider.StrangeVideo:
		return appendMedia(dst, "video", l, m, &s)
	case provider.StrangeAudio:
		return appendMedia(dst, "audio", l, m, &s)
	case provider.StrangeScript:
		return g.appendOpaque(dst, l, m, m.Opaque())
	}
	return g.appendForeign(dst, m, &s)
}

// appendForeign appends the frame of a host that nobody knows. Should the host
// be this site's own, it gets an opaque origin: else the page in it could reach
// the embed document, which is ours.
func (g *Gates) appendForeign(dst []byte, m provider.Match, s *provider.Stranger) []byte {
	rights := innerSandbox(m.Provider)
	if m.Provider.Name == g.o.Host {
		rights = opaqueSandbox(m.Provider)
	}
	title := s.Alt
	if title == "" {
		title = m.Provider.Name
	}
	dst = appendAttribute(append(dst, "<iframe"...), "src", s.Address)
	dst = appendAttribute(dst, "title", title)
	dst = appendAttribute(dst, "sandbox", rights)
	dst = appendAttribute(dst, "allow", "fullscreen")
	dst = appendAttribute(dst, "referrerpolicy", referrerPolicy(m.Provider))
	dst = appendAttribute(dst, "height", strconv.Itoa(frameHeight(m)))
	return append(dst, ` loading="lazy"></iframe>`...)
}

func appendPicture(dst []byte, s *provider.Stranger) []byte {
	dst = appendAttribute(append(dst, "<img"...), "src", s.Address)
	dst = append(dst, ` alt="`...)
	dst = append(appendText(dst, s.Alt), '"')
	if s.Width > 0 && s.Height > 0 {
		dst = appendAttribute(dst, "width", strconv.Itoa(s.Width))
		dst = appendAttribute(dst, "height", strconv.Itoa(s.Height))
	}
	return append(dst, ` referrerpolicy="strict-origin">`...)
}

// appendMedia appends a player. Browsers let the media element itself send no
// more than the document's referrer policy says.
func appendMedia(dst []byte, element string, l *locale.Locale, m provider.Match, s *provider.Stranger) []byte {
	name := s.Alt
	if name == "" {
		name = Name(l, m)
	}
	dst = appendAttribute(append(append(dst, '<'), element...), "src", s.Address)
	dst = appendAttribute(dst, "aria-label", name)
	dst = append(dst, ` controls preload="metadata"></`...)
	return append(append(dst, element...), '>')
}
