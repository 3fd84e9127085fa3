// Package source reads a publication from a folder of Markdown files, the way
// Hugo users keep theirs, and hands it on as a [Publication]: articles,
// listings, files and the problems that were met on the way.
//
//	newsroom/
//	  content/science/tides.md          the article /science/tides/
//	  content/science/moon/index.md     the article /science/moon/ ...
//	  content/science/moon/moon.jpg     ... and its picture /science/moon/moon.jpg
//	  content/science/_index.md         the listing "science"
//	  content/about.md                  a page that stands alone
//	  content/science/tides.de.md       the German translation of tides.md
//	  static/                           files that are published as they are
//
// Nothing in the folder is trusted. Everything is opened through an [os.Root],
// so no path and no symlink leads out of it; addresses that an author chooses
// are checked before they become paths of the site; and whatever is wrong with
// a file becomes an [article.Problem] with file, line and remedy while the rest
// of the folder is still read.
package source
