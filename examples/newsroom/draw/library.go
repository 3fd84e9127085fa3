package main

// shelf fills a shelf with books from x0 to x1; their feet are at y.
func shelf(c *canvas, x0, x1, y, h float64, seed int) {
	d := &dice{seed: seed}
	inks := []rgba{coral, teal, ochre, pine, plum, brick, sand, deep, moss, rose}
	for x := x0; x < x1-14; {
		w, t := d.next(12, 34), d.next(.62, .96)*h
		w = min(w, x1-x)
		col := inks[int(d.next(0, 10))]
		if d.next(0, 1) > .92 && x+70 < x1 {
			c.in(x+16, y, 14, 1, 1, func() { c.fill(rect(0, -t, w, t), col) })
			x += w + 34
			continue
		}
		c.fill(rect(x, y-t, w-2, t), col)
		c.fill(rect(x, y-t, 4, t), col.lighter(.25))
		c.fill(rect(x, y-t*.84, w-2, 4).and(rect(x, y-t*.76, w-2, 3)), col.darker(.35))
		if w > 22 {
			c.fill(rect(x+6, y-t*.55, w-14, t*.22), col.lighter(.6))
		}
		x += w
	}
	c.fill(rect(x0-8, y, x1-x0+16, 14), walnut.lighter(.14))
	c.fill(rect(x0-8, y+12, x1-x0+16, 8), ink.alpha(.4))
}

// stationLibrary: shelves where the trains used to stand, and the clock.
func stationLibrary(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, sand, sand.darker(.2)))
	c.fill(archway(600, 420, 330, 400), down(90, 700, teal, foam, paper))
	c.within(archway(600, 420, 330, 400), func() {
		sun(c, 690, 330, 62, ochre.lighter(.2))
		c.fill(hill(141, 560, 120, 300), moss)
		c.fill(hill(142, 620, 70, 240), pine)
		c.fill(xy(520, 820, 592, 590, 608, 590, 690, 820), walnut)
		c.stroke(line(546, 820, 597, 590), 5, foam)
		c.stroke(line(662, 820, 603, 590), 5, foam)
	})
	for i := range 6 {
		a := 180 + float64(i)*36
		p := arcPoints(600, 420, 330, 330, a, a)[0]
		c.stroke(line(600, 420, p.x, p.y), 8, ink)
	}
	c.stroke(arc(600, 420, 190, 190, 180, 360), 8, ink)
	c.fill(ringHalf(600, 420, 346, 326), ink)
	c.fill(rect(262, 416, 676, 12), ink)
	c.fill(rect(254, 416, 18, 400).and(rect(928, 416, 18, 400)), ink)
	for _, x := range []float64{24, 962} {
		c.fill(rect(x-24, 120, 262, 690), walnut)
		for r := range 5 {
			shelf(c, x-8, x+222, 248+float64(r)*132, 112, int(x)+r)
		}
	}
	c.fill(rect(594, 0, 12, 66), ink)
	c.fill(circle(600, 150, 92), ink)
	c.fill(circle(600, 150, 80), paper)
	for i := range 12 {
		c.in(600, 150, float64(i)*30, 1, 1, func() { c.fill(rect(-3, -74, 6, 14), ink) })
	}
	c.stroke(line(600, 150, 600, 96), 6, ink)
	c.stroke(line(600, 150, 640, 172), 6, coral)
	c.fill(rect(0, 736, wide, 70), sand.darker(.45))
	c.fill(rect(0, 736, wide, 8), sand)
	for i := range 16 {
		c.fill(rect(float64(i)*80, 748, 3, 60), ink.alpha(.35))
	}
	reader(c, 440, 730)
	reader2(c, 770, 730)
}

// reader sits on a bench with a book, facing right.
func reader(c *canvas, x, y float64) {
	c.fill(roundRect(x-110, y-62, 200, 16, 6).and(rect(x-92, y-50, 12, 54), rect(x+60, y-50, 12, 54)), walnut)
	c.fill(blob(x-40, y-66, x-52, y-140, x-36, y-190, x+6, y-192, x+24, y-150, x+22, y-66), coral)
	c.spray(blob(x-40, y-66, x-52, y-140, x-36, y-190, x+6, y-192, x+24, y-150, x+22, y-66), brick, x-50, y-60, x+10, y-150)
	c.stroke(line(x, y-76, x+74, y-80, x+80, y), 28, ink)
	c.fill(roundRect(x+66, y-10, 46, 16, 8), walnut)
	c.fill(circle(x-10, y-222, 30), crust)
	c.fill(polygon(arcPoints(x-14, y-226, 33, 32, 120, 330)...), ink)
	c.stroke(line(x-4, y-160, x+40, y-118, x+84, y-134), 18, coral.darker(.12))
	c.fill(xy(x+66, y-150, x+112, y-166, x+122, y-118, x+76, y-104), teal)
	c.fill(xy(x+70, y-148, x+108, y-160, x+110, y-152, x+72, y-140), paper)
}

// reader2 stands at the shelf with a pile of books.
func reader2(c *canvas, x, y float64) {
	c.fill(rect(x-20, y-120, 18, 124).and(rect(x+6, y-120, 18, 124)), deep)
	c.fill(blob(x-40, y-110, x-42, y-200, x-28, y-246, x+32, y-246, x+46, y-200, x+44, y-110), ochre)
	c.spray(blob(x-40, y-110, x-42, y-200, x-28, y-246, x+32, y-246, x+46, y-200, x+44, y-110), crust, x+50, y-100, x, y-200)
	c.fill(circle(x, y-280, 30), rose)
	c.fill(polygon(arcPoints(x+2, y-284, 33, 33, 200, 400)...), brick)
	c.stroke(line(x-28, y-220, x-66, y-170, x-70, y-150), 18, ochre.darker(.12))
	for i, col := range []rgba{plum, foam, coral, pine} {
		c.fill(roundRect(x-112+float64(i%2)*8, y-140-float64(i)*22, 84, 20, 3), col)
		c.fill(rect(x-108+float64(i%2)*8, y-136-float64(i)*22, 76, 3), paper)
	}
}

// posters: a wall of old bills, pasted over and over.
func posters(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, plum.mix(ink, .2), ink))
	d := &dice{seed: 91}
	for i := range 12 {
		x, y := 90+float64(i%6)*200, 60+float64(i/6)*400
		c.in(x+d.next(-12, 12), y+d.next(-10, 10), d.next(-3.5, 3.5), 1, 1, func() { bill(c, i) })
	}
}

// bill is one poster: a motif over lines that stand for type.
func bill(c *canvas, i int) {
	bg := []rgba{sand, coral, foam, ochre, paper, teal}[(i*5+i/6)%6]
	fg := []rgba{ink, paper, brick, deep, coral, sand}[(i*5+i/6)%6]
	c.fill(rect(-84, -12, 180, 360), ink.alpha(.5))
	c.fill(rect(-90, -20, 180, 360), bg)
	c.within(rect(-90, -20, 180, 360), func() {
		switch i % 4 {
		case 0:
			c.fill(circle(0, 110, 62), fg)
			c.in(0, 190, 0, .5, .5, func() { lighthouse(c, 0, 0, 300, true) })
		case 1:
			for r := range 5 {
				c.fill(ring(0, 110, 84-float64(r)*17, 76-float64(r)*17), fg)
			}
		case 2:
			dinghy(c, 0, 170, 110, fg)
			c.fill(rect(-90, 176, 180, 18), fg)
		case 3:
			c.fill(star(0, 110, 80, 36, 9), fg)
			c.fill(circle(0, 110, 26), bg)
		}
		c.fill(rect(-70, 0, 140, 20), fg)
		for l := range 4 {
			w := 60 + 70*hash(i, l, 7)
			c.fill(rect(-w/2, 224+float64(l)*28, w, 11-float64(l)), fg)
		}
		c.fill(rect(-90, -20, 180, 360), linear{point{-90, -20}, point{90, 340}, []rgba{walnut.alpha(0), walnut.alpha(.05), walnut.alpha(.32)}})
	})
	c.fill(xy(66, 340, 90, 316, 90, 340), ink)
}
