package markdown

// Input is one article as its author wrote it, with what the conversion has
// to know about the place where it will be shown.
type Input struct {
	// Source is the text without front matter. It is not changed.
	Source []byte

	// File is the path that problems name.
	File string

	// FirstLine is the line of the file in which Source begins, counted from
	// 1; 0 means 1.
	FirstLine int

	// Lang is the language of the text, a BCP 47 tag.
	Lang string

	// Wording is what the conversion itself says; nil for English.
	Wording *Wording

	// Pictures finds the pictures that the text names; nil finds none.
	Pictures Pictures

	// FirstParty reports whether a host, in lower case and without a port,
	// belongs to the site. Nil means that none does.
	FirstParty func(host string) bool

	// Base is the path that the site stands below, without a slash at the end:
	// "" or "/news". It is put before links and pictures within a line that
	// begin with a slash: these count from the root of the site, wherever it
	// stands. Figures keep the paths of the site.
	Base string

	// Dir is the content folder of the article, for references that are
	// relative to it.
	Dir string

	// Params gives front matter values to the param shortcode; nil has none.
	Params func(key string) (string, bool)
}

// Wording is what a body says that no author wrote, as plain text in the
// language of the article. Where a text holds "{n}", the number stands there;
// otherwise it follows the text after a space.
type Wording struct {
	External     string // after a link that leaves the site: "external"
	Footnotes    string // the heading of the notes: "Footnotes"
	FootnoteRef  string // names the mark in the text: "Footnote {n}"
	FootnoteBack string // names the way back: "Back to reference {n}"
	Table        string // names a table that scrolls: "Table"
	Done         string // names a ticked task: "Done"
	Open         string // names a task that is not: "Not done"
	Details      string // the summary of a details shortcode without one
}

// Pictures resolves what an author writes for a picture: a name beside the
// article ("tide.jpg") or a path from the site's root ("/pictures/tide.jpg").
// Its error says what is wrong with the picture and may be an
// [*article.Problem], whose message and remedy are then kept.
type Pictures interface {
	Picture(ref string) (Picture, error)
}

// Picture is what the program knows about a picture file.
type Picture struct {
	URL           string // absolute URL path on the site
	Width, Height int    // in pixels; 0 if unknown

	// What the file says about itself, in plain text; any may be empty.
	Alt, Caption, Credit, CreditURL string
}
