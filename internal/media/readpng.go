package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"io"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// maxChunks bounds how many chunks of a file are looked at. A picture of the
// largest size in chunks of 8 KiB, the smallest in use, has fewer.
const maxChunks = 50_000

// readPNG walks the chunks of a PNG (W3C PNG, third edition, section 5.3).
// Metadata may stand behind the picture data, so all are visited.
func readPNG(w *window, found *metadata) (shape, error) {
	s := shape{format: "png"}
	off := int64(len(pngSignature))
	for i := range maxChunks {
		head, err := w.at(off, 8)
		if err != nil {
			return s, endOfPNG(i, err)
		}
		size, kind := binary.BigEndian.Uint32(head), string(head[4:8])
		off += 8
		switch {
		case i == 0 && kind != "IHDR":
			return s, broken("the PNG does not begin with its header")
		case kind == "IHDR" && size == 13:
			if err := s.readIHDR(w, off); err != nil {
				return s, err
			}
		case kind == "IEND":
			if found.turned {
				s.width, s.height = s.height, s.width
			}
			return s, nil
		case isText(kind) && size <= maxBlock:
			b, err := w.at(off, int(size))
			if err != nil {
				return s, endOfPNG(i, err)
			}
			found.addChunk(kind, b)
		}
		off += int64(size) + 4 // and the checksum
	}
	return s, errBudget
}

func (s *shape) readIHDR(w *window, off int64) error {
	b, err := w.at(off, 8)
	if err != nil {
		return err
	}
	s.width = int(binary.BigEndian.Uint32(b))
	s.height = int(binary.BigEndian.Uint32(b[4:]))
	return s.check()
}

// endOfPNG says what it means that the file ends at chunk number i.
func endOfPNG(i int, err error) error {
	if i > 0 && err == io.ErrUnexpectedEOF {
		return truncated("the PNG is cut off: it has no end chunk")
	}
	return err
}

// isText reports whether a chunk can hold metadata.
func isText(kind string) bool {
	return kind == "iTXt" || kind == "eXIf" || kind == "zTXt" || kind == "tEXt"
}

// addChunk takes the metadata out of a chunk: XMP by the XMP specification
// (part 3, 1.1.5), EXIF, and the hexadecimal profiles of older tools.
func (m *metadata) addChunk(kind string, b []byte) {
	if kind == "eXIf" {
		m.addEXIF(b)
		return
	}
	key, rest, ok := bytes.Cut(b, []byte{0})
	if !ok {
		return
	}
	switch kind {
	case "iTXt":
		if string(key) == "XML:com.adobe.xmp" {
			m.addXMP(internationalText(rest))
		}
	case "zTXt":
		if len(rest) > 0 && rest[0] == 0 {
			m.addProfile(string(key), inflate(rest[1:]))
		}
	case "tEXt":
		m.addProfile(string(key), rest)
	}
}

// internationalText gives the text of an iTXt chunk after its keyword:
// compression flag and method, language, translated keyword, text.
func internationalText(b []byte) []byte {
	if len(b) < 2 {
		return nil
	}
	compressed := b[0] == 1
	_, rest, ok := bytes.Cut(b[2:], []byte{0})
	if !ok {
		return nil
	}
	_, text, ok := bytes.Cut(rest, []byte{0})
	if !ok {
		return nil
	}
	if compressed {
		return inflate(text)
	}
	return text
}

// addProfile reads a raw profile: its name and length on lines of their own,
// then hexadecimal digits.
func (m *metadata) addProfile(key string, b []byte) {
	if key != "Raw profile type iptc" && key != "Raw profile type xmp" {
		return
	}
	fields := bytes.Fields(b)
	if len(fields) < 3 {
		return
	}
	digits := bytes.Join(fields[2:], nil)
	data := make([]byte, hex.DecodedLen(len(digits)))
	n, _ := hex.Decode(data, digits) // as far as it is whole
	if key == "Raw profile type xmp" {
		m.addXMP(data[:n])
		return
	}
	m.addResources(data[:n])
}

// inflate decompresses at most maxBlock bytes.
func inflate(b []byte) []byte {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	text, _ := io.ReadAll(io.LimitReader(z, maxBlock)) // as far as it is whole
	return text
}
