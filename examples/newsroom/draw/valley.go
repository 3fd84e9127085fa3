package main

import "math"

// allotment: rows that run to a shed and a hill.
func allotment(c *canvas) {
	sky(c, foam, paper, sand)
	sun(c, 930, 170, 66, ochre.lighter(.15))
	cloud(c, 320, 180, 300, paper)
	land(c, hill(301, 420, 150, 480), moss.lighter(.3), paper)
	land(c, hill(305, 440, 90, 300), moss, moss.lighter(.3))
	for i := range 7 {
		roundTree(c, 60+float64(i)*180, 436+6*float64(i%2), 96+30*hash(i, 3, 2), pine.mix(moss, .4*hash(i, 1, 2)))
	}
	c.fill(rect(0, 430, wide, 380), down(430, high, crust.mix(walnut, .3), walnut))
	for i := -7; i <= 7; i++ {
		row(c, i)
	}
	shed(c, 850, 470)
	scarecrow(c, 300, 560)
	c.fill(xy(560, 430, 640, 430, 760, 810, 440, 810), sand.darker(.12))
	c.spray(xy(560, 430, 640, 430, 760, 810, 440, 810), crust, 600, 810, 600, 500)
	barrow(c, 640, 690)
}

// row is a bed of plants that runs towards the vanishing point.
func row(c *canvas, i int) {
	if i == 0 {
		return
	}
	x0, x1 := 600+float64(i)*74, 600+float64(i)*214
	for s := range 12 {
		t := math.Pow(float64(s)/11, 1.6)
		x, y := x0+(x1-x0)*t, 446+360*t
		size := 14 + 52*t
		switch (i + 14) % 4 {
		case 0:
			c.fill(circle(x, y-size*.4, size*.55), moss.lighter(.2))
			c.spray(circle(x, y-size*.4, size*.55), pine, x+size*.6, y, x-size*.2, y-size*.6)
		case 1:
			for _, a := range []float64{-40, -12, 14, 42} {
				leaf(c, x, y, size*1.3, a, moss)
			}
		case 2:
			c.fill(circle(x, y-size*.3, size*.42), ochre.mix(coral, .5))
			leaf(c, x, y-size*.5, size*.7, 30, pine)
		case 3:
			for _, a := range []float64{-24, 0, 24} {
				leaf(c, x, y, size*1.7, a, pine.mix(moss, .4))
			}
			c.fill(circle(x, y-size*.9, size*.16).and(circle(x+size*.3, y-size*.6, size*.16)), coral)
		}
	}
}

func shed(c *canvas, x, y float64) {
	c.fill(rect(x-90, y-130, 180, 140), teal)
	for i := range 9 {
		c.fill(rect(x-90+float64(i)*20, y-130, 3, 140), deep.alpha(.6))
	}
	c.spray(rect(x-90, y-130, 180, 140), ink, x+100, y, x, y-60)
	c.fill(xy(x-106, y-126, x-70, y-184, x+70, y-184, x+106, y-126), brick)
	c.fill(rect(x-60, y-96, 52, 106), walnut)
	c.fill(rect(x+18, y-96, 50, 46), paper)
	c.fill(rect(x+22, y-92, 19, 38).and(rect(x+45, y-92, 19, 38)), foam)
	c.fill(circle(x-18, y-42, 5), ochre)
}

func scarecrow(c *canvas, x, y float64) {
	c.fill(rect(x-5, y-170, 10, 190), walnut)
	c.fill(rect(x-84, y-126, 168, 9), walnut)
	c.fill(blob(x-70, y-134, x, y-140, x+70, y-134, x+72, y-112, x+34, y-108, x+40, y-40, x, y-34, x-40, y-40, x-34, y-108, x-72, y-112), coral)
	c.spray(blob(x-34, y-108, x+34, y-108, x+40, y-40, x-40, y-40), brick, x+30, y-30, x-10, y-90)
	c.fill(circle(x, y-166, 26), sand)
	c.fill(ellipse(x, y-186, 46, 9), ochre.darker(.2))
	c.fill(xy(x-26, y-188, x-18, y-220, x+18, y-220, x+26, y-188), ochre.darker(.1))
	gull(c, x+70, y-146, 54, 8, ink)
}

func barrow(c *canvas, x, y float64) {
	c.stroke(line(x-120, y-70, x+60, y-10), 9, walnut)
	for i, p := range points(x-40, y-92, x, y-104, x+36, y-90, x-16, y-84) {
		apple(c, p.x, p.y, 26, []rgba{coral, ochre, moss, brick}[i])
	}
	for _, a := range []float64{-30, 0, 24} {
		leaf(c, x+30, y-80, 90, a, pine)
	}
	c.fill(xy(x-84, y-84, x+84, y-84, x+50, y-16, x-46, y-16), foam)
	c.spray(xy(x-84, y-84, x+84, y-84, x+50, y-16, x-46, y-16), teal, x+70, y-10, x-20, y-60)
	wheel(c, x+78, y, 34, ink, paper)
	c.stroke(line(x-56, y-30, x-64, y+30), 9, walnut)
}

// paperMap: contours, a river, a church and a route, drawn by hand.
func paperMap(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, sand.lighter(.45), sand.lighter(.1)))
	height := func(x, y float64) float64 {
		return 1.1*bump(x, y, 300, 260, 250) + .9*bump(x, y, 860, 190, 210) + .8*bump(x, y, 690, 640, 240) + .16*cloudy(x/120, y/120, 311)
	}
	c.contours(height, []float64{.14, .28, .42, .56, .7, .84, .98}, []rgba{moss.lighter(.65), moss.lighter(.5), moss.lighter(.35), ochre.lighter(.5), ochre.lighter(.3), crust.lighter(.3), crust.lighter(.1)}, brick)
	sea := xy(940, 820, 990, 700, 1060, 620, 1090, 520, 1160, 440, 1220, 400, 1220, 820)
	c.fill(polygon(smooth(sea.rings[0][:6], false)...).and(xy(1220, 400, 1220, 820, 940, 820)), foam.darker(.05))
	for i := range 4 {
		off := float64(i) * 16
		c.stroke(curve(950+off, 820, 1000+off, 704, 1070+off, 626+off*.3, 1100+off, 530+off*.4, 1166+off, 452+off, 1230, 412+off), 2.5, teal.alpha(.8-.18*float64(i)))
	}
	river := curve(-20, 520, 120, 470, 260, 500, 420, 470, 540, 400, 640, 420, 760, 400, 880, 470, 960, 560, 1062, 622)
	c.stroke(river, 20, teal)
	c.stroke(river, 13, foam)
	c.stroke(curve(90, 820, 190, 690, 330, 600, 470, 560, 560, 470, 640, 330, 760, 330, 980, 350, 1220, 250), 9, paper)
	c.stroke(curve(90, 820, 190, 690, 330, 600, 470, 560, 560, 470, 640, 330, 760, 330, 980, 350, 1220, 250), 3, ink)
	route := curve(250, 640, 200, 520, 250, 380, 330, 290, 460, 300, 560, 350, 650, 470, 760, 560, 860, 600).rings[0]
	for i := 0; i+4 < len(route); i += 7 {
		c.stroke(polygon(route[i], route[i+3]), 8, coral)
	}
	for i, p := range points(640, 330, 470, 560, 860, 470, 1010, 640) {
		village(c, p.x, p.y, i)
	}
	for i := range 26 {
		x, y := 560+120*hash(i, 1, 12), 130+110*hash(i, 2, 12)
		conifer(c, x, y, 26, pine)
	}
	compass(c, 130, 150)
	for i := range 4 {
		c.fill(rect(80+float64(i)*70, 740, 70, 12), []rgba{ink, paper}[i%2])
	}
	c.fill(rect(78, 738, 284, 3).and(rect(78, 751, 284, 3)), ink)
	for _, x := range []float64{400, 800} {
		c.fill(rect(x-24, 0, 48, high), across(x-24, x+24, walnut.alpha(0), walnut.alpha(.14), paper.alpha(.35), walnut.alpha(0)))
	}
	c.fill(rect(0, 380, wide, 44), down(380, 424, walnut.alpha(0), walnut.alpha(.12), paper.alpha(.3), walnut.alpha(0)))
}

func bump(x, y, cx, cy, r float64) float64 {
	return math.Exp(-((x-cx)*(x-cx) + (y-cy)*(y-cy)*1.3) / (r * r))
}

// contours tints the heights of a surface step by step and draws the lines
// between the steps.
func (c *canvas) contours(height func(x, y float64) float64, steps []float64, tints []rgba, ink rgba) {
	s := c.m.scale()
	level := func(x, y float64) int {
		h, n := height(x, y), 0
		for n < len(steps) && h > steps[n] {
			n++
		}
		return n
	}
	for py := range c.height {
		for px := range c.width {
			x, y := (float64(px)-c.m[4])/s, (float64(py)-c.m[5])/s
			n := level(x, y)
			if n > 0 {
				c.blend(px, py, tints[n-1], 1)
			}
			if m := level(x+1.6, y); m != n || level(x, y+1.6) != n {
				c.blend(px, py, ink, .55)
			}
		}
	}
}

func village(c *canvas, x, y float64, seed int) {
	for i := range 6 {
		px, py := x-50+100*hash(i, seed, 31), y-30+60*hash(i, seed, 32)
		c.in(px, py, 40*hash(i, seed, 33), 1, 1, func() { c.fill(rect(-9, -7, 18, 14), brick) })
	}
	c.fill(rect(x-8, y-8, 16, 20), ink)
	c.fill(rect(x-2, y-34, 4, 26).and(rect(x-9, y-27, 18, 4)), ink)
}

func compass(c *canvas, x, y float64) {
	c.fill(ring(x, y, 78, 74), ink)
	for i := range 8 {
		length := 70.0
		if i%2 == 1 {
			length = 40
		}
		c.in(x, y, float64(i)*45, 1, 1, func() {
			c.fill(xy(0, -length, 10, -12, 0, 0), ink)
			c.fill(xy(0, -length, -10, -12, 0, 0), coral)
		})
	}
	c.fill(circle(x, y, 9), paper)
}
