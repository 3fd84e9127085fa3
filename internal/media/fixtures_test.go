package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// The makers below build small files by hand, so that every byte of a fixture
// can be read where it is used.

func plainJPEG(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, draw(width, height), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withSegments puts application segments behind the start of a JPEG.
func withSegments(t testing.TB, picture []byte, segments ...[]byte) []byte {
	t.Helper()
	out := append([]byte{}, picture[:2]...)
	for _, s := range segments {
		out = append(out, s...)
	}
	return append(out, picture[2:]...)
}

func segment(t testing.TB, marker byte, header string, data []byte) []byte {
	t.Helper()
	b, err := appendSegment(nil, marker, header, data)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// exifData builds a little-endian block with one directory of text entries
// and an orientation.
func exifData(orientation uint16, texts map[uint16]string) []byte {
	b := []byte("II*\x00\x08\x00\x00\x00")
	b = binary.LittleEndian.AppendUint16(b, uint16(len(texts)+1))
	tail := len(b) + 12*(len(texts)+1) + 4
	var values []byte
	entry := func(tag, kind uint16, n, v uint32) {
		b = binary.LittleEndian.AppendUint16(b, tag)
		b = binary.LittleEndian.AppendUint16(b, kind)
		b = binary.LittleEndian.AppendUint32(b, n)
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	entry(exifOrientation, 3, 1, uint32(orientation))
	for tag, s := range texts {
		entry(tag, 2, uint32(len(s)+1), uint32(tail+len(values)))
		values = append(append(values, s...), 0)
		for len(values) < 5 {
			values = append(values, 0) // shorter ones would stand in the entry
		}
	}
	b = append(b, 0, 0, 0, 0)
	return append(b, values...)
}

func pngChunk(kind string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// ihdr is a PNG header for a picture of any size.
func ihdr(width, height uint32) []byte {
	b := binary.BigEndian.AppendUint32(nil, width)
	b = binary.BigEndian.AppendUint32(b, height)
	return pngChunk("IHDR", append(b, 8, 2, 0, 0, 0))
}

// pngWith puts chunks behind the header of a small PNG, or before its end.
func pngWith(t testing.TB, atEnd bool, chunks ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, draw(30, 20)); err != nil {
		t.Fatal(err)
	}
	at := len(pngSignature) + 25
	if atEnd {
		at = b.Len() - 12
	}
	out := append([]byte{}, b.Bytes()[:at]...)
	for _, c := range chunks {
		out = append(out, c...)
	}
	return append(out, b.Bytes()[at:]...)
}

func deflate(b []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	_, _ = z.Write(b)
	_ = z.Close()
	return out.Bytes()
}

// rawProfile writes a profile as ImageMagick does.
func rawProfile(name string, data []byte) []byte {
	return fmt.Appendf(nil, "\n%s\n%8d\n%s\n", name, len(data), hex.EncodeToString(data))
}

func smallGIF(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, draw(12, 7), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func riff(chunks ...[]byte) []byte {
	body := append([]byte("WEBP"), bytes.Join(chunks, nil)...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func riffChunk(kind string, data []byte) []byte {
	b := append(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(data))), data...)
	if len(data)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

// box is a box of ISO 14496-12; full adds the version and flags.
func box(kind string, parts ...[]byte) []byte {
	data := bytes.Join(parts, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(data)+8)), kind...), data...)
}

func be16(v uint16) []byte { return binary.BigEndian.AppendUint16(nil, v) }
func be32(v uint32) []byte { return binary.BigEndian.AppendUint32(nil, v) }

// avif is the skeleton of an AVIF with an XMP packet: boxes without a picture.
func avif(width, height uint32, xmp []byte) []byte {
	ftyp := box("ftyp", []byte("avif\x00\x00\x00\x00avifmif1"))
	meta := func(offset uint32) []byte {
		return box("meta", be32(0),
			box("pitm", be32(0), be16(1)),
			box("iinf", be32(0), be16(2),
				box("infe", be32(2<<24), be16(1), be16(0), []byte("av01\x00")),
				box("infe", be32(2<<24), be16(2), be16(0), []byte("mime\x00application/rdf+xml\x00"))),
			box("iloc", be32(0), []byte{0x44, 0x00}, be16(1),
				be16(2), be16(0), be16(1), be32(offset), be32(uint32(len(xmp)))),
			box("iprp",
				box("ipco", box("ispe", be32(0), be32(width), be32(height))),
				box("ipma", be32(0), be32(1), be16(1), []byte{1, 1})))
	}
	offset := uint32(len(ftyp) + len(meta(0)) + 8)
	return bytes.Join([][]byte{ftyp, meta(offset), box("mdat", xmp)}, nil)
}
