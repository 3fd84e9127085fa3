package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"github.com/gatefold/gatefold/internal/media"
)

// Bounds of a picture.
const (
	MaxBytes  = 10 << 20   // of the file that is read
	maxPixels = 40_000_000 // of the picture in it
	maxWidth  = 1280       // px, of what is kept
	maxHeight = 2560
)

// Errors. Those of a file that is broken are [*article.Problem]s of package media,
// or of the decoders.
var (
	ErrLarge  = errors.New("the picture has more than 40 million pixels")
	ErrFormat = errors.New("the picture is not a JPEG, PNG, GIF or WebP")
)

// Picture is a picture for the site.
type Picture struct {
	Data          []byte
	Ext           string // ".jpg" or ".png"
	Width, Height int    // px
}

// decoders by the format that package media tells. Of an animation the first
// picture is taken.
var decoders = map[string]struct {
	config func(*bytes.Reader) (image.Config, error)
	decode func(*bytes.Reader) (image.Image, error)
}{
	"jpeg": {func(r *bytes.Reader) (image.Config, error) { return jpeg.DecodeConfig(r) }, func(r *bytes.Reader) (image.Image, error) { return jpeg.Decode(r) }},
	"png":  {func(r *bytes.Reader) (image.Config, error) { return png.DecodeConfig(r) }, func(r *bytes.Reader) (image.Image, error) { return png.Decode(r) }},
	"gif":  {func(r *bytes.Reader) (image.Config, error) { return gif.DecodeConfig(r) }, func(r *bytes.Reader) (image.Image, error) { return gif.Decode(r) }},
	"webp": {func(r *bytes.Reader) (image.Config, error) { return webp.DecodeConfig(r) }, func(r *bytes.Reader) (image.Image, error) { return webp.Decode(r) }},
}

// Make makes a picture for the site of the bytes of a file.
func Make(data []byte) (*Picture, error) {
	info, err := media.Inspect(bytes.NewReader(data), int64(len(data)), "picture")
	switch {
	case errors.Is(err, media.ErrTooLarge):
		return nil, ErrLarge
	case err != nil:
		return nil, ErrFormat
	}
	d, ok := decoders[info.Format]
	if !ok {
		return nil, ErrFormat
	}
	// What the header of the container says need not be what the decoder reads.
	config, err := d.config(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("the picture is broken: %w", err)
	case config.Width <= 0 || config.Height <= 0 || config.Width > maxPixels/config.Height:
		return nil, ErrLarge
	}
	img, err := d.decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the picture is broken: %w", err)
	}
	small := shrink(plain(img, info.Format), turned(info.Orientation))
	return encode(upright(small, info.Orientation))
}

// plain gives the pixels as RGBA: the scaler is several times as fast on them.
func plain(img image.Image, format string) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	if format == "webp" && fromVideo(out, img) {
		return out
	}
	draw.Draw(out, out.Bounds(), img, b.Min, draw.Src)
	return out
}

// shrink makes a picture small enough, before it is turned.
func shrink(img *image.RGBA, turned bool) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	mostWide, mostHigh := maxWidth, maxHeight
	if turned {
		mostWide, mostHigh = mostHigh, mostWide
	}
	scale := min(1, float64(mostWide)/float64(w), float64(mostHigh)/float64(h))
	if scale == 1 {
		return img
	}
	out := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(w)*scale+0.5)), max(1, int(float64(h)*scale+0.5))))
	draw.CatmullRom.Scale(out, out.Rect, img, img.Rect, draw.Src, nil)
	return out
}

// encode writes a photograph as JPEG and what is transparent as PNG.
func encode(img *image.RGBA) (*Picture, error) {
	const quality = 82
	p := &Picture{Width: img.Rect.Dx(), Height: img.Rect.Dy()}
	var b bytes.Buffer
	var err error
	if img.Opaque() {
		p.Ext, err = ".jpg", jpeg.Encode(&b, img, &jpeg.Options{Quality: quality})
	} else {
		p.Ext, err = ".png", (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img)
	}
	p.Data = b.Bytes()
	return p, err
}
