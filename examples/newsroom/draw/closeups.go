package main

// nightTrain: the shelf of poems and detective stories.
func nightTrain(c *canvas) {
	c.fill(rect(0, 0, wide, high), walnut.darker(.2))
	for r := range 2 {
		y := 360 + float64(r)*380
		c.fill(rect(0, y-340, wide, 340), down(y-340, y, ink.alpha(.6), ink.alpha(.2)))
		c.in(0, y, 0, 2.6, 2.6, func() { shelf(c, 4, 456, 0, 122, 640+r) })
	}
	c.fill(roundRect(430, 372, 340, 62, 10), ochre)
	c.fill(roundRect(438, 380, 324, 46, 6), ink)
	crescent(c, 480, 403, 13, ochre.lighter(.3))
	for i := range 6 {
		c.fill(rect(520+float64(i)*38, 394, 26, 18), ochre)
	}
}

// cat: the stationmaster's, four millimetres long.
func cat(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, sand.lighter(.3), sand))
	c.fill(rect(0, 0, 430, high), brick.mix(coral, .3))
	for r := range 17 {
		for k := -1; k < 5; k++ {
			c.fill(roundRect(float64(k)*100+float64(r%2)*50+2, float64(r)*48+2, 95, 43, 4), brick.mix(coral, .3+.4*hash(r, k, 651)))
		}
	}
	c.fill(rect(430, 0, wide, high), down(0, high, sand.lighter(.3), sand))
	c.fill(rect(430, 0, 14, high), walnut)
	for i := range 3 {
		y := 560 + float64(i)*84
		c.fill(rect(444, y, 760-float64(2-i)*170, 90), sand.darker(.3-.07*float64(i)))
		c.fill(rect(444, y, 760-float64(2-i)*170, 12), paper)
	}
	c.in(620, 562, 0, 1, 1, func() {
		c.stroke(curve(90, -14, 168, -8, 190, -60, 158, -104, 170, -136), 26, ink)
		c.fill(blob(-70, 0, -80, -90, -52, -170, 10, -190, 66, -130, 100, -50, 96, 0), ink)
		c.fill(ellipse(-50, -206, 62, 54), ink)
		c.fill(xy(-100, -220, -106, -290, -62, -252), ink)
		c.fill(xy(-36, -254, 4, -288, 6, -218), ink)
		c.fill(ellipse(-76, -208, 10, 13).and(ellipse(-32, -208, 10, 13)), ochre)
		c.fill(ellipse(-76, -208, 3.4, 12).and(ellipse(-32, -208, 3.4, 12)), ink)
		c.fill(xy(-60, -188, -48, -188, -54, -180), rose)
		c.fill(blob(-66, -96, -44, -130, -16, -100, -24, -50, -50, -40), paper)
		c.fill(ellipse(-56, -4, 26, 13).and(ellipse(-2, -4, 26, 13)), paper)
	})
	c.fill(ellipse(640, 566, 150, 9), walnut.alpha(.3))
}

// oneBill: the excursion poster, flattened and dry.
func oneBill(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, foam.darker(.1), foam.darker(.25)))
	for i, x := range []float64{330, 870} {
		c.in(x, 70, -2+4*float64(i), 1.95, 1.95, func() { bill(c, 2-i) })
	}
	for _, p := range points(170, 60, 500, 46, 710, 52, 1030, 66) {
		c.fill(circle(p.x, p.y, 12), coral)
		c.fill(circle(p.x-3, p.y-3, 4), paper.alpha(.7))
	}
}

// mapDetail: the bend of the river, much enlarged.
func mapDetail(c *canvas) {
	c.in(-1050, -640, 0, 2.5, 2.5, func() { paperMap(c) })
	c.fill(ring(620, 400, 330, 316), ink)
	c.fill(rect(0, 0, wide, high).without(circle(620, 400, 322)), ink.alpha(.5))
	c.in(860, 640, 45, 1, 1, func() { c.fill(roundRect(-8, -28, 330, 56, 26), walnut) })
}

// courgettes: all thirty-one.
func courgettes(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, sand.lighter(.3), rose.lighter(.3)))
	d := &dice{seed: 661}
	for i := range 31 {
		x, y := 110+float64(i%8)*142, 120+float64(i/8)*190
		c.in(x+d.next(-14, 14), y+d.next(-14, 14), d.next(-40, 40), 1, 1, func() {
			size := d.next(.75, 1.1)
			c.in(8, 10, 0, size, size, func() { c.fill(roundRect(-30, -84, 60, 170, 28), walnut.alpha(.2)) })
			c.in(0, 0, 0, size, size, func() {
				c.fill(roundRect(-30, -84, 60, 170, 28), pine.mix(moss, d.next(.1, .5)))
				for k := range 3 {
					c.fill(roundRect(-19+float64(k)*15, -70, 4, 140, 2), moss.lighter(.35))
				}
				c.fill(xy(-12, -80, -16, -108, 16, -108, 12, -80), moss)
			})
		})
	}
}

// guest: one bumblebee at a flower.
func guest(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, foam, paper, moss.lighter(.4)))
	c.fill(circle(700, 380, 300), paper.alpha(.7))
	c.stroke(curve(420, 840, 430, 700, 400, 520), 22, pine)
	leaf(c, 424, 720, 240, 60, moss)
	leaf(c, 428, 760, 220, -64, moss)
	flower(c, 400, 430, 230, 11, coral, ochre)
	c.in(800, 330, 0, -1, 1, func() { bee(c, 0, 0, 3.1, -14) })
}

// nestBox: box 4, and who looks out of it.
func nestBox(c *canvas) {
	sky(c, teal, foam, rose)
	for i := range 9 {
		for k := range 5 {
			c.fill(roundRect(-40+float64(k)*150+float64(i%2)*60, float64(i)*92, 142, 84, 8), sand.darker(.2+.2*hash(i, k, 671)))
		}
	}
	c.fill(rect(690, 0, 30, high), ink.alpha(.18))
	c.fill(rect(700, 0, 520, high), down(0, 620, teal, foam, rose))
	c.in(380, 250, 0, 5.6, 5.6, func() { swiftBox(c, 0, 0) })
	c.fill(ellipse(396, 474, 30, 22), ink.lighter(.1))
	c.fill(ellipse(410, 470, 6, 7), paper)
	c.fill(xy(420, 478, 436, 484, 418, 488), ink)
	swift(c, 960, 260, 260, 24)
	swift(c, 1080, 520, 150, -18)
}

// worn: the board from a stile, with the hollow of a hundred years.
func worn(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, moss.lighter(.35), moss))
	grass(c, 0, wide, 800, 260, 681, moss.darker(.12))
	c.in(600, 430, -5, 1, 1, func() {
		board := blob(-500, -90, -250, -96, 60, -62, 330, -94, 500, -88, 506, 60, 300, 74, -300, 72, -504, 62)
		c.in(10, 26, 0, 1, 1, func() { c.fill(board, ink.alpha(.4)) })
		c.fill(board, crust.lighter(.15))
		c.within(board, func() {
			for i := range 9 {
				y := -80 + float64(i)*19
				c.stroke(curve(-520, y, -200, y+4, 60, y+26-2*float64(i), 320, y+3, 520, y), 3, walnut.alpha(.55))
			}
			c.fill(ellipse(60, -20, 190, 56), glow(60, -20, 190, walnut.alpha(.5), crust.alpha(0)))
			c.spray(board, walnut, 520, 90, 260, 0)
		})
		for _, x := range []float64{-440, 440} {
			c.fill(circle(x, -10, 14), ink)
			c.fill(circle(x-3, -13, 5), foam.alpha(.6))
		}
	})
	for i := range 5 {
		flower(c, 130+float64(i)*240, 690-40*float64(i%2), 46, 6, []rgba{paper, ochre}[i%2], coral)
	}
}

// asDrawn: the boy's picture of the ferry, in crayon, pinned to a board.
func asDrawn(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, crust, crust.darker(.15)))
	for i := range 500 {
		c.fill(circle(hash(i, 1, 691)*wide, hash(i, 2, 691)*high, 2+3*hash(i, 3, 691)), walnut.alpha(.25))
	}
	c.in(600, 400, -2, 1, 1, func() {
		c.fill(rect(-430, -300, 880, 620), ink.alpha(.35))
		c.fill(rect(-440, -310, 880, 620), paper)
		for i := range 26 {
			x := -430 + float64(i)*34
			c.stroke(curve(x, 170+20*hash(i, 1, 692), x+14, 210, x+4, 250, x+26, 290), 9, teal.alpha(.55))
		}
		c.stroke(line(-250, 40, -180, 170, 190, 170, 260, 40, -250, 40), 12, coral)
		c.stroke(line(-140, 36, -140, -70, 110, -70, 110, 36), 12, ink)
		c.stroke(line(60, -74, 60, -160, 104, -160, 104, -74), 12, coral)
		for i := range 4 {
			c.stroke(arc(-100+float64(i)*56, -16, 17, 17, 0, 380), 9, ochre)
		}
		lights := curve(-262, 30, -180, -120, -20, -220, 150, -150, 270, 30).rings[0]
		for i := 0; i < len(lights); i += 3 {
			c.fill(circle(lights[i].x, lights[i].y, 13+5*hash(i, 1, 693)), []rgba{coral, ochre, teal, moss, plum}[i/3%5])
		}
		c.stroke(arc(310, -210, 50, 50, 0, 380), 11, ochre)
		for i := range 8 {
			p, q := arcPoints(310, -210, 68, 68, float64(i)*45, float64(i)*45)[0], arcPoints(310, -210, 96, 96, float64(i)*45, float64(i)*45)[0]
			c.stroke(polygon(p, q), 9, ochre)
		}
		c.fill(circle(0, -290, 16), coral)
	})
}

// redLight: the society's dome with somebody at the eyepiece.
func redLight(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, ink, plum.darker(.5)))
	starfield(c, 701, 260, 0, 700)
	land(c, ridge(702, 720, 80, 300), ink, plum.darker(.3))
	c.in(600, 730, 0, 2.3, 2.3, func() { dome(c, 0, 0) })
	c.fill(rect(0, 728, wide, 80), ink)
	halo(c, 452, 640, 40, 5, coral)
	c.fill(roundRect(420, 600, 84, 130, 20), coral)
	c.fill(circle(462, 640, 22), brick.darker(.4))
	c.fill(blob(430, 730, 432, 672, 462, 660, 492, 672, 496, 730), brick.darker(.4))
}

// towering: the sixth cloud, seen from the quay.
func towering(c *canvas) {
	sky(c, plum.darker(.1), plum.mix(rose, .4), rose, sand)
	c.in(140, -30, 0, 2.5, 2.05, func() { anvil(c) })
	sea(c, 600, plum.mix(teal, .5), ink, rose, 711)
	dinghy(c, 240, 640, 120, paper)
	c.in(980, 640, 0, 1, 1, func() {
		for i := range 30 {
			x, y := -260+240*hash(i, 1, 712), -210+150*hash(i, 2, 712)
			c.stroke(line(x, y, x-16, y+56), 3, foam.alpha(.4))
		}
	})
	gull(c, 330, 420, 80, -12, ink)
}
