package article

import "time"

// Article is one story in one language.
//
// The zero value is not valid; see [Article.Validate]. Times are the zero
// time where the author gave none.
type Article struct {
	// ID names the story for ever, independent of where it is shown: the
	// path of its file in the content folder without extension, language
	// suffix and trailing "/index", such as "science/tides". Feeds and other
	// long-lived records refer to it together with Lang.
	ID string

	// Source is the slash-separated path of the file the article came from,
	// relative to the publication's folder, for messages to the author.
	Source string

	// Path is where the site shows the article: an absolute URL path that
	// begins and ends with a slash and is already percent-encoded.
	Path string

	// Lang is the language of the text, a BCP 47 tag such as "en" or "ar".
	Lang string

	// Section is the key of the section the article belongs to, the first
	// folder below content; empty for a page that stands alone ("about").
	Section string

	// Status says whether the public may see the article.
	Status Status

	// Headline is the title in plain text.
	Headline string

	// Standfirst is the paragraph below the headline that says what the
	// story is about, in plain text. It falls back to the description.
	Standfirst string

	// Description is the summary for search results and link previews, in
	// plain text. It falls back to the standfirst, then the first paragraph.
	Description string

	// Bylines are the authors in the order they are named.
	Bylines []Byline

	// Published is when the story first went public; it never moves.
	Published time.Time

	// Updated is when the story last changed in a way readers should know.
	// It is zero for a story that has not, and never before Published.
	Updated time.Time

	// Modified is when the file last changed in any way. It is not shown;
	// sitemaps and caches use it.
	Modified time.Time

	// Expires is when the story leaves the site; zero for never.
	Expires time.Time

	// Corrections are what was wrong and has been put right, oldest first.
	Corrections []Correction

	// Tags are the topics of the story, as the author spelled them.
	Tags []string

	// Keywords are further terms for finding related stories; not shown.
	Keywords []string

	// Lead is the picture at the head of the story, or nil.
	Lead *Figure

	// Related are the stories the editor chose to go with this one, each a
	// reference as in [Ref].
	Related []string

	// Aliases are further URL paths that lead to Path.
	Aliases []string

	// TranslationKey joins the translations of one story. Articles with the
	// same key and different languages are translations of each other.
	TranslationKey string

	// Standalone is true for a page that is not news ("about us"): no date
	// line, no place in lists and feeds.
	Standalone bool

	// Weight orders articles within a list before their date, as Hugo does;
	// 0 for no opinion.
	Weight int

	// Params holds front matter keys that Gatefold has no meaning for, so
	// that a theme can use them. Keys are lower case.
	Params map[string]any

	// Body is the text. Its Pieces may be absent (nil) in an article that was
	// loaded for a list only; see the source's Body method. The rest of it is
	// always there.
	Body Body

	// Frames are the embeds of the text that can be framed, each once, in
	// reading order. They are known even where the Pieces of Body are absent,
	// so that the embed documents of a site can be listed without its texts.
	Frames []EmbedKey

	// Refs are the references of the text to other pages of the site, in
	// reading order. They are known even where the Pieces of Body are absent:
	// the page of this article depends on where they lead.
	Refs []Ref

	// Digest identifies the input that the article was made from, pictures
	// included: two articles with the same digest render alike on the same
	// site.
	Digest Digest
}

// Digest is a hash of some input; equal digests mean equal input.
type Digest [16]byte

// Byline is one author of an article.
type Byline struct {
	Name string // as shown, never with a "by" before it
	Slug string // names the author's page: /authors/SLUG/
}

// Correction is a mistake that was put right after publication.
type Correction struct {
	Date time.Time // when it was put right
	Text string    // what was wrong and what is right, in plain text
}

// Listing is what an editor says about a page that lists articles: a section,
// a tag, an author (Hugo's _index.md). The articles themselves are found by
// the site.
type Listing struct {
	Source      string // the file it came from, as in Article
	Key         string // slash-separated folder below content: "science", "authors/mara-lind"; "" is the front page
	Lang        string // BCP 47
	Title       string
	Description string // plain text
	Weight      int    // order among the sections; 0 last
	Draft       bool
	Picture     *Figure        // of an author, say; or nil
	Params      map[string]any // as in Article
	Body        Body
	Digest      Digest
}
