package main

import (
	"bytes"
	"image"
	"slices"
	"time"

	"github.com/gatefold/gatefold/internal/media"
)

// A scene paints a picture.
type scene func(c *canvas)

// A picture is a file with what it says about itself.
type picture struct {
	path    string // below the publication's folder
	draw    scene
	by      string    // who drew it, in the magazine's world
	made    string    // a day: 2025-03-14
	alt     string    // what it shows
	caption string    // what to say below it
	ar      [2]string // alt and caption in Arabic, where an Arabic article shows it
	small   bool      // stands in the text, never at the head
}

// pictures are all of them, in the order of the sections.
var pictures = slices.Concat(coastPictures, tablePictures, workshopPictures, culturePictures, skyPictures, valleyPictures, detailPictures, authorPictures, postPictures)

// The artists of the magazine.
const (
	nell  = "Nell Ashgrove"
	oskar = "Oskar Thwaite"
	rana  = "Rana Deeb"
)

// maxBytes keeps a picture light, at full size and within a text; quality
// gives way before it does, down to minQuality.
const (
	maxBytes   = 66_000
	maxSmall   = 36_000
	minQuality = 56
)

// paint draws the picture with the given width in pixels. Portraits are
// square, everything else has the shape 3:2.
func (p picture) paint(width int) *image.RGBA {
	height := width * 2 / 3
	if p.square() {
		height = width
	}
	c := newCanvas(width, height, float64(width)/wide)
	p.draw(c)
	return c.image()
}

// width is the full size in pixels.
func (p picture) width() int {
	switch {
	case p.square():
		return 600
	case p.small:
		return 900
	}
	return 1200
}

func (p picture) square() bool {
	return slices.ContainsFunc(authorPictures, func(a picture) bool { return a.path == p.path })
}

// encode returns the JPEG file: at quality 82, or as much less as it takes to
// keep it light.
func (p picture) encode() ([]byte, error) {
	img, info := p.paint(p.width()), p.info()
	most := maxBytes
	if p.width() < 1200 {
		most = maxSmall
	}
	var b bytes.Buffer
	for quality := 82; ; quality -= 3 {
		b.Reset()
		if err := media.WriteJPEG(&b, img, quality, info); err != nil {
			return nil, err
		}
		if b.Len() <= most || quality <= minQuality {
			return b.Bytes(), nil
		}
	}
}

// info is what is written into the file.
func (p picture) info() media.Info {
	made, err := time.Parse(time.DateOnly, p.made)
	if err != nil {
		panic(err) // the lists below are wrong, which the test shows
	}
	i := media.Info{
		Alt: p.alt, Caption: p.caption,
		CreditLine: p.by + "/Kittiwake", Creator: p.by, Source: "Kittiwake",
		Copyright:  "© " + made.Format("2006") + " Kittiwake",
		UsageTerms: "May be shown with the credit line",
		SourceType: "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
		Created:    made, Keywords: []string{"illustration"}, City: "Merrow",
	}
	if p.ar[0] != "" {
		i.Translations = []media.Texts{{Lang: "ar", Alt: p.ar[0], Caption: p.ar[1]}}
	}
	return i
}
