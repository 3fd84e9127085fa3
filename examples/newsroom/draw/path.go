package main

import (
	"math"

	"golang.org/x/image/vector"
)

type point struct{ x, y float64 }

func (p point) plus(q point) point       { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point      { return point{p.x - q.x, p.y - q.y} }
func (p point) times(f float64) point    { return point{p.x * f, p.y * f} }
func (p point) distance(q point) float64 { return math.Hypot(p.x-q.x, p.y-q.y) }

// matrix is an affine transformation: x' = ax + cy + e, y' = bx + dy + f.
type matrix [6]float64

func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1],
		m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3],
		m[0]*n[4] + m[2]*n[5] + m[4], m[1]*n[4] + m[3]*n[5] + m[5],
	}
}

func (m matrix) apply(p point) point {
	return point{m[0]*p.x + m[2]*p.y + m[4], m[1]*p.x + m[3]*p.y + m[5]}
}

// scale is by how much m enlarges lengths, on average.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

func rotation(degrees float64) matrix {
	s, c := math.Sincos(degrees * math.Pi / 180)
	return matrix{c, s, -s, c, 0, 0}
}

// A path is a set of closed polygons. Curves are flattened as they are added:
// at the size of our pictures that is exact enough, and everything after it
// is simple.
type path struct{ rings [][]point }

// polygon closes the given corners.
func polygon(pts ...point) *path { return &path{rings: [][]point{pts}} }

// xy is a polygon from a flat list of coordinates.
func xy(v ...float64) *path { return polygon(points(v...)...) }

// points pairs a flat list of coordinates.
func points(v ...float64) []point {
	pts := make([]point, 0, len(v)/2)
	for i := 0; i+1 < len(v); i += 2 {
		pts = append(pts, point{v[i], v[i+1]})
	}
	return pts
}

// and joins shapes that are painted as one.
func (p *path) and(others ...*path) *path {
	q := &path{rings: p.rings}
	for _, o := range others {
		q.rings = append(q.rings[:len(q.rings):len(q.rings)], o.rings...)
	}
	return q
}

// without cuts holes: rings that run the other way round.
func (p *path) without(holes ...*path) *path {
	q := p.wound(1)
	for _, h := range holes {
		q = q.and(h.wound(-1))
	}
	return q
}

// wound returns p with every ring turning in the direction of sign.
func (p *path) wound(sign float64) *path {
	q := &path{}
	for _, r := range p.rings {
		if area(r)*sign < 0 {
			r = reversed(r)
		}
		q.rings = append(q.rings, r)
	}
	return q
}

func area(r []point) float64 {
	var a float64
	for i, p := range r {
		n := r[(i+1)%len(r)]
		a += p.x*n.y - n.x*p.y
	}
	return a
}

func reversed(r []point) []point {
	out := make([]point, len(r))
	for i, p := range r {
		out[len(r)-1-i] = p
	}
	return out
}

func (p *path) transformed(m matrix) *path {
	q := &path{rings: make([][]point, len(p.rings))}
	for i, r := range p.rings {
		out := make([]point, len(r))
		for j, pt := range r {
			out[j] = m.apply(pt)
		}
		q.rings[i] = out
	}
	return q
}

func (p *path) bounds() (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, r := range p.rings {
		for _, pt := range r {
			x0, y0 = min(x0, pt.x), min(y0, pt.y)
			x1, y1 = max(x1, pt.x), max(y1, pt.y)
		}
	}
	return x0, y0, x1, y1
}

// trace hands the path to the rasteriser, shifted by (-dx, -dy).
func (p *path) trace(r *vector.Rasterizer, dx, dy float32) {
	for _, ring := range p.rings {
		for i, pt := range ring {
			x, y := float32(pt.x)-dx, float32(pt.y)-dy
			if i == 0 {
				r.MoveTo(x, y)
			} else {
				r.LineTo(x, y)
			}
		}
		r.ClosePath()
	}
}

// outlined is the area that a round pen of the given width covers along p.
// The rings of p are taken as open lines.
func (p *path) outlined(width float64) *path {
	q := &path{}
	for _, r := range p.rings {
		for i, pt := range r {
			q = q.and(circle(pt.x, pt.y, width/2).wound(1))
			if i > 0 && r[i-1] != pt {
				q = q.and(bar(r[i-1], pt, width).wound(1))
			}
		}
	}
	return q
}

// bar is a straight stroke with square ends.
func bar(a, b point, width float64) *path {
	d := b.minus(a).times(width / 2 / a.distance(b))
	n := point{-d.y, d.x}
	return polygon(a.plus(n), b.plus(n), b.minus(n), a.minus(n))
}
