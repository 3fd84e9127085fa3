package main

// stile: a way over the wall, and the path beyond it.
func stile(c *canvas) {
	sky(c, teal.lighter(.2), foam, paper)
	cloud(c, 860, 170, 340, paper)
	cloud(c, 380, 120, 200, paper.alpha(.85))
	land(c, ridge(321, 430, 180, 460), teal.mix(moss, .4), foam)
	land(c, hill(325, 480, 120, 380), moss, moss.lighter(.3))
	c.fill(polygon(append(curve(560, 620, 600, 560, 700, 520, 660, 470, 740, 440, 800, 420).rings[0], curve(812, 420, 770, 450, 700, 480, 760, 526, 690, 570, 690, 620).rings[0]...)...), sand)
	for i, p := range points(200, 470, 250, 486, 930, 480, 1000, 500, 1080, 476) {
		sheep(c, p.x, p.y, 54+float64(i%2)*10)
	}
	c.fill(rect(0, 600, wide, 210), down(600, high, moss, pine))
	wall(c, 0, 470, 640)
	wall(c, 790, 1200, 640)
	for i := range 4 {
		w := 300 - float64(i)*52
		y := 660 - float64(i)*56
		c.fill(roundRect(630-w/2, y-22, w, 24, 6), crust.lighter(.1*float64(i)))
		c.spray(roundRect(630-w/2, y-22, w, 24, 6), walnut, 630+w/2, y+4, 630, y-20)
	}
	for _, x := range []float64{486, 768} {
		c.fill(rect(x-13, 380, 26, 330), walnut)
		c.spray(rect(x-13, 380, 26, 330), ink, x+14, 600, x-8, 590)
		c.fill(xy(x-16, 384, x, 366, x+16, 384), crust)
	}
	signpost(c, 980, 640)
	grass(c, 0, wide, 806, 100, 327, moss.mix(pine, .5))
	for i := range 12 {
		flower(c, 60+float64(i)*98, 770-50*hash(i, 3, 9), 17, 5, []rgba{paper, coral, ochre}[i%3], ochre.darker(.2))
	}
}

// wall is dry stone from x0 to x1 with its foot at y.
func wall(c *canvas, x0, x1, y float64) {
	for r := range 4 {
		for x := x0 - 30*float64(r%2); x < x1; {
			w := 40 + 46*hash(int(x), r, 41)
			a, b := max(x, x0), min(x+w, x1)
			if b-a > 8 {
				c.fill(roundRect(a+1.5, y-34-float64(r)*36, b-a-3, 33, min(12, (b-a-3)/2)), sand.mix(plum, .25+.35*hash(r, int(x), 42)))
			}
			x += w
		}
	}
	for x := x0; x+20 < x1; x += 24 {
		c.in(x+12, y-142, -14+28*hash(int(x), 1, 43), 1, 1, func() { c.fill(roundRect(-9, -38, 18, 42, 8), sand.mix(plum, .4)) })
	}
	c.spray(rect(x0, y-150, x1-x0, 152), ink.alpha(.8), x0, y+10, x0, y-70)
}

func sheep(c *canvas, x, y, w float64) {
	c.in(x, y, 0, w/100, w/100, func() {
		c.fill(rect(-24, -20, 7, 24).and(rect(18, -20, 7, 24)), ink)
		c.fill(circle(-22, -36, 22).and(circle(4, -44, 26), circle(28, -34, 20), circle(0, -26, 24)).wound(1), paper)
		c.fill(ellipse(44, -40, 13, 17), ink)
	})
}

func signpost(c *canvas, x, y float64) {
	c.fill(rect(x-9, y-250, 18, 270), walnut)
	for i, dir := range []float64{1, -1} {
		c.in(x, y-220+float64(i)*52, 0, dir, 1, func() {
			c.fill(xy(-20, -20, 120, -20, 146, 0, 120, 20, -20, 20), paper)
			c.fill(rect(10, -6, 80, 5).and(rect(10, 4, 52, 5)), ink)
		})
	}
}

// bees: a hotel with two hundred rooms.
func bees(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, ochre.lighter(.55), ochre.lighter(.2), moss.lighter(.2)))
	c.fill(circle(600, 380, 350), paper.alpha(.55))
	c.fill(xy(250, 260, 600, 60, 950, 260, 950, 296, 250, 296), brick)
	c.spray(xy(250, 260, 600, 60, 950, 260, 950, 296, 250, 296), walnut, 900, 300, 620, 130)
	c.fill(rect(290, 290, 620, 420), walnut)
	bays := [][4]float64{{306, 306, 190, 190}, {506, 306, 190, 190}, {706, 306, 190, 190}, {306, 506, 290, 190}, {606, 506, 290, 190}}
	for i, b := range bays {
		bay(c, i, b[0], b[1], b[2], b[3])
	}
	c.fill(rect(560, 706, 80, 110), walnut)
	for i := range 9 {
		x := 40 + float64(i)*146
		c.stroke(curve(x, 820, x+8, 760, x-4, 690+40*hash(i, 1, 7)), 6, pine)
		leaf(c, x+4, 780, 70, 50, moss)
		leaf(c, x+4, 760, 60, -50, moss)
		flower(c, x-4, 684+40*hash(i, 1, 7), 44, 8, []rgba{coral, paper, plum.lighter(.3)}[i%3], ochre)
	}
	for i, p := range points(170, 190, 1010, 150, 1080, 400, 130, 460, 1010, 560, 230, 610) {
		bee(c, p.x, p.y, 1+.25*float64(i%3), []float64{20, -30, 10, -12, 24, -20}[i])
	}
}

// bay is one pigeonhole of the hotel: canes, drilled logs, cones.
func bay(c *canvas, i int, x, y, w, h float64) {
	c.within(rect(x, y, w, h), func() {
		c.fill(rect(x, y, w, h), ink)
		d := &dice{seed: 340 + i}
		switch i {
		case 0, 4:
			for r := 0.0; r < h+20; r += 25 {
				for k := 0.0; k < w+20; k += 27 {
					px, py := x+k+8*float64(int(r/25)%2), y+r
					c.fill(circle(px, py, 13), sand.mix(crust, d.next(0, .7)))
					c.fill(circle(px, py, d.next(5, 8)), walnut.darker(.4))
				}
			}
		case 1, 3:
			for r := 0.0; r < h+30; r += 62 {
				for k := 0.0; k < w+40; k += 66 {
					px, py := x+k+20, y+r+26
					c.fill(circle(px, py, 33), crust.mix(walnut, d.next(0, .4)))
					c.fill(ring(px, py, 26, 24).and(ring(px, py, 16, 14)), walnut.alpha(.5))
					for range 5 {
						c.fill(circle(px+d.next(-17, 17), py+d.next(-17, 17), 3.6), ink)
					}
				}
			}
		default:
			for range 90 {
				px, py := x+d.next(0, w), y+d.next(0, h)
				c.in(px, py, d.next(0, 180), 1, 1, func() { c.fill(lens(0, 0, 52, 17), crust.mix(walnut, d.next(0, .8))) })
			}
		}
		c.fill(rect(x, y, w, 26), down(y, y+26, ink.alpha(.6), ink.alpha(0)))
	})
}

func bee(c *canvas, x, y, size, turn float64) {
	c.in(x, y, turn, size, size, func() {
		c.in(-4, -22, -30, 1, 1, func() { c.fill(ellipse(0, -14, 14, 26), paper.alpha(.85)) })
		c.in(12, -22, 24, 1, 1, func() { c.fill(ellipse(0, -14, 13, 24), foam.alpha(.85)) })
		body := ellipse(0, 0, 40, 25)
		c.fill(body, ochre)
		c.within(body, func() {
			c.fill(rect(-14, -30, 13, 60).and(rect(12, -30, 13, 60), rect(-46, -30, 14, 60)), ink)
			c.spray(body, brick, 10, 26, 0, -4)
		})
		c.fill(circle(40, -2, 15), ink)
		c.stroke(curve(46, -12, 56, -22, 60, -34), 3, ink)
		for i := range 5 {
			c.stroke(line(-60-float64(i)*24, 6+float64(i%2)*10, -72-float64(i)*24, 8+float64(i%2)*6), 3.5, ink.alpha(.45))
		}
	})
}

// flood: the marks on Hollin Bridge, and the river on an ordinary day.
func flood(c *canvas) {
	sky(c, foam.darker(.1), sand.lighter(.3), paper)
	land(c, ridge(351, 400, 140, 360), moss.mix(teal, .5), foam)
	for i := range 6 {
		roundTree(c, 690+float64(i)*100, 604, 150+40*hash(i, 1, 1), pine.mix(moss, .5*hash(i, 2, 1)))
	}
	c.fill(rect(0, 610, wide, 200), down(610, high, teal, deep))
	bridge := xy(-20, 330, 420, 236, 900, 330, 1220, 420, 1220, 800, -20, 800).without(archway(830, 560, 170, 260), archway(1150, 610, 90, 210))
	c.fill(bridge, sand.darker(.28))
	c.within(bridge, func() {
		for r := range 13 {
			for x := -60 + 40*float64(r%2); x < wide; {
				w := 60 + 60*hash(int(x), r, 52)
				c.fill(roundRect(x+2, 240+float64(r)*46, w-4, 42, 6), sand.mix(plum, .16+.3*hash(r, int(x), 53)))
				x += w
			}
		}
		c.fill(rect(0, 600, wide, 210), down(600, 760, pine.alpha(0), pine.alpha(.8)))
	})
	c.fill(ringHalf(830, 560, 192, 168), sand.darker(.1))
	c.stroke(line(-20, 326, 420, 232, 900, 326, 1220, 416), 18, sand.darker(.05))
	for i := range 40 {
		c.fill(lens(560+640*hash(i, 1, 54), 640+150*hash(i, 2, 54), 100, 6), foam.alpha(.6))
	}
	plate(c, 250, 400, 260, 356)
	grass(c, -10, 560, 806, 120, 355, pine)
}

// plate is the board of years beside the arch, each at its height.
func plate(c *canvas, x, y, w, h float64) {
	c.fill(roundRect(x+8, y+10, w, h, 10), ink.alpha(.4))
	c.fill(roundRect(x, y, w, h, 10), paper)
	for i, year := range []int{1897, 1931, 1968, 2002, 2015} {
		ly := y + 48 + 60*float64(i) + 18*hash(i, 1, 56)
		c.fill(rect(x+20, ly, w-40, 4), []rgba{coral, ink, ink, ink, coral}[i])
		for k, digit := range []int{year / 1000, year / 100 % 10, year / 10 % 10, year % 10} {
			c.in(x+30+float64(k)*26, ly-36, 0, 1.15, 1.15, func() { figure(c, 0, 0, digit, []rgba{coral, ink, ink, ink, coral}[i]) })
		}
		c.fill(xy(x+w-24, ly+2, x+w-50, ly-12, x+w-50, ly+16), teal)
	}
	for _, p := range points(x+14, y+14, x+w-14, y+14, x+14, y+h-14, x+w-14, y+h-14) {
		c.fill(circle(p.x, p.y, 6), crust)
	}
}
