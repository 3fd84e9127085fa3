package consent

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// appendMembers appends the members of a receipt as canonical writes them, in a
// tenth of the time: nearly all records are receipts.
func (r *Receipt) appendMembers(dst []byte) []byte {
	dst = appendString(append(dst, `"id":`...), r.ID)
	dst = append(dst, `,"time":"`...)
	dst = r.Time.AppendFormat(dst, time.RFC3339Nano)
	dst = appendString(append(dst, `","action":`...), string(r.Action))
	dst = appendString(append(dst, `,"scope":`...), string(r.Scope))
	if r.Days != 0 {
		dst = strconv.AppendInt(append(dst, `,"days":`...), int64(r.Days), 10)
	}
	dst = appendString(append(dst, `,"provider":`...), r.Provider)
	dst = appendString(append(dst, `,"recipient":`...), r.Recipient)
	dst = appendString(append(dst, `,"lang":`...), r.Lang)
	dst = appendString(append(dst, `,"notice":`...), r.Notice)
	dst = appendString(append(dst, `,"page":`...), r.Page)
	if r.Signal {
		dst = append(dst, `,"gpc":true`...)
	}
	return dst
}

// appendString appends a JSON string.
func appendString(dst []byte, s string) []byte {
	if !isPlain(s) {
		return append(dst, canonical(s)...)
	}
	dst = append(dst, '"')
	dst = append(dst, s...)
	return append(dst, '"')
}

// isPlain says whether a string stands in JSON as it is.
func isPlain(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c == '"', c == '\\', c == 0x7f, c == 0xe2: // U+2028 and U+2029 begin with E2
			return false
		}
	}
	return true
}
