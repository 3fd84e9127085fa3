package main

// A sitter is one of the magazine's writers. Portraits are square: their user
// space is 1200 by 1200.
type sitter struct {
	ground, disc rgba // the background and the circle behind the head
	skin, hair   rgba
	coat, collar rgba
	behind       func(c *canvas, s *sitter) // hair behind the head
	before       func(c *canvas, s *sitter) // hair and whatever else before it
}

// portrait returns the scene that shows s.
func portrait(s sitter) scene {
	return func(c *canvas) {
		c.fill(rect(0, 0, 1200, 1200), down(0, 1200, s.ground.lighter(.12), s.ground))
		c.fill(circle(600, 560, 440), s.disc)
		c.spray(circle(600, 560, 440), s.disc.darker(.35), 940, 960, 560, 520)
		if s.behind != nil {
			s.behind(c, &s)
		}
		bust(c, &s)
		face(c, &s)
		s.before(c, &s)
	}
}

func bust(c *canvas, s *sitter) {
	body := blob(120, 1240, 150, 1080, 260, 980, 470, 920, 600, 940, 730, 920, 940, 980, 1050, 1080, 1080, 1240, 600, 1300)
	c.fill(body, s.coat)
	c.spray(body, s.coat.darker(.6), 1080, 1200, 660, 1000)
	neck := xy(508, 740, 692, 740, 704, 930, 600, 1010, 496, 930)
	c.fill(neck, s.skin.darker(.12))
	c.within(neck, func() { c.fill(ellipse(600, 756, 130, 90), s.skin.darker(.32)) })
	c.fill(xy(486, 900, 600, 1030, 520, 1080, 420, 936), s.collar)
	c.fill(xy(714, 900, 600, 1030, 680, 1080, 780, 936), s.collar.darker(.1))
}

func face(c *canvas, s *sitter) {
	for _, x := range []float64{424, 776} {
		c.fill(ellipse(x, 590, 34, 52), s.skin.darker(.14))
	}
	head := blob(424, 520, 440, 420, 520, 350, 600, 338, 680, 350, 760, 420, 776, 520, 766, 640, 714, 752, 600, 810, 486, 752, 434, 640)
	c.fill(head, s.skin)
	c.within(head, func() {
		c.spray(rect(400, 320, 400, 500), s.skin.darker(.4), 800, 700, 640, 560)
		for _, x := range []float64{486, 714} {
			c.fill(circle(x, 658, 46), coral.alpha(.22))
		}
	})
	for _, x := range []float64{520, 680} {
		c.fill(ellipse(x, 572, 13, 17), ink)
		c.stroke(curve(x-38, 528, x, 512, x+38, 526), 12, s.hair.darker(.2))
	}
	c.stroke(curve(602, 580, 584, 640, 600, 654, 618, 652), 9, s.skin.darker(.35))
	c.stroke(curve(544, 712, 600, 738, 656, 712), 11, brick)
}

// glasses are round, with thin rims.
func glasses(c *canvas, rim rgba) {
	for _, x := range []float64{520, 680} {
		c.fill(ring(x, 572, 66, 56), rim)
		c.fill(circle(x, 572, 56), paper.alpha(.14))
	}
	c.stroke(arc(600, 574, 18, 14, 190, 350), 9, rim)
	c.stroke(line(456, 562, 424, 552), 9, rim)
	c.stroke(line(744, 562, 776, 552), 9, rim)
}

// fringe is hair combed to one side.
func fringe(c *canvas, s *sitter) {
	h := blob(404, 560, 398, 420, 470, 320, 600, 286, 730, 310, 804, 420, 798, 560, 770, 500, 740, 440, 620, 430, 520, 440, 450, 480, 424, 540)
	c.fill(h, s.hair)
	c.spray(h, s.hair.darker(.5), 800, 500, 600, 330)
}

func longHair(c *canvas, s *sitter) {
	h := blob(370, 1010, 366, 700, 380, 440, 470, 300, 600, 264, 730, 300, 820, 440, 834, 700, 830, 1010, 700, 1050, 500, 1050)
	c.fill(h, s.hair.darker(.22))
}

func bun(c *canvas, s *sitter) {
	c.fill(circle(600, 250, 104), s.hair.darker(.12))
	c.spray(circle(600, 250, 104), s.hair.darker(.6), 690, 320, 590, 240)
}

func beard(c *canvas, col rgba) {
	b := blob(428, 620, 456, 690, 520, 684, 560, 676, 600, 682, 640, 676, 680, 684, 744, 690, 772, 620, 766, 740, 714, 840, 600, 890, 486, 840, 434, 740)
	c.fill(b, col)
	c.spray(b, col.darker(.5), 740, 860, 600, 720)
	c.stroke(curve(552, 722, 600, 738, 648, 722), 12, brick)
}

var sitters = map[string]sitter{
	"mara-lindholm": {ground: teal, disc: foam, skin: rose.lighter(.25), hair: paper.darker(.22), coat: deep, collar: paper,
		behind: func(c *canvas, s *sitter) {
			c.fill(blob(392, 780, 376, 560, 400, 400, 480, 300, 600, 270, 720, 300, 800, 400, 824, 560, 808, 780, 700, 820, 500, 820), s.hair.darker(.15))
		},
		before: func(c *canvas, s *sitter) { fringe(c, s); glasses(c, coral) }},
	"tobias-wren": {ground: ochre, disc: sand, skin: rose, hair: brick.mix(crust, .4), coat: pine, collar: sand.darker(.1),
		before: func(c *canvas, s *sitter) {
			beard(c, s.hair)
			cap := blob(392, 470, 404, 340, 500, 262, 600, 250, 700, 262, 796, 340, 808, 470, 600, 440)
			c.fill(cap, ink)
			c.fill(roundRect(384, 420, 432, 84, 36), ink.lighter(.12))
			for i := range 17 {
				c.fill(rect(404+float64(i)*24, 430, 4, 64), ink)
			}
		}},
	"nessa-brodie": {ground: plum, disc: rose, skin: rose.lighter(.1), hair: coral.darker(.12), coat: ochre, collar: ochre.darker(.15),
		behind: longHair,
		before: func(c *canvas, s *sitter) {
			fringe(c, s)
			for _, x := range []float64{416, 784} {
				c.fill(circle(x, 676, 20), teal)
			}
		}},
	"hanna-dunmore": {ground: deep, disc: ochre.lighter(.25), skin: walnut.lighter(.2), hair: ink, coat: coral, collar: paper,
		behind: func(c *canvas, s *sitter) {
			for _, p := range points(420, 400, 500, 310, 600, 270, 700, 310, 780, 400, 820, 500, 380, 500, 400, 590, 800, 590) {
				c.fill(circle(p.x, p.y, 96), s.hair)
			}
		},
		before: func(c *canvas, s *sitter) {
			for _, p := range points(450, 420, 520, 372, 600, 354, 680, 372, 750, 420) {
				c.fill(circle(p.x, p.y, 62), s.hair)
			}
			glasses(c, ochre)
		}},
	"piet-aldersey": {ground: crust, disc: foam.darker(.08), skin: rose.lighter(.15), hair: paper.darker(.08), coat: teal.darker(.2), collar: ink,
		before: func(c *canvas, s *sitter) {
			beard(c, s.hair)
			for _, side := range []float64{-1, 1} {
				c.fill(blob(600+side*186, 600, 600+side*200, 480, 600+side*170, 420, 600+side*150, 470, 600+side*166, 560), s.hair)
			}
			c.fill(rect(330, 1010, 24, 200), walnut)
			c.fill(rect(846, 1010, 24, 200), walnut)
			glasses(c, ink)
		}},
	"edda-castell": {ground: moss, disc: paper, skin: sand.mix(rose, .4), hair: ink.lighter(.08), coat: plum, collar: rose,
		behind: bun,
		before: func(c *canvas, s *sitter) {
			fringe(c, s)
			c.in(830, 400, 62, 1, 1, func() {
				c.fill(rect(-10, -120, 20, 210), ochre)
				c.fill(xy(-10, 90, 10, 90, 0, 122), sand)
				c.fill(rect(-10, -136, 20, 24), coral)
			})
		}},
	"yusuf-karmi": {ground: brick, disc: ochre.lighter(.2), skin: crust.lighter(.2), hair: ink, coat: paper, collar: foam,
		before: func(c *canvas, s *sitter) {
			beard(c, s.hair.lighter(.06))
			h := blob(408, 540, 404, 420, 470, 318, 600, 276, 730, 318, 796, 420, 792, 540, 766, 460, 690, 420, 600, 414, 510, 420, 434, 460)
			c.fill(h, s.hair)
		}},
	"layla-sarraj": {ground: foam.darker(.25), disc: coral.mix(rose, .5), skin: sand.mix(crust, .28), hair: walnut, coat: deep, collar: deep.lighter(.1),
		before: func(c *canvas, s *sitter) { headscarf(c, teal) }},
}

// headscarf frames the face and falls over the shoulders.
func headscarf(c *canvas, col rgba) {
	outer := blob(330, 1100, 352, 860, 366, 560, 430, 350, 600, 258, 770, 350, 834, 560, 848, 860, 870, 1100, 740, 1120, 600, 1140, 460, 1120)
	opening := blob(440, 560, 470, 440, 600, 380, 730, 440, 760, 560, 740, 690, 690, 780, 600, 818, 510, 780, 460, 690)
	scarf := outer.without(opening)
	c.fill(scarf, col)
	c.spray(scarf, col.darker(.6), 860, 1100, 560, 760)
	c.stroke(curve(456, 690, 520, 830, 690, 920, 850, 960), 10, col.darker(.4))
	c.stroke(curve(420, 860, 520, 960, 700, 1010, 862, 1040), 8, col.darker(.35))
	c.stroke(curve(400, 500, 450, 390, 600, 316, 750, 390, 800, 500), 8, col.lighter(.3))
	c.fill(circle(742, 912, 18), ochre)
}
