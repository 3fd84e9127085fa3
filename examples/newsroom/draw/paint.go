package main

import "math"

// rgba is a colour, each part from 0 to 1, not premultiplied.
type rgba struct{ r, g, b, a float64 }

// hex is an opaque colour as designers write it: 0xd2603f.
func hex(v uint32) rgba {
	return rgba{float64(v>>16&255) / 255, float64(v>>8&255) / 255, float64(v&255) / 255, 1}
}

// alpha is the colour with another opacity.
func (c rgba) alpha(a float64) rgba { c.a = a; return c }

// mix goes from c (t = 0) to d (t = 1).
func (c rgba) mix(d rgba, t float64) rgba {
	t = max(0, min(1, t))
	return rgba{c.r + (d.r-c.r)*t, c.g + (d.g-c.g)*t, c.b + (d.b-c.b)*t, c.a + (d.a-c.a)*t}
}

func (c rgba) lighter(t float64) rgba { return c.mix(paper.alpha(c.a), t) }
func (c rgba) darker(t float64) rgba  { return c.mix(ink.alpha(c.a), t) }

// A paint gives a colour for every place. It is defined in user space and
// placed on the pixels before it is asked.
type paint interface {
	placed(m matrix) paint
	at(x, y float64) rgba
}

func (c rgba) placed(matrix) paint      { return c }
func (c rgba) at(float64, float64) rgba { return c }

// linear runs through its stops, evenly spaced, from one point to another.
type linear struct {
	from, to point
	stops    []rgba
}

// down is a gradient from the height y0 to the height y1.
func down(y0, y1 float64, stops ...rgba) linear { return linear{point{0, y0}, point{0, y1}, stops} }

// across is a gradient from x0 to x1.
func across(x0, x1 float64, stops ...rgba) linear { return linear{point{x0, 0}, point{x1, 0}, stops} }

func (l linear) placed(m matrix) paint {
	return linear{m.apply(l.from), m.apply(l.to), l.stops}
}

func (l linear) at(x, y float64) rgba {
	d := l.to.minus(l.from)
	p := point{x, y}.minus(l.from)
	return ramp(l.stops, (p.x*d.x+p.y*d.y)/(d.x*d.x+d.y*d.y))
}

// radial runs through its stops from a centre outwards to a radius.
type radial struct {
	centre point
	radius float64
	stops  []rgba
}

func glow(x, y, radius float64, stops ...rgba) radial {
	return radial{point{x, y}, radius, stops}
}

func (g radial) placed(m matrix) paint {
	return radial{m.apply(g.centre), g.radius * m.scale(), g.stops}
}

func (g radial) at(x, y float64) rgba {
	return ramp(g.stops, math.Hypot(x-g.centre.x, y-g.centre.y)/g.radius)
}

func ramp(stops []rgba, t float64) rgba {
	t = max(0, min(1, t)) * float64(len(stops)-1)
	i := min(int(t), len(stops)-2)
	return stops[i].mix(stops[i+1], t-float64(i))
}
