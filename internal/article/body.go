package article

import (
	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/provider"
)

// Body is the text of an article in reading order.
type Body struct {
	Pieces []Piece

	// Words counts the words of the prose.
	Words int

	// Text is the beginning of the prose as plain text, at most about 400
	// bytes, for descriptions; empty where the pieces are not held.
	Text string

	// Outside is true when the prose links to another site.
	Outside bool
}

// Piece is one part of a body. Exactly one field is set.
//
// HTML is a stretch of finished, safe HTML. It may open an element that a
// later stretch closes (a list or quotation that holds an embed); the
// concatenation of all pieces is balanced.
type Piece struct {
	HTML   string
	Figure *Figure
	Embed  *Embed
	Ref    *Ref
}

// Embed is one piece of third-party content that the text calls for.
type Embed struct {
	Match provider.Match // what the catalogue knows about its address

	// Level is the heading level that the gate's heading takes so that the
	// outline of the page stays whole: one below the last heading, 2 to 6.
	Level int

	// Title is what the author calls it, in plain text; usually empty.
	Title string

	// Line is where it stands in the source file, counted from 1.
	Line int

	// Snapshot is what the piece said; nil where nothing was kept.
	Snapshot *gate.Snapshot
}

// EmbedKey names a piece of third-party content, as the provider catalogue
// does: the ID of the provider and the key of the match.
type EmbedKey struct {
	Provider string
	Key      string

	// Packed is the piece itself, where no provider is known that could tell
	// it by the key; see [provider.Match.Packed].
	Packed string
}

// Match gives the piece that the key names.
func (k EmbedKey) Match(c *provider.Catalogue) (provider.Match, bool) {
	if k.Provider == provider.UnknownID {
		return provider.Unpack(k.Packed)
	}
	return c.ByKey(k.Provider, k.Key)
}

// Ref stands for the URL path of another page of the site, inside an
// attribute of the surrounding HTML: the page writes the path, escaped.
type Ref struct {
	// Target is a content path as an author writes it: "science/tides",
	// "/science/tides.md", "tides.md" or a bare slug, with an optional
	// "#fragment".
	Target string

	// From is the folder of the article that refers, for relative targets.
	From string

	// Lang is the language wanted; empty for the article's own.
	Lang string

	// Line is where the reference stands in the source file.
	Line int
}

// Figure is a picture with what belongs to it.
type Figure struct {
	// Src is the picture's address: an absolute URL path on the site.
	Src string

	// Alt says what the picture shows to those who cannot see it, plain
	// text. Empty with Decorative set means that it adds nothing.
	Alt        string
	Decorative bool

	// Caption is the text below the picture, as safe inline HTML. It never
	// stands in for Alt.
	Caption string

	// Title is a heading above the caption, plain text; usually empty.
	Title string

	// Credit names the source of the picture, plain text; CreditURL is
	// where the credit links to, or empty.
	Credit    string
	CreditURL string

	// Link is where a click on the picture leads, or empty.
	Link string

	// Width and Height are the picture's own size in pixels; 0 if unknown
	// (an SVG without a size).
	Width, Height int

	// Lang is the language of caption and alternative text where it differs
	// from the article's; usually empty.
	Lang string
}

// Embeds returns the embeds of the body in reading order.
func (b *Body) Embeds() []*Embed {
	var es []*Embed
	for i := range b.Pieces {
		if e := b.Pieces[i].Embed; e != nil {
			es = append(es, e)
		}
	}
	return es
}

// Frames returns the keys of the embeds that can be framed, each once, in
// reading order.
func (b *Body) Frames() []EmbedKey {
	var keys []EmbedKey
	var seen map[EmbedKey]bool
	for i := range b.Pieces {
		e := b.Pieces[i].Embed
		if e == nil || !e.Match.CanFrame() {
			continue
		}
		k := EmbedKey{Provider: e.Match.Provider.ID, Key: e.Match.Key, Packed: e.Match.Packed()}
		if seen[k] {
			continue
		}
		if seen == nil {
			seen = make(map[EmbedKey]bool)
		}
		seen[k] = true
		keys = append(keys, k)
	}
	return keys
}

// Refs returns the references of the body in reading order.
func (b *Body) Refs() []Ref {
	var refs []Ref
	for i := range b.Pieces {
		if r := b.Pieces[i].Ref; r != nil {
			refs = append(refs, *r)
		}
	}
	return refs
}
