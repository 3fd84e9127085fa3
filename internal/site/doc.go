// Package site is the publication: it decides which documents there are, at
// which addresses, and what each of them shows. Serving and exporting both walk
// the same [Site], so a page that is served and a page that is exported are the
// same bytes.
//
// [New] takes [Config] and [Content] and lists every [Document] without
// rendering one; [Document.Append] renders one when somebody wants it. A site
// never changes: when the content does, a new one is made, which is cheap.
//
// # Addresses
//
// Paths are absolute, percent-encoded and without the base path of the base
// URL; hrefs have it. The default language stands at the root, every other
// language LANG below /LANG/:
//
//	/                          the front page
//	/index.xml                 the Atom feed
//	/SECTION/                  the newest articles of a section
//	/SECTION/page/3/           older ones, see below
//	/SECTION/index.xml         the section's feed
//	/tags/  /tags/TAG/         all tags, the articles of one
//	/authors/  /authors/SLUG/  all authors, the articles of one
//	/404.html                  what a server sends when there is nothing
//	/ar/ ...                   all of this in Arabic
//
// and once for the publication: /sitemap.xml, /news-sitemap.xml, /robots.txt,
// /_headers and /_redirects for static hosts, and all below /_gatefold/, which
// belongs to the program: the gates' script and the embed documents. Articles
// say themselves where they stand; static files and the files beside articles
// keep their paths.
//
// A publication without sections has nowhere else to list its stories, so its
// front page is the landing page of all of them, and /page/3/ an older one.
//
// Where two things claim one path the first of these wins, and an
// [article.Problem] names both: what belongs to the program, lists, articles,
// feeds and sitemaps, static files, aliases. An article at the address of a
// section, say, would take all others of the section off the site; it has to
// move. The exceptions are what a publisher may want to write by hand: a static
// robots.txt or 404.html replaces ours, and the lines of a static _headers or
// _redirects stand before ours.
//
// Drafts, scheduled and expired articles have no address at all unless
// [Config.Drafts] asks for a preview. A withdrawn one keeps its address, which
// says so with the status 410, and nothing else of it is shown.
//
// # Pages that keep still
//
// The pages of a list are counted from the oldest article. With n articles to
// a page, /SECTION/page/1/ holds the n oldest, /SECTION/page/2/ the next n, and
// the landing page /SECTION/ what is left, always the newest n to 2n-1. So a
// new article changes the landing page and nothing else, except that every n-th
// time a page is complete: then it gets its number, and the page before it
// learns what it is called. An address of an old page keeps its articles for
// ever, and readers, caches and search engines need not look at it again.
//
// Articles are ordered by date; where an editor gave weights, these come first
// (1 before 2), and among equal dates the ID decides.
//
// # Keys
//
// [Document.Key] is a digest of everything that the bytes of a document are made
// from: configuration, theme, words, the article, the cards of a list, where
// references lead. It is computed without rendering and without the bodies of
// articles. Equal keys mean equal bytes, whatever the machine, the time zone or
// the number of processors, so a build skips what it has and a server keeps
// what it rendered.
package site
