package main

import "math"

// milkyWay: the river of stars over Garth Fell and a lit tent.
func milkyWay(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, 640, ink, deep.darker(.2), teal.darker(.2)))
	c.in(600, 300, -38, 1, 1, func() {
		for i := range 5 {
			w := 190 - float64(i)*36
			c.fill(rect(-900, -w, 1800, 2*w), down(-w, w, plum.alpha(0), []rgba{plum, plum, plum.mix(rose, .4), rose, paper}[i].alpha(.16), plum.alpha(0)))
		}
		d := &dice{seed: 201}
		for range 900 {
			x := d.next(-850, 850)
			y := (d.next(-1, 1) + d.next(-1, 1) + d.next(-1, 1)) * 70
			c.fill(circle(x, y, d.next(.6, 1.7)), paper.alpha(d.next(.3, .95)))
		}
		for i := range 7 {
			x := -600 + float64(i)*190
			c.fill(blob(x-120, 6, x-40, -18, x+60, -8, x+130, 10, x+40, 26, x-60, 22), ink.alpha(.28))
		}
	})
	starfield(c, 202, 240, 0, 620)
	for _, p := range points(200, 140, 960, 110, 1040, 420, 330, 420, 640, 90) {
		c.fill(star(p.x, p.y, 13, 2.4, 4), paper)
	}
	land(c, ridge(203, 640, 170, 420), deep.darker(.35), teal.darker(.3))
	land(c, ridge(207, 720, 90, 300), ink, deep)
	halo(c, 800, 690, 60, 4, ochre)
	c.fill(xy(700, 720, 800, 612, 900, 720), ochre)
	c.fill(xy(700, 720, 800, 612, 790, 720), ochre.lighter(.35))
	c.fill(xy(788, 720, 800, 640, 816, 720), brick)
	stargazer(c, 470, 724)
	for i := range 6 {
		conifer(c, 60+float64(i)*64, 740+10*hash(i, 1, 3), 90+60*hash(i, 2, 3), ink.lighter(.04))
	}
	c.fill(rect(0, 738, wide, 70), ink)
}

func stargazer(c *canvas, x, y float64) {
	c.stroke(line(x, y-70, x-34, y+14), 6, paper.darker(.75))
	c.stroke(line(x, y-70, x+30, y+14), 6, paper.darker(.75))
	c.in(x, y-74, -36, 1, 1, func() {
		c.fill(rect(-66, -13, 150, 26), coral)
		c.fill(rect(78, -18, 26, 36), paper)
		c.fill(rect(-92, -7, 28, 14), ink.lighter(.2))
	})
	c.fill(blob(x-96, y+10, x-100, y-56, x-84, y-92, x-56, y-88, x-46, y-50, x-50, y+10), teal)
	c.fill(circle(x-68, y-108, 19), rose.darker(.2))
	c.fill(polygon(arcPoints(x-69, y-111, 21, 20, 170, 370)...), coral)
}

// aurora: curtains of green over the Sound.
func aurora(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, 560, ink, deep.darker(.3), teal.darker(.35)))
	starfield(c, 211, 200, 0, 520)
	for i := range 4 {
		curtain(c, 212+i, 470-float64(i)*62, 330+float64(i)*30, []rgba{moss.lighter(.3), foam, teal.lighter(.3), rose}[i])
	}
	land(c, ridge(216, 580, 120, 360), ink, deep)
	sea(c, 572, teal.darker(.25), ink, moss.lighter(.4), 217)
	glitter(c, 420, 576, 330, moss.lighter(.35).alpha(.6), 218)
	land(c, ridge(219, 800, 110, 300), ink, ink)
	for i, x := range []float64{860, 960, 1050} {
		cottage(c, x, 760-float64(i)*6, 90, plum.darker(.2), ink.lighter(.08), true)
	}
	lighthouse(c, 150, 600, 120, true)
}

// curtain is one fold of the aurora: rays that rise from a wandering hem.
func curtain(c *canvas, seed int, base, height float64, col rgba) {
	for x := -20.0; x < wide+20; x += 5 {
		y := base + 80*rough(x/330, seed, 2)
		h := height * (.55 + .45*rough(x/60, seed+40, 2))
		a := .34 + .2*rough(x/90, seed+80, 2)
		c.fill(rect(x, y-h, 6, h), down(y-h, y, col.alpha(0), col.alpha(a*.5), col.alpha(a)))
		c.fill(rect(x, y, 6, 22), down(y, y+22, col.alpha(a), col.alpha(0)))
	}
}

// cloudAtlas: six windows, six kinds of cloud.
func cloudAtlas(c *canvas) {
	c.fill(rect(0, 0, wide, high), sand.lighter(.35))
	panes := []func(){
		func() { cirrus(c) }, func() { cirrocumulus(c) }, func() { cumulus(c) },
		func() { stratus(c) }, func() { nimbus(c) }, func() { anvil(c) },
	}
	for i, draw := range panes {
		x, y := 50+float64(i%3)*375, 50+float64(i/3)*360
		c.within(roundRect(x, y, 350, 330, 12), func() {
			top := []rgba{teal, teal, foam, foam.darker(.25), deep, plum}[i]
			low := []rgba{paper, foam, paper, sand, teal, rose}[i]
			c.fill(rect(x, y, 350, 330), down(y, y+330, top, low))
			c.in(x, y, 0, 1, 1, draw)
			c.fill(hillIn(x, y+300, 350, 34), []rgba{moss, moss, pine.mix(moss, .5), pine, deep.darker(.3), ink}[i])
		})
	}
}

func cirrus(c *canvas) {
	for i := range 9 {
		y := 60 + float64(i)*20
		x := 30 + 60*hash(i, 1, 6)
		c.stroke(curve(x, y, x+70, y-16, x+150, y-20, x+210, y-44), 4+3*hash(i, 2, 6), across(x, x+210, paper.alpha(0), paper))
	}
}

func cirrocumulus(c *canvas) {
	for r := range 7 {
		for i := range 11 {
			x := 20 + float64(i)*32 + float64(r%2)*14
			c.fill(ellipse(x, 50+float64(r)*28+10*wander(x/50, r), 13, 7), paper.alpha(.9-.06*float64(r)))
		}
	}
}

func cumulus(c *canvas) {
	sun(c, 80, 80, 28, ochre.lighter(.2))
	cloud(c, 210, 200, 240, paper)
	cloud(c, 90, 260, 130, paper.alpha(.9))
}

func stratus(c *canvas) {
	for i := range 7 {
		y := 60 + float64(i)*30
		c.fill(roundRect(-40+80*hash(i, 1, 4), y, 400, 24, 12), paper.mix(deep, .12*hash(i, 2, 4)).alpha(.75))
	}
}

func nimbus(c *canvas) {
	cloud(c, 180, 150, 330, ink.mix(plum, .4))
	cloud(c, 90, 170, 220, plum.mix(deep, .5))
	for i := range 34 {
		x, y := 20+320*hash(i, 1, 3), 160+120*hash(i, 2, 3)
		c.stroke(line(x, y, x-9, y+30), 3, foam.alpha(.75))
	}
}

func anvil(c *canvas) {
	tower := blob(100, 300, 90, 220, 120, 170, 110, 120, 60, 90, 20, 76, 120, 56, 250, 52, 340, 72, 280, 92, 236, 130, 250, 190, 230, 240, 250, 300)
	c.fill(tower, down(50, 300, paper, rose, plum))
	c.spray(tower, plum.darker(.3), 280, 300, 160, 120)
	c.fill(xy(180, 210, 210, 210, 190, 250, 214, 250, 168, 306, 184, 262, 164, 262), ochre.lighter(.3))
}

// comet: a traveller with two tails.
func comet(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, 700, ink, plum.darker(.4), coral.mix(plum, .55)))
	starfield(c, 231, 220, 0, 600)
	c.in(820, 470, 0, 1, 1, func() {
		for i := range 7 {
			s := float64(i)
			c.fill(blob(0, 20, -180, -60-s*16, -420, -170-s*26, -760, -300-s*34, -420, -130+s*8, -180, -20+s*6), foam.alpha(.075))
			c.fill(blob(10, -16, -120, -130-s*8, -330, -300-s*14, -500, -470-s*16, -290, -300+s*10, -100, -110+s*8), ochre.lighter(.4).alpha(.06))
		}
		halo(c, 0, 0, 26, 5, paper)
		c.fill(circle(0, 0, 26), paper)
	})
	land(c, ridge(233, 700, 110, 360), ink.mix(plum, .25), plum)
	c.fill(rect(0, 700, wide, 110), ink)
	dome(c, 300, 706)
	for i := range 6 {
		conifer(c, 760+float64(i)*76, 716+8*hash(i, 1, 6), 70+60*hash(i, 2, 6), ink.lighter(.03))
	}
}

// dome is the observatory of the night-sky society.
func dome(c *canvas, x, y float64) {
	c.fill(rect(x-100, y-80, 200, 84), sand.darker(.3))
	c.spray(rect(x-100, y-80, 200, 84), ink, x+100, y, x-40, y-40)
	c.fill(polygon(arcPoints(x, y-80, 112, 104, 180, 360)...), paper.darker(.12))
	c.spray(polygon(arcPoints(x, y-80, 112, 104, 180, 360)...), ink, x+120, y-90, x-10, y-140)
	c.fill(xy(x+8, y-182, x+46, y-176, x+66, y-82, x+30, y-82), ink)
	c.in(x+42, y-112, -52, 1, 1, func() { c.fill(rect(0, -12, 110, 24), coral) })
	c.fill(rect(x-116, y-86, 232, 12), walnut)
	c.fill(roundRect(x-70, y-56, 36, 60, 8), ochre.lighter(.2))
}

// rain: umbrellas on the quay, seen from the harbour office window.
func rain(c *canvas) {
	c.fill(rect(0, 0, wide, high), down(0, high, deep.lighter(.12), deep, ink))
	for r := range 20 {
		for i := range 13 {
			x := float64(i)*104 + float64(r%2)*52 - 40
			c.fill(roundRect(x, float64(r)*42, 98, 36, 10), teal.mix(deep, .5+.4*hash(r, i, 5)).alpha(.6))
		}
	}
	d := &dice{seed: 241}
	for range 26 {
		x, y := d.next(0, wide), d.next(0, high)
		c.fill(ellipse(x, y, 22, 9).without(ellipse(x, y, 18, 6)), paper.alpha(.45))
	}
	spots := [][3]float64{{250, 200, 150}, {600, 150, 128}, {950, 230, 156}, {420, 470, 160}, {780, 520, 150}, {150, 620, 126}, {1090, 600, 134}, {560, 740, 110}}
	for i, s := range spots {
		umbrella(c, s[0], s[1], s[2], float64(i)*17, []rgba{coral, ochre, foam, paper, brick, rose, moss, plum.lighter(.2)}[i])
	}
	for range 130 {
		x, y := d.next(0, wide), d.next(0, high)
		c.stroke(line(x, y, x-10, y+40), 2.4, paper.alpha(d.next(.2, .5)))
	}
}

// umbrella is seen from above: eight gores and a tip.
func umbrella(c *canvas, x, y, r, turn float64, col rgba) {
	c.fill(ellipse(x+22, y+30, r, r*.96), ink.alpha(.4))
	for i := range 8 {
		a := turn + float64(i)*45
		tone := col
		if i%2 == 1 {
			tone = col.darker(.16)
		}
		p, q := arcPoints(x, y, r, r, a, a)[0], arcPoints(x, y, r, r, a+45, a+45)[0]
		mid := arcPoints(x, y, r*.88, r*.88, a+22.5, a+22.5)[0]
		edge := []point{{x, y}, p}
		for k := 1; k <= 6; k++ {
			edge = append(edge, quad(p, control(p, mid, q), q, float64(k)/6))
		}
		c.fill(polygon(edge...), tone)
		s, k := math.Sincos(a * math.Pi / 180)
		c.stroke(line(x, y, x+r*k, y+r*s), 2, col.darker(.45))
	}
	c.spray(circle(x, y, r*.9), col.darker(.7), x+r, y+r, x+r*.1, y+r*.1)
	c.fill(circle(x, y, 9), ink)
}

// barometer: the dial in the harbour office.
func barometer(c *canvas) {
	c.fill(rect(0, 0, wide, high), across(0, wide, pine.mix(deep, .4), pine, pine.mix(deep, .5)))
	for i := range 13 {
		c.fill(rect(float64(i)*100-3, 0, 6, high), ink.alpha(.28))
	}
	c.fill(ellipse(612, 424, 352, 352), ink.alpha(.4))
	c.fill(circle(600, 400, 346), linear{point{300, 100}, point{900, 700}, []rgba{ochre.lighter(.5), ochre, crust, walnut, ochre}})
	c.fill(circle(600, 400, 312), walnut)
	c.fill(circle(600, 400, 300), glow(560, 350, 380, paper, sand.lighter(.3), sand))
	bands := []rgba{deep, teal, foam.darker(.1), ochre, coral}
	for i, col := range bands {
		from := 135 + float64(i)*54
		c.fill(polygon(append(arcPoints(600, 400, 268, 268, from, from+53), arcPoints(600, 400, 236, 236, from+53, from)...)...), col)
	}
	for i := range 55 {
		c.in(600, 400, 135+float64(i)*5, 1, 1, func() {
			if i%5 == 0 {
				c.fill(rect(196, -2.5, 34, 5), ink)
			} else {
				c.fill(rect(212, -1.2, 18, 2.4), ink)
			}
		})
	}
	c.in(600, 400, 300, 1, 1, func() { c.fill(xy(-70, -8, 0, -12, 216, 0, 0, 12, -70, 8), ink) })
	c.in(600, 400, 252, 1, 1, func() { c.fill(xy(-60, -4, 200, -2, 200, 2, -60, 4), crust) })
	c.fill(circle(600, 400, 24), ochre)
	c.fill(circle(600, 400, 10), walnut)
	c.fill(polygon(append(arcPoints(600, 400, 290, 290, 196, 262), arcPoints(560, 380, 270, 262, 262, 196)...)...), paper.alpha(.55))
	sun(c, 760, 536, 22, ochre)
	cloud(c, 468, 548, 70, teal)
}
