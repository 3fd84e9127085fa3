// Package publication makes up publications of any size for measurements: a
// content folder that both Gatefold and Hugo read unchanged, the same for the
// same seed on every machine.
//
// An article has about 600 words, three figures and two embeds, several
// authors and tags, links, lists, a quotation and cross-headings. Every embed
// is a piece of its own: nothing is shared that would not be in a real one.
package publication

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

// Plan says what to make.
type Plan struct {
	Articles int    // how many
	Seed     uint64 // the same seed gives the same bytes
}

// The shape of the publication. Sections, authors and tags are as many in every
// size, so that an article has its share in the same number of lists.
const (
	words    = 600
	pictures = 60
	authors  = 80
	tags     = 400
)

var sections = []string{"coast", "town", "kitchen", "garden", "workshop", "sky", "music", "walks"}

// newest is the date of the newest article; the others precede it by a few
// hours each, so that nothing depends on the day of the measurement.
var newest = time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)

// Write makes the publication in the folder dir, which must not hold one.
func Write(dir string, p Plan) error {
	for _, s := range sections {
		if err := os.MkdirAll(filepath.Join(dir, "content", s), 0o755); err != nil {
			return err
		}
		index := fmt.Sprintf("---\ntitle: %s\ndescription: Stories about %s.\n---\n", title(s), s)
		if err := os.WriteFile(filepath.Join(dir, "content", s, "_index.md"), []byte(index), 0o644); err != nil {
			return err
		}
	}
	if err := writePictures(filepath.Join(dir, "static", "pictures")); err != nil {
		return err
	}
	for i := range p.Articles {
		name, text := Article(p, i)
		if err := os.WriteFile(filepath.Join(dir, "content", name), text, 0o644); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "gatefold.toml"), []byte(gatefoldConfig), 0o644); err != nil {
		return err
	}
	return writeHugo(dir)
}

// Article returns the i-th article of the publication: the path of its file
// below content and its text.
func Article(p Plan, i int) (name string, text []byte) {
	w := &writer{rng: rand.New(rand.NewPCG(p.Seed, uint64(i)))}
	date := newest.Add(-time.Duration(p.Articles-1-i) * 3 * time.Hour)

	w.line("---")
	w.line("title: %q", title(w.sentence(6)))
	w.line("date: %s", date.Format(time.RFC3339))
	if w.rng.IntN(4) == 0 {
		w.line("lastmod: %s", date.Add(26*time.Hour).Format(time.RFC3339))
	}
	w.line("description: %q", w.sentence(18)+".")
	w.line("authors: [%s]", w.pick("Author", authors, 1+w.rng.IntN(2)))
	w.line("tags: [%s]", w.pick("Topic", tags, 4))
	w.line("---")
	w.line("")
	w.body(i)
	return Name(i), w.buf.Bytes()
}

// Name returns the path of the i-th article's file below content.
func Name(i int) string {
	return fmt.Sprintf("%s/story-%06d.md", sections[i%len(sections)], i)
}

// body writes the text: six parts of about a hundred words.
func (w *writer) body(i int) {
	for part := range 6 {
		if part > 0 && part%2 == 0 {
			w.line("## %s\n", title(w.sentence(4)))
		}
		w.line("%s\n", w.paragraph(words/12))
		switch part {
		case 0, 2, 4:
			w.line("{{< figure src=\"/pictures/%02d.jpg\" alt=%q caption=%q attr=%q >}}\n",
				w.rng.IntN(pictures), w.sentence(8), w.sentence(10)+".", "Agency "+title(w.word()))
		case 1:
			w.line("{{< youtube %s >}}\n", w.id(i, 11))
		case 3:
			w.line("{{< instagram %s >}}\n", w.id(i, 10))
		case 5:
			w.line("> %s\n", w.paragraph(20))
			w.line("- %s\n- %s\n- %s\n", w.sentence(6), w.sentence(6), w.sentence(6))
		}
		w.line("%s\n", w.paragraph(words/12))
	}
}

func writePictures(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i := range pictures {
		img := image.NewRGBA(image.Rect(0, 0, 960, 640))
		for y := range 640 {
			for x := range 960 {
				img.SetRGBA(x, y, color.RGBA{uint8(x/4 + i*3), uint8(y / 3), uint8(200 - i*2), 255})
			}
		}
		var buf bytes.Buffer
		if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: 70}); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.jpg", i)), buf.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

const gatefoldConfig = `title = "The Measure"
base_url = "https://measure.example"
`
