package media

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/article"
)

// FuzzInspect looks for files that are read without bounds, or whose texts or
// sizes come out other than Info promises.
func FuzzInspect(f *testing.F) {
	info := ferry()
	xmp := appendXMP(nil, &info)
	f.Add(ferryJPEG(f))
	f.Add(withSegments(f, plainJPEG(f, 8, 8), segment(f, markerAPP1, exifHeader, exifData(6, map[uint16]string{exifArtist: "A B"}))))
	f.Add(pngWith(f, true, pngChunk("iTXt", append([]byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"), xmp...))))
	f.Add(smallGIF(f))
	f.Add(riff(riffChunk("VP8X", []byte{0x0C, 0, 0, 0, 0x3F, 1, 0, 0xEF, 0, 0}), riffChunk("XMP ", xmp)))
	f.Add(avif(640, 480, xmp))
	f.Add([]byte(`<svg width="1e3" viewBox="0 0 1 1"><path fill="url(#a)"/></svg>`))
	f.Fuzz(func(t *testing.T, file []byte) {
		r := &counting{ReadSeeker: bytes.NewReader(file)}
		info, err := Inspect(r, int64(len(file)), "p")
		if limit := 4*len(file) + 2*maxRead; r.n > limit {
			t.Errorf("read %d bytes of a file of %d", r.n, len(file))
		}
		if err != nil {
			var p *article.Problem
			if !errors.As(err, &p) || p.Message == "" || p.Remedy == "" || errors.Is(err, fs.ErrNotExist) {
				t.Errorf("error without message or remedy: %v", err)
			}
			return
		}
		if info.Width > MaxSide || info.Height > MaxSide || info.Width*info.Height > MaxPixels || info.Width < 0 || info.Height < 0 {
			t.Errorf("size %d by %d", info.Width, info.Height)
		}
		if info.Format != "svg" && (info.Width == 0 || info.Height == 0) {
			t.Errorf("a %s of size %d by %d", info.Format, info.Width, info.Height)
		}
		for _, s := range info.texts() {
			checkText(t, *s)
		}
		for _, s := range info.Keywords {
			checkText(t, s)
		}
		for _, tr := range info.Translations {
			checkText(t, tr.Alt)
			checkText(t, tr.Caption)
		}
	})
}

func checkText(t *testing.T, s string) {
	if !utf8.ValidString(s) || strings.TrimSpace(s) != s || strings.ContainsFunc(s, unicode.IsControl) {
		t.Errorf("text %q is not clean", s)
	}
}
