package locale

import (
	"testing"
	"time"
)

func TestDates(t *testing.T) {
	b, err := New(map[string]map[string]string{"de": {"date.time": "{date}, {time} Uhr ({zone})"}, "eo": {"date.time": "{date} {time} {zone}"}})
	if err != nil {
		t.Fatal(err)
	}
	berlin := time.FixedZone("CET", 3600)
	at := time.Date(2026, 3, 3, 0, 5, 0, 0, berlin)
	tests := []struct{ lang, date, full string }{
		{"en", "March 3, 2026", "March 3, 2026, 00:05 UTC+1"},
		{"en-US", "March 3, 2026", "March 3, 2026, 00:05 UTC+1"},
		{"en-GB", "3 March 2026", "3 March 2026, 00:05 UTC+1"},
		{"en-AU", "3 March 2026", "3 March 2026, 00:05 UTC+1"},
		{"ar", "3 مارس 2026", "3 مارس 2026، 00:05 UTC+1"},
		{"ar-EG", "3 مارس 2026", "3 مارس 2026، 00:05 UTC+1"},
		{"de-AT", "3. März 2026", "3. März 2026, 00:05 Uhr (UTC+1)"},
		{"eo", "2026-03-03", "2026-03-03 00:05 UTC+1"},
		{"fr", "March 3, 2026", "March 3, 2026, 00:05 UTC+1"}, // its words are English, so its dates are
	}
	for _, tt := range tests {
		l := b.For(tt.lang)
		if got := l.Date(at); got != tt.date {
			t.Errorf("%s: Date = %q, want %q", tt.lang, got, tt.date)
		}
		if got := l.DateTime(at); got != tt.full {
			t.Errorf("%s: DateTime = %q, want %q", tt.lang, got, tt.full)
		}
	}
}

func TestZoneNames(t *testing.T) {
	for seconds, want := range map[int]string{0: "UTC", 3600: "UTC+1", -3600 * 5: "UTC−5", 20700: "UTC+5:45", -12600: "UTC−3:30", 46800: "UTC+13"} {
		if got := zone(time.Unix(0, 0).In(time.FixedZone("", seconds))); got != want {
			t.Errorf("zone(%d) = %q, want %q", seconds, got, want)
		}
	}
}

func TestEveryTranslatorWorks(t *testing.T) {
	for name, make := range translators {
		if make().FmtDateLong(time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC)) == "" {
			t.Errorf("%s writes no date", name)
		}
	}
}

func BenchmarkDate(b *testing.B) {
	bundle, _ := New(nil)
	l := bundle.For("en")
	at := time.Date(2026, 3, 3, 14, 5, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		l.Date(at)
	}
}
