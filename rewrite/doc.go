// Package rewrite gives any site's HTML the promise that articles of ours
// have: the page contacts its own site and nobody else until the reader agrees.
//
//	rewriter, err := rewrite.New(rewrite.Options{Gates: gates, Catalogue: catalogue, Locale: bundle.For})
//	result, err := rewriter.Rewrite(dst, src, &rewrite.Page{URL: address})
//
// [Rewriter.Rewrite] streams: it copies the page from a reader to a writer,
// decides about each tag as it comes by, and holds back no more than it needs for
// that, 96 KiB at most. What it does not decide about passes byte for byte, and a
// page that was rewritten comes out of a second pass unchanged. Nothing in a page
// can tell the rewriter to let something pass: what it puts in loads nothing from
// elsewhere, so a second pass finds nothing to do.
//
// # What becomes of what
//
// A piece that the catalogue knows, in a frame or in pasted code, and a frame,
// player or picture of a host that nobody knows become gates where a gate can
// stand, else links or words ([Gated], [Linked]). What has no gate is made to do
// nothing ([HeldBack]): its attribute gets the prefix "data-gf-", so that the page
// still says what it was; a script becomes a block of data. An address in a style
// sheet becomes about:invalid. docs/rewrite.md has the whole table.
//
// # How it reads
//
// There is no tree. The scanner (stream.go, tag.go, comment.go, rawtext.go) follows
// the tokenizer of the HTML standard, and keeps of the tree what makes a
// difference to it (context.go, foreign.go): a style element contains text, but in
// a drawing it contains markup; what stands in a noscript is text for some readers
// and markup for others. Where that cannot be known for certain, both readings have
// to be harmless, or what makes the difference is left out and reported as
// [Unclear]; a comment in its place (leftout.go) tells a second pass. After a drawing
// that is not well formed, a frameset or the like nothing is certain any more to the
// end of the page; there are no gates then, and elements that may contain text or
// markup stay only if they contain no markup.
//
// Addresses and hosts are read as browsers read them (address.go, host.go), with character
// references (charref.go) and the escapes of CSS (css.go) undone. An address that
// cannot be read for certain is somebody else's. What only a browser sees that looks ahead
// (ahead.go) counts, too.
//
// The encoding is found as browsers find it (charset.go). All but a few encodings
// have the same tags; what is put in is ASCII in all but UTF-8. UTF-16 and
// ISO-2022-JP are translated there and back.
//
// # The second wall
//
// Scripts of the site itself run as before, and nobody can tell from a page what
// they will load. [Rewriter.Policies] gives the content security policy that
// stops them from reaching anybody else. It comes in addition to those that the
// site sends, so it can only tighten them.
package rewrite
