package main

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// A canvas is what a scene paints on. Its user space is always 1200 units wide
// and, for a landscape, 800 units high, whatever its size in pixels; the
// origin is at the top left.
type canvas struct {
	width, height int       // pixels
	pix           []float32 // red, green, blue from 0 to 1, row by row
	m             matrix    // user space to pixels
	stack         []matrix
	clip          *image.Alpha // nil for none
	ras           vector.Rasterizer
}

// newCanvas returns a black canvas of the given size in pixels whose user
// space is scaled by scale.
func newCanvas(width, height int, scale float64) *canvas {
	return &canvas{
		width: width, height: height,
		pix: make([]float32, 3*width*height),
		m:   matrix{scale, 0, 0, scale, 0, 0},
	}
}

// in runs f with the origin moved to (x, y), turned by degrees clockwise and
// scaled, and restores the space afterwards.
func (c *canvas) in(x, y, degrees, sx, sy float64, f func()) {
	c.stack = append(c.stack, c.m)
	c.m = c.m.mul(matrix{1, 0, 0, 1, x, y}).mul(rotation(degrees)).mul(matrix{sx, 0, 0, sy, 0, 0})
	f()
	c.m = c.stack[len(c.stack)-1]
	c.stack = c.stack[:len(c.stack)-1]
}

// within runs f with all painting confined to the shape p.
func (c *canvas) within(p *path, f func()) {
	old := c.clip
	mask, at := c.mask(p)
	full := image.NewAlpha(image.Rect(0, 0, c.width, c.height))
	if mask != nil {
		draw.Draw(full, mask.Rect.Add(at), mask, image.Point{}, draw.Src)
	}
	if old != nil {
		for i, v := range full.Pix {
			full.Pix[i] = uint8(int(v) * int(old.Pix[i]) / 255)
		}
	}
	c.clip = full
	f()
	c.clip = old
}

// mask returns the coverage of p and where its top left corner lies on the
// canvas, or nil if p lies outside.
func (c *canvas) mask(p *path) (*image.Alpha, image.Point) {
	d := p.transformed(c.m)
	x0, y0, x1, y1 := d.bounds()
	r := image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1))+1, int(math.Ceil(y1))+1)
	r = r.Intersect(image.Rect(0, 0, c.width, c.height))
	if r.Empty() {
		return nil, image.Point{}
	}
	c.ras.Reset(r.Dx(), r.Dy())
	c.ras.DrawOp = draw.Src
	d.trace(&c.ras, float32(r.Min.X), float32(r.Min.Y))
	mask := image.NewAlpha(image.Rect(0, 0, r.Dx(), r.Dy()))
	c.ras.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	return mask, r.Min
}

// fill paints the inside of p.
func (c *canvas) fill(p *path, with paint) { c.fillGrained(p, with, nil) }

// fillGrained paints the inside of p and thins the paint out where texture,
// asked in pixels, is below 1; nil for none.
func (c *canvas) fillGrained(p *path, with paint, texture func(x, y int) float64) {
	mask, at := c.mask(p)
	if mask == nil {
		return
	}
	device := with.placed(c.m)
	for y := range mask.Rect.Dy() {
		row := mask.Pix[y*mask.Stride : y*mask.Stride+mask.Rect.Dx()]
		for x, v := range row {
			if v == 0 {
				continue
			}
			a := float64(v) / 255
			px, py := at.X+x, at.Y+y
			if c.clip != nil {
				a *= float64(c.clip.Pix[py*c.clip.Stride+px]) / 255
			}
			if texture != nil {
				a *= texture(px, py)
			}
			c.blend(px, py, device.at(float64(px)+.5, float64(py)+.5), a)
		}
	}
}

// blend lays a colour over one pixel with the coverage a.
func (c *canvas) blend(x, y int, col rgba, a float64) {
	a *= col.a
	p := c.pix[3*(y*c.width+x):][:3]
	p[0] += float32(a * (col.r - float64(p[0])))
	p[1] += float32(a * (col.g - float64(p[1])))
	p[2] += float32(a * (col.b - float64(p[2])))
}

// stroke paints a line of the given width along p, with round ends.
func (c *canvas) stroke(p *path, width float64, with paint) {
	c.fill(p.outlined(width), with)
}

// image returns what was painted with a little paper grain, which also hides
// the steps of soft gradients.
func (c *canvas) image() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, c.width, c.height))
	for y := range c.height {
		for x := range c.width {
			p := c.pix[3*(y*c.width+x):][:3]
			g := paperGrain(x, y)
			img.SetRGBA(x, y, color.RGBA{channel(p[0], g), channel(p[1], g), channel(p[2], g), 255})
		}
	}
	return img
}

func channel(v float32, grain float64) uint8 {
	return uint8(max(0, min(255, math.Round(float64(v)*255+grain))))
}

// spray shades p with a colour that is dense at (x0, y0) and thins out to
// nothing at (x1, y1), in the fine dots of an airbrush.
func (c *canvas) spray(p *path, col rgba, x0, y0, x1, y1 float64) {
	from, to := c.m.apply(point{x0, y0}), c.m.apply(point{x1, y1})
	d := to.minus(from)
	length := d.x*d.x + d.y*d.y
	c.fillGrained(p, col, func(x, y int) float64 {
		t := ((float64(x)-from.x)*d.x + (float64(y)-from.y)*d.y) / length
		density := max(0, 1-max(0, t))
		v := cloudy(float64(x)/2.6, float64(y)/2.6, 5)
		return max(0, min(1, (density*density*1.15-v)*3+.5)) * min(1, density*2.5)
	})
}
