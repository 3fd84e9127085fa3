package picture

import "image"

// turned reports whether an orientation makes width height.
func turned(orientation int) bool { return orientation >= 5 && orientation <= 8 }

// upright turns a picture the way EXIF says that it is to be seen (CIPA DC-008,
// Orientation): 2 to 4 mirror it or turn it by half, 5 to 8 by a quarter.
func upright(img *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if turned(orientation) {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			toX, toY := destination(orientation, x, y, w, h)
			from, to := img.PixOffset(x, y), out.PixOffset(toX, toY)
			copy(out.Pix[to:to+4], img.Pix[from:from+4])
		}
	}
	return out
}

// destination is where a pixel of a picture of w by h goes.
func destination(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	default:
		return y, w - 1 - x
	}
}
