// Package gatefold is the map of the house; it holds no code.
//
// Gatefold publishes articles whose pages contact nobody but the publisher
// until the reader says yes, and brings the same promise to sites that stay as
// they are. Every piece of third-party content stands behind a gate: the reader
// sees who would be contacted, what that means and where the original is, and
// nothing is loaded before they choose.
//
// Data moves from left to right, imports point left. There are two ways in, and
// both lead through package gate, so a gate is the same on either:
//
//	source → article → page (with gates) → site → serve | export
//	a page of any making → rewrite (with gates) → a folder | gatehttp → proxy, Caddy
//
// The library, which other programs may import:
//
//   - [github.com/gatefold/gatefold/provider]: the catalogue of third
//     parties. Recognises an address or a pasted code, says what it would
//     contact and how to show it.
//   - [github.com/gatefold/gatefold/locale]: message catalogues, plural
//     rules, dates, direction of writing.
//   - [github.com/gatefold/gatefold/consent]: what a reader was told and what
//     they decided; receipts, and the chain that holds them together.
//   - [github.com/gatefold/gatefold/gate]: one embed becomes its gate; the
//     embed document, the reader's small script and style, what is remembered,
//     the content security policy.
//   - [github.com/gatefold/gatefold/rewrite]: a page of any making becomes one
//     with gates, streaming.
//   - [github.com/gatefold/gatefold/gatehttp]: the same for the pages of any
//     net/http program, as they are sent.
//
// The press, the publishing program:
//
//   - internal/article: the domain. Data and rules, no I/O.
//   - internal/markdown: Markdown to the pieces of an article.
//   - internal/media: what a picture file says about itself.
//   - internal/snapshot: what embeds said, kept beside the articles.
//   - internal/source: a folder of files with front matter to articles.
//   - internal/page: one article to one HTML document; the theme.
//   - internal/site: the publication: paths, lists, feeds, sitemaps.
//   - internal/serve and internal/export: the same site over HTTP and as a
//     folder of files.
//   - internal/storybook: every gate in every state.
//
// For sites of any making:
//
//   - internal/report: what was found in their pages, for the people who run them.
//   - internal/localise: copies of others' styles, fonts and pictures.
//   - internal/proxy: a server in front of a site.
//   - internal/retrofit: all of it wired, for a folder, the proxy and Caddy.
//   - caddygate: a Caddy module, in a Go module of its own.
//
// For both: internal/evidence, the log of receipts in files; internal/filelock,
// who may write them; internal/spelling, the name that was probably meant;
// cmd/gatefold, the commands.
//
// A package imports only from lower floors, and rooms on one floor do not know
// each other; floors_test.go enforces it. docs/architecture.md says why the
// walls stand where they stand.
package gatefold
