package media

import (
	"bytes"
	"encoding/binary"
	"io"
)

const (
	// maxSegments bounds how many segments may stand before the picture data.
	maxSegments = 2000
	// maxSearch bounds how far the end of a picture is looked for, in bytes.
	maxSearch = 256 << 20
)

// readJPEG walks the segments up to the first scan (ITU-T T.81, B.2.1).
func readJPEG(w *window, found *metadata) (shape, error) {
	s := shape{format: "jpeg"}
	off := int64(2)
	for range maxSegments {
		marker, size, err := segmentAt(w, &off)
		if err != nil {
			return s, err
		}
		switch {
		case marker == markerEOI:
			return s, broken("the JPEG holds no picture")
		case marker == markerSOS:
			if !jpegEnds(w, off) {
				return s, truncated("the JPEG is cut off: it has no end mark")
			}
			if found.turned {
				s.width, s.height = s.height, s.width
			}
			return s, nil
		case isFrame(marker):
			b, err := w.at(off, 5)
			if err != nil {
				return s, err
			}
			s.height = int(binary.BigEndian.Uint16(b[1:]))
			s.width = int(binary.BigEndian.Uint16(b[3:]))
			if err := s.check(); err != nil {
				return s, err
			}
		case marker == markerAPP1, marker == markerAPP13:
			b, err := w.at(off, size)
			if err != nil {
				return s, err
			}
			found.addSegment(b)
		}
		off += int64(size)
	}
	return s, errBudget
}

// segmentAt reads a marker and, where one follows, the length of its segment;
// off moves to the segment's data.
func segmentAt(w *window, off *int64) (marker byte, size int, err error) {
	b, err := w.at(*off, 2)
	if err != nil {
		return 0, 0, err
	}
	if b[0] != 0xFF {
		return 0, 0, broken("the JPEG has no segment where one should begin")
	}
	if b[1] == 0xFF { // fill byte
		*off++
		return 0xFF, 0, nil
	}
	marker = b[1]
	*off += 2
	if marker == markerEOI || marker == 0x01 || marker >= 0xD0 && marker <= 0xD7 {
		return marker, 0, nil // stands alone
	}
	if b, err = w.at(*off, 2); err != nil {
		return 0, 0, err
	}
	size = int(binary.BigEndian.Uint16(b)) - 2
	if size < 0 {
		return 0, 0, broken("the JPEG has a segment of impossible length")
	}
	*off += 2
	return marker, size, nil
}

// isFrame reports whether a marker begins a frame header, which holds the
// picture's size: SOF0 to SOF15 without DHT, JPG and DAC.
func isFrame(marker byte) bool {
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
}

// addSegment takes the metadata out of an application segment.
func (m *metadata) addSegment(b []byte) {
	switch {
	case bytes.HasPrefix(b, []byte(xmpHeader)):
		m.addXMP(b[len(xmpHeader):])
	case bytes.HasPrefix(b, []byte(exifHeader)):
		m.addEXIF(b[len(exifHeader):])
	case bytes.HasPrefix(b, []byte(photoshopHeader)):
		m.addResources(b[len(photoshopHeader):])
	}
}

// jpegEnds reports whether the picture data that begins at off is complete.
// The end mark usually ends the file; cameras append video and thumbnails, so
// it is then looked for in all of the rest.
func jpegEnds(w *window, off int64) bool {
	tail := min(w.size-off, 64)
	b, err := w.at(w.size-tail, int(tail))
	if err != nil {
		return false
	}
	end := []byte{0xFF, markerEOI}
	if bytes.Contains(b, end) {
		return true
	}
	return w.find(off, end)
}

// find looks for a short pattern from off to the end of the file, whatever
// its length: a chunk at a time and outside the window's budget.
func (w *window) find(off int64, pattern []byte) bool {
	if _, err := w.r.Seek(off, io.SeekStart); err != nil {
		return false
	}
	buf := make([]byte, 64<<10)
	rest := io.LimitReader(w.r, maxSearch)
	keep := 0
	for {
		n, err := rest.Read(buf[keep:])
		if bytes.Contains(buf[:keep+n], pattern) {
			return true
		}
		if err != nil {
			return false
		}
		all := buf[:keep+n]
		keep = copy(buf, all[max(0, len(all)-len(pattern)+1):])
	}
}
