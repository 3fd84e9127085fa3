package main

// The finds of the strandline, each centred on the origin and about 150 units
// high.

func shell(c *canvas, x, y, r float64, col rgba) {
	fan := polygon(append(arcPoints(x, y+r*.3, r, r*1.1, 190, 350), point{x + r*.2, y + r*.8}, point{x - r*.2, y + r*.8})...)
	c.fill(fan, col)
	c.within(fan, func() {
		for i := -4; i <= 4; i++ {
			c.stroke(line(x, y+r*.8, x+float64(i)*r*.26, y-r), 4, col.darker(.25))
		}
		c.spray(rect(x-r, y-r, 2*r, 2*r), brick.alpha(.7), x, y+r, x, y-r*.2)
	})
}

func bottle(c *canvas) {
	c.in(0, 0, 24, 1, 1, func() {
		glass := roundRect(-26, -30, 52, 104, 14).and(xy(-26, -20, -11, -50, 11, -50, 26, -20), rect(-11, -82, 22, 40))
		c.fill(glass.wound(1), moss.mix(teal, .4))
		c.spray(roundRect(-26, -30, 52, 104, 14), pine, 30, 60, -10, 0)
		c.fill(roundRect(-18, -16, 7, 74, 3), paper.alpha(.75))
		c.fill(rect(-14, -90, 28, 12), crust)
	})
}

func starfish(c *canvas, col rgba) {
	var pts []float64
	for i := range 10 {
		r := 82.0
		if i%2 == 1 {
			r = 30
		}
		p := arcPoints(0, 0, r, r, float64(i)*36-90, float64(i)*36-90)[0]
		pts = append(pts, p.x, p.y)
	}
	c.fill(blob(pts...), col)
	c.spray(blob(pts...), brick, 40, 60, -10, -10)
	for i := range 5 {
		for j := range 5 {
			p := arcPoints(0, 0, 1, 1, float64(i)*72-90, float64(i)*72-90)[0].times(float64(j) * 15)
			c.fill(circle(p.x, p.y, 4-float64(j)*.5), rose)
		}
	}
}

func cork(c *canvas) {
	c.in(0, 0, -28, 1, 1, func() {
		c.fill(roundRect(-36, -56, 72, 112, 10), crust)
		c.spray(roundRect(-36, -56, 72, 112, 10), walnut, 40, 40, -14, 10)
		c.fill(ellipse(0, -54, 36, 13), crust.lighter(.35))
		d := &dice{seed: 6}
		for range 26 {
			c.fill(ellipse(d.next(-30, 30), d.next(-34, 48), 3.5, 2), walnut.alpha(.55))
		}
	})
}

func feather(c *canvas) {
	c.in(0, 0, 34, 1, 1, func() {
		vane := blob(0, 40, -22, 16, -24, -40, 0, -92, 20, -44, 20, 14)
		c.fill(vane, paper)
		c.within(vane, func() {
			c.fill(rect(-40, -100, 80, 44), ink)
			for i := range 12 {
				y := 30 - float64(i)*11
				c.stroke(line(0, y, -30, y-16), 2, teal.alpha(.5))
				c.stroke(line(0, y, 30, y-16), 2, teal.alpha(.5))
			}
		})
		c.stroke(line(0, 84, 0, -84), 3.5, walnut)
	})
}

func brush(c *canvas) {
	c.in(0, 0, -40, 1, 1, func() {
		c.fill(roundRect(-9, -20, 18, 104, 9), coral)
		c.fill(roundRect(-20, -84, 40, 70, 8), coral)
		for i := range 5 {
			for j := range 3 {
				c.fill(rect(-16+float64(j)*12, -78+float64(i)*12, 8, 7), paper)
			}
		}
		c.spray(roundRect(-9, -20, 18, 104, 9), brick, 12, 40, -4, 40)
	})
}

func crab(c *canvas) {
	for _, s := range []float64{-1, 1} {
		c.in(0, 0, 0, s, 1, func() {
			for i := range 3 {
				y := float64(i) * 14
				c.stroke(line(40, 6+y, 70, -6+y*1.4, 84, 26+y*1.3), 7, brick)
			}
			c.stroke(line(34, -16, 60, -44), 9, brick)
			c.fill(sector(66, -58, 24, -60, 240).wound(1), coral)
			c.fill(circle(14, -42, 6), ink)
			c.stroke(line(14, -42, 12, -20), 3, brick)
		})
	}
	c.fill(blob(-56, -8, -34, -32, 0, -38, 34, -32, 56, -8, 40, 24, 0, 36, -40, 24), coral)
	c.spray(blob(-56, -8, -34, -32, 0, -38, 34, -32, 56, -8, 40, 24, 0, 36, -40, 24), brick, 20, 40, 0, -14)
}

func ropeCoil(c *canvas) {
	for i := range 4 {
		r := 74 - float64(i)*17
		c.fill(ring(0, 0, r, r-14), ochre.mix(sand, .35))
		for k := range 26 - 5*i {
			a := float64(k) * 360 / float64(26-5*i)
			p := arcPoints(0, 0, r-7, r-7, a, a)[0]
			c.in(p.x, p.y, a+40, 1, 1, func() { c.fill(rect(-8, -1.2, 16, 2.4), walnut.alpha(.7)) })
		}
	}
	c.stroke(curve(66, 20, 86, 50, 70, 84), 13, ochre.mix(sand, .35))
}

func kelpFrond(c *canvas) {
	c.stroke(curve(0, 86, -6, 40, 8, -10, 0, -60), 8, pine)
	for i, a := range []float64{-62, -34, -8, 20, 48, 74} {
		leaf(c, 2, -30+float64(i%2)*20, 96, a, moss.mix(pine, float64(i%3)*.3))
	}
	for _, p := range points(-18, -6, 18, 14, -10, 34) {
		c.fill(circle(p.x, p.y, 10), crust.mix(moss, .5))
	}
}
