package main

import "testing"

func TestLimitIsNeverBelowWhatLives(t *testing.T) {
	for _, live := range []int64{0, 100 << 20, ample - 1, ample, 4 << 30} {
		if limit := limitFor(live); limit < ample || limit < live+live/4 {
			t.Errorf("with %d bytes that live the limit is %d: the collector would never rest", live, limit)
		}
	}
}
