package provider

import "time"

// Quote is what a piece says, as far as the code that was pasted for it tells:
// the text of a post, who wrote it and when. It is content of somebody else.
//
// All of it is plain text in valid UTF-8 without control characters, and of
// bounded length; no part of it is markup. In Text, "\n" is a line break and
// "\n\n" begins a paragraph. A field that the code does not tell for certain is
// empty.
type Quote struct {
	Author string // the name as it is shown
	Handle string // the account, without "@"
	Title  string // of a video, a track, a document
	Text   string
	Lang   string // BCP 47, of Title and Text

	// Date is when the piece was published. DateOnly is true where only the
	// day is known; Date is then midnight UTC of it.
	Date     time.Time
	DateOnly bool

	// Links are links within Text, in the order in which they stand in it.
	Links []QuoteLink
}

// QuoteLink is one link of a [Quote]. Text occurs in the quote's Text, behind
// the text of the link before it. Href is an https or http address.
type QuoteLink struct{ Text, Href string }
