package media

import (
	"encoding/binary"
	"unicode/utf8"
)

// appendIIM appends info as IPTC IIM data sets in UTF-8.
func appendIIM(dst []byte, info *Info) []byte {
	dst = appendDataSet(dst, 1, iimCharset, iimUTF8)
	dst = appendDataSet(dst, 2, iimVersion, "\x00\x04")
	line := info.CreditLine
	if line == "" {
		line = info.Credit
	}
	for _, f := range [...]struct {
		set   byte
		value string
	}{
		{iimTitle, info.Title},
		{iimInstructions, info.Instructions},
		{iimByline, info.Creator},
		{iimCity, info.City},
		{iimCountry, info.Country},
		{iimHeadline, info.Headline},
		{iimCredit, line},
		{iimSource, info.Source},
		{iimCopyright, info.Copyright},
		{iimCaption, info.Caption},
	} {
		dst = appendField(dst, f.set, f.value)
	}
	for _, k := range info.Keywords {
		dst = appendField(dst, iimKeyword, k)
	}
	if !info.Created.IsZero() {
		dst = appendField(dst, iimDate, info.Created.Format("20060102"))
		dst = appendField(dst, iimTime, info.Created.Format("150405-0700"))
	}
	return dst
}

// appendField appends a value of the application record, cut at the limit of
// its data set but never within a character; an empty one is left out.
func appendField(dst []byte, set byte, value string) []byte {
	if value == "" {
		return dst
	}
	return appendDataSet(dst, 2, set, cut(value, iimLimit(set)))
}

func appendDataSet(dst []byte, record, set byte, value string) []byte {
	dst = append(dst, 0x1C, record, set)
	dst = binary.BigEndian.AppendUint16(dst, uint16(len(value)))
	return append(dst, value...)
}

// cut shortens s to at most n bytes, at the end of a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
