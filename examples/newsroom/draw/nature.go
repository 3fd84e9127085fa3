package main

import "math"

const wide, high = 1200.0, 800.0

// sky covers the whole picture from top to bottom.
func sky(c *canvas, stops ...rgba) { c.fill(rect(0, 0, wide, high), down(0, high*.72, stops...)) }

// rings of light spread round a sun, one step of tone each, like a print.
func halo(c *canvas, x, y, r float64, n int, col rgba) {
	for i := n; i > 0; i-- {
		c.fill(circle(x, y, r*(1+float64(i)*float64(i)*.16+float64(i)*.3)), col.alpha(.09))
	}
}

// sun is a disc with a halo.
func sun(c *canvas, x, y, r float64, col rgba) {
	halo(c, x, y, r, 5, col)
	c.fill(circle(x, y, r), col)
}

// crescent is the moon, lit from the right.
func crescent(c *canvas, x, y, r float64, lit rgba) {
	halo(c, x, y, r, 4, lit)
	c.fill(circle(x, y, r), lit)
	c.within(circle(x, y, r), func() {
		c.spray(rect(x-r, y-r, 2*r, 2*r), lit.darker(.45), x-r, y+r*.6, x+r*.4, y-r*.2)
		for _, p := range [][3]float64{{-.2, -.35, .2}, {.35, .1, .14}, {-.1, .4, .25}, {.15, -.6, .1}} {
			c.fill(circle(x+p[0]*r, y+p[1]*r, p[2]*r), lit.darker(.12))
		}
	})
}

// starfield strews stars over the heights y0 to y1, fewer towards the bottom.
func starfield(c *canvas, seed, n int, y0, y1 float64) {
	d := &dice{seed: seed}
	for range n {
		x, t := d.next(0, wide), d.next(0, 1)
		size := .8 + 2.1*math.Pow(d.next(0, 1), 5)
		c.fill(circle(x, y0+(y1-y0)*t*t*.6+(y1-y0)*t*.4, size), paper.alpha(d.next(.45, 1)))
	}
}

// ridge is land below a rough line from the left to the right edge.
func ridge(seed int, base, height, scale float64) *path {
	pts := []point{{-10, high + 10}}
	for x := -10.0; x <= wide+10; x += 4 {
		pts = append(pts, point{x, base - height*(.5+.5*rough(x/scale, seed, 4))})
	}
	return polygon(append(pts, point{wide + 10, high + 10})...)
}

// hill is a ridge with softer lines: one octave.
func hill(seed int, base, height, scale float64) *path {
	pts := []point{{-10, high + 10}}
	for x := -10.0; x <= wide+10; x += 4 {
		pts = append(pts, point{x, base - height*(.5+.5*rough(x/scale, seed, 1))})
	}
	return polygon(append(pts, point{wide + 10, high + 10})...)
}

// land paints a ridge with mist lying at its foot.
func land(c *canvas, p *path, col, mist rgba) {
	_, top, _, _ := p.bounds()
	c.fill(p, down(top, top+300, col, col.mix(mist, .45)))
}

// sea runs from the horizon y0 down, with glints that grow towards us.
func sea(c *canvas, y0 float64, far, near, glint rgba, seed int) {
	c.fill(rect(0, y0, wide, high-y0), down(y0, high, far, near))
	d := &dice{seed: seed}
	for y := y0 + 6; y < high; {
		t := (y - y0) / (high - y0)
		for range 3 {
			w := (30 + 150*t) * d.next(.4, 1.6)
			c.fill(lens(d.next(-50, wide+50), y+d.next(-2, 2), w, 1.6+7*t), glint.alpha(d.next(.25, .6)))
		}
		y += 6 + 26*t
	}
}

// glitter is the path of light that sun or moon lay on the sea.
func glitter(c *canvas, x, y0, width float64, col rgba, seed int) {
	d := &dice{seed: seed}
	for y := y0 + 3; y < high; {
		t := (y - y0) / (high - y0)
		w := width * (.35 + t) * d.next(.5, 1.2)
		c.fill(lens(x+d.next(-.3, .3)*width*(.2+t), y, w, 3+9*t), col.alpha(.9-.35*t))
		y += 7 + 16*t
	}
}

// cloud has a flat foot and a billowing top; w is its width.
func cloud(c *canvas, x, y, w float64, col rgba) {
	c.in(x, y, 0, w/200, w/200, func() {
		puffs := circle(-48, -16, 27).and(circle(-12, -38, 38), circle(36, -25, 31), circle(68, -11, 19),
			circle(-76, -9, 16), roundRect(-94, -26, 188, 26, 13))
		c.within(rect(-120, -100, 240, 100), func() {
			c.fill(puffs.wound(1), down(-78, 4, col, col.alpha(col.a*.72)))
		})
	})
}

// streak is a long thin cloud.
func streak(c *canvas, x, y, w, h float64, col rgba) {
	c.fill(roundRect(x-w/2, y-h/2, w, h, h/2), across(x-w/2, x+w/2, col.alpha(0), col, col.alpha(0)))
}

// gull is a bird in flight, seen from afar: two bows.
func gull(c *canvas, x, y, span, tilt float64, col rgba) {
	c.in(x, y, tilt, span/100, span/100, func() {
		c.fill(blob(-50, -10, -28, -20, -4, 0, 0, 4, -8, 4, -26, -12), col)
		c.fill(blob(50, -10, 28, -20, 4, 0, 0, 4, 8, 4, 26, -12), col)
		c.fill(ellipse(0, 3, 9, 4), col)
	})
}

// flock strews gulls round (x, y).
func flock(c *canvas, x, y, spread float64, n, seed int, col rgba) {
	d := &dice{seed: seed}
	for range n {
		s := d.next(.35, 1)
		gull(c, x+d.next(-1, 1)*spread, y+d.next(-.5, .5)*spread, 46*s, d.next(-18, 18), col)
	}
}
