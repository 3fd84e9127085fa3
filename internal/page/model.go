package page

import (
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// Publication is what all pages of one language share. It must not change once
// a page was rendered with it: what is alike on all of its pages is rendered
// once for each *Publication.
type Publication struct {
	Title     string // the site's name in this language
	Tagline   string // one line below it; may be empty
	Lang      string // BCP 47
	Home      string // href of the front page in this language
	BaseURL   string // scheme, host and base path, without a slash at the end
	Base      string // the path part of BaseURL: "" or "/news"
	Feed      string // href of the Atom feed
	Privacy   string // href of the site's privacy page, or empty
	Choices   string // href of the page of choices about embeds; empty where the site holds none
	Nav       []Link // the sections, in order
	Editions  []Link // front pages in all languages of the site, this one first
	Footer    []Link // from the configuration
	Copyright string // plain text; may be empty

	// Preview is true when only editors see the pages. They then show what
	// readers are spared, such as shortcodes that mean nothing.
	Preview bool

	// FirstParty says whether a host, lower case and without a port, belongs
	// to the publication, so that links to it are not marked as external.
	// Nil means only the host of BaseURL does.
	FirstParty func(host string) bool
}

// Link is a place to go with the words for it.
type Link struct {
	Text    string
	Href    string
	Lang    string // of the text and the target, where it differs from the page's
	Current bool   // the page that is being shown, or the section it belongs to
	Count   int    // how many articles are there; 0 is not shown
}

// Head is what a document says about itself to machines.
type Head struct {
	Title       string // without the site's name
	Description string
	Canonical   string // absolute URL
	Alternates  []Alternate
	Image       *Image // for link previews; nil for none
	Feed        string // href of a feed of what the document lists, beside the publication's; may be empty
	NoIndex     bool   // drafts, 404, deep archive pages
}

// Alternate is the same document in another language, or the document itself.
type Alternate struct {
	Lang string // BCP 47 or "x-default"
	Href string // absolute URL
}

// Image is a picture for link previews.
type Image struct {
	URL           string // absolute
	Alt           string
	Width, Height int
}

// Story is the page of one article.
type Story struct {
	Publication  *Publication
	Head         Head
	Article      *article.Article
	Section      *Link  // nil where the article has none
	Bylines      []Link // Href empty where the author has no page
	Tags         []Link // in the author's order
	Related      []Card // chosen by the editor
	Translations []Link // of this article, in other languages
	// Resolve gives the href of a reference in the body; ok is false for a
	// reference to nothing, which the page writes as "#".
	Resolve func(ref *article.Ref) (href string, ok bool)
}

// List is a page that lists articles.
type List struct {
	Publication *Publication
	Head        Head
	Kind        ListKind
	Heading     string          // what is listed; the site's name on the front page
	Description string          // plain text below the heading; may be empty
	Picture     *article.Figure // of an author; nil for none
	Intro       article.Body    // the text of _index.md; may be empty
	Resolve     func(ref *article.Ref) (href string, ok bool)
	Cards       []Card
	Links       []Link  // index only: the tags or the authors
	Groups      []Group // front page only: the newest of each section, after Cards
	Newer       string  // href of the page with newer articles; empty on the first
	Older       string  // href of the page with older articles; empty on the last
}

// ListKind says what a list is of.
type ListKind string

// The kinds of lists.
const (
	FrontList   ListKind = "front"
	SectionList ListKind = "section"
	TagList     ListKind = "tag"
	AuthorList  ListKind = "author"
	IndexList   ListKind = "index" // all tags, all authors: Links instead of Cards
)

// Group is a named run of cards on the front page.
type Group struct {
	Title Link
	Cards []Card
}

// Card stands for an article in a list.
type Card struct {
	Headline   string
	Standfirst string
	Href       string
	Lang       string // where it differs from the page's
	Section    *Link
	Bylines    []Link
	Published  time.Time
	Updated    time.Time
	Lead       *article.Figure
	Status     article.Status
}

// Notice is a page with a heading and a sentence: not found, withdrawn.
type Notice struct {
	Publication *Publication
	Head        Head
	Kind        string // "not-found", "withdrawn"
	Cards       []Card // where to go instead; may be empty
}

// Redirect is the document at an old address.
type Redirect struct {
	Publication *Publication
	Target      string // href
	Canonical   string // absolute URL of the target
}
