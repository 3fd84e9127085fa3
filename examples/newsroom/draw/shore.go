package main

import "math"

// seals: a harbour bank at low water, watched by nobody but a camera.
func seals(c *canvas) {
	sky(c, foam, rose.lighter(.4), paper)
	cloud(c, 860, 190, 360, paper)
	cloud(c, 300, 140, 240, paper.alpha(.8))
	land(c, ridge(83, 400, 120, 420), teal.mix(foam, .35), paper)
	for i := range 6 {
		cottage(c, 640+float64(i)*78, 398-float64(i%2)*6, 60, []rgba{paper, sand, rose}[i%3], []rgba{brick, deep}[i%2], false)
	}
	sea(c, 396, teal.lighter(.15), teal, paper, 51)
	bank := blob(-80, 640, 160, 560, 460, 536, 820, 552, 1130, 520, 1300, 560, 1300, 860, -80, 860)
	c.fill(bank, sand.darker(.1))
	c.fill(bank, down(560, 820, sand.darker(.05), sand.mix(crust, .55)))
	c.spray(bank, crust.darker(.2), 0, 860, 0, 700)
	c.stroke(curve(-40, 620, 160, 560, 460, 536, 820, 552, 1130, 520, 1260, 545), 7, paper)
	seal(c, 360, 640, 330, plum.mix(sand, .4))
	seal(c, 760, 618, 280, sand.darker(.4))
	c.in(1010, 668, 0, -1, 1, func() { seal(c, 0, 0, 300, plum.mix(ink, .3)) })
	seal(c, 560, 742, 360, deep.mix(sand, .35))
	seal(c, 150, 742, 240, sand.darker(.3))
	c.in(905, 450, 0, 1, 1, func() {
		c.fill(polygon(arcPoints(0, 0, 26, 30, 180, 360)...), ink.mix(plum, .4))
		c.fill(lens(0, 2, 110, 9), paper.alpha(.8))
	})
	gull(c, 240, 260, 96, -10, ink)
	gull(c, 430, 310, 62, 8, ink)
}

// knots: four knots on a chart table, drawn loosely.
func knots(c *canvas) {
	c.fill(rect(0, 0, wide, high), glow(600, 400, 760, deep.lighter(.06), deep.darker(.25)))
	for i, tie := range []func(*canvas){figureEight, reefKnot, cloveHitch, bowline} {
		x, y := 330+float64(i%2)*540, 215+float64(i/2)*370
		c.fill(roundRect(x-240, y-160, 480, 320, 22), paper.alpha(.05))
		c.in(x, y, 0, 1, 1, func() { tie(c) })
	}
}

// rope lays a rope along a smooth line: shadow, body, strands.
func rope(c *canvas, col rgba, v ...float64) {
	p := curve(v...)
	c.in(6, 9, 0, 1, 1, func() { c.stroke(p, 34, ink.alpha(.45)) })
	c.stroke(p, 36, col.darker(.55))
	c.stroke(p, 30, col)
	pts := p.rings[0]
	var walked float64
	for i := 1; i < len(pts); i++ {
		walked += pts[i].distance(pts[i-1])
		if walked < 15 {
			continue
		}
		walked = 0
		d := pts[i].minus(pts[i-1])
		a := math.Atan2(d.y, d.x) * 180 / math.Pi
		c.in(pts[i].x, pts[i].y, a, 1, 1, func() { c.stroke(line(-6, 12, 6, -12), 3, col.darker(.4)) })
	}
}

func figureEight(c *canvas) {
	rope(c, sand, -230, 0, -130, 0, -60, -30, 0, 30, 60, 64, 120, 40, 124, -20, 70, -62)
	rope(c, sand, 70, -62, 10, -46, -30, 16, -80, 62, -130, 50, -128, -14, -90, -60)
	rope(c, sand, -90, -60, -20, -70, 20, -10, 90, 6, 230, 4)
	rope(c, sand, -150, 0, -120, -1, -92, -10)
}

func reefKnot(c *canvas) {
	rope(c, rose, 230, -40, 90, -44, 0, -30, -70, 0, -70, 20)
	rope(c, sand, -230, -40, -90, -46, -10, -44, 60, -20, 84, 0, 60, 24, -10, 44, -90, 46, -230, 40)
	rope(c, rose, -70, 20, -50, 44, 0, 34, 90, 44, 230, 40)
	rope(c, sand, -60, -46, -20, -44, 10, -38)
	rope(c, rose, -86, -16, -70, -34, -30, -46, 0, -30)
}

func cloveHitch(c *canvas) {
	post := roundRect(-60, -170, 120, 340, 20)
	c.fill(post, crust)
	c.spray(post, walnut, 60, 0, -30, 0)
	for i := range 5 {
		c.stroke(line(-40+float64(i)*20, -150, -38+float64(i)*20, 150), 2, walnut.alpha(.5))
	}
	rope(c, ochre, -74, -52, 0, -30, 74, -56)
	rope(c, ochre, -74, 52, 0, 64, 74, 42)
	rope(c, ochre, -200, 130, -120, 90, -74, 52, 0, 0, 74, -56)
	rope(c, ochre, -74, -50, -20, -34, 30, -40)
	rope(c, ochre, 74, 44, 130, 60, 210, 120)
}

func bowline(c *canvas) {
	rope(c, foam, 40, -160, 40, -60, 44, 0, 20, 40, -80, 70, -120, 120)
	rope(c, foam, -120, 120, -60, 150, 60, 150, 128, 110, 110, 40, 60, 0)
	rope(c, foam, 60, 0, -6, -20, -20, -64, 30, -84, 84, -66, 78, -20, 20, 6, -30, 40, -60, 90)
	rope(c, foam, 40, -110, 40, -60, 42, -30)
}
