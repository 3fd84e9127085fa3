package main

// Details are the smaller pictures inside the articles: one thing each.

// buoy: the red buoy halfway, with its knitted hat.
func buoy(c *canvas) {
	sky(c, teal.lighter(.3), foam, paper)
	cloud(c, 930, 200, 300, paper)
	sea(c, 470, teal, deep, foam, 601)
	c.in(560, 560, -7, 1, 1, func() {
		c.fill(xy(-120, 60, -70, -190, 70, -190, 120, 60), coral)
		c.fill(xy(-103, -20, -92, -80, 92, -80, 103, -20), paper)
		c.spray(xy(-120, 60, -70, -190, 70, -190, 120, 60), brick, 130, 40, 0, -60)
		hat := blob(-100, -180, -96, -280, 0, -340, 96, -280, 100, -180, 0, -160)
		c.fill(hat, ochre)
		c.within(hat, func() {
			for i := range 9 {
				c.stroke(curve(-96+float64(i)*24, -150, -80+float64(i)*20, -260, -10+float64(i)*3, -350), 4, ochre.darker(.25))
			}
		})
		c.fill(roundRect(-112, -212, 224, 54, 24), teal)
		for i := range 13 {
			c.fill(rect(-104+float64(i)*16.5, -206, 5, 42), deep.alpha(.5))
		}
		c.fill(circle(0, -352, 34), paper)
		c.spray(circle(0, -352, 34), ochre, 30, -330, -10, -360)
	})
	wake(c, 400, 740, 626, 602)
	for i := range 9 {
		c.fill(lens(560, 640+float64(i)*14, 330-float64(i)*20, 8), foam.alpha(.5-.04*float64(i)))
	}
	gull(c, 270, 250, 120, -10, paper)
}

// message: the bottle with the letter in it.
func message(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, sand.lighter(.2), sand.mix(crust, .2)))
	c.fill(blob(-60, -60, 300, -50, 800, -60, 1260, -50, 1260, 150, 900, 210, 560, 150, 240, 220, -60, 160), down(0, 200, teal, foam))
	c.stroke(curve(-30, 166, 240, 216, 560, 146, 900, 206, 1240, 148), 16, paper)
	c.fill(ellipse(630, 610, 380, 44), walnut.alpha(.25))
	c.in(600, 520, 72, 1, 1, func() {
		glass := roundRect(-110, -200, 220, 430, 60).and(xy(-100, -180, -42, -300, 42, -300, 100, -180), rect(-42, -400, 84, 130)).wound(1)
		c.fill(glass, foam.mix(teal, .35).alpha(.9))
		c.in(0, 20, 6, 1, 1, func() {
			c.fill(roundRect(-58, -160, 116, 330, 18), paper)
			c.fill(roundRect(-58, -20, 116, 24, 6), coral)
			for i := range 5 {
				c.fill(rect(-40, -134+float64(i)*20, 80-14*hash(i, 1, 3), 5), ink.alpha(.5))
			}
		})
		c.spray(roundRect(-110, -200, 220, 430, 60), deep, 110, 200, 20, 0)
		c.fill(roundRect(-90, -150, 20, 330, 10), paper.alpha(.65))
		c.fill(roundRect(-48, -452, 96, 86, 12), crust)
	})
	c.in(1010, 470, 20, 1, 1, func() { starfish(c, coral) })
	c.in(240, 640, 0, 1, 1, func() { shell(c, 0, 0, 70, rose) })
}

// sitting: one kittiwake at home.
func sitting(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, plum.lighter(.1), plum.darker(.3)))
	c.in(-620, -60, 0, 1.6, 1.6, func() { strata(c) })
	c.fill(blob(180, 720, 330, 660, 860, 650, 1040, 720, 960, 860, 260, 860), sand.mix(plum, .45))
	nest(c, 610, 640, 430, 611)
	kittiwake(c, 560, 640, 470)
	c.fill(ellipse(735, 600, 40, 48), foam.mix(sand, .4))
	for i := range 12 {
		c.fill(ellipse(735+28*(2*hash(i, 1, 612)-1), 596+34*(2*hash(i, 2, 612)-1), 4, 5), walnut)
	}
	nestFront(c, 610, 662, 450)
}

// nestFront is the near rim of a nest, which hides what lies in it.
func nestFront(c *canvas, x, y, w float64) {
	d := &dice{seed: 613}
	c.fill(blob(x-w*.5, y-w*.03, x, y+w*.02, x+w*.5, y-w*.03, x+w*.4, y+w*.2, x-w*.4, y+w*.2), walnut.mix(moss, .2))
	for range 60 {
		px, py := x+d.next(-.47, .36)*w, y+d.next(0, .17)*w
		c.stroke(line(px, py, px+d.next(.08, .2)*w, py+d.next(-.04, .04)*w), 5, crust.mix(sand, d.next(0, 1)))
	}
}

// jars: a row of jam in the order of the rainbow.
func jars(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, foam, paper))
	c.fill(circle(600, 360, 280), ochre.lighter(.4))
	for i, jam := range []rgba{brick, coral, ochre, moss, plum} {
		x := 200 + float64(i)*200
		c.fill(ellipse(x, 640, 100, 16), ink.alpha(.3))
		jar(c, x, 640, 290, jam)
		c.fill(roundRect(x-104, 640-290, 208, 66, 20), []rgba{teal, paper, coral, paper, ochre}[i])
		for k := range 6 {
			c.fill(rect(x-98+float64(k)*34, 640-288, 14, 62), ink.alpha(.12))
		}
		c.stroke(line(x-100, 640-232, x+100, 640-232), 6, walnut)
		c.fill(roundRect(x-82, 640-210, 14, 180, 7), paper.alpha(.5))
	}
	c.fill(rect(0, 640, wide, 170), down(640, high, crust, walnut))
	c.fill(rect(0, 640, wide, 8), crust.lighter(.3))
}

// teapots: part of the shelf that runs round the Kettle Room.
func teapots(c *canvas) {
	c.fill(rect(0, 0, wide, high), plum.mix(rose, .3))
	for r := range 2 {
		y := 330 + float64(r)*350
		for i := range 4 {
			pot(c, 180+float64(i)*285, y, []rgba{coral, foam, ochre, pine, paper, teal, brick, rose}[r*4+i], r*4+i)
		}
		c.fill(rect(0, y, wide, 22), walnut.lighter(.15))
		c.fill(rect(0, y+22, wide, 12), ink.alpha(.35))
	}
}

func pot(c *canvas, x, y float64, col rgba, kind int) {
	tall := 1 + .3*hash(kind, 2, 621)
	c.in(x, y, 0, 1, tall, func() {
		c.stroke(arc(-74, -92, 42, 50, 80, 290), 17, col.darker(.2))
		c.fill(blob(66, -110, 104, -128, 128, -168, 144, -162, 130, -116, 84, -60, 62, -56), col.darker(.15))
		body := blob(-84, -92, -66, -146, 0, -160, 66, -146, 84, -92, 62, -24, 40, 0, -40, 0, -62, -24)
		c.fill(body, col)
		c.spray(body, col.darker(.6), 84, 0, 10, -80)
		c.within(body, func() {
			switch kind % 3 {
			case 0:
				c.fill(rect(-100, -106, 200, 16).and(rect(-100, -76, 200, 6)), col.darker(.3))
			case 1:
				for i := range 5 {
					c.fill(circle(-64+float64(i)*32, -84, 10), coral.mix(ochre, float64(i%2)))
				}
			}
		})
		c.fill(blob(-46, -150, 0, -168, 46, -150, 0, -144), col.darker(.3))
		c.fill(circle(0, -174, 11), col.darker(.3))
	})
}

// trio: three of the sixty-four, close up.
func trio(c *canvas) {
	c.fill(rect(0, 0, wide, high), glow(600, 240, 800, ochre.lighter(.35), ochre.mix(crust, .35), walnut))
	for i, seed := range []int{8, 13, 22} {
		singer(c, 240+float64(i)*360, 810, 690+30*float64(i%2), []rgba{deep, brick, plum}[i], seed)
	}
}
