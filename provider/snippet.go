package provider

import (
	"golang.org/x/net/html"
)

// Mark is what a single start tag tells about the code that it begins: whose
// code it is, or on which host the element would load something.
//
// A mark says no more than that the element is not harmless. Which piece it
// stands for may be told by what it contains and by what stands around it; see
// [Catalogue.Paste].
type Mark struct {
	Kind MarkKind

	// Provider is nil where the element loads from a host that no provider
	// claims.
	Provider *Provider

	// Weak is true for a mark that others may use for something else, such as
	// the class "gist". It counts only together with another mark of the same
	// provider nearby.
	Weak bool

	// Holds is true for an element that holds the place of something until a tool of the
	// site puts that there. What, is said by what it contains or, where Address is not
	// empty, by that; Provider may be nil.
	Holds bool

	// Address is where the element loads from, and Host the host of it in
	// lower case. Both are empty for a mark by name. Host is empty too where it
	// cannot be told, as in the case of a data: or javascript: address.
	Address string
	Host    string
}

// MarkKind says by what an element was noticed.
type MarkKind int

// The kinds of marks.
const (
	NameMark    MarkKind = iota + 1 // its name, a class, its id or an attribute
	FrameMark                       // a document that it shows: iframe, object, embed
	ScriptMark                      // a script
	StyleMark                       // a link: a style sheet, a font, a hint to connect
	FormMark                        // where it sends what the reader fills in
	PictureMark                     // a picture
	MediaMark                       // a video or a sound
)

var markKinds = [...]string{"none", "name", "frame", "script", "style", "form", "picture", "media"}

// String returns the kind as one word.
func (k MarkKind) String() string {
	if k < 0 || int(k) >= len(markKinds) {
		return "unknown"
	}
	return markKinds[k]
}

// Mark looks at one start tag, with name and attributes in lower case, as the
// tokenizer of x/net/html gives them. It reports false for an element that bears
// no provider's mark and loads nothing from another host, at no allocation.
//
// What the element contains is not looked at: text that is a script goes to
// [Catalogue.ScriptMark]. Links that a reader follows ("a href"), inline style
// and event handlers are no matter of marks.
func (c *Catalogue) Mark(name string, attrs []html.Attribute) (Mark, bool) {
	s := c.marks().sight(name, attrs)
	if !s.seen() {
		return Mark{}, false
	}
	return s.mark(), true
}

// ScriptMark looks at the text of a script that stands in the code itself. Such
// scripts often do no more than load another, so the addresses that they quote
// are looked at: it returns the mark of the first that a provider claims. It
// reports false if there is none, which does not make the script harmless.
func (c *Catalogue) ScriptMark(text string) (Mark, bool) {
	s := c.marks().sightText(text)
	if s.entry == nil {
		return Mark{}, false
	}
	return s.mark(), true
}

// Extent is a stretch of a text, from Start up to but without End, in bytes.
type Extent struct{ Start, End int }

// Pasted is one thing in a fragment that would contact somebody: a piece of a
// provider, or a frame, script, picture and so on of a host that nobody knows.
type Pasted struct {
	// Extent is where it stands, wrappers included that hold nothing else.
	// The extents of all that a fragment holds, with those in Rest and Credit,
	// do not overlap.
	Extent

	// Kind says what was found: NameMark and FrameMark show something,
	// ScriptMark and StyleMark usually do not.
	Kind MarkKind

	// Match is the piece. Its Provider is nil where nobody knows the host; its
	// URL is empty where the code tells no address; in both cases it cannot be
	// framed. Otherwise it is the match that the bare address gives, or a match
	// that leads to the address but cannot be framed.
	Match Match

	// Address and Host say what an unknown thing loads, as in [Mark]. Whether
	// the host is the publication's own is for the caller to tell.
	Address string
	Host    string

	// Loader is true for a script or style sheet of a known provider that no
	// piece in the fragment needs. It shows nothing by itself; it may belong to
	// a piece elsewhere on the page.
	Loader bool

	// Rest is where else in the fragment the piece has scripts, style sheets
	// and fallbacks, which go away with it.
	Rest []Extent

	// Credit is where the provider's code repeats below a frame what it shows
	// and who made it: links to the provider, and next to no other text.
	// Whoever shows that otherwise may leave it out.
	Credit []Extent

	holds     bool   // its place is held by words of the site, or of a tool of it
	entry     *entry // whose code it is; nil: nobody's
	catalogue *Catalogue
	nodes     []node // what it holds, if the fragment begins with it; else nil
}

// Known reports whether a provider claims the thing.
func (p *Pasted) Known() bool { return p.Match.Provider != nil }
