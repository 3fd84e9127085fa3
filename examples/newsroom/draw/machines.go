package main

import "math"

// weatherMast: the station on its mast at Tarn Head, reading the wind.
func weatherMast(c *canvas) {
	sky(c, teal, foam, paper)
	for i := range 6 {
		windLine(c, 90+float64(i%3)*390, 150+float64(i)*88, 240+float64(i%2)*90)
	}
	cloud(c, 190, 300, 280, paper)
	cloud(c, 1010, 220, 340, paper.alpha(.9))
	land(c, hill(121, 690, 130, 520), moss, pine)
	sea(c, 705, teal, deep, foam, 81)
	land(c, hill(125, 800, 90, 480), pine, pine.darker(.5))
	c.stroke(line(600, 120, 380, 760), 2.5, ink)
	c.stroke(line(600, 120, 820, 760), 2.5, ink)
	c.fill(xy(590, 90, 610, 90, 616, 770, 584, 770), ink)
	c.fill(rect(440, 150, 320, 9), ink)
	cups(c, 760, 132)
	vane(c, 450, 128)
	screen(c, 600, 320)
	c.fill(xy(510, 520, 690, 500, 700, 600, 520, 626), deep)
	for i := range 4 {
		c.stroke(line(512+float64(i)*48, 520-float64(i)*5, 522+float64(i)*48, 624-float64(i)*6), 3, foam)
	}
	c.stroke(line(514, 570, 696, 550), 3, foam)
	grass(c, 0, wide, 806, 90, 16, moss)
}

func windLine(c *canvas, x, y, w float64) {
	c.stroke(curve(x, y, x+w*.6, y-8, x+w*.9, y-20, x+w*.86, y-48, x+w*.74, y-40), 5, paper.alpha(.8))
}

func cups(c *canvas, x, y float64) {
	c.fill(rect(x-4, y-34, 8, 60), ink)
	for i := range 3 {
		s, k := math.Sincos(float64(i)*2*math.Pi/3 + .5)
		cx, cy := x+66*k, y-36+26*s
		c.stroke(line(x, y-36, cx, cy), 5, ink)
		c.fill(circle(cx, cy, 21), coral)
		c.spray(circle(cx, cy, 21), brick, cx+20, cy+16, cx-6, cy-6)
	}
	c.fill(circle(x, y-36, 10), ink)
}

func vane(c *canvas, x, y float64) {
	c.fill(rect(x-4, y-40, 8, 66), ink)
	c.fill(xy(x-90, y-46, x+60, y-46, x+60, y-40, x-90, y-40), ink)
	c.fill(xy(x-116, y-43, x-80, y-60, x-80, y-26), coral)
	c.fill(xy(x+40, y-43, x+66, y-74, x+112, y-74, x+92, y-43, x+112, y-12, x+66, y-12), coral)
}

// screen is the stack of white plates round the thermometer.
func screen(c *canvas, x, y float64) {
	c.fill(rect(x-46, y-110, 92, 10), ink)
	for i := range 8 {
		py := y - 96 + float64(i)*24
		c.fill(ellipse(x, py+8, 78, 14), foam.darker(.35))
		c.fill(ellipse(x, py, 80, 14), paper)
	}
	for i := range 8 {
		c.spray(ellipse(x, y-96+float64(i)*24, 80, 14), deep.alpha(.8), x+90, y, x, y)
	}
}

// branchLine: a small train crosses a small viaduct.
func branchLine(c *canvas) {
	sky(c, rose.lighter(.1), sand, paper)
	sun(c, 240, 240, 74, ochre)
	land(c, ridge(131, 560, 220, 430), plum.mix(rose, .5), sand)
	land(c, ridge(137, 640, 160, 330), pine.mix(moss, .35), moss)
	for i := range 9 {
		conifer(c, 40+float64(i)*140, 650+20*hash(i, 3, 3), 80+50*hash(i, 4, 3), pine)
	}
	c.fill(rect(0, 690, wide, 120), down(690, high, teal, deep))
	for i := range 26 {
		c.fill(lens(hash(i, 1, 8)*wide, 700+hash(i, 2, 8)*90, 90, 5), foam.alpha(.5))
	}
	viaduct(c)
	engine(c, 300, 386)
	for i, col := range []rgba{brick, ochre, teal} {
		coach(c, 500+float64(i)*206, 386, col)
	}
	for i := range 7 {
		r := 26 + float64(i)*11
		c.fill(circle(258+float64(i)*62, 210-float64(i)*20-10*hash(i, 7, 1), r), paper.alpha(.9-.1*float64(i)))
	}
}

func viaduct(c *canvas) {
	stone := rect(0, 386, wide, 330)
	var holes []*path
	for i := range 6 {
		x := 100 + float64(i)*206
		holes = append(holes, archway(x, 502, 78, 214))
	}
	arches := stone.without(holes...)
	c.fill(arches, sand.darker(.32))
	c.spray(arches, walnut, 600, 760, 600, 430)
	for i := range 6 {
		c.fill(ringHalf(100+float64(i)*206, 502, 94, 78), sand.darker(.12))
	}
	c.fill(rect(0, 380, wide, 16), sand)
	c.fill(rect(0, 396, wide, 8), walnut)
	for x := 6.0; x < wide; x += 26 {
		c.fill(rect(x, 374, 14, 7), walnut)
	}
	c.fill(rect(0, 370, wide, 5), ink)
}

func ringHalf(x, y, outer, inner float64) *path {
	return polygon(append(arcPoints(x, y, outer, outer, 180, 360), arcPoints(x, y, inner, inner, 360, 180)...)...)
}

// engine is a tank engine facing left; its rails are at y.
func engine(c *canvas, x, y float64) {
	c.fill(roundRect(x-86, y-104, 140, 66, 30), pine)
	c.spray(roundRect(x-86, y-104, 140, 66, 30), ink, x, y-36, x, y-86)
	c.fill(rect(x-60, y-100, 96, 62), pine.lighter(.08))
	c.fill(rect(x-56, y-96, 88, 4).and(rect(x-56, y-46, 88, 4)), ochre)
	c.fill(rect(x+34, y-140, 64, 104), pine)
	c.fill(rect(x+48, y-128, 36, 34), foam)
	c.fill(roundRect(x+22, y-150, 88, 14, 6), ink)
	c.fill(xy(x-72, y-104, x-74, y-146, x-44, y-146, x-46, y-104), ink)
	c.fill(roundRect(x-80, y-154, 42, 12, 4), ochre)
	c.fill(roundRect(x-26, y-122, 26, 24, 12), ochre)
	c.fill(rect(x-96, y-40, 196, 14), ink)
	c.fill(rect(x-110, y-36, 16, 18), coral)
	for i, r := range []float64{15, 25, 25, 15} {
		wx := x - 70 + []float64{0, 44, 100, 146}[i]
		c.fill(circle(wx, y-14-r+11, r), ink)
		c.fill(ring(wx, y-14-r+11, r-5, r-8), coral)
		c.fill(circle(wx, y-14-r+11, 4), ochre)
	}
	c.stroke(line(x-26, y-26, x+32, y-26), 6, foam)
	c.fill(circle(x-84, y-74, 10), ochre.lighter(.5))
}

func coach(c *canvas, x, y float64, col rgba) {
	c.fill(rect(x-110, y-30, 20, 6), ink)
	c.fill(roundRect(x-94, y-122, 186, 92, 8), col)
	c.fill(rect(x-94, y-104, 186, 42), paper)
	for i := range 5 {
		c.fill(roundRect(x-86+float64(i)*36, y-100, 26, 34, 5), deep)
		c.spray(roundRect(x-86+float64(i)*36, y-100, 26, 34, 5), foam, x-86+float64(i)*36, y-104, x-70+float64(i)*36, y-74)
	}
	c.fill(roundRect(x-100, y-132, 198, 16, 8), ink.mix(plum, .3))
	c.fill(rect(x-94, y-32, 186, 10), ink)
	for _, dx := range []float64{-64, -30, 30, 64} {
		c.fill(circle(x+dx, y-14, 14), ink)
		c.fill(circle(x+dx, y-14, 5), foam)
	}
}

// valveRadio: a wireless set, warm after a minute.
func valveRadio(c *canvas) {
	c.fill(rect(0, 0, wide, high), glow(600, 380, 720, plum.lighter(.12), plum.darker(.2), ink))
	for i := range 4 {
		c.stroke(arc(600, 360, 430+float64(i)*70, 380+float64(i)*60, 196, 344), 6, ochre.alpha(.4-.08*float64(i)))
	}
	tabletop(c, 640, walnut)
	c.fill(ellipse(600, 690, 400, 22), ink.alpha(.5))
	box := roundRect(230, 170, 740, 516, 90).and(rect(230, 500, 740, 186)).wound(1)
	c.fill(box, down(170, 690, crust, walnut.lighter(.12)))
	c.within(box, func() {
		for i := range 16 {
			y := 186 + float64(i)*34
			c.stroke(curve(220, y, 420, y+12, 700, y-10, 990, y+8), 3, walnut.alpha(.35))
		}
		c.spray(rect(230, 170, 740, 520), ink, 980, 700, 620, 360)
	})
	cloth := roundRect(286, 226, 400, 300, 46)
	c.fill(cloth, sand.darker(.1))
	c.within(cloth, func() {
		for i := range 40 {
			c.fill(rect(280+float64(i)*11, 220, 3, 320), crust.alpha(.45))
			c.fill(rect(280, 220+float64(i)*9, 420, 2), walnut.alpha(.22))
		}
	})
	for i := range 3 {
		c.fill(roundRect(372+float64(i)*98, 226, 18, 300, 8), walnut)
	}
	c.fill(roundRect(730, 226, 190, 300, 30), ochre.lighter(.4))
	c.fill(roundRect(730, 226, 190, 300, 30), glow(825, 400, 190, paper, ochre.lighter(.2), ochre))
	for i := range 11 {
		y := 256 + float64(i)*24
		c.fill(rect(752, y, 40+30*hash(i, 1, 2), 4).and(rect(850, y+8, 20+34*hash(i, 2, 2), 4)), walnut)
	}
	c.fill(rect(834, 240, 5, 272), coral)
	for _, x := range []float64{340, 600, 860} {
		c.fill(circle(x, 604, 46), ink)
		c.fill(circle(x, 604, 34), linear{point{x - 34, 570}, point{x + 34, 640}, []rgba{crust.lighter(.2), walnut}})
		c.in(x, 604, x/7, 1, 1, func() { c.fill(roundRect(-3, -32, 6, 24, 3), paper) })
	}
}
