package provider

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// At zoom 15 a pixel is 1.194 m at London's latitude times cosine: a box of 640
// by 480 px is 0.02747 degrees wide.
func TestMapFrames(t *testing.T) {
	m := recognised(t, "https://www.openstreetmap.org/#map=15/51.4772/-0.0010")
	values, ok := strings.CutPrefix(m.Frame(""), "https://www.openstreetmap.org/export/embed.html?bbox=")
	values, ok2 := strings.CutSuffix(values, "&layer=mapnik")
	if !ok || !ok2 {
		t.Fatalf("frame %q", m.Frame(""))
	}
	want := []float64{-0.014733, 51.470785, 0.012733, 51.483614}
	for i, v := range strings.Split(values, "%2C") {
		got, err := strconv.ParseFloat(v, 64)
		if diff := got - want[i]; err != nil || diff > 1e-5 || diff < -1e-5 {
			t.Errorf("side %d is %s, want %f", i, v, want[i])
		}
	}
}

func TestNoMapsOfNowhere(t *testing.T) {
	for _, place := range []string{"0/1/1", "21/1/1", "99999999999999999999/1/1", "5/89/0", "5/1/181", "5/1.2.3/4", "5/-/4", "5/./."} {
		if m, ok := Default().Recognise("https://www.openstreetmap.org/#map=" + place); ok && m.CanFrame() {
			t.Errorf("%s is framed as %s", place, m.Frame(""))
		}
	}
	re := regexp.MustCompile(`x`)
	if _, ok := bboxGroups(re).append(nil, "x", []int{0, 1}); ok {
		t.Error("a box without groups")
	}
}
