package main

import "math"

// flatbread: what comes out of the second oven, on a blue cloth.
func flatbread(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, teal, deep))
	for i := range 13 {
		c.fill(rect(float64(i)*100-6, 0, 12, high), foam.alpha(.14))
		c.fill(rect(0, float64(i)*100-6, wide, 12), foam.alpha(.14))
	}
	for i, p := range [][3]float64{{350, 300, 235}, {850, 250, 215}, {640, 590, 245}} {
		disc(c, p[0], p[1], p[2], 400+i)
	}
	bowl(c, 1040, 610, 120, moss)
	bowl(c, 190, 640, 104, paper)
	for i := range 5 {
		leaf(c, 120+float64(i)*46, 120-float64(i%2)*40, 90, 60+float64(i)*37, moss)
	}
	d := &dice{seed: 405}
	for range 60 {
		x, y := d.next(0, wide), d.next(0, high)
		c.in(x, y, d.next(0, 180), 1, 1, func() { c.fill(ellipse(0, 0, 6, 3), sand) })
	}
}

// disc is a flat loaf with blisters and sesame.
func disc(c *canvas, x, y, r float64, seed int) {
	d := &dice{seed: seed}
	var edge []float64
	for i := range 18 {
		p := arcPoints(x, y, r+d.next(-9, 9), r*.97+d.next(-9, 9), float64(i)*20, float64(i)*20)[0]
		edge = append(edge, p.x, p.y)
	}
	c.in(12, 16, 0, 1, 1, func() { c.fill(blob(edge...), ink.alpha(.4)) })
	bread := blob(edge...)
	c.fill(bread, glow(x-r*.2, y-r*.2, r*1.25, sand.lighter(.15), sand.mix(crust, .3), crust))
	c.within(bread, func() {
		c.spray(circle(x, y, r*1.1), walnut, x+r, y+r, x, y)
		for range 26 {
			s, k := math.Sincos(d.next(0, 2*math.Pi))
			q := r * math.Sqrt(d.next(0, .8))
			c.in(x+q*k, y+q*s, d.next(0, 180), 1, 1, func() {
				w := d.next(12, 30)
				c.fill(ellipse(0, 0, w, w*.7), crust.mix(walnut, d.next(0, .7)).alpha(.75))
				c.fill(ellipse(-w*.2, -w*.2, w*.5, w*.3), sand.alpha(.35))
			})
		}
		for range 90 {
			px, py := x+d.next(-r, r), y+d.next(-r, r)
			c.in(px, py, d.next(0, 180), 1, 1, func() { c.fill(ellipse(0, 0, 6, 3.4), paper) })
		}
	})
}

// bowl is seen from above, with oil on whatever is in it.
func bowl(c *canvas, x, y, r float64, filling rgba) {
	c.fill(circle(x+12, y+14, r), ink.alpha(.4))
	c.fill(circle(x, y, r), coral)
	c.fill(circle(x, y, r*.9), brick)
	c.fill(circle(x, y, r*.84), filling)
	c.stroke(arc(x, y, r*.5, r*.5, 30, 300), 16, filling.darker(.2))
	c.fill(blob(x-r*.3, y, x, y-r*.26, x+r*.3, y, x, y+r*.24), ochre.alpha(.85))
	c.spray(circle(x, y, r*.84), filling.darker(.5), x+r, y+r*.8, x, y)
}

// letters: an evening's post, waiting for the morning boat.
func letters(c *canvas) {
	c.fill(rect(0, 0, wide, high), glow(420, 300, 900, brick.lighter(.12), brick, plum.darker(.3)))
	d := &dice{seed: 411}
	inks := []rgba{paper, sand, foam, rose, paper, ochre.lighter(.4)}
	for i := range 17 {
		x, y := 120+float64(i%6)*200+d.next(-50, 50), 130+float64(i/6)*260+d.next(-40, 40)
		c.in(x, y, d.next(-28, 28), 1, 1, func() { envelope(c, inks[i%6], i) })
	}
	c.in(930, 610, -24, 1, 1, func() { pen(c) })
	c.fill(circle(330, 690, 58), ink)
	c.fill(circle(330, 690, 44), deep)
	c.fill(ellipse(318, 680, 20, 12), paper.alpha(.25))
}

func envelope(c *canvas, col rgba, i int) {
	c.fill(rect(-132, -82, 280, 184), ink.alpha(.3))
	c.fill(rect(-140, -92, 280, 184), col)
	if i%2 == 0 {
		c.fill(xy(-140, -92, 0, 22, 140, -92), col.darker(.1))
		c.stroke(line(-140, -92, 0, 22, 140, -92), 3, col.darker(.3))
		c.fill(circle(0, 12, 22), coral)
		c.fill(star(0, 12, 13, 6, 5), brick)
		return
	}
	for k := range 3 {
		c.fill(rect(-50, -4+float64(k)*26, 130-float64(k)*24-30*hash(i, k, 2), 7), ink.alpha(.7))
	}
	c.fill(rect(72, -80, 54, 64), paper)
	c.fill(rect(77, -75, 44, 54), []rgba{teal, coral, moss, plum}[i%4])
	c.in(99, -28, 0, .13, .13, func() { lighthouse(c, 0, 0, 300, false) })
	for k := range 4 {
		c.stroke(curve(10, -72+float64(k)*12, 34, -78+float64(k)*12, 58, -68+float64(k)*12, 84, -74+float64(k)*12), 2.5, ink.alpha(.45))
	}
	c.spray(rect(-140, -92, 280, 184), col.darker(.4), 140, 140, 40, 20)
}

func pen(c *canvas) {
	c.fill(roundRect(-30, -16, 290, 32, 16), ink)
	c.fill(roundRect(120, -16, 20, 32, 2).and(roundRect(-30, -16, 14, 32, 2)), ochre)
	c.fill(xy(-30, -13, -110, 0, -30, 13), ochre.lighter(.3))
	c.stroke(line(-106, 0, -54, 0), 2.5, walnut)
	c.fill(roundRect(10, -11, 100, 5, 2), paper.alpha(.4))
}

// roofGarden: tubs, a line of washing and the bay between the chimneys.
func roofGarden(c *canvas) {
	sky(c, coral.mix(rose, .5), rose.lighter(.2), sand)
	sun(c, 310, 330, 92, ochre.lighter(.2))
	sea(c, 440, teal.lighter(.1), deep, foam, 421)
	glitter(c, 310, 446, 150, ochre.lighter(.4), 422)
	dinghy(c, 700, 480, 70, paper)
	dinghy(c, 820, 466, 44, ochre)
	for i := range 6 {
		roofHouse(c, 640+float64(i)*110, 620, 120, 90+60*hash(i, 1, 60), i+2)
	}
	c.fill(rect(0, 560, wide, 250), down(560, high, sand.darker(.1), sand.darker(.35)))
	c.fill(rect(0, 540, wide, 34), paper.darker(.12))
	c.spray(rect(0, 574, wide, 240), crust, 600, 840, 600, 620)
	c.stroke(curve(60, 150, 420, 210, 800, 206, 1150, 140), 3, ink)
	c.fill(rect(52, 140, 12, 430).and(rect(1146, 130, 12, 440)), walnut)
	washing(c)
	for i, x := range []float64{110, 262, 414, 770, 926, 1082} {
		tub(c, x, 730+20*float64(i%2), i)
	}
	watering(c, 600, 742)
}

func washing(c *canvas) {
	for i, x := range []float64{170, 320, 470, 640, 800, 950} {
		y := 182 + 26*math.Sin(math.Pi*(x-60)/1090)
		col := []rgba{paper, teal, coral, paper, ochre, plum}[i]
		cloth := blob(x-52, y, x, y+6, x+52, y, x+64, y+120, x+20, y+132, x-20, y+118, x-44, y+128)
		c.fill(cloth, col)
		c.spray(cloth, col.darker(.5), x+70, y+120, x-10, y+30)
		c.fill(rect(x-46, y-8, 8, 20).and(rect(x+38, y-6, 8, 20)), crust)
	}
}

// tub is a pot with something growing in it.
func tub(c *canvas, x, y float64, kind int) {
	switch kind % 3 {
	case 0:
		for _, a := range []float64{-50, -28, -8, 14, 34, 54} {
			leaf(c, x, y-70, 150+20*hash(kind, int(a), 3), a, pine.mix(moss, hash(kind, int(a), 4)))
		}
		for i := range 5 {
			c.fill(circle(x-50+float64(i)*25, y-130-30*hash(kind, i, 5), 15), coral)
		}
	case 1:
		for i := range 7 {
			px := x - 48 + float64(i)*16
			c.stroke(curve(px, y-70, px+6, y-130, px-4, y-190-30*hash(kind, i, 6)), 5, moss)
			flower(c, px-4, y-194-30*hash(kind, i, 6), 22, 6, []rgba{paper, plum.lighter(.3)}[i%2], ochre)
		}
	case 2:
		c.fill(rect(x-6, y-150, 12, 90), walnut)
		c.fill(circle(x, y-196, 74), pine)
		c.spray(circle(x, y-196, 74), ink, x+70, y-130, x-10, y-210)
		for i := range 8 {
			c.fill(circle(x-46+92*hash(kind, i, 7), y-240+90*hash(kind, i, 8), 12), ochre)
		}
	}
	c.fill(xy(x-62, y-78, x+62, y-78, x+46, y+10, x-46, y+10), brick.lighter(.12))
	c.fill(rect(x-68, y-90, 136, 26), brick.lighter(.2))
	c.spray(xy(x-62, y-78, x+62, y-78, x+46, y+10, x-46, y+10), walnut, x+70, y, x-10, y-40)
	c.fill(ellipse(x, y+12, 76, 9), ink.alpha(.25))
}

func watering(c *canvas, x, y float64) {
	c.stroke(arc(x+58, y-70, 46, 56, -110, 100), 11, teal.darker(.2))
	c.stroke(line(x-50, y-20, x-130, y-110), 15, teal.darker(.2))
	c.fill(xy(x-152, y-106, x-118, y-138, x-108, y-108, x-128, y-90), teal.darker(.2))
	can := xy(x-62, y-120, x+62, y-120, x+72, y+6, x-72, y+6)
	c.fill(can, teal)
	c.spray(can, ink, x+80, y, x-20, y-60)
	c.fill(ellipse(x, y-120, 62, 12), deep)
}
