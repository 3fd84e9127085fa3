package localise

import (
	"bytes"
	"mime"
	"net/http"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/gatefold/gatefold/rewrite"
)

// form is a form of file that is kept.
type form struct {
	ext, mediaType string
}

// Limits in bytes.
const (
	maxSheet   = 2 << 20
	maxFont    = 8 << 20
	maxPicture = 20 << 20
)

func limitOf(k rewrite.Kind) int64 {
	switch k {
	case rewrite.Style:
		return maxSheet
	case rewrite.Font:
		return maxFont
	}
	return maxPicture
}

func acceptOf(k rewrite.Kind) string {
	switch k {
	case rewrite.Style:
		return "text/css"
	case rewrite.Font:
		return "font/woff2, font/woff, font/ttf, font/otf, */*;q=0.1"
	}
	return "image/avif, image/webp, image/png, image/jpeg, image/gif, */*;q=0.1"
}

// fontMarks are how font files begin.
var fontMarks = []struct {
	begins string
	form   form
}{
	{"wOF2", form{".woff2", "font/woff2"}},
	{"wOFF", form{".woff", "font/woff"}},
	{"OTTO", form{".otf", "font/otf"}},
	{"\x00\x01\x00\x00", form{".ttf", "font/ttf"}},
	{"true", form{".ttf", "font/ttf"}},
}

// pictureForms are the pictures that are kept, by what they look like.
var pictureForms = map[string]form{
	"image/png":    {".png", "image/png"},
	"image/jpeg":   {".jpg", "image/jpeg"},
	"image/gif":    {".gif", "image/gif"},
	"image/webp":   {".webp", "image/webp"},
	"image/x-icon": {".ico", "image/x-icon"},
	"image/bmp":    {".bmp", "image/bmp"},
}

// formOf looks at what came. Nothing is kept as what it merely says it is.
func formOf(k rewrite.Kind, mediaType string, body []byte) (form, bool) {
	switch k {
	case rewrite.Style:
		t, _, _ := strings.Cut(mediaType, ";")
		return form{".css", "text/css; charset=utf-8"}, strings.EqualFold(strings.TrimSpace(t), "text/css")
	case rewrite.Font:
		for _, m := range fontMarks {
			if bytes.HasPrefix(body, []byte(m.begins)) {
				return m.form, true
			}
		}
		return form{}, false
	case rewrite.Picture, rewrite.Icon:
		if len(body) > 12 && string(body[4:8]) == "ftyp" && (string(body[8:12]) == "avif" || string(body[8:12]) == "avis") {
			return form{".avif", "image/avif"}, true
		}
		f, ok := pictureForms[http.DetectContentType(body)]
		return f, ok
	}
	return form{}, false
}

// typeOfExt is the media type of a kept file.
func typeOfExt(ext string) string {
	if ext == ".css" {
		return "text/css; charset=utf-8"
	}
	for _, m := range fontMarks {
		if m.form.ext == ext {
			return m.form.mediaType
		}
	}
	for _, f := range pictureForms {
		if f.ext == ext {
			return f.mediaType
		}
	}
	if ext == ".avif" {
		return "image/avif"
	}
	return "application/octet-stream"
}

// mark is the byte order mark of UTF-8.
const mark = "\xef\xbb\xbf"

// inUTF8 gives a style sheet in UTF-8 (CSS Syntax 3, section 3.2): a mark at its
// beginning goes before the header, and that before @charset. What it gives is well
// formed, so that no browser takes its beginning for another mark; where a host
// without headers could leave the encoding open, it begins with the mark.
func inUTF8(css []byte, mediaType string) []byte {
	css = bytes.ToValidUTF8(decoded(css, mediaType), []byte("\uFFFD"))
	if bytes.HasPrefix(css, []byte("@charset")) || bytes.ContainsFunc(css, func(r rune) bool { return r >= 0x80 || r == 0x1B }) {
		return append([]byte(mark), css...)
	}
	return css
}

func decoded(css []byte, mediaType string) []byte {
	if rest, ok := bytes.CutPrefix(css, []byte(mark)); ok {
		return rest
	}
	label := labelOf(css, mediaType)
	enc, name := charset.Lookup(label)
	if enc == nil || name == "utf-8" {
		return css
	}
	if plain, err := enc.NewDecoder().Bytes(css); err == nil {
		return bytes.TrimPrefix(plain, []byte(mark))
	}
	return css
}

// labelOf says by which name the encoding of a sheet goes.
func labelOf(css []byte, mediaType string) string {
	switch {
	case bytes.HasPrefix(css, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(css, []byte("\xfe\xff")):
		return "utf-16be"
	}
	_, params, _ := mime.ParseMediaType(mediaType)
	if params["charset"] != "" {
		return params["charset"]
	}
	rest, ok := bytes.CutPrefix(css, []byte(`@charset "`))
	name, _, closed := bytes.Cut(rest, []byte(`";`))
	if !ok || !closed || len(name) >= 40 || strings.Contains(strings.ToLower(string(name)), "utf-16") {
		return "" // a sheet that can say so in ASCII is not in UTF-16
	}
	return string(name)
}
