package provider

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// quotedDate is a point in time as code tells it.
type quotedDate struct {
	time time.Time
	day  bool // no more than the day is known
}

// dateForms are the forms of printed dates that can be read in one way only. A
// month in letters is one of [monthNames]; what is not is left out rather than
// guessed. Before a month in letters the day stands first in most languages, and
// English has both ways.
var dateForms = sync.OnceValue(func() []*regexp.Regexp {
	const (
		day, year = `(?P<day>[0-3]?[0-9])`, `(?P<year>(?:19|20)[0-9][0-9])`
		month     = `(?P<month>\p{L}[\p{L}\p{M}]*)\.?`
		clock     = `(?:[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?:[\s\x{202F}]?[AaPp]\.?[Mm]\.?)?\s*[·,-]\s*)?`
		weekday   = `(?:[\p{L}\p{M}]+(?:-[\p{L}]+)?\.?[,،]?\s+)?`
		behind    = `(?:$|[\s,،·.])`
	)
	return []*regexp.Regexp{
		regexp.MustCompile(`^` + clock + weekday + month + `\s+` + day + `(?:st|nd|rd|th)?,?\s+` + year + behind),
		regexp.MustCompile(`^` + clock + weekday + day + `(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+|d['’])?` + month + `,?\s+(?:del?\s+)?` + year + behind),
		regexp.MustCompile(`^` + year + `\.?\s+` + month + `\s+` + day + `(?:$|[\s,.])`),
		regexp.MustCompile(`^` + weekday + day + `\s+tháng\s+(?P<month>[01]?[0-9]),?\s+(?:năm\s+)?` + year + behind),
		regexp.MustCompile(`^` + year + `-(?P<month>[01][0-9])-` + day + `(?:$|[\sT,])`),
		regexp.MustCompile(`^` + year + `\s?年\s?(?P<month>[01]?[0-9])\s?月\s?` + day + `\s?日`),
		regexp.MustCompile(`^` + year + `\s?년\s?(?P<month>[01]?[0-9])\s?월\s?` + day + `\s?일`),
	}
})

// longestDate is how many bytes of a printed date are looked at.
const longestDate = 100

// printedDate reads a date as it is printed for readers. The time of day is left
// out: the zone is that of whoever copied the code.
func printedDate(s string) (quotedDate, bool) {
	s = strings.TrimSpace(strings.Map(plainDateRune, s))
	if s == "" || len(s) > longestDate {
		return quotedDate{}, false
	}
	if d, ok := machineDate(s); ok {
		return d, true
	}
	for _, re := range dateForms() {
		found, ok := namedGroups(re, s)
		if !ok {
			continue
		}
		if d, ok := makeDay(found["year"], found["month"], found["day"]); ok {
			return d, true
		}
	}
	return quotedDate{}, false
}

// plainDateRune writes digits as a date has them that can be read, and leaves out the
// marks of direction.
func plainDateRune(r rune) rune {
	switch {
	case r == 0xA0:
		return ' '
	case r == 0x200E, r == 0x200F, r == 0x61C:
		return -1
	case r >= '٠' && r <= '٩':
		return '0' + r - '٠'
	case r >= '۰' && r <= '۹':
		return '0' + r - '۰'
	case r >= '०' && r <= '९':
		return '0' + r - '०'
	}
	return r
}

// makeDay puts a day together.
func makeDay(year, month, day string) (quotedDate, bool) {
	y, _ := strconv.Atoi(year)
	d, _ := strconv.Atoi(day)
	m := months()[strings.ToLower(month)]
	if n, err := strconv.Atoi(month); err == nil {
		m = time.Month(n)
	}
	t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || t.Month() != m {
		return quotedDate{}, false // the 31st of June, or no month
	}
	return quotedDate{time: t, day: true}, true
}

// machineForms are the forms of a date in a datetime attribute that tell when
// something was (HTML, 2.3.5), and the first of which has a zone.
var machineForms = [...]struct {
	layout string
	day    bool
}{
	{time.RFC3339, false},
	{"2006-01-02T15:04:05-0700", false},
	{"2006-01-02T15:04Z07:00", false},
	{"2006-01-02 15:04:05Z07:00", false},
	{"2006-01-02", true},
}

// machineDate reads a date as attributes hold it. One without a zone counts for
// its day.
func machineDate(s string) (quotedDate, bool) {
	s = trimControls(s)
	if len(s) > longestDate || len(s) < len("2006-01-02") || s[len("2006")] != '-' {
		return quotedDate{}, false
	}
	for _, f := range machineForms {
		if t, err := time.Parse(f.layout, s); err == nil && inOurTime(t) {
			return quotedDate{time: t.UTC(), day: f.day}, true
		}
	}
	for _, layout := range [...]string{"2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil && inOurTime(t) {
			return quotedDate{time: t.Truncate(24 * time.Hour), day: true}, true
		}
	}
	return quotedDate{}, false
}

// inOurTime reports whether something can have been published then.
func inOurTime(t time.Time) bool { return t.Year() >= 1990 && t.Year() < 2100 }
