package media

// Data sets of IPTC IIM 4.2: record 1 is the envelope, record 2 the
// application record.
const (
	iimCharset = 90 // in record 1

	iimVersion      = 0
	iimTitle        = 5
	iimKeyword      = 25
	iimInstructions = 40
	iimDate         = 55
	iimTime         = 60
	iimByline       = 80
	iimCity         = 90
	iimCountry      = 101
	iimHeadline     = 105
	iimCredit       = 110
	iimSource       = 115
	iimCopyright    = 116
	iimCaption      = 120
)

// iimUTF8 is the escape sequence in 1:90 that announces UTF-8
// (ISO 2022, ESC % G).
const iimUTF8 = "\x1b%G"

// iimLimit gives the longest value of a data set in bytes.
func iimLimit(set byte) int {
	switch set {
	case iimByline, iimCity, iimCredit, iimSource:
		return 32
	case iimTitle, iimKeyword, iimCountry:
		return 64
	case iimCopyright:
		return 128
	case iimInstructions, iimHeadline:
		return 256
	}
	return 2000
}
