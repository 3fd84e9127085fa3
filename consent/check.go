package consent

import (
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// isToken says whether s is n letters, digits, "-" and "_".
func isToken(s string, n int) bool {
	if len(s) != n {
		return false
	}
	for i := range len(s) {
		if !isWordByte(s[i]) {
			return false
		}
	}
	return true
}

// isProvider says whether s can be a provider's name in a catalogue.
func isProvider(s string) bool { return len(s) <= maxID && isToken(s, len(s)) && s != "" }

// isLang says whether s looks like a BCP 47 tag.
func isLang(s string) bool {
	return s != "" && len(s) <= maxLang && isToken(s, len(s)) && strings.IndexByte(s, '_') < 0
}

// isText says whether s is plain text of 1 to limit bytes without control
// characters, of which lines allows line breaks.
func isText(s string, limit int, lines bool) bool {
	if s == "" || len(s) > limit || !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if unicode.IsControl(r) && !(lines && r == '\n') {
			return false
		}
	}
	return true
}

// checkTime says what is wrong with the time of a record.
func checkTime(t time.Time) error {
	if t.Location() != time.UTC || t.Nanosecond() != 0 || t.Year() < 1970 || t.Year() > 9999 {
		return errors.New("time is not UTC in whole seconds")
	}
	return nil
}
