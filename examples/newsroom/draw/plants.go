package main

// conifer stands with its foot at (x, y), h high.
func conifer(c *canvas, x, y, h float64, col rgba) {
	c.in(x, y, 0, h/100, h/100, func() {
		c.fill(rect(-3, -14, 6, 14), walnut)
		for i := range 4 {
			w, top := 30-5.5*float64(i), -34-20*float64(i)
			c.fill(xy(0, top-12, w, top+24, 0, top+19, -w, top+24), col.lighter(.05*float64(i)))
		}
		c.spray(xy(0, -106, 30, -10, 0, -14), col.darker(.6), 30, -40, -4, -50)
	})
}

// roundTree is an orchard tree with its foot at (x, y), h high.
func roundTree(c *canvas, x, y, h float64, col rgba) {
	c.in(x, y, 0, h/100, h/100, func() {
		c.fill(xy(-4, 0, -3, -40, 3, -40, 5, 0), walnut)
		c.stroke(line(0, -30, -14, -48), 3, walnut)
		c.stroke(line(0, -28, 13, -46), 3, walnut)
		crown := blob(-34, -52, -28, -76, -8, -92, 16, -90, 33, -72, 34, -50, 16, -36, -14, -36)
		c.fill(crown, col)
		c.within(crown, func() { c.spray(rect(-40, -100, 80, 70), col.darker(.5), 30, -30, -20, -80) })
	})
}

// grass is a fringe of blades along a line, each up to h high.
func grass(c *canvas, x0, x1, y, h float64, seed int, col rgba) {
	d := &dice{seed: seed}
	for x := x0; x < x1; x += d.next(3, 10) {
		t, lean := d.next(.4, 1)*h, d.next(-.5, .5)*h
		c.fill(xy(x-2.5, y, x+lean, y-t, x+2.5, y), col.mix(col.darker(.35), d.next(0, 1)))
	}
}

// leaf has its stalk at (x, y) and points up before it is turned.
func leaf(c *canvas, x, y, length, turn float64, col rgba) {
	c.in(x, y, turn, length/100, length/100, func() {
		shape := blob(0, 0, -22, -34, -16, -72, 0, -100, 16, -72, 22, -34)
		c.fill(shape, col)
		c.within(shape, func() { c.fill(rect(0, -100, 40, 100), col.darker(.16)) })
		c.stroke(line(0, 8, 0, -86), 2.4, col.darker(.35))
	})
}

// apple is centred on (x, y) with radius r.
func apple(c *canvas, x, y, r float64, col rgba) {
	c.in(x, y, 0, r/50, r/50, func() {
		body := blob(0, -38, 26, -46, 48, -22, 46, 14, 26, 44, 0, 40, -26, 44, -46, 14, -48, -22, -26, -46)
		c.fill(body, col)
		c.within(body, func() {
			c.spray(rect(-60, -60, 120, 120), col.darker(.45), 50, 40, -20, -10)
			c.spray(rect(-60, -60, 120, 120), paper, -46, -36, -8, 4)
			c.fill(ellipse(0, -40, 15, 7), col.darker(.4))
		})
		c.stroke(curve(0, -38, 3, -52, 10, -62), 5, walnut)
		leaf(c, 8, -54, 42, 68, moss)
	})
}

// flower has n petals round its eye.
func flower(c *canvas, x, y, r float64, n int, petal, eye rgba) {
	for i := range n {
		c.in(x, y, float64(i)*360/float64(n), r/50, r/50, func() {
			c.fill(blob(0, -8, -15, -30, -8, -50, 8, -50, 15, -30), petal)
			c.stroke(line(0, -14, 0, -36), 2, petal.darker(.2))
		})
	}
	c.fill(circle(x, y, r*.28), eye)
	c.spray(circle(x, y, r*.28), eye.darker(.4), x+r*.2, y+r*.2, x-r*.1, y-r*.1)
}
