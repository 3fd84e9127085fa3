package media

import (
	"bytes"
	"encoding/binary"
	"strings"
	"time"
	"unicode/utf8"
)

// EXIF tags (CIPA DC-008, tables 3 to 8).
const (
	exifDescription  = 270
	exifOrientation  = 274
	exifArtist       = 315
	exifCopyright    = 33432
	exifDirectory    = 34665 // where the second directory lies
	exifDateOriginal = 36867
	exifZoneOriginal = 36881
)

// maxEntries bounds a directory; real ones have some dozens of entries.
const maxEntries = 512

// tiff is a block of EXIF data: directories of entries, found by offsets.
type tiff struct {
	b     []byte
	order binary.ByteOrder
}

// addEXIF takes the few tags that matter to a reader out of EXIF data.
func (m *metadata) addEXIF(b []byte) {
	b = bytes.TrimPrefix(b, []byte(exifHeader)) // some WebP files have it
	t := tiff{b: b, order: binary.LittleEndian}
	switch {
	case len(b) < 8:
		return
	case string(b[:2]) == "MM":
		t.order = binary.BigEndian
	case string(b[:2]) != "II":
		return
	}
	var date, zone string
	var second uint32
	read := func(tag uint16, entry []byte) {
		switch tag {
		case exifDescription:
			m.exif.Caption = withoutCamera(t.text(entry))
		case exifArtist:
			m.exif.Creator = t.text(entry)
		case exifCopyright:
			m.exif.Copyright = t.text(entry)
		case exifOrientation:
			if o := t.order.Uint16(entry[8:]); o >= 1 && o <= 8 {
				m.orientation, m.turned = int(o), o >= 5
			}
		case exifDirectory:
			second = t.order.Uint32(entry[8:])
		case exifDateOriginal:
			date = t.text(entry)
		case exifZoneOriginal:
			zone = t.text(entry)
		}
	}
	t.each(t.order.Uint32(b[4:]), read)
	if second != 0 {
		t.each(second, read)
	}
	m.exif.Created = exifTime(date, zone)
}

// each calls f for the entries of the directory at off, twelve bytes each.
func (t *tiff) each(off uint32, f func(tag uint16, entry []byte)) {
	if int64(off)+2 > int64(len(t.b)) {
		return
	}
	b := t.b[off:]
	n := min(int(t.order.Uint16(b)), maxEntries)
	b = b[2:]
	for range n {
		if len(b) < 12 {
			return
		}
		f(t.order.Uint16(b), b[:12])
		b = b[12:]
	}
}

// text gives the value of an ASCII entry up to its first NUL: for a copyright
// that is the photographer's part. Few programs keep to ASCII; what is no
// valid UTF-8 is taken for Latin-1.
func (t *tiff) text(entry []byte) string {
	const ascii = 2
	n := int64(t.order.Uint32(entry[4:]))
	if t.order.Uint16(entry[2:]) != ascii || n > maxText {
		return ""
	}
	value := entry[8:]
	if n > 4 {
		off := int64(t.order.Uint32(entry[8:]))
		if off+n > int64(len(t.b)) {
			return ""
		}
		value = t.b[off:]
	}
	value, _, _ = bytes.Cut(value[:n], []byte{0})
	if !utf8.Valid(value) {
		return clean(latin1(value))
	}
	return clean(string(value))
}

// exifTime reads "2006:01:02 15:04:05" with an offset such as "+02:00". A
// camera without one means some local time, which we keep as UTC.
func exifTime(date, zone string) time.Time {
	if zone != "" {
		if t, err := time.Parse("2006:01:02 15:04:05-07:00", date+zone); err == nil {
			return t
		}
	}
	t, err := time.Parse("2006:01:02 15:04:05", date)
	if err != nil {
		return time.Time{}
	}
	return t
}

// withoutCamera drops the descriptions that cameras write into every picture.
func withoutCamera(s string) string {
	switch strings.ToUpper(s) {
	case "OLYMPUS DIGITAL CAMERA", "MINOLTA DIGITAL CAMERA", "KONICA MINOLTA DIGITAL CAMERA",
		"SONY DSC", "DIGITAL CAMERA", "SAMSUNG CAMERA PICTURES", "EXIF_JPEG_PICTURE", "DEFAULT", "DSC", "DCIM":
		return ""
	}
	return s
}

// latin1 decodes ISO 8859-1, whose bytes are the first 256 code points.
func latin1(b []byte) string {
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}
