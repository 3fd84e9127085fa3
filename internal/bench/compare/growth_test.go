package main

import (
	"strings"
	"testing"
	"time"
)

func costs(seconds ...float64) (all []cost) {
	for _, s := range seconds {
		all = append(all, cost{cpu: time.Duration(s * float64(time.Second)), memory: 100 << 20})
	}
	return all
}

// What is added is the median of the differences, pair by pair, and growth is
// said with its sign whichever way it goes.
func TestWriteGrowth(t *testing.T) {
	var w strings.Builder
	writeGrowth(&w, []grown{
		{articles: 1_000, site: costs(0.5, 0.9, 0.4), control: costs(0.2, 0.8, 0.2)},
		{articles: 50_000, site: costs(30, 30, 50), control: costs(8, 10, 10)},
	})
	for _, row := range []string{
		"| 1000 | 0.50 s | 500 µs | 200 µs | 200 µs | 100 MiB |",
		"| 50000 | 30.00 s | 600 µs | 200 µs | 440 µs | 100 MiB |",
		"| from 1000 to 50000 | | +20.0 % | +0.0 % | +120.0 % | |",
	} {
		if !strings.Contains(w.String(), row+"\n") {
			t.Errorf("there is no row %s in\n%s", row, w.String())
		}
	}
}
