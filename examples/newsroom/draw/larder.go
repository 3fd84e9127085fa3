package main

// kelp: a forest below the surface, looking up.
func kelp(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, foam.lighter(.3), foam, teal, deep, ink))
	for i := range 7 {
		x := 120 + float64(i)*170
		c.fill(xy(x, -10, x+70, -10, x-60, high, x-210, high), down(0, 620, paper.alpha(.35), paper.alpha(0)))
	}
	d := &dice{seed: 15}
	for i := range 15 {
		x := 30 + float64(i)*84 + d.next(-20, 20)
		near := float64(i%3) / 2
		strand(c, x, 820, d.next(480, 760), pine.mix(moss, .2+.5*near).mix(teal, .5*(1-near)), i)
	}
	for i, p := range points(300, 250, 350, 300, 260, 320, 900, 400, 960, 430, 880, 470, 930, 350, 600, 180, 650, 210) {
		fish(c, p.x, p.y, 52+float64(i%3)*8, []rgba{ochre, coral, paper}[i/3])
	}
	for range 40 {
		c.fill(ring(d.next(0, wide), d.next(60, high), 7, 5), paper.alpha(.5))
	}
	land(c, ridge(91, 800, 80, 200), ink, deep)
}

func strand(c *canvas, x, y, h float64, col rgba, seed int) {
	var v []float64
	for i := range 9 {
		v = append(v, x+26*rough(float64(i)*.7, seed, 1), y-float64(i)*h/8)
	}
	c.stroke(curve(v...), 9, col.darker(.3))
	for i := 1; i < 17; i++ {
		px, py := v[i/2*2], y-float64(i)*h/17
		turn := 62.0
		if i%2 == 0 {
			turn = -62
		}
		leaf(c, px, py, 96-float64(i)*2.4, turn+16*rough(float64(i), seed, 1), col)
		c.fill(circle(px, py, 7), col.mix(ochre, .4))
	}
}

func fish(c *canvas, x, y, w float64, col rgba) {
	c.in(x, y, 0, w/100, w/100, func() {
		c.fill(lens(0, 0, 100, 44), col)
		c.fill(xy(36, 0, 66, -22, 58, 0, 66, 22), col.darker(.2))
		c.fill(circle(-30, -4, 4), ink)
		c.spray(lens(0, 0, 100, 44), ink.alpha(.6), 0, 24, 0, -4)
	})
}

// apples: the four kinds that were lost, in a crate.
func apples(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, foam, sand))
	c.fill(circle(600, 330, 290), paper.alpha(.6))
	for i := range 9 {
		x := 60 + float64(i)*138
		leaf(c, x, 40+float64(i%2)*30, 130, 150+float64(i%3)*24, moss.mix(pine, float64(i%3)*.3))
	}
	c.stroke(curve(-20, 30, 300, 62, 700, 24, 1220, 60), 16, walnut)
	for i, p := range points(190, 160, 470, 190, 780, 150, 1010, 190) {
		c.stroke(line(p.x, p.y-50, p.x+4, p.y-110), 4, walnut)
		apple(c, p.x, p.y, 58, []rgba{coral, ochre, moss.lighter(.2), rose}[i])
	}
	d := &dice{seed: 31}
	for row := range 2 {
		for i := range 8 {
			apple(c, 250+float64(i)*100+float64(row)*30, 470-float64(1-row)*30+float64(row)*40, 62, []rgba{coral, ochre, brick, moss.lighter(.25)}[int(d.next(0, 4))])
		}
	}
	crate(c, 150, 510, 900, 250)
	apple(c, 110, 724, 56, coral)
	apple(c, 1096, 720, 60, ochre)
}

func crate(c *canvas, x, y, w, h float64) {
	for i := range 3 {
		by := y + float64(i)*h/3
		c.fill(rect(x, by+5, w, h/3-10), crust.mix(sand, .15*float64(i%2)))
		c.fill(rect(x, by+5, w, h/3-10), down(by, by+h/3, walnut.alpha(0), walnut.alpha(.6)))
		for j := range 9 {
			gx := x + 40 + float64(j)*w/9
			c.stroke(line(gx, by+22+float64(j%3)*10, gx+60, by+20+float64(j%3)*10), 2, walnut.alpha(.5))
		}
	}
	for _, px := range []float64{x + 24, x + w - 64} {
		c.fill(rect(px, y-10, 40, h+16), walnut.mix(crust, .35))
		for i := range 6 {
			c.fill(circle(px+20, y+24+float64(i)*h/6, 4), ink)
		}
	}
}

// market: awnings on the Old Quay on a Saturday.
func market(c *canvas) {
	sky(c, foam.mix(teal, .3), foam, paper)
	cloud(c, 200, 130, 260, paper)
	cloud(c, 940, 110, 320, paper.alpha(.9))
	for i := range 9 {
		townHouse(c, -20+float64(i)*140, 470, 132, 250+60*hash(i, 2, 9), []rgba{rose, sand, foam.darker(.08), ochre.lighter(.3), paper.darker(.05)}[i%5])
	}
	c.fill(rect(0, 466, wide, 340), down(466, high, sand.darker(.22), sand.darker(.4)))
	bunting(c, 150)
	stall(c, 40, 640, 330, coral, func(x, y float64) { apple(c, x, y, 22, []rgba{coral, ochre, moss}[int(x)%3]) })
	stall(c, 430, 668, 340, teal, func(x, y float64) { loaf(c, x, y+20, 40, crust) })
	stall(c, 830, 640, 330, ochre, func(x, y float64) { jar(c, x, y+22, 44, []rgba{brick, ochre, coral}[int(x)%3]) })
	for i, p := range [][2]float64{{392, 742}, {800, 748}, {590, 772}, {200, 768}, {1010, 764}} {
		person(c, p[0], p[1], 190, []rgba{ink, coral, plum, pine, brick}[i], i)
	}
}

// townHouse has its ground line at y and a gable.
func townHouse(c *canvas, x, y, w, h float64, wall rgba) {
	c.fill(rect(x, y-h, w, h), wall)
	c.fill(xy(x-6, y-h+2, x+w/2, y-h-58, x+w+6, y-h+2), brick.mix(deep, hash(int(x), 1, 1)))
	for r := range int(h / 74) {
		for i := range 2 {
			wx, wy := x+22+float64(i)*54, y-h+22+float64(r)*74
			c.fill(rect(wx-3, wy-3, 40, 50), paper)
			c.fill(rect(wx, wy, 16, 44).and(rect(wx+18, wy, 16, 44)), deep.lighter(.1))
		}
	}
	c.spray(rect(x, y-h, w, h), wall.darker(.5), x+w, y, x+w*.4, y-h*.3)
}

func bunting(c *canvas, y float64) {
	c.stroke(curve(-10, y, 300, y+70, 600, y+16, 900, y+74, 1210, y), 3, ink)
	pts := curve(-10, y, 300, y+70, 600, y+16, 900, y+74, 1210, y).rings[0]
	for i := 1; i < len(pts)-2; i += 2 {
		p := pts[i]
		c.fill(xy(p.x-13, p.y, p.x+13, p.y, p.x, p.y+32), []rgba{coral, paper, ochre, teal}[i/2%4])
	}
}

// stall has a striped awning and goods on its counter.
func stall(c *canvas, x, y, w float64, col rgba, goods func(x, y float64)) {
	c.fill(rect(x+10, y-250, 10, 250).and(rect(x+w-20, y-250, 10, 250)), walnut)
	c.fill(rect(x+16, y-92, w-32, 96), crust.darker(.1))
	c.fill(rect(x+16, y-92, w-32, 96), down(y-92, y+4, walnut.alpha(0), walnut.alpha(.6)))
	for r := range 2 {
		for i := range 7 {
			goods(x+44+float64(i)*(w-88)/6, y-128+float64(r)*20)
		}
	}
	c.fill(rect(x+8, y-108, w-16, 22), crust.lighter(.2))
	const n = 8
	for i := range n {
		a, b := x-14+float64(i)*(w+28)/n, x-14+float64(i+1)*(w+28)/n
		tone := col
		if i%2 == 1 {
			tone = paper
		}
		c.fill(xy(a*.88+(x+w/2)*.12, y-310, b*.88+(x+w/2)*.12, y-310, b, y-236, a, y-236), tone)
		c.fill(sector((a+b)/2, y-237, (b-a)/2, 0, 180), tone.darker(.12))
	}
}

// person is a figure seen from behind, its feet at y.
func person(c *canvas, x, y, h float64, coat rgba, seed int) {
	skin := []rgba{rose, crust, walnut.lighter(.2), sand, crust.darker(.25)}[seed%5]
	c.in(x, y, 0, h/190, h/190, func() {
		c.fill(ellipse(0, 2, 40, 7), ink.alpha(.3))
		c.fill(rect(-15, -62, 12, 62).and(rect(4, -62, 12, 62)), ink)
		c.fill(blob(-30, -60, -32, -110, -22, -142, 22, -142, 32, -110, 30, -60), coat)
		c.spray(blob(-30, -60, -32, -110, -22, -142, 22, -142, 32, -110, 30, -60), coat.darker(.5), 34, -70, -8, -120)
		c.fill(circle(0, -162, 20), skin)
		c.fill(polygon(arcPoints(0, -165, 21, 21, 160, 380)...), []rgba{walnut, ink, ochre, brick, plum}[seed%5])
		c.stroke(line(30, -130, 38, -84), 11, coat.darker(.15))
		c.stroke(line(-30, -130, -38, -84), 11, coat.darker(.15))
		if seed%2 == 0 {
			c.fill(xy(28, -84, 52, -84, 48, -46, 31, -46), sand)
		}
	})
}

func jar(c *canvas, x, y, h float64, jam rgba) {
	c.in(x, y, 0, h/60, h/60, func() {
		c.fill(roundRect(-22, -48, 44, 48, 9), jam)
		c.fill(rect(-20, -56, 40, 12), paper)
		c.fill(rect(-18, -32, 36, 20), paper)
		c.fill(rect(-12, -26, 24, 3).and(rect(-12, -20, 16, 3)), ink)
	})
}
