package main

// lighthouse stands with its foot at (x, y), h high, striped or plain.
func lighthouse(c *canvas, x, y, h float64, striped bool) {
	c.in(x, y, 0, h/400, h/400, func() {
		tower := xy(-52, 0, -30, -300, 30, -300, 52, 0)
		c.fill(tower, paper)
		c.within(tower, func() {
			if striped {
				for _, top := range []float64{-250, -150, -50} {
					c.fill(rect(-80, top, 160, 50), coral)
				}
			}
			c.spray(rect(0, -300, 80, 300), ink.alpha(.55), 56, 0, -14, 0)
			for _, w := range []float64{-262, -174, -86} {
				c.fill(roundRect(-9, w, 18, 28, 9), ink)
			}
			c.fill(roundRect(-14, -34, 28, 60, 14), walnut)
		})
		c.fill(rect(-44, -312, 88, 14), ink)
		for i := -3; i <= 3; i++ {
			c.fill(rect(float64(i)*13-1.5, -332, 3, 22), ink)
		}
		c.fill(rect(-43, -334, 86, 4), ink)
		c.fill(rect(-24, -362, 48, 50), ochre.lighter(.35))
		c.fill(rect(-2, -362, 4, 50), ink)
		c.fill(rect(-26, -362, 4, 50).and(rect(22, -362, 4, 50)), ink)
		c.fill(polygon(arcPoints(0, -362, 32, 30, 180, 360)...), coral)
		c.fill(rect(-3, -408, 6, 20), ink)
		c.fill(circle(0, -408, 5), ink)
	})
}

// beam is a cone of light from a lamp.
func beam(c *canvas, x, y, length, degrees, spread float64, col rgba) {
	c.in(x, y, degrees, 1, 1, func() {
		c.fill(xy(0, -3, length, -spread, length, spread, 0, 3), across(0, length, col.alpha(.85), col.alpha(.3), col.alpha(0)))
	})
}

// cottage has its ground line at y, w wide.
func cottage(c *canvas, x, y, w float64, wall, roof rgba, lit bool) {
	window := deep
	if lit {
		window = ochre.lighter(.3)
	}
	c.in(x, y, 0, w/100, w/100, func() {
		c.fill(rect(26, -92, 14, 34), brick)
		c.fill(rect(-50, -48, 100, 48), wall)
		c.spray(rect(-50, -48, 100, 48), wall.darker(.45), 54, -6, -6, -30)
		c.fill(xy(-58, -46, -38, -82, 38, -82, 58, -46), roof)
		c.spray(xy(-58, -46, -38, -82, 38, -82, 58, -46), roof.darker(.5), 50, -40, -10, -80)
		for _, wx := range []float64{-36, 18} {
			c.fill(rect(wx, -36, 17, 18), paper)
			c.fill(rect(wx+2, -34, 6, 6).and(rect(wx+9, -34, 6, 6), rect(wx+2, -27, 6, 7), rect(wx+9, -27, 6, 7)), window)
		}
		c.fill(roundRect(-9, -33, 18, 40, 9), roof.darker(.35))
		c.fill(rect(-50, -3, 100, 6), wall.darker(.3))
	})
}

// dinghy is a small sailing boat; its waterline is at y.
func dinghy(c *canvas, x, y, w float64, sail rgba) {
	c.in(x, y, 0, w/100, w/100, func() {
		c.fill(xy(2, -14, 2, -112, 50, -18), sail)
		c.spray(xy(2, -14, 2, -112, 50, -18), sail.darker(.4), 44, -14, 2, -60)
		c.fill(xy(-3, -18, -3, -96, -40, -20), paper)
		c.fill(rect(-2.5, -116, 4, 108), walnut)
		hull := blob(-54, -10, 0, -7, 54, -12, 40, 8, 0, 12, -40, 8)
		c.within(rect(-60, -20, 120, 23), func() { c.fill(hull, brick) })
	})
}

// ferry is the Marigold, seen from the side; its waterline is at y.
func ferry(c *canvas, x, y, w float64) {
	c.in(x, y, 0, w/400, w/400, func() {
		c.fill(rect(-84, -122, 190, 40), paper)
		c.fill(rect(-40, -158, 92, 38), paper)
		c.spray(rect(-84, -122, 190, 40), deep.alpha(.7), 120, -80, -30, -124)
		c.fill(rect(-90, -126, 204, 6).and(rect(-48, -162, 108, 6)), ink)
		for i := range 6 {
			c.fill(roundRect(-72+float64(i)*29, -112, 18, 18, 5), deep)
		}
		c.fill(rect(-32, -150, 22, 18).and(rect(-4, -150, 22, 18), rect(24, -150, 22, 18)), deep)
		c.fill(xy(64, -126, 70, -182, 100, -182, 98, -126), coral)
		c.fill(rect(69, -176, 31, 12), ink)
		c.fill(rect(-22, -214, 4, 54), ink)
		c.fill(xy(-18, -212, 22, -204, -18, -194), ochre)
		hull := xy(-196, -86, 190, -86, 170, 4, -160, 4)
		c.fill(hull, ochre)
		c.within(hull, func() {
			c.spray(rect(-200, -90, 400, 100), brick, 120, 20, 20, -70)
			c.fill(rect(-200, -86, 400, 8), paper)
			c.fill(rect(-200, -14, 400, 20), brick)
		})
		for i := range 7 {
			c.fill(ring(-120+float64(i)*38, -46, 9, 5), ink)
		}
		for i := range 10 {
			c.fill(rect(-188+float64(i)*11, -102, 2.5, 18), ink)
		}
		c.fill(rect(-192, -104, 106, 3), ink)
	})
}

// wake is the foam that a hull throws up along its waterline.
func wake(c *canvas, x0, x1, y float64, seed int) {
	d := &dice{seed: seed}
	for range 26 {
		c.fill(lens(d.next(x0, x1), y+d.next(-5, 12), d.next(30, 110), d.next(4, 11)), paper.alpha(d.next(.4, .9)))
	}
}

// seal lies on its belly and looks left.
func seal(c *canvas, x, y, w float64, col rgba) {
	c.in(x, y, 0, w/200, w/200, func() {
		body := blob(-92, -52, -78, -68, -58, -62, -46, -40, 0, -44, 50, -26, 88, -16, 104, -30, 112, -20, 98, -2, 40, 2, -50, 2, -70, -18, -90, -38)
		c.fill(body, col)
		c.within(body, func() {
			c.spray(rect(-110, -80, 240, 90), col.darker(.5), 0, 8, 0, -36)
			d := &dice{seed: int(x)}
			for range 14 {
				c.fill(ellipse(d.next(-40, 60), d.next(-34, -14), 4, 2.5), col.darker(.3))
			}
		})
		c.fill(blob(-30, -8, -8, -12, 6, 4, -22, 6), col.darker(.25))
		c.fill(circle(-80, -56, 3.4), ink)
		c.fill(ellipse(-92, -50, 4, 3), ink)
		c.stroke(line(-88, -46, -70, -42), 1.2, ink)
	})
}
