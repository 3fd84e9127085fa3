package media

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// secret are the digits of a position, as they stand in the fixtures.
const secret = "59,54.7681N"

// gpsBlock is EXIF data with a caption and a position, in either byte order.
func gpsBlock(order binary.ByteOrder) []byte {
	magic := "II*\x00"
	if order == binary.ByteOrder(binary.BigEndian) {
		magic = "MM\x00*"
	}
	b := append([]byte(magic), make([]byte, 4)...)
	order.PutUint32(b[4:], 8)
	entry := func(tag, kind uint16, count, value uint32) {
		e := make([]byte, 12)
		order.PutUint16(e, tag)
		order.PutUint16(e[2:], kind)
		order.PutUint32(e[4:], count)
		order.PutUint32(e[8:], value)
		b = append(b, e...)
	}
	two := make([]byte, 2)
	order.PutUint16(two, 2)
	// The directories stand at 8 and at 38, what they point at behind them.
	b = append(b, two...)
	entry(exifDescription, 2, 8, 68)
	entry(exifPosition, 4, 1, 38)
	b = append(b, 0, 0, 0, 0)
	b = append(b, two...)
	entry(1, 2, 2, 0x4e004e00) // N
	entry(2, 2, uint32(len(secret)), 76)
	b = append(b, 0, 0, 0, 0)
	return append(b, "Caption\x00"+secret...)
}

const gpsXMP = `<x:xmpmeta><rdf:Description exif:GPSLatitude="` + secret + `" dc:title="Caption"><exif:GPSLongitude>` + secret + `</exif:GPSLongitude></rdf:Description></x:xmpmeta>`

func TestBlankPosition(t *testing.T) {
	var picture, drawing bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 9, 7)), nil); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&drawing, image.NewGray(image.Rect(0, 0, 9, 7))); err != nil {
		t.Fatal(err)
	}
	withSegment := func(header string, data []byte) []byte {
		b, err := appendSegment([]byte{0xFF, markerSOI}, markerAPP1, header, data)
		if err != nil {
			t.Fatal(err)
		}
		return append(b, picture.Bytes()[2:]...)
	}
	withChunk := func(kind string, data []byte) []byte {
		const head = 33 // signature and IHDR
		chunk := append([]byte(kind), data...)
		b := bytes.Clone(drawing.Bytes()[:head])
		b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
		b = binary.BigEndian.AppendUint32(append(b, chunk...), crc32.ChecksumIEEE(chunk))
		return append(b, drawing.Bytes()[head:]...)
	}
	little, big := gpsBlock(binary.LittleEndian), gpsBlock(binary.BigEndian)
	for name, b := range map[string][]byte{
		"JPEG, little": withSegment(exifHeader, little), "JPEG, big": withSegment(exifHeader, big),
		"JPEG, second picture": append(bytes.Clone(picture.Bytes()), withSegment(exifHeader, big)...),
		"JPEG, XMP":            withSegment(xmpHeader, []byte(gpsXMP)),
		"PNG":                  withChunk("eXIf", little), "PNG, XMP": withChunk("iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"+gpsXMP)),
		"WebP": append([]byte("RIFF\x00\x00\x00\x00WEBPEXIF\x60\x00\x00\x00"), little...),
	} {
		before := bytes.Clone(b)
		if !BlankPosition(b) || bytes.Contains(b, []byte(secret)) {
			t.Errorf("%s: the position is still there", name)
		}
		if len(b) != len(before) || !bytes.Contains(b, []byte("Caption")) {
			t.Errorf("%s: more than the position is gone", name)
		}
		if BlankPosition(b) {
			t.Errorf("%s: blanking again finds something", name)
		}
		if strings.HasPrefix(name, "WebP") {
			continue
		}
		if _, _, err := image.Decode(bytes.NewReader(b)); err != nil { // PNG: checks its sums
			t.Errorf("%s: %v", name, err)
		}
	}
	if BlankPosition(picture.Bytes()) || BlankPosition(drawing.Bytes()) {
		t.Error("a picture without a position is changed")
	}
}

func FuzzBlankPosition(f *testing.F) {
	f.Add(gpsBlock(binary.LittleEndian))
	f.Add(gpsBlock(binary.BigEndian))
	f.Add([]byte(gpsXMP))
	f.Add(append([]byte(pngSignature+"\x00\x00\x00\x60eXIf"), gpsBlock(binary.LittleEndian)...))
	f.Fuzz(func(t *testing.T, b []byte) {
		before := bytes.Clone(b)
		if changed := BlankPosition(b); changed == bytes.Equal(before, b) {
			t.Errorf("it says that it has changed something: %t", changed)
		}
		if len(b) != len(before) {
			t.Error("the length is another")
		}
	})
}
