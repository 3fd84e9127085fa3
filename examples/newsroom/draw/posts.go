package main

// Posts are the pictures of what people in the bay have posted, as the snapshots
// beside the articles keep them.

// boxAtDusk: a swift comes home to its box.
func boxAtDusk(c *canvas) {
	sky(c, deep, plum, rose, ochre.lighter(.2))
	wall := rect(0, 0, 470, high)
	c.fill(wall, sand.darker(.34))
	c.within(wall, func() {
		d := &dice{seed: 31}
		for row := range 14 {
			for x := -d.next(0, 80); x < 480; {
				w := d.next(80, 170)
				c.fill(roundRect(x+2, float64(row)*62, w-6, 56, 5), sand.darker(d.next(.2, .45)))
				x += w
			}
		}
		c.spray(wall, ink, 40, 400, 470, 380)
	})
	c.in(300, 330, 0, 4, 4, func() { swiftBox(c, 0, 0) })
	swift(c, 720, 470, 330, -24)
	swift(c, 1010, 190, 110, 12)
	swift(c, 870, 130, 70, -16)
}

// thursday: a seal on the bank, seen from the leading light.
func thursday(c *canvas) {
	sky(c, foam, paper, rose.lighter(.5))
	sea(c, 330, teal.lighter(.2), teal, paper, 71)
	bank := blob(-80, 600, 240, 520, 620, 500, 1000, 540, 1300, 580, 1300, 900, -80, 900)
	c.fill(bank, down(520, 800, sand.darker(.05), sand.mix(crust, .5)))
	c.spray(bank, crust.darker(.2), 0, 860, 0, 700)
	c.stroke(curve(-60, 596, 240, 520, 620, 500, 1000, 540, 1260, 574), 8, paper)
	c.fill(ellipse(620, 672, 330, 24), crust.darker(.3).alpha(.5))
	seal(c, 600, 670, 560, plum.mix(sand, .45))
	gull(c, 1010, 210, 130, 8, paper)
}

// openDoor: three of the choir at the open door of the loft.
func openDoor(c *canvas) {
	c.fill(rect(0, 0, wide, high), walnut.darker(.2))
	door := rect(300, 60, 600, high)
	c.within(door, func() {
		sky(c, teal, foam, paper)
		sea(c, 430, teal, deep, paper, 72)
	})
	c.fill(rect(284, 40, 20, high), walnut)
	c.fill(rect(896, 40, 20, high), walnut)
	c.fill(rect(270, 40, 660, 26), walnut.lighter(.1))
	c.fill(rect(0, 700, wide, 120), down(700, 800, crust.darker(.2), walnut))
	for i := range 3 {
		singer(c, 420+float64(i)*180, 790, 420, []rgba{brick, deep, plum}[i], 3+i*4)
	}
}
