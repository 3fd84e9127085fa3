package rewrite

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/spelling"
)

// Kind says what kind of thing would contact somebody.
type Kind uint8

// The kinds, as the report and the allow list name them.
const (
	Other     Kind = iota // something no browser of today loads
	Frame                 // a document within the page: iframe, frame, srcdoc
	Embed                 // the code of a provider that is not a frame or a script alone, such as a pasted post
	Object                // object, embed, applet
	Media                 // video, sound, subtitles
	Picture               // a picture, wherever it is said
	Script                // a script, a module, an import map
	Style                 // a style sheet
	Font                  // a font
	Icon                  // the site's icon
	Manifest              // the manifest of an application
	Hint                  // a hint to connect, look up or load in advance
	Ping                  // what tells somebody that a link was followed or a picture seen
	Refresh               // a move to another page by itself
	Base                  // an address that all others are relative to
	Reference             // a reference of a drawing or a formula
	Form                  // where a form is sent; kept, since the reader sends it
	Unclear               // what browsers may read in more than one way
)

var kindNames = [...]string{
	"other", "frame", "embed", "object", "media", "picture", "script", "style", "font", "icon", "manifest", "hint", "ping",
	"refresh", "base", "reference", "form", "unclear",
}

// String returns the kind as one word, such as "picture".
func (k Kind) String() string {
	if int(k) >= len(kindNames) {
		return "unknown"
	}
	return kindNames[k]
}

// MarshalText gives the word, for JSON and TOML.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the word that String gives. Of another word it says which
// was probably meant.
func (k *Kind) UnmarshalText(text []byte) error {
	i := slices.Index(kindNames[:], strings.ToLower(string(text)))
	if i < 0 {
		near, _ := spelling.Nearest(string(text), kindNames[:])
		return fmt.Errorf("rewrite: %q is no kind of thing; did you mean %q?", text, near)
	}
	*k = Kind(i)
	return nil
}
