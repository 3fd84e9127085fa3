// Package rewrite gives any site's HTML the promise that articles of ours
// have: the page contacts its own site and nobody else until the reader agrees.
//
//	rewriter, err := rewrite.New(rewrite.Options{Gates: gates, Catalogue: catalogue, Locale: bundle.For})
//	result, err := rewriter.Rewrite(dst, src, &rewrite.Page{URL: address})
//
// [Rewriter.Rewrite] streams: it copies the page from a reader to a writer,
// decides about each tag as it comes by, and holds back no more than it needs for
// that. What it does not decide about passes byte for byte, and a page that was
// rewritten comes out of a second pass unchanged.
package rewrite
