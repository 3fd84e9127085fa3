// Package answer reads what a provider's oEmbed endpoint says about a piece
// (oembed.com): the text of its quotation, the title of its video, who made it,
// and where its picture is.
//
// An answer is a stranger's. Only text is taken from it; the code that it brings
// is read the way pasted code is, and thrown away. Fields of the wrong type are
// passed over as if they were missing: providers disagree about most of them.
package answer
