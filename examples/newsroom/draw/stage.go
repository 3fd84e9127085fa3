package main

import "math"

// singer is one of a choir: a gown, a folder, an open mouth.
func singer(c *canvas, x, y, h float64, gown rgba, seed int) {
	skin := []rgba{rose, crust, walnut.lighter(.15), sand, crust.darker(.3), rose.darker(.1)}[seed%6]
	hair := []rgba{ink, walnut, ochre.darker(.1), brick, paper.darker(.15), plum}[(seed*5+2)%6]
	c.in(x, y, 0, h/200, h/200, func() {
		if seed%3 == 1 {
			c.fill(blob(-34, -150, -40, -190, 0, -212, 40, -190, 34, -150, 36, -110, -36, -110), hair)
		}
		body := blob(-64, 0, -62, -80, -34, -122, 34, -122, 62, -80, 64, 0)
		c.fill(body, gown)
		c.spray(body, gown.darker(.6), 70, -10, -10, -90)
		c.fill(xy(-14, -124, 14, -124, 0, -92), paper)
		c.fill(ellipse(0, -158, 29, 35), skin)
		c.fill(polygon(arcPoints(0, -166, 31, 32, 176, 364)...), hair)
		if seed%4 == 2 {
			c.fill(circle(0, -204, 13), hair)
		}
		c.fill(ellipse(0, -140, 7, 9), brick)
		c.stroke(arc(-12, -160, 5, 4, 190, 350), 2.4, ink)
		c.stroke(arc(12, -160, 5, 4, 190, 350), 2.4, ink)
		c.fill(xy(-44, -70, 0, -58, 44, -70, 44, -22, 0, -10, -44, -22), ink)
		c.fill(xy(-40, -74, 0, -62, 40, -74, 40, -68, 0, -56, -40, -68), paper)
	})
}

// choir: three rows in the sail loft, singing at the rafters.
func choir(c *canvas) {
	c.fill(rect(0, 0, wide, high), glow(600, 260, 820, ochre.lighter(.3), ochre.mix(crust, .4), walnut))
	for i := range 7 {
		x := 60 + float64(i)*180
		c.fill(xy(x-14, -10, x+14, -10, 600+(x-600)*.55+9, 330, 600+(x-600)*.55-9, 330), walnut.alpha(.65))
	}
	c.fill(rect(0, 62, wide, 22), walnut.alpha(.8))
	c.fill(rect(0, 180, wide, 14), walnut.alpha(.6))
	for i := range 9 {
		x := 90 + float64(i)*128
		c.stroke(line(x, 84, x, 140+30*float64(i%2)), 2.5, ink)
		halo(c, x, 156+30*float64(i%2), 12, 3, paper)
		c.fill(circle(x, 156+30*float64(i%2), 12), paper)
	}
	for row := range 3 {
		n := 6 + row
		for i := range n {
			x := 600 + (float64(i)-float64(n-1)/2)*(150+8*float64(row))
			singer(c, x, 540+float64(row)*130, 250+16*float64(row), []rgba{deep, brick, plum}[row], i*7+row*3)
		}
	}
	c.fill(rect(0, 780, wide, 30), ink)
}

// chess: an ending on the table of the net loft.
func chess(c *canvas) {
	c.fill(rect(0, 0, wide, high), glow(420, 220, 900, teal.lighter(.1), deep, ink))
	board(c)
	piece(c, 250, 560, 1.25, sand, rook)
	piece(c, 430, 500, 1.1, ink.lighter(.12), pawn)
	piece(c, 610, 640, 1.55, sand, king)
	piece(c, 830, 520, 1.3, ink.lighter(.12), queen)
	piece(c, 1000, 600, 1.3, ink.lighter(.12), pawn)
	piece(c, 400, 700, 1.5, sand, pawn)
	chessClock(c, 1010, 300)
}

// board is a chess board in perspective.
func board(c *canvas) {
	c.fill(rect(0, 380, wide, 430), down(380, high, walnut, walnut.darker(.5)))
	at := func(u, v float64) point {
		y := 400 + 420*math.Pow(v, 1.5)
		spread := 430 + 640*(y-400)/420
		return point{600 + (u-.5)*2*spread, y}
	}
	for r := range 8 {
		for f := range 8 {
			col := sand.darker(.08)
			if (r+f)%2 == 1 {
				col = brick.darker(.15)
			}
			u, v := float64(f)/8, float64(r)/8
			c.fill(polygon(at(u, v), at(u+.125, v), at(u+.125, v+.125), at(u, v+.125)), col)
		}
	}
	c.spray(rect(0, 380, wide, 430), ink, 1330, 840, 860, 560)
}

func piece(c *canvas, x, y, size float64, col rgba, top func(c *canvas, col rgba)) {
	c.in(x, y, 0, size, size, func() {
		c.fill(ellipse(26, 2, 84, 15), ink.alpha(.35))
		c.fill(ellipse(0, 0, 56, 14), col.darker(.25))
		c.fill(roundRect(-54, -26, 108, 26, 10), col)
		c.fill(blob(-42, -26, -20, -60, -16, -110, 16, -110, 20, -60, 42, -26), col)
		top(c, col)
		c.spray(blob(-42, -26, -20, -60, -16, -110, 16, -110, 20, -60, 42, -26).and(roundRect(-54, -26, 108, 26, 10)).wound(1), ink.mix(col, .3), 50, -20, 0, -60)
	})
}

func pawn(c *canvas, col rgba) {
	c.fill(roundRect(-30, -118, 60, 14, 7), col)
	c.fill(circle(0, -144, 31), col)
	c.spray(circle(0, -144, 31), ink.mix(col, .3), 30, -124, -6, -150)
}

func rook(c *canvas, col rgba) {
	c.fill(roundRect(-34, -118, 68, 14, 7), col)
	c.fill(xy(-32, -116, -40, -176, -22, -176, -22, -162, -9, -162, -9, -176, 9, -176, 9, -162, 22, -162, 22, -176, 40, -176, 32, -116), col)
	c.spray(rect(-34, -160, 68, 44), ink.mix(col, .3), 40, -120, -4, -140)
}

func queen(c *canvas, col rgba) {
	c.fill(roundRect(-34, -120, 68, 14, 7), col)
	crown := xy(-30, -118, -50, -196, -26, -164, -16, -208, 0, -168, 16, -208, 26, -164, 50, -196, 30, -118)
	c.fill(crown, col)
	for _, p := range points(-50, -198, -16, -210, 16, -210, 50, -198) {
		c.fill(circle(p.x, p.y, 7), ochre)
	}
	c.spray(crown, ink.mix(col, .3), 44, -120, -4, -160)
}

func king(c *canvas, col rgba) {
	c.fill(roundRect(-36, -120, 72, 14, 7), col)
	c.fill(blob(-28, -118, -44, -182, 0, -196, 44, -182, 28, -118), col)
	c.fill(rect(-6, -238, 12, 46).and(rect(-20, -226, 40, 12)), col)
	c.spray(blob(-28, -118, -44, -182, 0, -196, 44, -182, 28, -118), ink.mix(col, .3), 40, -120, -6, -170)
}

func chessClock(c *canvas, x, y float64) {
	c.fill(roundRect(x-170, y-80, 340, 160, 26), crust)
	c.spray(roundRect(x-170, y-80, 340, 160, 26), walnut, x+170, y+80, x-20, y-20)
	for i, dx := range []float64{-82, 82} {
		c.fill(circle(x+dx, y, 62), paper)
		for h := range 12 {
			c.in(x+dx, y, float64(h)*30, 1, 1, func() { c.fill(rect(-2, -56, 4, 10), ink) })
		}
		c.in(x+dx, y, 300+float64(i)*40, 1, 1, func() { c.fill(rect(-3, -46, 6, 50), ink) })
		c.in(x+dx, y, 342-float64(i)*100, 1, 1, func() { c.fill(rect(-3, -34, 6, 38), coral) })
		c.fill(roundRect(x+dx-14, y-102-float64(i)*12, 28, 30, 6), ochre)
	}
}
