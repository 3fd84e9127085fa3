package main

import "math"

// slowBoat: records, headphones and the sea: ten songs for a crossing.
func slowBoat(c *canvas) {
	sky(c, plum, coral.mix(rose, .4), ochre.lighter(.2))
	record(c, 600, 420, 290)
	c.fill(rect(0, 560, wide, 250), down(560, high, deep, ink))
	for i := range 6 {
		y := 566 + float64(i)*42
		var pts []float64
		for x := -40.0; x <= 1260; x += 40 {
			pts = append(pts, x, y+10*math.Sin(x/60+float64(i)*1.3))
		}
		c.stroke(curve(pts...), 5+float64(i), foam.alpha(.5-.06*float64(i)))
	}
	dinghy(c, 870, 606, 150, paper)
	ferry(c, 340, 640, 330)
	wake(c, 170, 520, 646, 93)
	for i, p := range points(240, 170, 350, 110, 930, 150, 1040, 230, 150, 290) {
		note(c, p.x, p.y, .9+.2*float64(i%2), []rgba{paper, ochre.lighter(.3)}[i%2])
	}
}

func record(c *canvas, x, y, r float64) {
	c.fill(circle(x, y, r), ink)
	for i := range 14 {
		c.fill(ring(x, y, r-12-float64(i)*13, r-14-float64(i)*13), plum.alpha(.6))
	}
	c.fill(sector(x, y, r-8, 205, 235).and(sector(x, y, r-8, 25, 55)).wound(1), paper.alpha(.1))
	c.fill(circle(x, y, r*.34), coral)
	c.fill(ring(x, y, r*.3, r*.28), ochre)
	c.fill(circle(x, y, 12), ink)
}

func note(c *canvas, x, y, size float64, col rgba) {
	c.in(x, y, -8, size, size, func() {
		c.fill(ellipse(0, 40, 18, 13).and(ellipse(56, 32, 18, 13)), col)
		c.fill(rect(11, -36, 7, 76).and(rect(67, -44, 7, 76)), col)
		c.fill(xy(11, -38, 74, -48, 74, -28, 11, -18), col)
	})
}

// radioMast: the community station's aerial above the roofs.
func radioMast(c *canvas) {
	sky(c, deep, teal, sand)
	for i := 8; i > 0; i-- {
		c.fill(ring(600, 210, float64(i)*92, float64(i)*92-9), paper.alpha(.34-.035*float64(i)))
	}
	land(c, ridge(151, 610, 120, 400), teal.darker(.3), foam)
	c.fill(xy(592, 150, 608, 150, 690, 640, 510, 640), ink)
	c.within(xy(592, 150, 608, 150, 690, 640, 510, 640), func() {
		for i := range 12 {
			y := 160 + float64(i)*42
			half := 8 + (y-150)/490*82
			inner := xy(600-half*.78, y+4, 600+half*.78, y+4, 600+half*.85, y+36, 600-half*.85, y+36)
			c.fill(inner, teal.mix(sand, float64(i)/12))
			c.stroke(line(600-half, y, 600+half, y+40), 4, ink)
			c.stroke(line(600+half, y, 600-half, y+40), 4, ink)
		}
	})
	c.fill(rect(596, 60, 8, 100), ink)
	for i := range 3 {
		c.fill(rect(560, 76+float64(i)*26, 80, 5), ink)
	}
	halo(c, 600, 56, 13, 4, coral)
	c.fill(circle(600, 56, 13), coral)
	for i := range 11 {
		roofHouse(c, -30+float64(i)*120, 810, 130, 130+90*hash(i, 5, 5), i)
	}
	flock(c, 260, 240, 110, 5, 95, ink)
	microphone(c, 1010, 420)
}

func roofHouse(c *canvas, x, y, w, h float64, i int) {
	wall := []rgba{sand, rose, paper.darker(.1), foam.darker(.1), ochre.lighter(.2)}[i%5]
	c.fill(rect(x, y-h, w, h), wall)
	c.fill(xy(x-8, y-h+4, x+w/2, y-h-60, x+w+8, y-h+4), []rgba{brick, deep, walnut}[i%3])
	for k := range 2 {
		lit := deep
		if hash(i, k, 1) > .4 {
			lit = ochre.lighter(.35)
		}
		c.fill(rect(x+24+float64(k)*50, y-h+34, 32, 42), paper)
		c.fill(rect(x+27+float64(k)*50, y-h+37, 26, 36), lit)
	}
	c.fill(rect(x, y-h, w, h), linear{point{x + w, y}, point{x, y - h}, []rgba{wall.darker(.75).alpha(.6), wall.alpha(0)}})
}

func microphone(c *canvas, x, y float64) {
	c.fill(roundRect(x-62, y-130, 124, 200, 60), ink)
	c.fill(roundRect(x-52, y-120, 104, 180, 50), linear{point{x - 52, y}, point{x + 52, y}, []rgba{foam, paper, teal}})
	for i := range 8 {
		c.fill(rect(x-52, y-104+float64(i)*16, 104, 5), ink)
	}
	c.fill(rect(x-62, y+8, 124, 16), coral)
	c.stroke(arc(x, y-10, 92, 110, 10, 170), 13, ink)
	c.fill(rect(x-8, y+96, 16, 110), ink)
	c.fill(roundRect(x-80, y+196, 160, 22, 10), ink)
}

// gatefold: a sheet that opens only when someone unfolds it.
func gatefold(c *canvas) {
	c.fill(rect(0, 0, wide, high), glow(600, 400, 780, teal.lighter(.15), teal, deep))
	c.fill(ellipse(600, 704, 430, 26), ink.alpha(.4))
	c.fill(rect(330, 150, 540, 540), paper)
	c.within(rect(330, 150, 540, 540), func() {
		sky := rect(330, 150, 540, 540)
		c.fill(sky, down(150, 690, plum, coral, ochre.lighter(.2)))
		c.fill(circle(600, 440, 110), ochre.lighter(.4))
		c.fill(hillIn(330, 600, 540, 130), plum.darker(.3))
		gull(c, 520, 320, 90, -8, paper)
		gull(c, 690, 280, 60, 10, paper)
	})
	leafSheet(c, -1)
	leafSheet(c, 1)
}

// leafSheet is one of the two leaves that close over the picture, half open.
func leafSheet(c *canvas, side float64) {
	c.in(600, 0, 0, side, 1, func() {
		sheet := xy(272, 150, 132, 92, 132, 748, 272, 690)
		c.fill(xy(272, 150, 96, 140, 96, 768, 272, 690), ink.alpha(.3))
		c.fill(sheet, across(132, 272, paper, sand.darker(.12)))
		for i := range 9 {
			y := 196 + float64(i)*50
			w := 76 + 22*hash(i, 1, 9)
			c.fill(xy(156, y, 156+w, y+4, 156+w, y+17, 156, y+15), ink.alpha(.55))
		}
		c.fill(xy(156, 650, 236, 642, 236, 676, 156, 688), coral)
		c.spray(sheet, crust, 272, 560, 190, 420)
	})
}
