// Package gatefold is the map of the house; it holds no code.
//
// Gatefold publishes articles whose pages contact nobody but the publisher
// until the reader says yes. Every piece of third-party content in an article
// stands behind a gate: the reader sees who would be contacted, what that
// means and where the original is, and nothing is loaded before they choose.
//
// Data moves from left to right, imports point left:
//
//	source → article → page (with gates) → site → serve | export
//
// The library, which other programs may import:
//
//   - [github.com/gatefold/gatefold/provider]: the catalogue of third
//     parties. Recognises an address, says what it would contact and how to
//     show it in a plain frame.
//   - [github.com/gatefold/gatefold/locale]: message catalogues, plural
//     rules, dates, direction of writing.
//   - [github.com/gatefold/gatefold/gate]: one embed becomes its gate; the
//     embed document, the reader's small script and style, the content
//     security policy.
//   - [github.com/gatefold/gatefold/rewrite]: a page of any making becomes one
//     with gates, streaming.
//   - [github.com/gatefold/gatefold/gatehttp]: the same for the pages of any
//     net/http program, as they are sent.
//
// The press, the publishing program:
//
//   - internal/spelling: the name that was probably meant.
//   - internal/article: the domain. Data and rules, no I/O.
//   - internal/media: what a picture file says about itself.
//   - internal/markdown: Markdown to the pieces of an article.
//   - internal/source: a folder of files with front matter to articles.
//   - internal/page: one article to one HTML document; the theme.
//   - internal/site: the publication: paths, lists, feeds, sitemaps.
//   - internal/serve and internal/export: the same site over HTTP and as a
//     folder of files.
//   - internal/report, internal/localise, internal/proxy, internal/retrofit: for
//     sites of any making: what was found, copies of what others have, a server
//     in front, a folder rewritten.
//   - cmd/gatefold: the commands.
//
// Beside it stands caddygate, a Caddy module in a Go module of its own.
//
// A package imports only from lower floors, and rooms on one floor do not know
// each other; floors_test.go enforces it. docs/architecture.md says why the
// walls stand where they stand.
package gatefold
