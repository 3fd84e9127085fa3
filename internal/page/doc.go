// Package page turns an article and what surrounds it into one HTML document.
//
// Who calls it has decided everything: which cards a list shows, what a link
// leads to, which languages a story exists in. The views in model.go carry
// these decisions; a [Renderer] writes them down. It reads no file, opens no
// connection and keeps nothing about an article.
//
// # How a document is made
//
// The outer part of a document (masthead, sections, footer) is alike on all
// pages of a language. It is rendered once for each [Publication] from
// base.html and split where the page's own parts belong; from then on it is
// copied. See shell.go.
//
// What stands within <head> is not a matter of taste, so Go code writes it:
// policy, titles, link previews, structured data. See head.go and jsonld.go.
//
// The middle comes from a template, story.html or list.html. Its parts that
// occur often (figures, cards, dates, names) reach it as finished HTML. The
// body of an article is not run through a template at all: its pieces are
// copied or appended one after the other. See prose.go.
//
// # The theme
//
// The templates and the style in theme/ are the built-in theme. A site
// replaces any of them file by file; docs/theme.md says what each may use.
// A figure and a card exist twice, as a template that a site may replace and
// as Go code that writes the same much faster where it did not; a test holds
// the two together.
//
// # What is safe
//
// Every string of a view is taken for plain text and escaped, with these
// exceptions, which are HTML that internal/markdown made and that holds
// nothing but what it allows: [article.Piece.HTML] and [article.Figure.Caption].
// Addresses that are not http, https, mailto, tel or a path become "#".
package page
