package provider

// Match is one piece of third-party content that the catalogue recognised. Two
// addresses of the same piece give equal matches; Match can be compared with ==.
type Match struct {
	Provider *Provider

	// Noun says in English what the piece is ("post", "video"); NounKey is
	// the message key that belongs to it ("noun.live-blog").
	Noun    string
	NounKey string

	// URL is the permalink: where "the original" leads.
	URL string

	// Key names the piece within its provider. See the package comment.
	// Empty where the piece has no key of at most 200 bytes; such a piece
	// cannot be framed.
	Key string

	// Author is the handle of the account that published the piece, without
	// "@", where the address tells it.
	Author string

	// Ratio is the shape of the frame, "16:9", or empty. Height is its
	// height in CSS px, or 0. At most one of the two is set.
	Ratio  string
	Height int

	frame string
}

// CanFrame reports whether the piece can be shown in a plain frame.
func (m Match) CanFrame() bool { return m.frame != "" }

// Frame returns the https address of the provider's frame, or "" where there
// is none. Host is the host name of the publication, which some providers want
// to be told.
func (m Match) Frame(host string) string { return m.frame }

// FrameHosts returns the hosts that the frame is loaded from and may redirect
// to, as CSP host sources without a scheme: "player.example", "*.cdn.example".
func (m Match) FrameHosts() []string { return m.Provider.FrameHosts }

// FrameName returns the name that the frame must carry, or "". It is derived
// from the key, so a page is the same bytes for everyone.
func (m Match) FrameName() string { return m.Provider.FrameName }

// ResizeJSON returns the rules by which the frame's messages tell its height:
// a JSON array of [ResizeRule] as its JSON field names say, ready for a script
// (regular expressions in JavaScript's syntax, {id} filled in, the origin
// resolved). It is nil where the frame reports nothing.
func (m Match) ResizeJSON() []byte { return nil }
