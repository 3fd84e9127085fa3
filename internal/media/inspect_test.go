package media

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
)

func TestInspectFormats(t *testing.T) {
	info := Info{Caption: "A lighthouse", Alt: "A white tower on a rock", CreditLine: "Coast Agency"}
	xmp := appendXMP(nil, &info)
	resource := appendResource(nil, appendIIM(nil, &info))
	turned := exifData(6, map[uint16]string{exifArtist: "Ivo Brandt", exifDescription: "SONY DSC"})
	for _, c := range []struct {
		name          string
		file          []byte
		format        string
		width, height int
		alt, caption  string
		credit        string
	}{
		{"jpeg", plainJPEG(t, 50, 20), "jpeg", 50, 20, "", "", ""},
		{"jpeg turned by EXIF", withSegments(t, plainJPEG(t, 50, 20), segment(t, markerAPP1, exifHeader, turned)),
			"jpeg", 20, 50, "", "", "Ivo Brandt"},
		{"jpeg with fill bytes", withSegments(t, plainJPEG(t, 50, 20), []byte{0xFF, 0xFF}), "jpeg", 50, 20, "", "", ""},
		{"jpeg with a film behind it", append(plainJPEG(t, 50, 20), bytes.Repeat([]byte("film"), 50_000)...),
			"jpeg", 50, 20, "", "", ""},
		{"jpeg with IIM only", withSegments(t, plainJPEG(t, 5, 5), segment(t, markerAPP13, photoshopHeader, resource)),
			"jpeg", 5, 5, "", "A lighthouse", "Coast Agency"},
		{"png", pngWith(t, false), "png", 30, 20, "", "", ""},
		{"png with XMP", pngWith(t, false, pngChunk("iTXt", append([]byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"), xmp...))),
			"png", 30, 20, "A white tower on a rock", "A lighthouse", "Coast Agency"},
		{"png with compressed XMP at its end", pngWith(t, true,
			pngChunk("iTXt", append([]byte("XML:com.adobe.xmp\x00\x01\x00\x00\x00"), deflate(xmp)...))),
			"png", 30, 20, "A white tower on a rock", "A lighthouse", "Coast Agency"},
		{"png with a raw profile", pngWith(t, false, pngChunk("zTXt",
			append([]byte("Raw profile type iptc\x00\x00"), deflate(rawProfile("iptc", resource))...))),
			"png", 30, 20, "", "A lighthouse", "Coast Agency"},
		{"png with EXIF", pngWith(t, false, pngChunk("eXIf", turned)), "png", 20, 30, "", "", "Ivo Brandt"},
		{"gif", smallGIF(t), "gif", 12, 7, "", "", ""},
		{"webp lossy", riff(riffChunk("VP8 ", []byte{0, 0, 0, 0x9D, 1, 0x2A, 0x40, 1, 0xF0, 0})), "webp", 320, 240, "", "", ""},
		{"webp lossless", riff(riffChunk("VP8L", []byte{0x2F, 0x3F, 0xC1, 0x3B, 0})), "webp", 320, 240, "", "", ""},
		{"webp extended", riff(riffChunk("VP8X", []byte{0x0C, 0, 0, 0, 0x3F, 1, 0, 0xEF, 0, 0}), riffChunk("XMP ", xmp)),
			"webp", 320, 240, "A white tower on a rock", "A lighthouse", "Coast Agency"},
		{"avif", avif(640, 480, xmp), "avif", 640, 480, "A white tower on a rock", "A lighthouse", "Coast Agency"},
		{"svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="10cm" height="50mm"/>`), "svg", 378, 189, "", "", ""},
	} {
		got, err := inspectBytes(c.file)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got.Format != c.format || got.Width != c.width || got.Height != c.height {
			t.Errorf("%s: %s %d×%d, want %s %d×%d", c.name, got.Format, got.Width, got.Height, c.format, c.width, c.height)
		}
		if got.Alt != c.alt || got.Caption != c.caption || got.Credit != c.credit {
			t.Errorf("%s: alt %q, caption %q, credit %q; want %q, %q, %q", c.name,
				got.Alt, got.Caption, got.Credit, c.alt, c.caption, c.credit)
		}
	}
}

func TestInspectRefuses(t *testing.T) {
	whole, large := plainJPEG(t, 50, 20), plainJPEG(t, 300, 200)
	bigJPEG := bytes.Clone(whole)
	at := bytes.Index(bigJPEG, []byte{0xFF, 0xC0}) + 5
	binary.BigEndian.PutUint16(bigJPEG[at:], 60_000)
	binary.BigEndian.PutUint16(bigJPEG[at+2:], 60_000)
	for _, c := range []struct {
		name string
		file []byte
		kind error
		says string
	}{
		{"nothing", nil, ErrTruncated, "empty"},
		{"text", []byte("This is not a picture."), ErrUnknown, "known format"},
		{"html alone", []byte("<html><body onload='a()'><script>b()</script></html>"), ErrUnknown, "no SVG"},
		{"html", []byte("<!DOCTYPE html><p>Hello"), ErrUnknown, "known format"},
		{"heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1"), ErrUnknown, "HEIC"},
		{"tiff", []byte("II*\x00\x08\x00\x00\x00"), ErrUnknown, "TIFF"},
		{"jpeg without its second half", large[:len(large)/2], ErrTruncated, "cut off"},
		{"jpeg without its end", whole[:len(whole)-2], ErrTruncated, "cut off"},
		{"jpeg header only", whole[:20], ErrTruncated, "header"},
		{"jpeg without pictures", []byte{0xFF, 0xD8, 0xFF, 0xD9}, ErrBroken, "no picture"},
		{"jpeg bomb", bigJPEG, ErrTooLarge, "60000 by 60000"},
		{"png bomb", append([]byte(pngSignature), ihdr(100_000, 100_000)...), ErrTooLarge, "100000 by 100000"},
		{"png bomb by overflow", append([]byte(pngSignature), ihdr(1<<31, 1<<31)...), ErrTooLarge, "pixels"},
		{"png just too many pixels", append([]byte(pngSignature), ihdr(10_001, 10_000)...), ErrTooLarge, "10001 by 10000"},
		{"png of no size", append([]byte(pngSignature), ihdr(0, 10)...), ErrBroken, "0 by 10"},
		{"png without its end", pngWith(t, false)[:80], ErrTruncated, "cut off"},
		{"png that begins in the middle", append([]byte(pngSignature), pngChunk("IDAT", nil)...), ErrBroken, "header"},
		{"gif without its end", smallGIF(t)[:40], ErrTruncated, "cut off"},
		{"webp without its end", riff(riffChunk("VP8L", []byte{0x2F, 0x3F, 0xC1, 0x3B, 0}))[:20], ErrTruncated, "cut off"},
		{"webp without a picture", riff(riffChunk("XMP ", []byte("x"))), ErrBroken, "0 by 0"},
		{"avif without its end", avif(64, 48, nil)[:60], ErrTruncated, "cut off"},
		{"avif bomb", avif(100_000, 100_000, nil), ErrTooLarge, "100000"},
		{"avif of no size", avif(0, 0, nil), ErrBroken, "how large"},
	} {
		_, err := inspectBytes(c.file)
		if !errors.Is(err, c.kind) {
			t.Errorf("%s: error %v, want %v", c.name, err, c.kind)
			continue
		}
		var p *article.Problem
		if !errors.As(err, &p) || p.File != "picture" || p.Remedy == "" || !strings.Contains(p.Message, c.says) {
			t.Errorf("%s: problem %v should name the file, a remedy and %q", c.name, err, c.says)
		}
	}
}

// counting counts the bytes that are read.
type counting struct {
	io.ReadSeeker
	n int
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.ReadSeeker.Read(p)
	c.n += n
	return n, err
}

// TestInspectReadsLittle gives pictures whose metadata never ends.
func TestInspectReadsLittle(t *testing.T) {
	comment := segment(t, markerAPP1, "nothing", make([]byte, 65_000))
	jpegBody := withSegments(t, plainJPEG(t, 5, 5), bytes.Repeat(comment, 1000))
	chunk := pngChunk("tEXt", make([]byte, 900_000))
	pngBody := pngWith(t, false, bytes.Repeat(chunk, 60))
	for name, file := range map[string][]byte{"jpeg": jpegBody, "png": pngBody} {
		r := &counting{ReadSeeker: bytes.NewReader(file)}
		_, err := Inspect(r, int64(len(file)), name)
		if !errors.Is(err, ErrBroken) {
			t.Errorf("%s: error %v, want ErrBroken", name, err)
		}
		if r.n > maxRead+maxBlock {
			t.Errorf("%s: read %d of %d bytes, want at most %d", name, r.n, len(file), maxRead)
		}
	}
}

// TestInspectWrongSize gives a size that is not the file's own.
func TestInspectWrongSize(t *testing.T) {
	b := plainJPEG(t, 5, 5)
	if _, err := Inspect(bytes.NewReader(b), int64(len(b))+10, "p"); err == nil {
		t.Error("a file shorter than its size is accepted")
	}
}

func BenchmarkInspectPlain(b *testing.B) {
	benchmarkInspect(b, plainJPEG(b, 1200, 800))
}

func BenchmarkInspectMetadata(b *testing.B) {
	benchmarkInspect(b, ferryJPEG(b))
}

func benchmarkInspect(b *testing.B, file []byte) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := inspectBytes(file); err != nil {
			b.Fatal(err)
		}
	}
}
