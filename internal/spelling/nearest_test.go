package spelling

import "testing"

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		s          string
		candidates []string
		want       string
		edits      int
	}{
		{"titel", []string{"title", "tagline"}, "title", 1},
		{"title", []string{"tagline", "title"}, "title", 0},
		{"yuotube", []string{"rutube", "youtube"}, "youtube", 1},
		{"ba", []string{"ab"}, "ab", 1},
		{"bca", []string{"abc"}, "abc", 2},
		{"ab", []string{"ax", "ay"}, "ax", 1}, // a tie
		{"", []string{"abc"}, "abc", 3},
		{"abc", []string{""}, "", 3},
		{"abc", nil, "", -1},
	} {
		if got, edits := Nearest(c.s, c.candidates); got != c.want || edits != c.edits {
			t.Errorf("Nearest(%q, %q) = %q, %d; want %q, %d", c.s, c.candidates, got, edits, c.want, c.edits)
		}
	}
}
