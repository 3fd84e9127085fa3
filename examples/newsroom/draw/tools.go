package main

// pegboard is the wall of a workshop.
func pegboard(c *canvas, bottom float64, col rgba) {
	c.fill(rect(0, 0, wide, bottom), down(0, bottom, col, col.darker(.12)))
	for y := 26.0; y < bottom; y += 44 {
		for x := 26.0; x < wide; x += 44 {
			c.fill(circle(x, y, 3.2), col.darker(.45))
		}
	}
}

// mending: the bench of the repair café with a patient on it.
func mending(c *canvas) {
	pegboard(c, 564, foam.darker(.08))
	c.in(150, 120, 0, 1, 1, func() { spanner(c, coral) })
	c.in(270, 120, 0, 1, 1, func() { screwdriver(c, ochre) })
	c.in(370, 120, 0, 1, 1, func() { screwdriver(c, teal) })
	c.in(500, 110, 0, 1, 1, func() { hammer(c) })
	c.in(1010, 130, 0, 1, 1, func() { pliers(c) })
	c.in(1110, 120, 0, 1, 1, func() { spanner(c, ink) })
	deskLamp(c, 880, 560)
	tabletop(c, 560, crust)
	toaster(c, 560, 650)
	c.in(250, 690, 0, 1, 1, func() { meter(c) })
	d := &dice{seed: 17}
	for range 16 {
		x, y := d.next(700, 1120), d.next(650, 770)
		if d.next(0, 1) > .5 {
			c.fill(ring(x, y, 11, 5), ink)
		} else {
			c.fill(circle(x, y, 9), deep)
			c.fill(rect(x-7, y-1.5, 14, 3), foam)
		}
	}
	c.stroke(curve(690, 636, 800, 700, 900, 650, 1010, 720, 1210, 690), 10, ink)
	c.fill(xy(700, 556, 1060, 556, 950, 300, 850, 300), down(300, 560, ochre.lighter(.5).alpha(.35), ochre.alpha(0)))
}

func spanner(c *canvas, col rgba) {
	head := circle(0, 0, 36).without(xy(-12, -60, 12, -60, 12, 2, -12, 2))
	c.fill(head, col)
	c.fill(roundRect(-12, 26, 24, 200, 12), col)
	c.fill(ring(0, 236, 30, 14), col)
	c.spray(roundRect(-12, 26, 24, 200, 12), ink, 14, 100, -6, 100)
}

func screwdriver(c *canvas, col rgba) {
	c.fill(roundRect(-18, -30, 36, 120, 16), col)
	c.spray(roundRect(-18, -30, 36, 120, 16), ink.alpha(.8), 20, 40, -6, 30)
	for i := -1; i <= 1; i++ {
		c.fill(rect(float64(i)*10-1.5, -16, 3, 90), ink.alpha(.4))
	}
	c.fill(rect(-6, 88, 12, 130), deep.lighter(.35))
	c.fill(xy(-6, 216, 6, 216, 9, 240, -9, 240), deep.lighter(.2))
}

func hammer(c *canvas) {
	c.fill(roundRect(-11, 20, 22, 230, 10), crust)
	c.spray(roundRect(-11, 20, 22, 230, 10), walnut, 12, 100, -6, 90)
	c.fill(roundRect(-58, -26, 76, 54, 6), ink)
	c.fill(xy(14, -22, 64, -30, 78, -10, 14, 20), ink)
}

func pliers(c *canvas) {
	for _, s := range []float64{-1, 1} {
		c.in(0, 0, 0, s, 1, func() {
			c.stroke(curve(4, 66, 34, 120, 30, 200, 22, 236), 22, brick)
			c.fill(blob(0, 70, 2, 0, 10, -36, 22, -10, 26, 40, 14, 80), ink)
		})
	}
	c.fill(circle(0, 62, 14), deep.lighter(.3))
}

func deskLamp(c *canvas, x, y float64) {
	c.fill(roundRect(x+90, y-16, 150, 22, 10), ink)
	c.stroke(line(x+165, y-14, x+210, y-180, x+60, y-290), 12, ink)
	c.fill(circle(x+210, y-180, 13), coral)
	c.fill(xy(x+90, y-330, x+40, y-356, x-60, y-240, x+70, y-230), coral)
	c.spray(xy(x+90, y-330, x+40, y-356, x-60, y-240, x+70, y-230), brick, x+90, y-240, x, y-320)
	c.fill(lens(x+2, y-236, 126, 26), ochre.lighter(.6))
}

func toaster(c *canvas, x, y float64) {
	c.fill(ellipse(x, y+6, 190, 14), ink.alpha(.35))
	c.in(x-70, y-220, 0, 1, 1, func() { toast(c) })
	c.in(x+60, y-208, 0, 1, 1, func() { toast(c) })
	body := roundRect(x-180, y-196, 360, 200, 54)
	c.fill(body, linear{point{x - 180, y - 200}, point{x + 180, y}, []rgba{paper, foam, teal, foam.darker(.1)}})
	c.spray(body, deep, x+180, y, x+20, y-80)
	c.fill(roundRect(x-130, y-204, 260, 16, 8), ink)
	c.fill(rect(x+188, y-150, 10, 90), ink)
	c.fill(roundRect(x+178, y-128, 44, 20, 9), coral)
	c.fill(roundRect(x-150, y-6, 40, 16, 6).and(roundRect(x+110, y-6, 40, 16, 6)), ink)
	c.fill(rect(x-120, y-120, 170, 84), ink)
	for i := range 5 {
		c.stroke(line(x-112, y-108+float64(i)*15, x+40, y-108+float64(i)*15), 4, coral.mix(ochre, float64(i%2)))
	}
	for _, p := range points(x-128, y-128, x+58, y-128, x-128, y-28, x+58, y-28) {
		c.fill(circle(p.x, p.y, 5), deep)
	}
}

func toast(c *canvas) {
	s := blob(-50, 60, -52, 0, -60, -24, -30, -44, 30, -44, 60, -24, 52, 0, 50, 60)
	c.fill(s, crust)
	c.in(0, 2, 0, .84, .86, func() { c.fill(s, sand.darker(.08)) })
}

// meter is a multimeter with its two leads.
func meter(c *canvas) {
	c.fill(roundRect(-80, -120, 160, 210, 20), ochre)
	c.spray(roundRect(-80, -120, 160, 210, 20), brick, 80, 90, 0, 0)
	c.fill(roundRect(-60, -100, 120, 66, 8), ink)
	c.stroke(arc(0, -34, 46, 46, 210, 330), 4, foam)
	c.stroke(line(0, -40, 22, -84), 3, coral)
	c.fill(circle(0, 16, 34), ink)
	c.in(0, 16, 40, 1, 1, func() { c.fill(roundRect(-5, -30, 10, 34, 4), paper) })
	c.fill(circle(-40, 70, 8).and(circle(40, 70, 8)), ink)
	c.stroke(curve(-40, 70, -90, 130, -150, 90, -190, 110), 7, ink)
	c.stroke(curve(40, 70, 90, 120, 200, 60, 300, -30), 7, coral)
}

// sharpening: a plane, its shavings and a stone.
func sharpening(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, 470, brick.mix(plum, .3), coral.mix(rose, .3)))
	for i := range 4 {
		x := 160 + float64(i)*130
		c.fill(roundRect(x-14, 96, 28, 130, 12), crust.lighter(.1*float64(i%2)))
		c.spray(roundRect(x-14, 96, 28, 130, 12), walnut, x+14, 160, x-8, 150)
		c.fill(rect(x-9, 222, 18, 20), ochre)
		w := 12 + float64(i)*6
		c.fill(xy(x-w, 240, x+w, 240, x+w, 372, x-w, 392), linear{point{x - w, 240}, point{x + w, 380}, []rgba{paper, foam, teal}})
	}
	c.fill(rect(90, 150, 540, 26), walnut)
	c.fill(circle(930, 220, 120), ochre.lighter(.2))
	halo(c, 930, 220, 120, 2, ochre)
	tabletop(c, 470, crust.lighter(.1))
	c.fill(xy(0, 640, wide, 610, wide, 720, 0, 756), sand)
	c.fill(xy(0, 756, wide, 720, wide, 760, 0, 800), sand.darker(.25))
	for i := range 5 {
		y := 652 + float64(i)*19
		c.stroke(curve(-10, y, 400, y-16, 800, y-14, 1210, y-28), 2.5, crust.alpha(.6))
	}
	c.in(600, 640, -1.5, 1, 1, func() { plane(c) })
	for i := range 6 {
		shaving(c, 220+float64(i)*46, 560-float64(i%3)*26, 30+float64(i%3)*9)
	}
}

func plane(c *canvas) {
	c.fill(xy(-260, 0, -270, -40, 260, -40, 280, 0), ink)
	c.fill(roundRect(-268, -76, 530, 42, 12), walnut)
	c.spray(roundRect(-268, -76, 530, 42, 12), ink, 260, -30, 60, -70)
	c.fill(blob(120, -70, 130, -160, 108, -212, 150, -226, 196, -180, 190, -70), brick)
	c.spray(blob(120, -70, 130, -160, 108, -212, 150, -226, 196, -180, 190, -70), ink, 196, -80, 130, -170)
	c.fill(circle(-196, -116, 34), brick)
	c.fill(rect(-206, -90, 20, 20), brick)
	c.spray(circle(-196, -116, 34), ink, -170, -90, -206, -130)
	c.in(20, -60, 44, 1, 1, func() {
		c.fill(roundRect(-14, -190, 26, 210, 5), linear{point{-14, 0}, point{14, 0}, []rgba{paper, teal}})
	})
	c.fill(xy(-10, -76, 40, -76, 90, -150, 60, -160), ochre)
}

func shaving(c *canvas, x, y, r float64) {
	for i := range 3 {
		c.stroke(arc(x, y, r-float64(i)*9, r-float64(i)*9, -70+float64(i)*40, 230), 7, sand.mix(paper, .3*float64(i)))
	}
}
