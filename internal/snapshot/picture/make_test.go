package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"testing"
)

// striped is a picture of w by h with a red corner of a quarter at the top left.
func striped(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{240, 240, 240, 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{200, 40, 30, 255}
			}
			img.Set(x, y, c)
		}
	}
	return img
}

func encoded(t testing.TB, encode func(b *bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, img image.Image) []byte {
	return encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, img, &jpeg.Options{Quality: 95}) })
}

// withEXIF puts an orientation and a place into a JPEG.
func withEXIF(data []byte, orientation uint16) []byte {
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	tiff = binary.BigEndian.AppendUint16(tiff, orientation)
	tiff = append(tiff, "\x00\x00\x00\x00\x00\x00 54.3 N 10.1 E"...)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{}, data[:2]...)
	out = append(out, 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(segment)+2))
	return append(append(out, segment...), data[2:]...)
}

func decoded(t *testing.T, p *Picture) image.Image {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(p.Data))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != p.Width || b.Dy() != p.Height {
		t.Errorf("is %v, says %d by %d", b, p.Width, p.Height)
	}
	return img
}

func near(got color.Color, r, g, b uint8) bool {
	c := color.NRGBAModel.Convert(got).(color.NRGBA)
	const most = 14
	off := func(a, b uint8) bool { return max(a, b)-min(a, b) > most }
	return !off(c.R, r) && !off(c.G, g) && !off(c.B, b)
}

func TestSizes(t *testing.T) {
	for _, test := range []struct{ w, h, wantW, wantH int }{
		{2560, 1000, 1280, 500}, {300, 200, 300, 200}, {1000, 5000, 512, 2560}, {20000, 1, 1280, 1},
	} {
		p, err := Make(jpegOf(t, striped(test.w, test.h)))
		if err != nil || p.Width != test.wantW || p.Height != test.wantH || p.Ext != ".jpg" {
			t.Errorf("%d by %d: %+v %v", test.w, test.h, p, err)
			continue
		}
		decoded(t, p)
	}
}

// The red corner of the picture as it is seen is where EXIF says, and nothing but
// pixels is left.
func TestOrientation(t *testing.T) {
	plain := jpegOf(t, striped(64, 32))
	corners := map[uint16][2]int{1: {4, 4}, 2: {60, 4}, 3: {60, 28}, 4: {4, 28}, 5: {4, 4}, 6: {28, 4}, 7: {28, 60}, 8: {4, 60}, 9: {4, 4}}
	for orientation, at := range corners {
		p, err := Make(withEXIF(plain, orientation))
		if err != nil {
			t.Fatal(err)
		}
		img := decoded(t, p)
		if turned(int(orientation)) != (p.Height == 64) {
			t.Errorf("%d: %d by %d", orientation, p.Width, p.Height)
		}
		for _, x := range []int{4, p.Width - 4} {
			for _, y := range []int{4, p.Height - 4} {
				if red := near(img.At(x, y), 200, 40, 30); red != (x == at[0] && y == at[1]) {
					t.Errorf("%d: red at %d,%d is %v", orientation, x, y, red)
				}
			}
		}
		if bytes.Contains(p.Data, []byte("Exif")) || bytes.Contains(p.Data, []byte("54.3 N")) {
			t.Errorf("%d: metadata is left", orientation)
		}
	}
}

func TestFormats(t *testing.T) {
	clear := striped(40, 40)
	clear.Set(39, 39, color.RGBA{})
	paletted := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.RGBA{200, 40, 30, 255}, color.White})
	deep := image.NewNRGBA64(image.Rect(0, 0, 20, 20))
	for i := range deep.Pix {
		deep.Pix[i] = 0xff
	}
	for name, test := range map[string]struct {
		data []byte
		ext  string
	}{
		"jpeg":            {jpegOf(t, striped(40, 30)), ".jpg"},
		"grey jpeg":       {jpegOf(t, image.NewGray(image.Rect(0, 0, 9, 9))), ".jpg"},
		"png":             {encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, striped(40, 30)) }), ".jpg"},
		"transparent png": {encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, clear) }), ".png"},
		"deep png":        {encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, deep) }), ".jpg"},
		"gif":             {encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, paletted, nil) }), ".jpg"},
	} {
		p, err := Make(test.data)
		if err != nil || p.Ext != test.ext {
			t.Errorf("%s: %+v %v", name, p, err)
			continue
		}
		decoded(t, p)
	}
}

// The colours of a lossy WebP, made by a browser of known colours, are not pale.
func TestWebP(t *testing.T) {
	data, err := os.ReadFile("testdata/stripes.webp")
	if err != nil {
		t.Fatal(err)
	}
	p, err := Make(data)
	if err != nil {
		t.Fatal(err)
	}
	img := decoded(t, p)
	for i, c := range [][3]uint8{{255, 255, 255}, {0, 0, 0}, {200, 40, 30}, {40, 90, 160}} {
		if got := img.At(16*i+8, 16); !near(got, c[0], c[1], c[2]) {
			t.Errorf("stripe %d is %v, want %v", i, got, c)
		}
	}
	if data, err = os.ReadFile("testdata/half.webp"); err != nil {
		t.Fatal(err)
	}
	if p, err = Make(data); err != nil || p.Ext != ".png" {
		t.Fatal(p, err)
	}
	img = decoded(t, p)
	if _, _, _, a := img.At(28, 8).RGBA(); a != 0 || !near(img.At(8, 8), 40, 90, 160) {
		t.Errorf("%v, %v", img.At(8, 8), img.At(28, 8))
	}
}

// bomb is a PNG whose header says that it is huge.
func bomb(w, h uint32) []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	header := binary.BigEndian.AppendUint32([]byte("IHDR"), w)
	header = append(binary.BigEndian.AppendUint32(header, h), 8, 6, 0, 0, 0)
	b = binary.BigEndian.AppendUint32(b, 13)
	b = append(b, header...)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(header))
	return append(b, "\x00\x00\x00\x00IEND\xaeB`\x82"...)
}

func TestRefused(t *testing.T) {
	whole := jpegOf(t, striped(200, 100))
	for name, data := range map[string][]byte{
		"nothing": nil, "a page": []byte("<!doctype html><title>Log in</title>"), "a drawing": []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`),
		"cut off": whole[:len(whole)/2], "text": []byte("GIF89a no picture at all"),
	} {
		if p, err := Make(data); err == nil {
			t.Errorf("%s: %+v", name, p)
		}
	}
	for _, size := range [][2]uint32{{100_000, 100_000}, {8000, 8000}, {0x7fffffff, 2}, {0, 5}} {
		if _, err := Make(bomb(size[0], size[1])); err == nil {
			t.Errorf("%v was decoded", size)
		}
	}
	if _, err := Make(bomb(7000, 7000)); !errors.Is(err, ErrLarge) {
		t.Error(err)
	}
}
