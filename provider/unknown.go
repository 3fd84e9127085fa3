package provider

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"
)

// UnknownID is the ID of the records that stand for hosts which no provider of
// the catalogue claims. Their Name is the host: nothing else is known of them.
const UnknownID = "other"

// Stranger is a piece of third-party content on a host that nobody knows. What
// it says comes from outside; [Stranger.Match] checks it.
type Stranger struct {
	Kind StrangerKind

	// Address is what is loaded: an http or https address on a host of the
	// public DNS. Names outside ASCII have to be written as DNS has them
	// ("xn--…"). http becomes https: nothing else would load in a page that
	// came over https.
	Address string

	// Code is the pasted stretch around a script, the script included, which
	// shows nothing without its neighbours. Only for [StrangeScript], and at
	// most 16 kB; empty: the script alone.
	Code string

	// Alt says what a picture shows, or what a frame or media file is called,
	// in plain text.
	Alt string

	// Width and Height are those of the pasted element, in CSS px; 0: not said.
	Width, Height int
}

// StrangerKind says how an unknown piece is shown.
type StrangerKind byte

// The kinds of unknown pieces.
const (
	StrangeFrame   StrangerKind = 'f' // a document in a frame: iframe, object, embed
	StrangePicture StrangerKind = 'p'
	StrangeVideo   StrangerKind = 'v'
	StrangeAudio   StrangerKind = 'a'
	StrangeScript  StrangerKind = 's' // runs in a document of opaque origin
)

// noun is what a reader calls a piece of the kind.
func (k StrangerKind) noun() string {
	switch k {
	case StrangePicture:
		return "image"
	case StrangeVideo:
		return "video"
	case StrangeAudio:
		return "recording"
	case StrangeFrame, StrangeScript:
		return "content"
	}
	return ""
}

// Bounds of what a stranger may say.
const (
	maxCode = 1 << 14 // bytes
	maxAlt  = 400     // bytes
	maxSide = 10_000  // CSS px
)

// Match gives the match of a stranger, or false for what cannot be shown: an
// address that is not on a public host or that browsers may read in another
// way, an unknown kind, code that is too long. Two strangers that say the same
// have equal matches.
func (s Stranger) Match() (Match, bool) {
	address, host, ok := strangeAddress(s.Address)
	noun := s.Kind.noun()
	if !ok || noun == "" || len(s.Code) > maxCode || s.Code != "" && s.Kind != StrangeScript || !utf8.ValidString(s.Code) {
		return Match{}, false
	}
	s.Address = address
	s.Alt = shortText(s.Alt)
	s.Width, s.Height = side(s.Width), side(s.Height)
	m := Match{Provider: unknownHosts.record(host), Noun: noun, NounKey: NounKey(noun), frame: address, host: host, packed: s.pack()}
	if s.Kind != StrangeScript {
		m.URL = address
	}
	m.Ratio, m.Height = s.shape()
	m.Key = hashKey(m.packed)
	return m, true
}

// Stranger gives what an unknown piece was made from. It reports false for a
// piece of a known provider.
func (m Match) Stranger() (Stranger, bool) { return unpack(m.packed) }

// strangerHosts are the hosts of an unknown piece.
func (m Match) strangerHosts() []string {
	if StrangerKind(m.packed[0]) == StrangeScript {
		return []string{m.Provider.Name, "*." + m.Provider.Name}
	}
	return m.Provider.FrameHosts
}

// Packed returns the text from which [Unpack] makes an unknown piece again,
// which its Key does not allow; empty for pieces of known providers.
func (m Match) Packed() string { return m.packed }

// Unpack is the inverse of [Match.Packed]. It refuses every text that Packed
// does not give.
func Unpack(packed string) (Match, bool) {
	s, ok := unpack(packed)
	if !ok {
		return Match{}, false
	}
	m, ok := s.Match()
	if !ok || m.packed != packed {
		return Match{}, false
	}
	return m, true
}

// pack writes kind and size, address, alternative text and code, each on a line
// of its own but for the code, which is the rest.
func (s *Stranger) pack() string {
	b := make([]byte, 0, len(s.Address)+len(s.Alt)+len(s.Code)+16)
	b = append(b, byte(s.Kind))
	if s.Width > 0 || s.Height > 0 {
		b = strconv.AppendInt(b, int64(s.Width), 10)
		b = append(b, 'x')
		b = strconv.AppendInt(b, int64(s.Height), 10)
	}
	for _, part := range [...]string{s.Address, s.Alt, s.Code} {
		b = append(b, '\n')
		b = append(b, part...)
	}
	return string(b)
}

// unpack is lenient: Unpack packs again and compares.
func unpack(packed string) (s Stranger, ok bool) {
	parts := strings.SplitN(packed, "\n", 4)
	if len(parts) != 4 || parts[0] == "" {
		return s, false
	}
	width, height, _ := strings.Cut(parts[0][1:], "x")
	s = Stranger{Kind: StrangerKind(parts[0][0]), Address: parts[1], Alt: parts[2], Code: parts[3]}
	s.Width, _ = strconv.Atoi(width)
	s.Height, _ = strconv.Atoi(height)
	return s, true
}

// hashKey is the key of an unknown piece.
func hashKey(packed string) string {
	sum := sha256.Sum256([]byte(packed))
	return hex.EncodeToString(sum[:20])
}

// shape gives the space that a piece takes. A frame as wide as a film keeps its
// ratio when it gets narrower; anything else (a form, a table) keeps its height.
func (s *Stranger) shape() (ratio string, height int) {
	const narrowest, widest = 1.2, 3
	r := float64(s.Width) / float64(max(s.Height, 1))
	film := s.Kind != StrangeScript && s.Kind != StrangeAudio && r >= narrowest && r <= widest
	switch {
	case s.Height == 0 && s.Kind == StrangeVideo:
		return "16:9", 0
	case s.Height == 0 && s.Kind == StrangeAudio:
		return "", 80 // what browsers draw for controls, with a margin
	case s.Width > 0 && (film || s.Kind == StrangePicture && s.Height > 0):
		return strconv.Itoa(s.Width) + ":" + strconv.Itoa(s.Height), 0
	}
	return "", s.Height
}

func side(n int) int {
	if n < 0 || n > maxSide {
		return 0
	}
	return n
}

// shortText makes a short plain text of one that came from outside.
func shortText(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
	if len(s) <= maxAlt {
		return s
	}
	cut := maxAlt
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return strings.TrimSpace(s[:cut])
}
