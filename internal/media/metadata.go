package media

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// metadata is what the three kinds of metadata in a file say, kept apart
// until all are read.
type metadata struct {
	xmp, iim, exif Info
	turned         bool // by a quarter, says EXIF
	orientation    int  // as EXIF has it, 1 to 8; 0 for none
}

// merge lets XMP speak before IIM before EXIF, field by field. IIM cuts a
// credit at 32 bytes where XMP keeps it whole, one more reason for the order.
func (m *metadata) merge() Info {
	info := m.xmp
	info.fill(&m.iim)
	info.fill(&m.exif)
	info.Credit = info.CreditLine
	if info.Credit == "" {
		info.Credit = joinCredit(info.Creator, info.Source)
	}
	return info
}

// fill takes from o what i does not have.
func (i *Info) fill(o *Info) {
	to, from := i.texts(), o.texts()
	for k := range to {
		if *to[k] == "" {
			*to[k] = *from[k]
		}
	}
	if i.Created.IsZero() {
		i.Created = o.Created
	}
	if len(i.Keywords) == 0 {
		i.Keywords = o.Keywords
	}
}

// texts lists the fields that are plain text and can stand in a file.
func (i *Info) texts() [15]*string {
	return [...]*string{
		&i.Alt, &i.Description, &i.Caption, &i.Headline, &i.Title, &i.CreditLine,
		&i.Creator, &i.Source, &i.Copyright, &i.UsageTerms, &i.LicenceURL,
		&i.Instructions, &i.SourceType, &i.City, &i.Country,
	}
}

// joinCredit makes a credit of who took the picture and who supplied it, the
// way picture desks write it: "Creator/Source".
func joinCredit(creator, source string) string {
	switch {
	case creator == "":
		return source
	case source == "", source == creator:
		return creator
	}
	return creator + "/" + source
}

// maxText bounds a single text, in bytes; IIM's own limit for a caption is
// 2000.
const maxText = 10_000

// clean makes plain text of what a file holds: valid UTF-8, on one line,
// without control characters and blanks around it.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	s = cut(s, maxText)
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case unicode.IsControl(r), r == utf8.RuneError, r == '\ufeff':
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isClean reports whether clean would change nothing, for the common case of
// printable ASCII.
func isClean(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return len(s) <= maxText
}
