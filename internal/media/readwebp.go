package media

import (
	"encoding/binary"
)

// readWebP walks the chunks of a WebP (RFC 9649, section 2).
func readWebP(w *window, found *metadata) (shape, error) {
	s := shape{format: "webp"}
	b, err := w.at(4, 4)
	if err != nil {
		return s, err
	}
	end := int64(binary.LittleEndian.Uint32(b)) + 8
	if end > w.size {
		return s, truncated("the WebP is cut off: it is shorter than its header says")
	}
	off := int64(12)
	for range maxSegments {
		if off+8 > end {
			if found.turned {
				s.width, s.height = s.height, s.width
			}
			return s, nil
		}
		if b, err = w.at(off, 8); err != nil {
			return s, err
		}
		kind, size := string(b[:4]), int64(binary.LittleEndian.Uint32(b[4:]))
		off += 8
		if off+size > end {
			return s, truncated("the WebP is cut off within a chunk")
		}
		if err := s.readChunk(w, found, kind, off, int(size)); err != nil {
			return s, err
		}
		off += size + size&1
	}
	return s, errBudget
}

// readChunk reads the chunks that hold a size or metadata. The size of an
// extended file (VP8X) comes first and stands.
func (s *shape) readChunk(w *window, found *metadata, kind string, off int64, size int) error {
	switch {
	case (kind == "XMP " || kind == "EXIF") && size <= maxBlock:
		b, err := w.at(off, size)
		if err != nil {
			return err
		}
		if kind == "XMP " {
			found.addXMP(b)
		} else {
			found.addEXIF(b)
		}
	case s.width > 0:
	case kind == "VP8X" && size >= 10, kind == "VP8 " && size >= 10, kind == "VP8L" && size >= 5:
		b, err := w.at(off, min(size, 10))
		if err != nil {
			return err
		}
		s.width, s.height = webpSize(kind, b)
		return s.check()
	}
	return nil
}

// webpSize reads the size from the head of a chunk: RFC 9649, section 2.7 for
// VP8X and section 3.4 for VP8L; RFC 6386, section 9.1 for VP8.
func webpSize(kind string, b []byte) (width, height int) {
	switch kind {
	case "VP8X":
		return int(b[4]) | int(b[5])<<8 | int(b[6])<<16 + 1, int(b[7]) | int(b[8])<<8 | int(b[9])<<16 + 1
	case "VP8 ":
		if b[3] == 0x9D && b[4] == 0x01 && b[5] == 0x2A {
			return int(binary.LittleEndian.Uint16(b[6:])) & 0x3FFF, int(binary.LittleEndian.Uint16(b[8:])) & 0x3FFF
		}
	case "VP8L":
		if b[0] == 0x2F {
			bits := binary.LittleEndian.Uint32(b[1:])
			return int(bits&0x3FFF) + 1, int(bits>>14&0x3FFF) + 1
		}
	}
	return 0, 0
}
