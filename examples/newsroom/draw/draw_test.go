package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/media"
)

// folder is the publication that the pictures belong to.
const folder = ".."

// A picture is drawn again and compared with its file as far as a JPEG can be
// compared: on another processor a sum of floating point numbers may differ
// in its last place, and with it a pixel.
func TestDrawingAgainGivesTheSamePictures(t *testing.T) {
	const most = 1.2 // steps of 255, on average over the picture
	every := 1
	if testing.Short() || raced {
		every = 9 // drawing has no concurrency to check, and takes long under the detector
	}
	for i, p := range pictures {
		if i%every != 0 {
			continue
		}
		t.Run(name(p), func(t *testing.T) {
			t.Parallel()
			file, err := jpeg.Decode(bytes.NewReader(read(t, p)))
			if err != nil {
				t.Fatal(err)
			}
			again, err := p.encode()
			if err != nil {
				t.Fatal(err)
			}
			drawn, err := jpeg.Decode(bytes.NewReader(again))
			if err != nil {
				t.Fatal(err)
			}
			if d := difference(t, file, drawn); d > most {
				t.Errorf("differs by %.2f of 255 on average; run go run ./examples/newsroom/draw", d)
			}
		})
	}
}

// difference is how far the luminance of two pictures is apart on average.
func difference(t *testing.T, a, b image.Image) float64 {
	t.Helper()
	x, okA := a.(*image.YCbCr)
	y, okB := b.(*image.YCbCr)
	if !okA || !okB || x.Rect != y.Rect {
		t.Fatalf("pictures are %v and %v", a.Bounds(), b.Bounds())
	}
	sum := 0
	for i, v := range x.Y {
		d := int(v) - int(y.Y[i])
		sum += max(d, -d)
	}
	return float64(sum) / float64(len(x.Y))
}

func TestPicturesSayWhatTheyAre(t *testing.T) {
	for _, p := range pictures {
		file := read(t, p)
		info, err := media.Inspect(bytes.NewReader(file), int64(len(file)), p.path)
		if err != nil {
			t.Errorf("%s: %v", p.path, err)
			continue
		}
		if info.Alt != p.alt || info.Caption != p.caption || info.Credit == "" || info.Copyright == "" || info.Creator != p.by {
			t.Errorf("%s: the file says alt %q, caption %q, credit %q, creator %q, copyright %q; draw it again",
				p.path, info.Alt, info.Caption, info.Credit, info.Creator, info.Copyright)
		}
		if ar := info.In("ar"); p.ar[0] != "" && (ar.Alt != p.ar[0] || p.ar[1] != "" && ar.Caption != p.ar[1]) {
			t.Errorf("%s: the file says in Arabic alt %q, caption %q", p.path, ar.Alt, ar.Caption)
		}
		if n := len([]rune(p.alt)); n < 30 || n > 250 || p.alt == p.caption {
			t.Errorf("%s: the alternative text has %d characters; 30 to 250 describe a picture", p.path, n)
		}
	}
}

// A reader on a slow line pays for every byte, and so does every clone.
func TestPicturesAreLight(t *testing.T) {
	total := 0
	for _, p := range pictures {
		n := len(read(t, p))
		total += n
		if n > 120_000 {
			t.Errorf("%s has %d bytes, at most 120000 are wanted", p.path, n)
		}
	}
	if total > 4_200_000 {
		t.Errorf("all pictures have %d bytes, at most 4200000 are wanted", total)
	}
}

func TestEveryPictureFileIsInTheList(t *testing.T) {
	listed := map[string]bool{}
	for _, p := range pictures {
		if listed[p.path] {
			t.Errorf("%s is drawn twice", p.path)
		}
		listed[p.path] = true
	}
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		rel, _ := filepath.Rel(folder, path)
		if err == nil && strings.HasSuffix(rel, ".jpg") && !listed[filepath.ToSlash(rel)] {
			t.Errorf("%s is not drawn by this program", rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func name(p picture) string {
	return strings.TrimSuffix(filepath.ToSlash(p.path), ".jpg")
}

func read(t *testing.T, p picture) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(p.path)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
