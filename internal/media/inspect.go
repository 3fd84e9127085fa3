package media

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// Inspect reads what the picture in r, of the given size in bytes, says about
// itself. It trusts the content, never the name; name is for messages only.
//
// An error is an [*article.Problem] about the file called name and wraps one
// of ErrUnknown, ErrTruncated, ErrTooLarge, ErrBroken, ErrActive, or what the
// reader returned. Metadata that cannot be understood is left out without an
// error: the picture can be shown all the same.
func Inspect(r io.ReadSeeker, size int64, name string) (Info, error) {
	info, err := inspect(openWindow(r, size))
	if err != nil {
		return Info{}, problem(name, err)
	}
	return info, nil
}

// inspect finds out the format and lets its reader do the rest.
func inspect(w *window) (Info, error) {
	if w.size == 0 {
		return Info{}, truncated("the picture file is empty")
	}
	head, err := w.at(0, int(min(w.size, 512)))
	if err != nil {
		return Info{}, err
	}
	var found metadata
	read := formatOf(head)
	if read == nil {
		return Info{}, unknown(head)
	}
	shown, err := read(w, &found)
	if err != nil {
		return Info{}, settle(err)
	}
	if err := shown.check(); err != nil {
		return Info{}, err
	}
	info := found.merge()
	info.Format, info.Width, info.Height = shown.format, shown.width, shown.height
	info.Orientation = found.orientation
	return info, nil
}

// settle turns what reading a header can fail with into words.
func settle(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return truncated("the picture file ends within its header")
	case errors.Is(err, errBudget):
		return broken("the picture file has too many or too long sections before the picture")
	}
	return err
}

// shape is what a picture looks like from outside.
type shape struct {
	format        string
	width, height int
}

// check refuses pictures that no browser should be given.
func (s shape) check() error {
	if s.width < 0 || s.height < 0 || s.format != "svg" && (s.width == 0 || s.height == 0) {
		return broken("the picture says that it is " + s.size() + " pixels large")
	}
	if s.width > MaxSide || s.height > MaxSide || s.width*s.height > MaxPixels {
		return &fault{ErrTooLarge,
			"the picture is too large: " + s.size() + " pixels",
			fmt.Sprintf("reduce it to at most %d pixels a side and %d million pixels in all", MaxSide, MaxPixels/1_000_000)}
	}
	return nil
}

func (s shape) size() string {
	return strconv.Itoa(s.width) + " by " + strconv.Itoa(s.height)
}

// reader reads one format: it adds the metadata to found.
type reader func(w *window, found *metadata) (shape, error)

// formatOf recognises a format by the first bytes of a file.
func formatOf(head []byte) reader {
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, markerSOI, 0xFF}):
		return readJPEG
	case bytes.HasPrefix(head, []byte(pngSignature)):
		return readPNG
	case bytes.HasPrefix(head, []byte("GIF87a")), bytes.HasPrefix(head, []byte("GIF89a")):
		return readGIF
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return readWebP
	case isAVIF(head):
		return readAVIF
	case looksLikeXML(head):
		return readSVG
	}
	return nil
}

func unknown(head []byte) error {
	if len(head) >= 12 && string(head[4:8]) == "ftyp" {
		return &fault{ErrUnknown, "the picture is a HEIC or video file, which browsers do not show",
			"export it as JPEG, PNG, WebP or AVIF"}
	}
	if bytes.HasPrefix(head, []byte("II*\x00")) || bytes.HasPrefix(head, []byte("MM\x00*")) {
		return &fault{ErrUnknown, "the picture is a TIFF or raw file, which browsers do not show",
			"export it as JPEG, PNG, WebP or AVIF"}
	}
	return &fault{ErrUnknown, "the file is not a picture in a known format",
		"use JPEG, PNG, GIF, WebP, AVIF or SVG"}
}
