package main

import "math"

// tidePole: the painted pole at the Old Quay at low water, under the moon
// that causes it.
func tidePole(c *canvas) {
	sky(c, deep, teal, foam, sand)
	crescent(c, 905, 190, 78, paper)
	for i := range 3 {
		streak(c, 300+float64(i)*330, 300+float64(i)*38, 620, 12, paper.alpha(.35))
	}
	land(c, ridge(31, 470, 60, 300), teal.mix(deep, .45), foam)
	sea(c, 455, teal, deep, foam, 3)
	glitter(c, 905, 460, 150, paper, 4)
	quayWall(c)
	pole(c, 372, 96, 640)
	flock(c, 640, 250, 150, 6, 9, paper)
}

// quayWall is a wall of squared stones in the left foreground, weed below.
func quayWall(c *canvas) {
	wall := xy(-10, 210, 300, 240, 322, 810, -10, 810)
	c.fill(wall, sand.darker(.25))
	c.within(wall, func() {
		d := &dice{seed: 21}
		for row := range 13 {
			y := 215 + float64(row)*48
			for x := -40 - d.next(0, 60); x < 330; {
				w := d.next(60, 120)
				c.fill(roundRect(x+2, y+2, w-5, 43, 5), sand.darker(d.next(.22, .48)))
				x += w
			}
		}
		c.fill(xy(-10, 560, 340, 590, 340, 810, -10, 810), down(560, 800, pine.alpha(.15), pine.alpha(.85), pine))
		c.spray(rect(-10, 200, 340, 610), ink, 340, 520, 120, 480)
	})
	c.fill(xy(-10, 200, 312, 232, 312, 252, -10, 222), sand)
}

// pole is a tide staff with bands and figures made of bars.
func pole(c *canvas, x, top, h float64) {
	c.fill(rect(x-28, top, 56, h), paper)
	for i := range 10 {
		y := top + float64(i)*h/10
		col := ink
		if i%2 == 1 {
			col = coral
		}
		c.fill(rect(x-28, y, 56, 7), col)
		for j := range 4 {
			c.fill(rect(x-28, y+float64(j+1)*h/50, 20, 3), ink)
		}
		figure(c, x+8, y+20, 9-i, col)
	}
	c.fill(rect(x-28, top+h*.6, 56, h*.4), down(top+h*.6, top+h, moss.alpha(0), pine.alpha(.9)))
	c.spray(rect(x-28, top, 56, h), ink.alpha(.6), x+40, top, x-4, top)
	for i := range 7 {
		c.fill(lens(x, top+h-2+float64(i)*7, 120-float64(i)*8, 6), paper.alpha(.65-.08*float64(i)))
	}
	c.fill(rect(x-36, top-14, 72, 16), ink)
}

// segments says which of the seven bars of a figure are shown: top, upper
// left, upper right, middle, lower left, lower right, bottom.
var segments = [10]string{"1110111", "0010010", "1011101", "1011011", "0111010", "1101011", "1101111", "1010010", "1111111", "1111011"}

func figure(c *canvas, x, y float64, n int, col rgba) {
	bars := []*path{rect(x, y, 13, 3), rect(x, y, 3, 13), rect(x+10, y, 3, 13), rect(x, y+11, 13, 3),
		rect(x, y+12, 3, 13), rect(x+10, y+12, 3, 13), rect(x, y+22, 13, 3)}
	for i, b := range bars {
		if segments[n][i] == '1' {
			c.fill(b, col)
		}
	}
}

// tideCurve: two days of water as a poster chart, with the moon above it.
func tideCurve(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, sand.lighter(.5), sand))
	level := func(x float64) float64 {
		t := (x - 100) / 1000 * 4 * 2 * math.Pi
		return 430 - 150*math.Sin(t-.6)*(1-.22*math.Cos(t/8)) - 26*math.Sin(t/2+.3)
	}
	for i := range 7 {
		c.fill(rect(100, 200+float64(i)*80, 1000, 2), ink.alpha(.18))
	}
	var water, crest []point
	for x := 100.0; x <= 1100; x += 3 {
		crest = append(crest, point{x, level(x)})
	}
	water = append(append(water, crest...), point{1100, 690}, point{100, 690})
	c.fill(polygon(water...), down(260, 690, foam, teal, deep))
	c.within(polygon(water...), func() { c.spray(rect(100, 200, 1000, 500), paper.alpha(.7), 0, 250, 0, 520) })
	c.stroke(polygon(crest...), 8, ink)
	for i, phase := range []float64{0, .35, .7, 1} {
		x := 160 + float64(i)*293
		moonPhase(c, x, 112, 38, phase)
	}
	for i := range 9 {
		x := 100 + float64(i)*125
		c.fill(rect(x-1.5, 690, 3, 22), ink)
		figure(c, x-18, 724, (i*6%24)/10, ink)
		figure(c, x+4, 724, (i*6%24)%10, ink)
	}
	c.fill(rect(100, 688, 1000, 5), ink)
	for i := 1; i+1 < len(crest); i++ {
		if p := crest[i]; p.y < crest[i-1].y && p.y <= crest[i+1].y {
			c.fill(circle(p.x, p.y, 15), coral)
			c.fill(circle(p.x, p.y, 7), paper)
		}
	}
}

// moonPhase shows a moon lit from new (0) to full (1).
func moonPhase(c *canvas, x, y, r, lit float64) {
	c.fill(circle(x, y, r), ink)
	c.within(circle(x, y, r-3), func() {
		c.fill(circle(x, y, r), deep)
		if lit > 0 {
			c.fill(polygon(append(arcPoints(x, y, r, r, -90, 90), arcPoints(x, y, r*(1-2*lit), r, 90, -90)...)...), paper)
		}
		if lit > .5 {
			c.fill(polygon(append(arcPoints(x, y, r, r, -90, 90), arcPoints(x, y, r*(2*lit-1), r, 90, 270)...)...), paper)
		}
	})
}

// skerryLight: the lighthouse on its rock at dusk.
func skerryLight(c *canvas) {
	sky(c, ink, plum, coral.mix(rose, .5), ochre)
	starfield(c, 5, 90, 0, 330)
	sun(c, 330, 545, 82, ochre.lighter(.35))
	streak(c, 300, 430, 760, 16, plum.alpha(.75))
	streak(c, 640, 476, 600, 10, plum.alpha(.55))
	streak(c, 130, 500, 520, 9, brick.alpha(.45))
	land(c, ridge(47, 560, 46, 360), plum.darker(.35), rose)
	sea(c, 555, plum.mix(coral, .45), ink, ochre, 7)
	glitter(c, 330, 560, 190, ochre.lighter(.3), 8)
	beam(c, 868, 196, 900, 187, 92, ochre.lighter(.5))
	beam(c, 868, 196, 600, 7, 62, ochre.lighter(.5))
	rock(c, 868, 600)
	lighthouse(c, 868, 596, 440, true)
	cottage(c, 742, 606, 112, paper.darker(.2), ink, true)
	flock(c, 520, 260, 140, 6, 12, ink)
	foamEdge(c, 560, 1180, 704, 41)
}

// rock is the Tooth: the skerry the lighthouse stands on.
func rock(c *canvas, x, y float64) {
	stone := blob(x-300, y+140, x-236, y+72, x-186, y+10, x-90, y-4, x+40, y-6, x+118, y+14, x+190, y+64, x+286, y+92, x+330, y+150, x+150, y+190, x-160, y+190)
	c.fill(stone, ink.mix(plum, .3))
	c.within(stone, func() {
		d := &dice{seed: 4}
		for range 30 {
			px, py := x+d.next(-280, 280), y+d.next(0, 130)
			c.fill(xy(px, py, px+d.next(20, 60), py+d.next(-14, 8), px+d.next(-10, 40), py+d.next(16, 40)), plum.mix(rose, d.next(.05, .3)).alpha(.6))
		}
		c.spray(rect(x-320, y-20, 700, 240), ink, x, y+180, x-40, y+20)
	})
}

// foamEdge is the white water at the foot of a rock.
func foamEdge(c *canvas, x0, x1, y float64, seed int) {
	d := &dice{seed: seed}
	for range 60 {
		x := d.next(x0, x1)
		c.fill(lens(x, y+d.next(-8, 16), d.next(30, 120), d.next(3, 10)), paper.alpha(d.next(.25, .75)))
	}
}

// fresnel: the great lens, as seen from inside the lantern room.
func fresnel(c *canvas) {
	c.fill(rect(0, 0, wide, high), glow(600, 400, 800, deep.lighter(.1), deep, ink))
	for i := range 24 {
		c.in(600, 400, float64(i)*15, 1, 1, func() {
			c.fill(xy(0, -4, 900, -48, 900, 48, 0, 4), across(0, 800, ochre.lighter(.4).alpha(.22), ochre.alpha(0)))
		})
	}
	for i := 9; i >= 0; i-- {
		r := 88 + float64(i)*29
		tone := foam.mix(teal, float64(i)/10)
		c.fill(ring(600, 400, r, r-24), linear{point{600 - r, 400 - r}, point{600 + r, 400 + r}, []rgba{paper, tone, tone.darker(.5), tone}})
		c.fill(ring(600, 400, r-24, r-27), ink)
	}
	for i := range 12 {
		c.in(600, 400, float64(i)*30, 1, 1, func() { c.fill(rect(64, -3, 288, 6), crust.mix(ochre, .5)) })
	}
	c.fill(ring(600, 400, 366, 350), linear{point{300, 100}, point{900, 700}, []rgba{ochre.lighter(.5), crust, ochre, walnut}})
	c.fill(circle(600, 400, 64), glow(600, 400, 64, paper, ochre.lighter(.5), ochre))
	halo(c, 600, 400, 60, 5, ochre.lighter(.6))
}

// marigold: the Fennay ferry on a bright morning.
func marigold(c *canvas) {
	sky(c, teal.lighter(.25), foam, paper)
	sun(c, 980, 170, 64, ochre.lighter(.3))
	cloud(c, 250, 230, 330, paper.alpha(.95))
	cloud(c, 640, 160, 220, paper.alpha(.8))
	land(c, ridge(61, 505, 190, 420), teal.mix(foam, .4), foam)
	land(c, ridge(66, 512, 110, 260), pine.mix(teal, .45), foam)
	for i, x := range []float64{86, 170, 232, 1010, 1096} {
		cottage(c, x, 500+float64(i%2)*5, 58, []rgba{paper, rose, sand}[i%3], brick, false)
	}
	sea(c, 505, teal, deep, foam, 17)
	glitter(c, 980, 510, 130, paper, 18)
	ferry(c, 560, 640, 620)
	wake(c, 250, 880, 648, 19)
	gull(c, 330, 330, 110, -12, paper)
	gull(c, 860, 300, 84, 10, paper)
	gull(c, 770, 372, 60, -6, paper)
}

// strandline: what a tide leaves, laid out in rows like specimens.
func strandline(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, sand.lighter(.25), sand, sand.mix(crust, .25)))
	c.fill(blob(-60, -40, 400, -30, 900, -60, 1260, -30, 1240, 120, 1000, 160, 760, 118, 500, 168, 240, 130, -40, 178), down(0, 170, teal, foam))
	c.stroke(curve(-20, 172, 240, 126, 500, 164, 760, 114, 1000, 156, 1230, 118), 14, paper)
	things := []func(){
		func() { shell(c, 0, 0, 74, rose) }, func() { bottle(c) }, func() { starfish(c, coral) },
		func() { cork(c) }, func() { feather(c) }, func() { shell(c, 0, 0, 60, paper) },
		func() { brush(c) }, func() { crab(c) }, func() { ropeCoil(c) }, func() { kelpFrond(c) },
	}
	for i, thing := range things {
		x, y := 160+float64(i%5)*220, 340+float64(i/5)*270
		c.fill(ellipse(x+10, y+70, 84, 15), walnut.alpha(.22))
		c.in(x, y, 0, 1, 1, thing)
	}
	d := &dice{seed: 77}
	for range 260 {
		c.fill(circle(d.next(0, wide), d.next(200, high), d.next(1, 3)), crust.mix(walnut, d.next(0, 1)).alpha(.5))
	}
}
