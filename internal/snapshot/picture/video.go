package picture

import (
	"image"
	"image/color"
)

// fromVideo converts the pixels of a lossy WebP. They are those of video, where
// black is 16 and white 235 (RFC 6386, section 9.2, and ITU-R BT.601), but the
// decoder hands them on as those of JPEG, where they are 0 and 255: without this
// the picture comes out pale. It reports false for what is no such picture.
func fromVideo(out *image.RGBA, img image.Image) bool {
	var colours *image.YCbCr
	alpha := func(x, y int) uint8 { return 255 }
	switch img := img.(type) {
	case *image.YCbCr:
		colours = img
	case *image.NYCbCrA:
		colours = &img.YCbCr
		alpha = func(x, y int) uint8 { return img.A[img.AOffset(x, y)] }
	default:
		return false
	}
	b := colours.Rect
	for y := range b.Dy() {
		for x := range b.Dx() {
			at := colours.YOffset(b.Min.X+x, b.Min.Y+y)
			chroma := colours.COffset(b.Min.X+x, b.Min.Y+y)
			c := rgbOfVideo(int(colours.Y[at]), int(colours.Cb[chroma]), int(colours.Cr[chroma]))
			c.A = alpha(b.Min.X+x, b.Min.Y+y)
			out.Set(x, y, c)
		}
	}
	return true
}

// rgbOfVideo is the conversion of BT.601, in parts of 256.
func rgbOfVideo(y, cb, cr int) color.NRGBA {
	y, cb, cr = 298*(y-16)+128, cb-128, cr-128
	return color.NRGBA{R: part(y + 409*cr), G: part(y - 100*cb - 208*cr), B: part(y + 516*cb)}
}

func part(v int) uint8 { return uint8(min(max(v>>8, 0), 255)) }
