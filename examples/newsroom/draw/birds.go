package main

// kittiwake stands facing right with its feet at (x, y), h high.
func kittiwake(c *canvas, x, y, h float64) {
	c.in(x, y, 0, h/100, h/100, func() {
		c.stroke(line(-2, -16, -3, 0), 3, ink)
		c.stroke(line(7, -16, 8, 0), 3, ink)
		c.stroke(line(-8, 1, 4, 1), 3, ink)
		c.stroke(line(4, 1, 16, 1), 3, ink)
		body := blob(22, -96, 34, -86, 32, -66, 30, -40, 14, -18, -12, -16, -36, -22, -52, -26, -30, -44, -6, -64, 8, -84, 12, -94)
		c.fill(body, paper)
		c.within(body, func() { c.spray(rect(-60, -100, 110, 100), teal.alpha(.6), 0, -8, 4, -52) })
		wing := blob(-2, -62, 14, -54, 10, -36, -16, -26, -50, -20, -66, -16, -40, -34)
		c.fill(wing, teal.mix(foam, .45))
		c.spray(wing, deep, -60, -16, 0, -50)
		c.fill(xy(-44, -24, -76, -12, -50, -17), ink)
		c.fill(blob(33, -86, 48, -82, 35, -78), ochre)
		c.fill(circle(25, -86, 2.6), ink)
	})
}

// nest is a cup of mud and grass below a sitting bird.
func nest(c *canvas, x, y, w float64, seed int) {
	c.fill(blob(x-w*.5, y-w*.12, x, y-w*.2, x+w*.5, y-w*.12, x+w*.38, y+w*.18, x-w*.36, y+w*.18), walnut.mix(moss, .3))
	d := &dice{seed: seed}
	for range 16 {
		px, py := x+d.next(-.5, .3)*w, y+d.next(-.12, .14)*w
		c.stroke(line(px, py, px+d.next(.1, .3)*w, py+d.next(-.08, .08)*w), 2.4, crust.mix(sand, d.next(0, 1)))
	}
}

// kittiwakeCliff: birds on ledges, a colony in one corner of a wall of rock.
func kittiwakeCliff(c *canvas) {
	sky(c, foam.mix(teal, .35), foam, paper)
	sun(c, 190, 150, 62, paper)
	sea(c, 640, teal, deep, foam, 33)
	flock(c, 250, 330, 190, 9, 34, paper)
	gull(c, 160, 470, 150, -14, paper)
	gull(c, 330, 250, 110, 8, paper)
	cliff := polygon(append(curve(640, -20, 600, 120, 560, 210, 590, 330, 520, 430, 540, 560, 460, 700, 440, 820).rings[0], point{1220, 820}, point{1220, -20})...)
	c.fill(cliff, plum.mix(ink, .45))
	c.within(cliff, func() {
		strata(c)
		c.spray(rect(400, -20, 800, 840), ink, 1200, 700, 620, 100)
	})
	ledges := points(700, 210, 860, 196, 1010, 214, 660, 402, 812, 420, 985, 396, 1110, 418, 620, 606, 770, 622, 930, 600, 1090, 620)
	for i, p := range ledges {
		c.fill(blob(p.x-88, p.y+14, p.x-40, p.y-2, p.x+50, p.y-2, p.x+92, p.y+12, p.x+60, p.y+30, p.x-60, p.y+30), sand.mix(plum, .42))
		c.fill(lens(p.x, p.y+30, 190, 14), ink.alpha(.5))
		if i%3 != 1 {
			nest(c, p.x+6, p.y, 76, i)
		}
		kittiwake(c, p.x, p.y-6, 104+float64(i%3)*9)
	}
	foamEdge(c, 380, 560, 748, 35)
}

// strata are the beds of the rock, tilted.
func strata(c *canvas) {
	for i := range 16 {
		y := -120 + float64(i)*66
		var pts []point
		for x := 380.0; x <= 1220; x += 20 {
			pts = append(pts, point{x, y + .16*(x-400) + 16*rough(x/150, 50+i, 3)})
		}
		for x := 1220.0; x >= 380; x -= 20 {
			pts = append(pts, point{x, y + 30 + .16*(x-400) + 16*rough(x/130, 80+i, 3)})
		}
		c.fill(polygon(pts...), plum.mix(rose, .08+.22*hash(i, 0, 3)).alpha(.75))
	}
}

// masthead: one kittiwake on a bollard, the sun behind it.
func masthead(c *canvas) {
	sky(c, coral, rose, sand)
	c.fill(circle(600, 420, 300), ochre.lighter(.25))
	halo(c, 600, 420, 300, 3, paper)
	for i := range 5 {
		streak(c, 220+float64(i)*190, 170+float64(i%3)*70, 420, 12, paper.alpha(.5))
	}
	sea(c, 610, teal, deep, foam, 44)
	glitter(c, 600, 614, 220, ochre.lighter(.4), 45)
	c.fill(rect(522, 640, 156, 170), walnut)
	c.fill(roundRect(496, 612, 208, 50, 18), walnut.lighter(.12))
	c.spray(roundRect(496, 612, 208, 50, 18).and(rect(522, 640, 156, 170)).wound(1), ink, 704, 700, 560, 640)
	ropeRound(c, 522, 700, 156)
	kittiwake(c, 590, 616, 420)
	flock(c, 250, 380, 120, 5, 46, ink)
	flock(c, 960, 320, 110, 4, 47, ink)
}

func ropeRound(c *canvas, x, y, w float64) {
	for i := range 3 {
		ry := y + float64(i)*26
		c.fill(roundRect(x-8, ry, w+16, 24, 12), sand)
		for k := range 9 {
			px := x + float64(k)*w/8
			c.stroke(line(px-5, ry+20, px+7, ry+4), 3, crust)
		}
		c.spray(roundRect(x-8, ry, w+16, 24, 12), walnut, x+w, ry, x+w*.4, ry)
	}
}

// swifts: a church tower in the evening, with boxes under the louvres.
func swifts(c *canvas) {
	sky(c, deep, teal, rose, ochre.lighter(.3))
	sun(c, 960, 560, 90, ochre)
	land(c, ridge(71, 690, 120, 380), plum.mix(pine, .5), rose)
	tower := rect(330, 170, 270, 640)
	c.fill(tower, sand.darker(.3))
	c.within(tower, func() {
		d := &dice{seed: 12}
		for row := range 22 {
			for x := 320 - d.next(0, 40); x < 610; {
				w := d.next(30, 70)
				c.fill(roundRect(x+1, 172+float64(row)*30, w-3, 27, 3), sand.darker(d.next(.18, .42)))
				x += w
			}
		}
		c.spray(rect(330, 170, 270, 640), ink, 300, 500, 470, 460)
	})
	for i := range 5 {
		c.fill(rect(326+float64(i)*58, 130, 42, 44), sand.darker(.36))
	}
	c.fill(rect(318, 164, 294, 18), sand.darker(.2))
	louvre(c, 465, 260)
	for i := range 3 {
		swiftBox(c, 395+float64(i)*70, 470)
	}
	for i, p := range [][3]float64{{720, 200, -22}, {860, 320, 14}, {1010, 170, 30}, {700, 420, -8}, {180, 250, 18}, {120, 420, -30}, {1090, 380, -16}} {
		swift(c, p[0], p[1], 92-float64(i)*6, p[2])
	}
}

func louvre(c *canvas, x, y float64) {
	opening := archway(x, y+62, 62, 118)
	c.fill(opening, ink)
	c.within(opening, func() {
		for i := range 8 {
			c.fill(rect(x-70, y+14+float64(i)*24, 140, 13), crust.darker(.3))
		}
	})
}

func swiftBox(c *canvas, x, y float64) {
	c.fill(xy(x-30, y, x+30, y-8, x+30, y+52, x-30, y+52), crust)
	c.spray(xy(x-30, y, x+30, y-8, x+30, y+52, x-30, y+52), walnut, x+30, y+50, x-20, y+10)
	c.fill(ellipse(x, y+40, 14, 6), ink)
	c.fill(xy(x-36, y+2, x+36, y-10, x+36, y-2, x-36, y+10), walnut)
}

// swift is a bird with wings like an anchor.
func swift(c *canvas, x, y, span, tilt float64) {
	c.in(x, y, tilt, span/100, span/100, func() {
		c.fill(blob(0, -8, 22, -20, 52, -6, 24, -8, 4, 6, 2, 24, 0, 16, -2, 24, -4, 6, -24, -8, -52, -6, -22, -20), ink)
	})
}
