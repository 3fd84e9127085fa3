package main

// tabletop is a table seen from the front, its edge at y.
func tabletop(c *canvas, y float64, wood rgba) {
	c.fill(rect(0, y, wide, high-y), down(y, high, wood, wood.darker(.35)))
	c.fill(rect(0, y, wide, 10), wood.lighter(.25))
	for i := range 7 {
		ly := y + 34 + float64(i*i)*6
		c.stroke(curve(-20, ly, 300, ly+8, 640, ly-6, 960, ly+10, 1230, ly), 2, wood.darker(.3).alpha(.5))
	}
}

// loaf is a round loaf dusted with flour; its foot is at y.
func loaf(c *canvas, x, y, w float64, crumb rgba) {
	c.in(x, y, 0, w/200, w/200, func() {
		body := blob(-98, -22, -84, -66, -40, -92, 20, -94, 76, -74, 100, -28, 88, -4, 0, 2, -88, -2)
		c.fill(ellipse(0, 0, 106, 9), ink.alpha(.3))
		c.fill(body, crumb)
		c.within(body, func() {
			c.spray(rect(-110, -100, 220, 110), walnut, 60, 20, 0, -46)
			c.spray(rect(-110, -100, 220, 110), sand, -70, -96, -14, -36)
			for i := -2; i <= 2; i++ {
				cx := float64(i) * 34
				c.in(cx, -62, 24, 1, 1, func() {
					c.fill(lens(0, 0, 22, 66), crumb.darker(.45))
					c.fill(blob(-3, -30, 7, 0, -1, 30, -7, 0), sand.lighter(.4))
				})
			}
		})
	})
}

// rye: the three-day loaf and its relations on the board.
func rye(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, 560, teal.darker(.15), teal.mix(foam, .35)))
	c.fill(circle(600, 420, 330), ochre.lighter(.2).alpha(.9))
	halo(c, 600, 420, 330, 2, ochre)
	for i := range 7 {
		ear(c, 170+float64(i)*14, 560, 300+float64(i%3)*40, -14+float64(i)*4)
		ear(c, 960+float64(i)*14, 560, 290+float64(i%3)*46, -10+float64(i)*4)
	}
	tabletop(c, 560, walnut.lighter(.12))
	c.fill(roundRect(190, 590, 820, 46, 23), crust.lighter(.2))
	c.spray(roundRect(190, 590, 820, 46, 23), walnut, 600, 640, 600, 600)
	loaf(c, 560, 600, 430, walnut.mix(crust, .45))
	loaf(c, 840, 604, 250, crust)
	c.in(340, 606, 0, 1, 1, func() { slice(c, 0, 0) })
	c.in(266, 614, 0, .9, .9, func() { slice(c, 0, 0) })
	d := &dice{seed: 13}
	for range 70 {
		c.fill(circle(d.next(180, 1050), d.next(650, 780), d.next(1, 4)), paper.alpha(.7))
	}
	knife(c, 700, 716)
}

func slice(c *canvas, x, y float64) {
	outer := blob(x-62, y-8, x-66, y-70, x-40, y-110, x+10, y-118, x+54, y-96, x+64, y-40, x+56, y-4, x, y)
	c.fill(outer, walnut)
	inner := blob(x-52, y-14, x-55, y-66, x-34, y-98, x+8, y-106, x+46, y-86, x+54, y-40, x+46, y-12, x, y-9)
	c.fill(inner, crust.mix(sand, .5))
	c.within(inner, func() {
		d := &dice{seed: 8}
		for range 34 {
			c.fill(ellipse(x+d.next(-46, 46), y+d.next(-96, -14), d.next(1.5, 4), 2), walnut.alpha(.6))
		}
	})
}

func knife(c *canvas, x, y float64) {
	c.in(x, y, -6, 1, 1, func() {
		c.fill(xy(-180, -10, 60, -14, 60, 14, -150, 14, -180, 4), foam.mix(paper, .5))
		c.spray(xy(-180, -10, 60, -14, 60, 14, -150, 14, -180, 4), deep, -60, 18, -60, -8)
		c.fill(roundRect(56, -17, 150, 34, 14), brick)
		for i := range 3 {
			c.fill(circle(84+float64(i)*46, 0, 6), ochre)
		}
	})
}

// ear is a stalk of rye with its grain.
func ear(c *canvas, x, y, h, lean float64) {
	c.in(x, y, lean, h/300, h/300, func() {
		c.stroke(line(0, 0, 0, -220), 5, ochre.darker(.2))
		for i := range 8 {
			gy := -190 - float64(i)*16
			c.stroke(line(0, gy, 34, gy-66), 1.6, ochre)
			c.stroke(line(0, gy, -34, gy-66), 1.6, ochre)
			c.in(9, gy, 24, 1, 1, func() { c.fill(ellipse(0, 0, 7, 15), ochre.lighter(.15)) })
			c.in(-9, gy, -24, 1, 1, func() { c.fill(ellipse(0, 0, 7, 15), ochre.darker(.1)) })
		}
	})
}

// oven: the mouth of the old bakery oven, glowing.
func oven(c *canvas) {
	c.fill(rect(0, 0, wide, high), brick.darker(.2))
	for row := range 17 {
		for col := -1; col < 13; col++ {
			x := float64(col)*100 + float64(row%2)*50
			y := float64(row) * 48
			c.fill(roundRect(x+2, y+2, 95, 43, 4), brick.mix(coral, .45*hash(col, row, 5)).darker(.1+.25*hash(row, col, 6)))
		}
	}
	arch := func(r float64) *path {
		return archway(600, 520, r, 128)
	}
	for i := range 15 {
		a := 186 + float64(i)*12
		c.in(600, 520, a, 1, 1, func() { c.fill(roundRect(330, -34, 92, 68, 6), sand.darker(.2+.14*hash(i, 1, 2))) })
	}
	c.fill(arch(330), ink)
	c.within(arch(330), func() {
		c.fill(rect(200, 100, 800, 600), glow(600, 620, 420, ochre.lighter(.5), ochre, coral, brick, ink))
		for i, x := range []float64{430, 600, 770} {
			loaf(c, x, 622-float64(i%2)*40, 190, crust.darker(.1))
		}
		c.fill(rect(240, 622, 720, 40), down(622, 662, coral, brick.darker(.3)))
		loaf(c, 515, 646, 210, crust)
		loaf(c, 690, 646, 210, crust)
	})
	c.fill(rect(200, 646, 800, 44), sand.darker(.35))
	c.fill(rect(200, 646, 800, 8), sand)
	c.fill(rect(0, 690, wide, 110), ink.mix(brick, .25))
	c.fill(xy(850, 700, 1230, 800, 1230, 770, 870, 680), crust)
	c.fill(roundRect(690, 640, 200, 60, 26), crust.lighter(.15))
	c.spray(rect(0, 0, wide, high), ink, 600, 0, 600, 330)
}

// teapot: tea for the whole of a wet afternoon.
func teapot(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, 560, plum.darker(.1), plum.mix(rose, .45)))
	window(c, 130, 60, 330, 420)
	window(c, 740, 60, 330, 420)
	tabletop(c, 570, crust)
	c.fill(ellipse(600, 700, 330, 34), ink.alpha(.22))
	pot := blob(420, 560, 410, 470, 470, 400, 600, 380, 730, 400, 790, 470, 780, 560, 720, 660, 600, 684, 480, 660)
	c.fill(blob(770, 440, 850, 400, 900, 340, 930, 350, 900, 440, 800, 560, 760, 560), coral.darker(.15))
	c.stroke(arc(410, 520, 78, 92, 80, 290), 34, coral.darker(.15))
	c.fill(pot, coral)
	c.within(pot, func() {
		c.spray(rect(390, 370, 420, 330), brick, 760, 690, 580, 480)
		c.spray(rect(390, 370, 420, 330), rose, 430, 400, 520, 500)
		for i := range 7 {
			flower(c, 430+float64(i)*58, 548+float64(i%2)*16, 32, 6, paper, ochre)
		}
	})
	c.fill(blob(510, 396, 600, 376, 690, 396, 600, 410), brick)
	c.fill(circle(600, 360, 24), brick)
	steam(c, 922, 330, 1)
	cup(c, 300, 690, 150, foam)
	cup(c, 930, 704, 170, paper)
	for i := range 4 {
		c.fill(roundRect(1050+float64(i%2)*44, 690-float64(i/2)*40, 40, 38, 6), paper.darker(.05*float64(i)))
	}
}

// window shows rain outside.
func window(c *canvas, x, y, w, h float64) {
	c.fill(rect(x-16, y-16, w+32, h+32), paper.darker(.12))
	c.fill(rect(x, y, w, h), down(y, y+h, deep, teal, foam.darker(.1)))
	c.within(rect(x, y, w, h), func() {
		d := &dice{seed: int(x)}
		for range 60 {
			px, py := x+d.next(0, w), y+d.next(-20, h)
			c.stroke(line(px, py, px-7, py+34), 2.2, paper.alpha(d.next(.25, .7)))
		}
		c.fill(hillIn(x, y+h*.8, w, 40), pine.mix(deep, .4))
	})
	c.fill(rect(x+w/2-6, y, 12, h).and(rect(x, y+h*.45, w, 12)), paper.darker(.12))
	c.fill(rect(x-30, y+h+8, w+60, 22), paper.darker(.2))
}

func hillIn(x, y, w, h float64) *path {
	return polygon(append(curve(x, y, x+w*.3, y-h, x+w*.6, y-h*.3, x+w, y-h*.8).rings[0], point{x + w, y + 200}, point{x, y + 200})...)
}

// cup stands on its saucer; its foot is at y.
func cup(c *canvas, x, y, w float64, col rgba) {
	c.in(x, y, 0, w/150, w/150, func() {
		c.fill(ellipse(0, 0, 104, 15), col.darker(.25))
		c.fill(ellipse(0, -4, 100, 13), col)
		c.stroke(arc(66, -50, 30, 26, -80, 100), 11, col.darker(.15))
		bowl := blob(-74, -92, -62, -40, -34, -10, 34, -10, 62, -40, 74, -92)
		c.fill(bowl, col)
		c.spray(bowl, deep.alpha(.7), 70, 0, 0, -50)
		c.fill(ellipse(0, -92, 74, 13), col.lighter(.4))
		c.fill(ellipse(0, -90, 65, 10), brick.mix(crust, .5))
		steam(c, 0, -110, .8)
	})
}

// steam rises in three curls from (x, y).
func steam(c *canvas, x, y, size float64) {
	for i := -1; i <= 1; i++ {
		c.in(x+float64(i)*24*size, y, 0, size, size, func() {
			c.stroke(curve(0, 0, 12, -30, -10, -64, 10, -100, 0, -136), 8, down(-140, 0, paper.alpha(0), paper.alpha(.75)))
		})
	}
}
