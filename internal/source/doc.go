// Package source reads a publication from a folder of Markdown files, the way
// Hugo users keep theirs, and hands it on as a [Publication]: articles,
// listings, files, and the problems that were met on the way.
//
//	content/science/tides.md        the article /science/tides/
//	content/science/tides.de.md     its German translation, /de/science/tides/
//	content/de/science/tides.md     the same, in a folder of the language
//	content/science/moon/index.md   the article /science/moon/ ...
//	content/science/moon/moon.jpg   ... and its picture /science/moon/moon.jpg
//	content/science/tides.snapshots.toml  what the embeds of tides.md said
//	content/science/tides.snapshots/      and their pictures
//	content/science/_index.md       what is said about the section
//	content/tags/sea/_index.md      about a topic; authors/NAME/ about an author
//	content/about.md                a page that stands alone
//	static/                         files that are published as they are
//
// # Front matter
//
// YAML between "---", TOML between "+++", or a JSON object begin a file. Keys
// are read without regard to case; what no key below means is kept in Params.
//
//	title             the headline; linkTitle or the file's name stand in
//	standfirst        else description, else summary
//	description       else summary, else standfirst, else the first words
//	date              first published; else publishDate, pubdate, published,
//	                  lastmod, modified
//	publishDate       when it goes public; else date
//	updated           the update that readers are told of; never from lastmod,
//	                  which many tools set on every save
//	lastmod           any change; else modified, else the latest other date
//	expiryDate        when it leaves the site; or unpublishdate
//	draft, withdrawn  true or false; "published: false" makes a draft too
//	corrections       a list of date and text
//	author, authors   a name, a list of names, or of tables with name and slug
//	tags              else categories; beside tags, categories are keywords
//	keywords          further words, not shown
//	lead              a picture: its path, or src, alt, caption, credit and
//	                  creditlink; else images, cover, featured_image, image
//	related           a list of references to other articles
//	slug, url         the address, or its last part
//	aliases           former addresses
//	translationKey    joins translations whose files have different names
//	weight            order in lists
//	standalone        no news: no date, in no list
//	build, headless   Hugo's, for pages that are not to be shown or listed
//	params            a table of further parameters
//
// A date without a time of day or a zone counts in the publication's zone.
//
// # Trust
//
// Nothing in the folder is trusted. Everything is opened through an [os.Root],
// so no path and no symbolic link leads out of it. Addresses that an author
// chooses are checked before they become paths of the site. Texts from front
// matter are plain text. Whatever is wrong with a file becomes an
// [article.Problem] with file, line and remedy while the rest is still read.
//
// # Reading again
//
// [Folder.Load] can be called whenever the folder may have changed. A file is
// read again when its size, time or identity is another, or when a picture
// that it shows has changed; all other articles stay the same values. An
// article whose file breaks keeps its last good version. Between runs of the
// program a cache file can take the place of memory; it holds everything but
// the texts, which [Folder.Body] reads when they are needed.
package source
