package main

import (
	"image"
	"math"
	"testing"
)

// covered counts the pixels that a white shape touches on a canvas whose user
// space is its pixels.
func covered(p *path) int {
	c := newCanvas(100, 100, 1)
	c.fill(p, rgba{1, 1, 1, 1})
	n := 0
	for i := 0; i < len(c.pix); i += 3 {
		if c.pix[i] > .5 {
			n++
		}
	}
	return n
}

func TestAreas(t *testing.T) {
	tests := []struct {
		name string
		p    *path
		want float64
	}{
		{"rectangle", rect(10, 10, 40, 20), 800},
		{"circle", circle(50, 50, 30), math.Pi * 900},
		{"ring", ring(50, 50, 30, 20), math.Pi * 500},
		{"rounded", roundRect(10, 10, 60, 60, 10), 3600 - (4-math.Pi)*100},
		{"sector", sector(50, 50, 40, 0, 90), math.Pi * 400},
		{"stroke", line(10, 50, 90, 50).outlined(10), 800 + math.Pi*25},
		{"hole", rect(10, 10, 80, 80).without(rect(30, 30, 40, 40)), 4800},
		{"overlap", rect(10, 10, 40, 40).wound(1).and(rect(30, 10, 40, 40).wound(1)), 2400},
		{"outside", rect(200, 200, 10, 10), 0},
		{"archway", archway(50, 50, 20, 30), math.Pi*200 + 1200},
	}
	for _, tt := range tests {
		if got := float64(covered(tt.p)); math.Abs(got-tt.want) > .03*tt.want+12 {
			t.Errorf("%s covers %v pixels, want about %.0f", tt.name, got, tt.want)
		}
	}
}

func TestGradientRunsThroughItsStops(t *testing.T) {
	g := down(0, 100, ink, paper, coral)
	for y, want := range map[float64]rgba{-20: ink, 0: ink, 50: paper, 100: coral, 140: coral} {
		if got := g.at(3, y); !alike(got, want) {
			t.Errorf("at %v the colour is %v, want %v", y, got, want)
		}
	}
	if got, want := g.placed(matrix{2, 0, 0, 2, 0, 10}).at(0, 110), paper; !alike(got, want) {
		t.Errorf("a gradient that was scaled and moved gives %v, want %v", got, want)
	}
}

// alike is equality but for the last place of floating point numbers.
func alike(a, b rgba) bool {
	return math.Abs(a.r-b.r)+math.Abs(a.g-b.g)+math.Abs(a.b-b.b)+math.Abs(a.a-b.a) < 1e-9
}

func TestInRestoresTheSpace(t *testing.T) {
	c := newCanvas(10, 10, 1)
	before := c.m
	c.in(3, 4, 45, 2, 2, func() {
		if c.m == before {
			t.Error("the space is not changed inside")
		}
	})
	if c.m != before {
		t.Errorf("the space is %v afterwards, was %v", c.m, before)
	}
}

func TestWithinConfines(t *testing.T) {
	c := newCanvas(100, 100, 1)
	c.within(rect(0, 0, 50, 100), func() {
		c.within(rect(0, 0, 100, 50), func() { c.fill(rect(0, 0, 100, 100), paper) })
	})
	for p, lit := range map[image.Point]bool{{25, 25}: true, {75, 25}: false, {25, 75}: false, {75, 75}: false} {
		if got := c.pix[3*(p.Y*100+p.X)] > 0; got != lit {
			t.Errorf("at %v painted is %v, want %v", p, got, lit)
		}
	}
	if c.clip != nil {
		t.Error("the canvas stays confined")
	}
}

func TestNoiseIsTheSameEveryTimeAndStaysInBounds(t *testing.T) {
	for i := range 2000 {
		x := float64(i) * .37
		if v := hash(i, 7, 3); v < 0 || v >= 1 || v != hash(i, 7, 3) {
			t.Fatalf("hash gives %v", v)
		}
		if v := cloudy(x, -x, 4); v < 0 || v > 1 {
			t.Fatalf("cloudy gives %v", v)
		}
		if v := rough(x, 9, 4); v < -1 || v > 1 {
			t.Fatalf("rough gives %v", v)
		}
	}
}
