package source

import (
	"errors"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	oslo := time.FixedZone("Oslo", 3600)
	utc := func(y int, m time.Month, d, h, min, s int) time.Time {
		return time.Date(y, m, d, h, min, s, 0, time.UTC)
	}
	tests := []struct {
		in   string
		want time.Time
	}{
		{"2026-03-05", time.Date(2026, 3, 5, 0, 0, 0, 0, oslo)},
		{"2024-02-29", time.Date(2024, 2, 29, 0, 0, 0, 0, oslo)},
		{"2026-03-05T09:10:11Z", utc(2026, 3, 5, 9, 10, 11)},
		{"2026-03-05T09:10:11+02:00", utc(2026, 3, 5, 7, 10, 11)},
		{"2026-03-05T09:10:11.5+02:00", utc(2026, 3, 5, 7, 10, 11).Add(time.Second / 2)},
		{"2026-03-05T09:10:11", utc(2026, 3, 5, 8, 10, 11)},
		{"2026-03-05 09:10:11", utc(2026, 3, 5, 8, 10, 11)},
		{"2026-03-05 09:10", utc(2026, 3, 5, 8, 10, 0)},
		{"2026-03-05T09:10:11-0700", utc(2026, 3, 5, 16, 10, 11)},
		{"2026-03-05 09:10:11 -0700", utc(2026, 3, 5, 16, 10, 11)},
		{"2026-03-05 09:10:11 -07:00", utc(2026, 3, 5, 16, 10, 11)},
		{"2026-03-05 09:10:11Z", utc(2026, 3, 5, 9, 10, 11)},
		{"Thu, 05 Mar 2026 09:10:11 +0200", utc(2026, 3, 5, 7, 10, 11)},
		{"Thu, 05 Mar 2026 09:10:11 CST", utc(2026, 3, 5, 8, 10, 11)},
		{"05 Mar 2026", time.Date(2026, 3, 5, 0, 0, 0, 0, oslo)},
		{"5 March 2026", time.Date(2026, 3, 5, 0, 0, 0, 0, oslo)},
		{"March 5, 2026", time.Date(2026, 3, 5, 0, 0, 0, 0, oslo)},
		{" 2026-03-05 ", time.Date(2026, 3, 5, 0, 0, 0, 0, oslo)},
	}
	for _, tt := range tests {
		got, err := parseDate(tt.in, oslo)
		if err != nil || !got.Equal(tt.want) {
			t.Errorf("parseDate(%q) = %v, %v; want %v", tt.in, got, err, tt.want)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	tests := []struct {
		in   string
		want error
	}{
		{"2026-02-30", errNoSuchDay},
		{"2025-02-29", errNoSuchDay},
		{"2026-13-01", errNoSuchDay},
		{"2026-03-05T25:00:00Z", errNoSuchDay},
		{"2026-02-30T09:00:00Z", errNoSuchDay},
		{"", errNoDate},
		{"tomorrow", errNoDate},
		{"05/03/2026", errNoDate},
		{"2026", errNoDate},
		{"9:15PM", errNoDate},
	}
	for _, tt := range tests {
		if got, err := parseDate(tt.in, time.UTC); !errors.Is(err, tt.want) {
			t.Errorf("parseDate(%q) = %v, %v; want %v", tt.in, got, err, tt.want)
		}
	}
}

// What quickDate accepts, the layouts read alike.
func TestQuickDateAgrees(t *testing.T) {
	for _, s := range []string{"2026-03-05", "0001-01-01", "9999-12-28", "2026-03-05T23:59:59Z", "2026-00-05", "2026-03-00", "2026-03-05T24:00:00Z", "2026-03-05T23:60:00Z", "2026-03-0x", "-026-03-05"} {
		got, ok := quickDate(s, time.UTC)
		layout := time.DateOnly
		if len(s) > 10 {
			layout = time.RFC3339
		}
		want, err := time.Parse(layout, s)
		if ok && (err != nil || !got.Equal(want)) {
			t.Errorf("quickDate(%q) = %v; time.Parse gives %v, %v", s, got, want, err)
		}
	}
}

func TestDateOfValue(t *testing.T) {
	for _, v := range []value{
		{kind: boolean, scalar: true, text: "true"},
		{kind: list},
		{kind: table},
		{kind: number, scalar: uint64(2024), text: "2024"},
		{kind: number, scalar: uint64(20260305), text: "20260305"},
		{kind: number, scalar: 1.5, text: "1.5"},
	} {
		if got, err := v.date(time.UTC); err == nil {
			t.Errorf("%s %q is taken for %v", v.kind, v.text, got)
		}
	}
	v := value{kind: number, scalar: uint64(1_700_000_000), text: "1700000000"}
	if got, err := v.date(time.UTC); err != nil || got.Year() != 2023 {
		t.Errorf("seconds since 1970 give %v, %v", got, err)
	}
}
