package main

import "math"

func rect(x, y, w, h float64) *path { return xy(x, y, x+w, y, x+w, y+h, x, y+h) }

func circle(x, y, r float64) *path { return ellipse(x, y, r, r) }

func ellipse(x, y, rx, ry float64) *path { return polygon(arcPoints(x, y, rx, ry, 0, 360)...) }

// ring is the area between two circles.
func ring(x, y, outer, inner float64) *path {
	return circle(x, y, outer).without(circle(x, y, inner))
}

// arc is an open piece of an ellipse, for stroking; degrees run clockwise
// from three o'clock.
func arc(x, y, rx, ry, from, to float64) *path { return polygon(arcPoints(x, y, rx, ry, from, to)...) }

// sector is a slice of a disc.
func sector(x, y, r, from, to float64) *path {
	return polygon(append(arcPoints(x, y, r, r, from, to), point{x, y})...)
}

func arcPoints(x, y, rx, ry, from, to float64) []point {
	n := max(8, int(math.Sqrt(max(rx, ry))*math.Abs(to-from)/36))
	pts := make([]point, 0, n+1)
	for i := range n + 1 {
		s, c := math.Sincos((from + (to-from)*float64(i)/float64(n)) * math.Pi / 180)
		pts = append(pts, point{x + rx*c, y + ry*s})
	}
	return pts
}

// roundRect is a rectangle with corners of radius r.
func roundRect(x, y, w, h, r float64) *path {
	var pts []point
	pts = append(pts, arcPoints(x+w-r, y+r, r, r, -90, 0)...)
	pts = append(pts, arcPoints(x+w-r, y+h-r, r, r, 0, 90)...)
	pts = append(pts, arcPoints(x+r, y+h-r, r, r, 90, 180)...)
	pts = append(pts, arcPoints(x+r, y+r, r, r, 180, 270)...)
	return polygon(pts...)
}

// archway is a round-headed opening: the arch springs at the height y, the
// jambs are h long.
func archway(x, y, r, h float64) *path {
	return polygon(append(arcPoints(x, y, r, r, 180, 360), point{x + r, y + h}, point{x - r, y + h})...)
}

// line is an open line through the given coordinates, for stroking.
func line(v ...float64) *path { return xy(v...) }

// curve is an open smooth line through the given coordinates (Catmull-Rom).
func curve(v ...float64) *path { return polygon(smooth(points(v...), false)...) }

// blob is a closed smooth shape through the given coordinates.
func blob(v ...float64) *path { return polygon(smooth(points(v...), true)...) }

func smooth(p []point, closed bool) []point {
	n := len(p)
	at := func(i int) point {
		if closed {
			return p[(i+n)%n]
		}
		return p[max(0, min(n-1, i))]
	}
	segments := n - 1
	if closed {
		segments = n
	}
	var out []point
	for i := range segments {
		const steps = 14
		for s := range steps {
			out = append(out, catmullRom(at(i-1), at(i), at(i+1), at(i+2), float64(s)/steps))
		}
	}
	if !closed {
		out = append(out, p[n-1])
	}
	return out
}

func catmullRom(a, b, c, d point, t float64) point {
	f := func(a, b, c, d float64) float64 {
		return .5 * (2*b + (c-a)*t + (2*a-5*b+4*c-d)*t*t + (3*b-a-3*c+d)*t*t*t)
	}
	return point{f(a.x, b.x, c.x, d.x), f(a.y, b.y, c.y, d.y)}
}

// lens is a horizontal pointed ellipse: a glint on water, a leaf.
func lens(x, y, w, h float64) *path {
	return blobbed(point{x - w/2, y}, point{x, y - h/2}, point{x + w/2, y}, point{x, y + h/2})
}

// blobbed joins left and right by two bows through top and bottom.
func blobbed(left, top, right, bottom point) *path {
	const steps = 12
	var pts []point
	for i := range steps {
		pts = append(pts, quad(left, control(left, top, right), right, float64(i)/steps))
	}
	for i := range steps {
		pts = append(pts, quad(right, control(right, bottom, left), left, float64(i)/steps))
	}
	return polygon(pts...)
}

// control is the control point of the quadratic curve from a to c that
// passes through b half way.
func control(a, b, c point) point { return b.times(2).minus(a.plus(c).times(.5)) }

func quad(a, b, c point, t float64) point {
	u := 1 - t
	return a.times(u * u).plus(b.times(2 * u * t)).plus(c.times(t * t))
}

// star has n points.
func star(x, y, outer, inner float64, n int) *path {
	var pts []point
	for i := range 2 * n {
		r := outer
		if i%2 == 1 {
			r = inner
		}
		s, c := math.Sincos(float64(i)*math.Pi/float64(n) - math.Pi/2)
		pts = append(pts, point{x + r*c, y + r*s})
	}
	return polygon(pts...)
}
