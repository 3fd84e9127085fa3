package media

import (
	"encoding/binary"
	"strings"
	"time"
)

// addResources looks for IIM among Photoshop's image resources: "8BIM", an
// id, a padded name, a length and padded data each.
func (m *metadata) addResources(b []byte) {
	for len(b) >= 12 && string(b[:4]) == "8BIM" {
		id := binary.BigEndian.Uint16(b[4:])
		name := 1 + int(b[6])
		name += name & 1
		b = b[6:]
		if len(b) < name+4 {
			return
		}
		size := int64(binary.BigEndian.Uint32(b[name:]))
		b = b[name+4:]
		if size > int64(len(b)) {
			return
		}
		if id == resourceIIM {
			m.addIIM(b[:size])
		}
		b = b[min(size+size&1, int64(len(b))):]
	}
}

// addIIM reads data sets (IIM 4.2, section 1.6). The character set comes
// first, in the envelope; without one texts are Latin-1.
func (m *metadata) addIIM(b []byte) {
	decode := latin1
	var creators []string
	var date, clock string
	for len(b) >= 5 && b[0] == 0x1C {
		record, set := b[1], b[2]
		size := int(binary.BigEndian.Uint16(b[3:]))
		b = b[5:]
		if size > len(b) {
			break // also the extended lengths, which no text field has
		}
		value := b[:size]
		b = b[size:]
		switch {
		case record == 1 && set == iimCharset:
			if string(value) == iimUTF8 {
				decode = func(b []byte) string { return string(b) }
			}
		case record != 2:
		case set == iimByline:
			creators = appendText(creators, clean(decode(value)))
		case set == iimKeyword:
			m.iim.Keywords = appendText(m.iim.Keywords, clean(decode(value)))
		case set == iimDate:
			date = string(value)
		case set == iimTime:
			clock = string(value)
		default:
			if field := m.iim.iimField(set); field != nil {
				*field = clean(decode(value))
			}
		}
	}
	if len(creators) > 0 {
		m.iim.Creator = strings.Join(creators, ", ")
	}
	if t := iimDateTime(date, clock); !t.IsZero() {
		m.iim.Created = t
	}
}

// appendText appends a text unless it is empty.
func appendText(texts []string, s string) []string {
	if s == "" {
		return texts
	}
	return append(texts, s)
}

// iimField tells where a data set that holds one text belongs.
func (i *Info) iimField(set byte) *string {
	switch set {
	case iimTitle:
		return &i.Title
	case iimInstructions:
		return &i.Instructions
	case iimCity:
		return &i.City
	case iimCountry:
		return &i.Country
	case iimHeadline:
		return &i.Headline
	case iimCredit:
		return &i.CreditLine
	case iimSource:
		return &i.Source
	case iimCopyright:
		return &i.Copyright
	case iimCaption:
		return &i.Caption
	}
	return nil
}

// iimDateTime reads CCYYMMDD and HHMMSS±HHMM; the time may be missing.
func iimDateTime(date, clock string) time.Time {
	for _, layout := range [...]string{"20060102150405-0700", "20060102150405"} {
		if t, err := time.Parse(layout, date+clock); err == nil {
			return t
		}
	}
	t, err := time.Parse("20060102", date)
	if err != nil {
		return time.Time{}
	}
	return t
}
