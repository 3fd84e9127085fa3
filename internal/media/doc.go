// Package media reads what a picture file says about itself: its format and
// size, and what the photographer or agency wrote into it.
//
// Three kinds of metadata live in pictures and often disagree: XMP, IPTC IIM
// and EXIF. They are asked in that order, field by field. A caption describes
// an event, an alternative text describes a picture; one never stands in for
// the other.
//
// Everything in a file is doubted. Reading is bounded, nothing is
// decompressed or decoded, and a picture that would cost a browser gigabytes
// is refused from its header alone.
package media
