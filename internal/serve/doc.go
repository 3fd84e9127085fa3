// Package serve shows a site over HTTP.
//
// A [Server] holds one site at a time behind an atomic pointer; [Server.Show]
// puts another in its place without a request noticing. What a request needs
// is found in three steps: the path leads to a document (paths.go), the
// document to its prepared response (cache.go, entry.go), and the request's
// headers to one of the response's forms: compressed or not, whole or 304
// (encoding.go, conditional.go). A page that somebody has asked for before is
// neither rendered nor compressed again until its key changes, so a reload of
// the site costs only the pages that differ.
//
// [Server.Follow] watches a publication's folder and shows every change. What
// is broken never replaces what was good.
//
// Nothing about readers is kept: no cookie is set, and no address is logged.
// Where the publisher wants receipts of what readers decide (decision.go), they
// say what was decided and after which notice, not by whom.
package serve
