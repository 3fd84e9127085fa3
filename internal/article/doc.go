// Package article is the domain of the publishing program: what an article is,
// said as data and rules. It reads no file, opens no connection and knows no
// template; everything here can be built by hand in a test.
//
// An [Article] is one story in one language. Its [Body] is a sequence of
// pieces in reading order: stretches of finished HTML between which stand the
// things that only the page can render, because they need the reader's
// language, the site's addresses or a gate: figures, embeds, references to
// other articles.
//
// Who fills an Article (files with front matter today, a database later)
// calls [Article.Validate] and reports what it returns; who renders one may
// rely on a valid Article and need not check again.
package article
