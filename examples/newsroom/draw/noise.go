package main

import "math"

// hash turns a place and a seed into a number from 0 to 1, always the same.
func hash(x, y, seed int) float64 {
	h := uint32(x)*0x8da6b343 ^ uint32(y)*0xd8163841 ^ uint32(seed)*0xcb1ab31f
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	h *= 0x297a2d39
	h ^= h >> 15
	return float64(h) / (1 << 32)
}

// dice is a sequence of numbers that follow from a seed.
type dice struct{ seed, n int }

// next is a number from lo to hi.
func (d *dice) next(lo, hi float64) float64 {
	d.n++
	return lo + (hi-lo)*hash(d.n, 7*d.n, d.seed)
}

// wander is smooth noise along a line: 0 on average, within -1 and 1.
func wander(x float64, seed int) float64 {
	i := math.Floor(x)
	t := x - i
	t = t * t * (3 - 2*t)
	a, b := hash(int(i), 0, seed), hash(int(i)+1, 0, seed)
	return 2*(a+(b-a)*t) - 1
}

// rough adds finer and finer wandering: a ridge, a coast.
func rough(x float64, seed, octaves int) float64 {
	var v, amp, sum float64 = 0, 1, 0
	for o := range octaves {
		v += amp * wander(x, seed+o)
		sum += amp
		x, amp = x*2.1+3.7, amp*.45
	}
	return v / sum
}

// cloudy is smooth noise over the plane, from 0 to 1.
func cloudy(x, y float64, seed int) float64 {
	ix, iy := math.Floor(x), math.Floor(y)
	tx, ty := x-ix, y-iy
	tx, ty = tx*tx*(3-2*tx), ty*ty*(3-2*ty)
	v := func(dx, dy int) float64 { return hash(int(ix)+dx, int(iy)+dy, seed) }
	top := v(0, 0) + (v(1, 0)-v(0, 0))*tx
	low := v(0, 1) + (v(1, 1)-v(0, 1))*tx
	return top + (low-top)*ty
}

// paperGrain is what the paper adds to a pixel, in steps of 1/255. It is
// coarse and faint, which the eye takes for paper and JPEG keeps cheaply.
func paperGrain(x, y int) float64 {
	fine := hash(x, y, 11) - .5
	coarse := cloudy(float64(x)/2.3, float64(y)/2.3, 12) - .5
	return .9*fine + .8*coarse
}
