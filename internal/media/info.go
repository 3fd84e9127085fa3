package media

import "time"

// Info is what a picture says about itself. Texts are plain, valid UTF-8
// without control characters; any may be empty.
type Info struct {
	Format string // "jpeg", "png", "gif", "webp", "avif" or "svg"

	// Width and Height are in pixels as the picture is shown, that is after
	// its EXIF orientation; 0 for an SVG that gives no size.
	Width, Height int

	// Orientation is how the picture has to be turned to be shown so, 1 to 8 as
	// EXIF counts; 0 if the file does not say.
	Orientation int

	Alt         string // what the picture shows, for those who cannot see it
	Description string // the longer form of Alt
	Caption     string // what happened
	Headline    string // a heading above the caption
	Title       string // a name for the file, rarely for readers

	// Credit is the source to show beside the picture: CreditLine, or else
	// made from Creator and Source.
	Credit     string
	CreditLine string
	Creator    string // several are joined by ", "
	Source     string // who supplied the picture

	Copyright    string
	UsageTerms   string
	LicenceURL   string // web statement of rights
	Instructions string // for editors, such as "no archive"
	SourceType   string // IPTC digital source type, a URI; says if a machine made it

	Created  time.Time // when the picture was made; zero if unknown
	Keywords []string
	City     string
	Country  string

	// Translations holds texts in further languages than the one that the
	// fields above are in; see [Info.In].
	Translations []Texts
}

// Texts are the parts of a picture's metadata that XMP can hold in several
// languages.
type Texts struct {
	Lang                         string // BCP 47, as it stands in the file
	Alt, Description, Caption    string
	Title, Copyright, UsageTerms string
}
