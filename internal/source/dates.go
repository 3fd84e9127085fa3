package source

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// dateForm is one way of writing a date.
type dateForm struct {
	layout string
	zoned  bool // the text says the offset from UTC
}

// dateForms are the forms that Hugo takes (spf13/cast), the usual ones first.
// A zone that has only a name says nothing certain ("CST" is three zones), so
// such a date counts in the publication's zone, as in Hugo.
var dateForms = []dateForm{
	{time.DateOnly, false},
	{time.RFC3339, true},
	{"2006-01-02T15:04:05", false},
	{time.DateTime, false},
	{"2006-01-02T15:04", false},
	{"2006-01-02 15:04", false},
	{"2006-01-02T15:04:05-0700", true},
	{"2006-01-02 15:04:05Z07:00", true},
	{"2006-01-02 15:04:05Z0700", true},
	{"2006-01-02 15:04:05 -07:00", true},
	{"2006-01-02 15:04:05 -0700", true},
	{"2006-01-02 15:04:05.999999999 -0700 MST", true},
	{time.RFC1123Z, true},
	{time.RFC1123, false},
	{time.RFC822Z, true},
	{time.RFC822, false},
	{time.RFC850, false},
	{time.ANSIC, false},
	{time.UnixDate, false},
	{time.RubyDate, true},
	{"02 Jan 2006", false},
	{"2 Jan 2006", false},
	{"January 2, 2006", false},
	{"2 January 2006", false},
}

var (
	errNoDate    = errors.New("is not a date")
	errNoSuchDay = errors.New("is not a day and time of the calendar")
)

// parseDate reads a date in any of the forms. One without an offset is taken
// in loc.
func parseDate(s string, loc *time.Location) (time.Time, error) {
	if t, ok := quickDate(s, loc); ok {
		return t, nil
	}
	s = strings.TrimSpace(s)
	impossible := false
	for _, f := range dateForms {
		t, err := time.ParseInLocation(f.layout, s, loc)
		if err == nil {
			return inZone(t, f, loc), nil
		}
		if pe, ok := errors.AsType[*time.ParseError](err); ok && strings.Contains(pe.Message, "out of range") {
			impossible = true
		}
	}
	if impossible {
		return time.Time{}, errNoSuchDay
	}
	return time.Time{}, errNoDate
}

// inZone moves the clock of a date that named its zone only by letters into
// the publication's zone.
func inZone(t time.Time, f dateForm, loc *time.Location) time.Time {
	if f.zoned {
		return t
	}
	y, m, d := t.Date()
	return time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), loc)
}

// quickDate reads "2026-03-05" and RFC 3339 times in UTC, which are nearly all
// dates there are, without trying layouts.
func quickDate(s string, loc *time.Location) (time.Time, bool) {
	if len(s) != 10 && len(s) != 20 || s[4] != '-' || s[7] != '-' {
		return time.Time{}, false
	}
	y, m, d := digits(s[:4]), digits(s[5:7]), digits(s[8:10])
	if y < 1 || m < 1 || m > 12 || d < 1 || d > 28 {
		return time.Time{}, false // the 29th and later need a calendar
	}
	if len(s) == 10 {
		return time.Date(y, time.Month(m), d, 0, 0, 0, 0, loc), true
	}
	if s[10] != 'T' || s[13] != ':' || s[16] != ':' || s[19] != 'Z' {
		return time.Time{}, false
	}
	hour, minute, second := digits(s[11:13]), digits(s[14:16]), digits(s[17:19])
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return time.Time{}, false
	}
	return time.Date(y, time.Month(m), d, hour, minute, second, 0, time.UTC), true
}

// digits reads a number of decimal digits, or gives -1.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// leastUnix is the smallest number that counts as seconds since 1970 rather
// than as a year or a date without its hyphens: in the year 1973.
const leastUnix = 100_000_000

// date reads a front matter value as a date.
func (v *value) date(loc *time.Location) (time.Time, error) {
	switch v.kind {
	case text, moment:
		return parseDate(v.text, loc)
	case number:
		if n, ok := v.integer(); ok && n >= leastUnix && n < 1<<40 {
			return time.Unix(int64(n), 0).In(loc), nil
		}
		return time.Time{}, errors.New("is the number " + strconv.Quote(v.text) + ", not a date")
	}
	return time.Time{}, errors.New("is " + v.kind.String() + ", not a date")
}
