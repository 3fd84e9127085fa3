package locale

import (
	"strconv"
	"sync"
	"time"

	"github.com/gohugoio/locales"
	"github.com/gohugoio/locales/ar"
	"github.com/gohugoio/locales/de"
	"github.com/gohugoio/locales/en"
	"github.com/gohugoio/locales/en_GB"
	"github.com/gohugoio/locales/es"
	"github.com/gohugoio/locales/fr"
	"github.com/gohugoio/locales/he"
	"github.com/gohugoio/locales/it"
	"github.com/gohugoio/locales/nl"
	"github.com/gohugoio/locales/pl"
	"github.com/gohugoio/locales/pt"
	"github.com/gohugoio/locales/sv"
	"github.com/gohugoio/locales/tr"
	"github.com/gohugoio/locales/uk"
	"golang.org/x/text/language"
)

// translators make the dates and numbers of each language we know them for.
// The data of one is some 20 kB of program, so it is not all of CLDR; any other
// language gets ISO 8601 dates, which everyone can read.
var translators = map[string]func() locales.Translator{
	"ar":    sync.OnceValue(ar.New),
	"de":    sync.OnceValue(de.New),
	"en":    sync.OnceValue(en.New),
	"en-GB": sync.OnceValue(en_GB.New),
	"es":    sync.OnceValue(es.New),
	"fr":    sync.OnceValue(fr.New),
	"he":    sync.OnceValue(he.New),
	"it":    sync.OnceValue(it.New),
	"nl":    sync.OnceValue(nl.New),
	"pl":    sync.OnceValue(pl.New),
	"pt":    sync.OnceValue(pt.New),
	"sv":    sync.OnceValue(sv.New),
	"tr":    sync.OnceValue(tr.New),
	"uk":    sync.OnceValue(uk.New),
}

// translator finds the dates for tag: its own, else its parent's and so on by
// CLDR's inheritance (en-AU comes from en-001, which writes as en-GB does).
// It is nil where none is known.
func translator(tag language.Tag) locales.Translator {
	for t := tag; t != language.Und; t = t.Parent() {
		name := t.String()
		if name == "en-001" {
			name = "en-GB"
		}
		if make := translators[name]; make != nil {
			return make()
		}
	}
	return nil
}

// Date writes the day of t in words, in the zone that t carries: "March 3,
// 2026". Calendars are Gregorian in every language.
func (l *Locale) Date(t time.Time) string {
	if l.dates == nil {
		return t.Format(time.DateOnly)
	}
	return l.dates.FmtDateLong(t)
}

// DateTime writes the day and the time of day of t, in the zone that t carries
// and names: "March 3, 2026, 14:05 UTC+1".
func (l *Locale) DateTime(t time.Time) string {
	return l.T("date.time", "date", l.Date(t), "time", t.Format("15:04"), "zone", zone(t))
}

// zone names the zone of t by its distance from UTC, which reads the same in
// every language and, unlike abbreviations, means one thing only.
func zone(t time.Time) string {
	_, seconds := t.Zone()
	if seconds == 0 {
		return "UTC"
	}
	sign := "+"
	if seconds < 0 {
		sign, seconds = "−", -seconds
	}
	name := "UTC" + sign + strconv.Itoa(seconds/3600)
	if minutes := seconds / 60 % 60; minutes != 0 {
		name += ":" + strconv.Itoa(minutes/10) + strconv.Itoa(minutes%10)
	}
	return name
}
