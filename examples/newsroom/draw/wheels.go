package main

import "math"

// wheel has a tyre, a rim, spokes and a hub.
func wheel(c *canvas, x, y, r float64, tyre, spoke rgba) {
	c.fill(ring(x, y, r, r-9), tyre)
	c.fill(ring(x, y, r-9, r-13), spoke)
	for i := range 18 {
		s, k := math.Sincos(float64(i) * math.Pi / 9)
		c.stroke(line(x, y, x+(r-11)*k, y+(r-11)*s), 1.6, spoke)
	}
	c.fill(circle(x, y, 8), tyre)
}

// cargoBike: the long bicycle of the lending shed, loaded for a Saturday.
func cargoBike(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, 640, ochre.lighter(.25), sand))
	c.fill(circle(760, 330, 260), paper.alpha(.75))
	land(c, hill(101, 620, 190, 420), moss.lighter(.25), sand)
	land(c, hill(107, 650, 120, 330), moss, moss.lighter(.2))
	for i, x := range []float64{90, 170, 1040, 1120} {
		roundTree(c, x, 622-float64(i%2)*10, 130+float64(i%3)*26, pine.mix(moss, .3*float64(i%2)))
	}
	c.fill(rect(0, 640, wide, 170), down(640, high, teal.mix(ink, .35), ink.mix(teal, .25)))
	for i := range 7 {
		c.fill(roundRect(20+float64(i)*190, 730, 100, 9, 4), paper.alpha(.75))
	}
	c.fill(ellipse(600, 664, 440, 14), ink.alpha(.45))
	wheel(c, 290, 560, 104, ink, paper)
	wheel(c, 948, 592, 72, ink, paper)
	for _, t := range [][4]float64{{290, 560, 420, 400}, {420, 400, 500, 560}, {290, 560, 500, 560}, {500, 560, 620, 590}, {420, 400, 640, 470}, {640, 470, 640, 560}} {
		c.stroke(line(t[0], t[1], t[2], t[3]), 13, teal)
	}
	c.stroke(line(640, 430, 660, 360, 610, 336), 11, ink)
	c.stroke(line(640, 430, 640, 590, 948, 592), 13, teal)
	c.fill(blob(360, 392, 380, 376, 470, 380, 468, 394, 430, 402, 372, 404), walnut)
	c.stroke(line(408, 372, 424, 410), 9, ink)
	c.fill(ring(500, 560, 34, 24), ink)
	c.stroke(line(500, 560, 534, 604), 8, ink)
	c.fill(roundRect(516, 600, 40, 10, 5), ink)
	load(c)
	c.fill(xy(672, 400, 912, 400, 880, 572, 690, 572), crust)
	c.spray(xy(672, 400, 912, 400, 880, 572, 690, 572), walnut, 900, 580, 760, 440)
	for i := range 4 {
		c.fill(rect(678+float64(i)*3, 440+float64(i)*34, 226-float64(i)*9, 4), walnut.alpha(.55))
	}
	c.fill(roundRect(664, 392, 256, 18, 8), walnut)
	c.fill(roundRect(736, 462, 110, 56, 8), paper)
	c.fill(rect(752, 480, 78, 6).and(rect(752, 494, 54, 6)), coral)
}

// load is what sticks out of the box: bread, leeks, a lamp, a ball of wool.
func load(c *canvas) {
	for i := range 3 {
		c.in(710+float64(i)*22, 400, -18+float64(i)*9, 1, 1, func() {
			c.fill(roundRect(-8, -110, 16, 120, 8), paper)
			leaf(c, -3, -96, 90, -18, moss)
			leaf(c, 4, -96, 104, 10, pine)
		})
	}
	c.in(800, 404, 14, 1, 1, func() {
		c.fill(roundRect(-20, -130, 40, 150, 20), crust)
		for i := range 4 {
			c.in(0, -106+float64(i)*28, -30, 1, 1, func() { c.fill(lens(0, 0, 34, 9), sand) })
		}
	})
	c.fill(circle(866, 372, 42), coral)
	for i := range 5 {
		c.stroke(arc(866, 372, 40, 12+float64(i)*7, 200+float64(i)*8, 340), 2.5, brick)
	}
}

// bicycleNight: a dynamo lamp on the lane, the rider a shape.
func bicycleNight(c *canvas) {
	sky(c, ink, deep.darker(.2), teal.darker(.25))
	starfield(c, 61, 130, 0, 460)
	crescent(c, 210, 160, 60, paper)
	land(c, ridge(111, 560, 150, 380), deep.darker(.15), teal)
	for i := range 12 {
		conifer(c, 30+float64(i)*106, 574+8*hash(i, 1, 4), 90+70*hash(i, 2, 4), pine.darker(.45))
	}
	c.fill(rect(0, 570, wide, 240), down(570, high, pine.darker(.5), ink))
	road := xy(0, 650, wide, 620, wide, 770, 0, 810)
	c.fill(road, ink.mix(plum, .35))
	c.fill(xy(760, 500, 1300, 560, 1300, 740, 760, 520), across(750, 1250, ochre.lighter(.5).alpha(.85), ochre.alpha(0)))
	c.within(road, func() {
		c.fill(ellipse(1010, 680, 260, 60), glow(1010, 680, 260, ochre.lighter(.4).alpha(.75), ochre.alpha(0)))
	})
	wheel(c, 430, 590, 110, paper.darker(.75), teal)
	wheel(c, 730, 590, 110, paper.darker(.75), teal)
	for _, t := range [][4]float64{{430, 590, 520, 430}, {520, 430, 570, 596}, {430, 590, 570, 596}, {520, 430, 690, 430}, {570, 596, 690, 430}, {680, 400, 730, 590}} {
		c.stroke(line(t[0], t[1], t[2], t[3]), 11, coral)
	}
	c.stroke(line(680, 402, 672, 372, 716, 362, 730, 384), 10, paper.darker(.6))
	c.stroke(line(516, 430, 508, 404), 10, coral)
	c.fill(blob(470, 400, 488, 388, 552, 394, 548, 406, 480, 412), walnut)
	rider(c)
	c.fill(circle(752, 506, 20), paper.darker(.6))
	halo(c, 762, 508, 15, 4, ochre.lighter(.5))
	c.fill(circle(762, 508, 15), paper)
	c.fill(circle(398, 520, 9), coral.lighter(.3))
	halo(c, 398, 520, 9, 3, coral)
	grass(c, 0, wide, 806, 60, 14, pine.darker(.55))
}

func rider(c *canvas) {
	c.stroke(curve(512, 392, 566, 470, 560, 560, 590, 612), 34, ink.mix(plum, .4))
	c.stroke(curve(512, 392, 590, 450, 604, 520, 586, 560), 34, deep)
	c.fill(roundRect(562, 600, 60, 18, 8), walnut)
	c.fill(blob(488, 404, 500, 320, 560, 252, 612, 256, 606, 310, 560, 400), ochre)
	c.spray(blob(488, 404, 500, 320, 560, 252, 612, 256, 606, 310, 560, 400), brick, 490, 410, 580, 290)
	c.stroke(curve(590, 280, 640, 340, 712, 362), 24, ochre.darker(.12))
	c.fill(circle(622, 218, 36), rose)
	c.fill(polygon(arcPoints(618, 212, 42, 38, 170, 372)...), coral)
	c.fill(rect(578, 212, 84, 9), brick)
	c.stroke(curve(578, 262, 530, 262, 476, 236), 13, paper)
}
