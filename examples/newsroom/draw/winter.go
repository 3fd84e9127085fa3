package main

// winterHarbour: lamps along the Old Quay on the first night of snow, the
// Marigold dressed in lights.
func winterHarbour(c *canvas) {
	sky(c, ink, deep.darker(.25), plum, rose.mix(plum, .45))
	starfield(c, 501, 90, 0, 300)
	land(c, ridge(502, 480, 120, 420), plum.darker(.35), rose.mix(plum, .5))
	beam(c, 1080, 372, 900, 186, 84, ochre.lighter(.5))
	lighthouse(c, 1080, 482, 124, true)
	c.fill(rect(0, 478, wide, 330), down(478, high, plum.darker(.3), deep.darker(.35), ink))
	for i := range 6 {
		snowHouse(c, -30+float64(i)*112, 520, 116, 190+70*hash(i, 5, 503), i)
	}
	c.fill(rect(0, 514, 650, 34), paper.darker(.1))
	c.fill(rect(0, 540, 650, 90), down(540, 630, sand.darker(.55), ink))
	for i := range 9 {
		lampPost(c, 40+float64(i)*76, 516)
	}
	litFerry(c, 800, 640)
	for i := range 60 {
		x, y := 30+620*hash(i, 1, 504), 640+150*hash(i, 2, 504)
		c.fill(lens(x, y, 20+60*hash(i, 3, 504), 5), ochre.lighter(.3).alpha(.25+.4*hash(i, 4, 504)))
	}
	for i := range 40 {
		x, y := 620+380*hash(i, 5, 504), 660+130*hash(i, 6, 504)
		c.fill(lens(x, y, 16+50*hash(i, 7, 504), 5), []rgba{ochre, coral, foam}[i%3].alpha(.3+.35*hash(i, 8, 504)))
	}
	d := &dice{seed: 505}
	for range 260 {
		c.fill(circle(d.next(0, wide), d.next(0, high), d.next(1, 4)), paper.alpha(d.next(.35, .95)))
	}
}

// snowHouse is a house on the quay with lit windows and snow on its roof.
func snowHouse(c *canvas, x, y, w, h float64, i int) {
	wall := []rgba{brick, teal, plum.lighter(.12), crust, deep.lighter(.15)}[i%5].darker(.25)
	c.fill(rect(x, y-h, w, h), wall)
	c.fill(xy(x-8, y-h+4, x+w/2, y-h-66, x+w+8, y-h+4), paper.darker(.06))
	c.fill(xy(x, y-h+4, x+w/2, y-h-44, x+w, y-h+4), wall.darker(.3))
	for r := range int(h / 62) {
		for k := range 2 {
			wx, wy := x+22+float64(k)*46, y-h+24+float64(r)*60
			lit := ink
			if hash(i, 3*r+k, 506) > .3 {
				lit = ochre.lighter(.2 + .3*hash(i, r+k, 507))
			}
			c.fill(rect(wx, wy, 28, 36), lit)
			c.fill(rect(wx+12.5, wy, 3, 36).and(rect(wx, wy+16, 28, 3)), wall.darker(.4))
			c.fill(rect(wx-3, wy+36, 34, 6), paper.darker(.06))
		}
	}
}

func lampPost(c *canvas, x, y float64) {
	c.fill(rect(x-2.5, y-70, 5, 78), ink)
	halo(c, x, y-78, 9, 4, ochre.lighter(.4))
	c.fill(circle(x, y-78, 9), paper)
	c.fill(lens(x, y+10, 60, 10), ochre.lighter(.4).alpha(.5))
}

// litFerry is the Marigold at her berth with a string of lights over all.
func litFerry(c *canvas, x, y float64) {
	ferry(c, x, y, 430)
	night := ink.alpha(.3)
	c.fill(xy(x-211, y-92, x+204, y-92, x+183, y+4, x-172, y+4), night)
	c.fill(rect(x-90, y-131, 204, 39).and(rect(x-43, y-170, 99, 39)), night)
	string := curve(x-206, y-96, x-110, y-170, x-22, y-236, x+60, y-190, x+120, y-150, x+202, y-96).rings[0]
	c.stroke(polygon(string...), 2.5, ink)
	for i := 3; i < len(string); i += 5 {
		col := []rgba{ochre.lighter(.3), coral.lighter(.2), foam}[i/5%3]
		halo(c, string[i].x, string[i].y, 6, 3, col)
		c.fill(circle(string[i].x, string[i].y, 6), col)
	}
	for i := range 6 {
		c.fill(roundRect(x-77+float64(i)*31, y-120, 19, 19, 5), ochre.lighter(.45))
	}
	c.fill(rect(x-34, y-160, 23, 19).and(rect(x-4, y-160, 23, 19), rect(x+26, y-160, 23, 19)), ochre.lighter(.45))
}
