package media

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
)

// maxSVG bounds the size of an SVG in bytes: unlike other pictures it is read
// to its end.
const maxSVG = 8 << 20

// looksLikeXML reports whether a file can be an SVG.
func looksLikeXML(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	head = bytes.TrimLeft(head, " \t\r\n")
	return bytes.HasPrefix(head, []byte("<")) && !bytes.HasPrefix(bytes.ToLower(head), []byte("<!doctype html"))
}

// readSVG reads the size of an SVG and refuses one that holds anything
// active. As the source of an <img> it could do no harm, but the file has an
// address of its own on the site, and opened there a script in it would run
// with all rights of the site.
func readSVG(w *window, _ *metadata) (shape, error) {
	s := shape{format: "svg"}
	if w.size > maxSVG {
		return s, &fault{ErrTooLarge, "the SVG is larger than 8 MiB", "simplify it, or export it as PNG"}
	}
	if _, err := w.r.Seek(0, io.SeekStart); err != nil {
		return s, err
	}
	d := xml.NewDecoder(io.LimitReader(w.r, maxSVG))
	root := true
	for {
		token, err := d.Token()
		if err == io.EOF && !root {
			return s, nil
		}
		if err != nil {
			return s, svgError(err, root)
		}
		t, element := token.(xml.StartElement)
		if element && root && t.Name.Local != "svg" {
			return s, &fault{ErrUnknown, "the file is XML or a web page, and no SVG", "use JPEG, PNG, GIF, WebP, AVIF or SVG"}
		}
		if err := checkToken(token); err != nil {
			return s, err
		}
		if element && root {
			s.width, s.height = svgSize(t.Attr)
			root = false
		}
	}
}

func svgError(err error, root bool) error {
	switch {
	case strings.Contains(err.Error(), "unexpected EOF"):
		return truncated("the SVG is cut off")
	case strings.Contains(err.Error(), "encoding"):
		return broken("the SVG is not in UTF-8")
	case root:
		return &fault{ErrUnknown, "the file is not a picture in a known format", "use JPEG, PNG, GIF, WebP, AVIF or SVG"}
	}
	return broken("the SVG is not well-formed XML: " + err.Error())
}

// svgSize takes the size from width and height, or else from the view box
// (SVG 2, section 8.2). Lengths relative to the surroundings say nothing.
func svgSize(attrs []xml.Attr) (width, height int) {
	var w, h float64
	var box []float64
	for _, a := range attrs {
		switch a.Name.Local {
		case "width":
			w = svgLength(a.Value)
		case "height":
			h = svgLength(a.Value)
		case "viewBox":
			box = svgNumbers(a.Value)
		}
	}
	if len(box) == 4 && box[2] > 0 && box[3] > 0 {
		switch {
		case w > 0 && h > 0:
		case w > 0:
			h = w * box[3] / box[2]
		case h > 0:
			w = h * box[2] / box[3]
		default:
			w, h = box[2], box[3]
		}
	}
	if !(w > 0 && h > 0 && w < math.MaxInt32 && h < math.MaxInt32) {
		return 0, 0
	}
	return max(1, int(math.Round(w))), max(1, int(math.Round(h)))
}

// svgLength reads a length in an absolute unit as CSS pixels, 0 for others.
func svgLength(s string) float64 {
	s = strings.TrimSpace(s)
	unit := strings.TrimLeft(s, "+-.0123456789eE")
	if strings.HasPrefix(unit, "m") { // "em" lost its e above
		unit = s[len(strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz")):]
	}
	perPixel, ok := svgUnits[unit]
	n, err := strconv.ParseFloat(strings.TrimSuffix(s, unit), 64)
	if !ok || err != nil {
		return 0
	}
	return n * perPixel
}

// svgUnits are the absolute units of CSS in pixels.
var svgUnits = map[string]float64{
	"": 1, "px": 1, "pt": 4.0 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4,
}

func svgNumbers(s string) []float64 {
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r' })
	var ns []float64
	for _, f := range fields {
		n, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return nil
		}
		ns = append(ns, n)
	}
	return ns
}
