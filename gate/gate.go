package gate

import (
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// Options are what the gates of one publication have in common.
type Options struct {
	Catalogue   *provider.Catalogue
	Host        string // host name of the publication, for providers that want to be told
	Base        string // path the site stands below: "" or "/news"
	DefaultLang string // the language, as Locale.Lang gives it, whose documents have the short address
}

// Gates makes the gates of one publication. It is safe for concurrent use.
type Gates struct{ o Options }

// New makes the gates of a publication.
func New(o Options) *Gates { return &Gates{o: o} }

// Piece is one piece of third-party content on a page.
type Piece struct {
	Match  provider.Match
	Level  int    // of the gate's heading, 2 to 6
	Title  string // what the author calls it, plain text; usually empty
	ID     string // unique on the page, set by Number
	Number int    // 0, or set by Number where two gates on a page would have equal names
}

// Number gives the pieces of one page their IDs, and numbers to those whose
// names would otherwise be the same.
func (g *Gates) Number(l *locale.Locale, pieces []Piece) {}

// Append appends the gate's HTML to dst.
func (g *Gates) Append(dst []byte, l *locale.Locale, p *Piece) []byte { return dst }

// DocumentPath is the address of the embed document of a piece, without Base.
// lang is the language of the words in it, as Locale.Lang gives it.
func (g *Gates) DocumentPath(m provider.Match, lang string) string { return "" }

// Document is the small page that holds the provider's frame.
type Document struct {
	Match provider.Match
	Lang  string
	Pages []Page // where the piece stands
}

// Page is an article that holds a piece.
type Page struct{ Title, Href string }

// AppendDocument appends a whole HTML document to dst.
func (g *Gates) AppendDocument(dst []byte, l *locale.Locale, d *Document) []byte { return dst }

// Style is the style sheet of gates; the page inlines it.
func Style() string { return "" }

// Asset is a file that the site serves unchanged for ever.
type Asset struct {
	Path string // "/_gatefold/gate.HASH.js", without Base
	Type string // media type
	Body []byte
}

// Assets are the files that gates and embed documents need.
func Assets() []Asset { return nil }

// ScriptPath is the address of the page's script, without Base.
func ScriptPath() string { return "" }

// PagePolicy is the content security policy of a page with gates.
func PagePolicy(styleHashes []string) string { return "" }

// DocumentPolicy is the content security policy of an embed document.
func (g *Gates) DocumentPolicy(m provider.Match) string { return "" }

// HeaderPolicy is policy with the part that browsers obey only in a header.
func HeaderPolicy(policy string) string { return policy + "; frame-ancestors 'self'" }
