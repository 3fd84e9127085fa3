// Package markdown turns what an author writes, Markdown with figures,
// embeds and shortcodes, into the body of an article.
//
// The way is: shortcodes are found and taken out of the source; goldmark
// parses what is left into a tree; one walk over the tree appends HTML to one
// buffer and notes where a figure, an embed or a reference stands between two
// stretches of it. The stretches of a body share that buffer, so an article
// costs one long string rather than a hundred short ones.
//
// What comes out is safe: whatever stands in the source, the pieces put
// together are balanced HTML from a short list of elements, and nothing in
// them loads from another host or runs. Raw HTML that an author pastes goes
// through the same list, and the code of embeds in it becomes embeds. A mistake never stops a conversion; it is reported
// with its line and something sensible stands in its place.
//
// The package reads no file and knows no picture format, no language's words
// and no page: a caller says what a picture is ([Pictures]), which hosts are
// its own and how things are called in the reader's language ([Wording]).
package markdown
