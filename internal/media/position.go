package media

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"regexp"
	"sync"
)

// BlankPosition overwrites where a picture was taken, in place, and reports
// whether there was anything to overwrite. A photograph that a source sends
// tells where they live: its pixels, its credit and its caption may be
// published, this may not. Names of places that somebody wrote into the picture
// stay; they are part of what it says.
//
// It knows the GPS directory of EXIF (CIPA DC-008, section 4.6.6) and the GPS
// properties of XMP, wherever in a JPEG, PNG, WebP or AVIF file they stand, in
// previews and second pictures, too. What is compressed (XMP in some PNG files)
// it does not see. The length stays the same, and so does every other byte.
func BlankPosition(b []byte) bool {
	if bytes.HasPrefix(b, []byte(pngSignature)) {
		return blankChunks(b[len(pngSignature):])
	}
	exif, xmp := blankEXIF(b), blankXMP(b)
	return exif || xmp
}

// blankChunks goes through the chunks of a PNG file, whose checksums have to
// stay right (PNG, section 5.3).
func blankChunks(b []byte) (changed bool) {
	const frame = 12 // length, type and checksum
	for len(b) >= frame {
		n := uint64(binary.BigEndian.Uint32(b))
		if n > uint64(len(b)-frame) {
			break
		}
		data, end := b[8:8+n], 8+n
		touched := false
		switch string(b[4:8]) {
		case "eXIf":
			touched = blankEXIF(data)
		case "iTXt", "tEXt":
			touched = blankXMP(data)
		}
		if touched {
			binary.BigEndian.PutUint32(b[end:], crc32.ChecksumIEEE(b[4:end]))
			changed = true
		}
		b = b[end+4:]
	}
	return changed
}

// blankEXIF finds every block of EXIF data by how TIFF begins.
func blankEXIF(b []byte) (changed bool) {
	for _, t := range []struct {
		magic string
		order binary.ByteOrder
	}{{"II*\x00", binary.LittleEndian}, {"MM\x00*", binary.BigEndian}} {
		for rest := b; ; {
			i := bytes.Index(rest, []byte(t.magic))
			if i < 0 {
				break
			}
			block := position{b: rest[i:], order: t.order}
			changed = block.blank() || changed
			rest = rest[i+len(t.magic):]
		}
	}
	return changed
}

// position is a block of EXIF data that may have a GPS directory.
type position struct {
	b     []byte
	order binary.ByteOrder
}

// What a directory is made of (TIFF 6.0, section 2), and the tag of the one for
// the position.
const (
	entrySize    = 12
	exifPosition = 34853
	maxPosition  = 4 << 10 // bytes of one value; real ones have some dozens
)

// blank overwrites the GPS directory, of which the version alone is left: a
// directory without entries would be an error.
func (p *position) blank() bool {
	if len(p.b) < 8 {
		return false
	}
	for _, e := range p.entries(p.order.Uint32(p.b[4:])) {
		if p.order.Uint16(e) != exifPosition {
			continue
		}
		at := p.order.Uint32(e[8:])
		entries := p.entries(at)
		if len(entries) == 0 || len(entries) == 1 && p.order.Uint16(entries[0]) == 0 {
			return false
		}
		for _, g := range entries {
			p.blankValue(g)
			clear(g)
		}
		p.order.PutUint16(p.b[at:], 1)
		version := entries[0] // tag 0, four bytes: 2.3.0.0
		p.order.PutUint16(version[2:], 1)
		p.order.PutUint32(version[4:], 4)
		copy(version[8:], "\x02\x03\x00\x00")
		return true
	}
	return false
}

// entries gives the entries of the directory at an offset, none if it is not
// whole.
func (p *position) entries(at uint32) [][]byte {
	if uint64(at)+2 > uint64(len(p.b)) {
		return nil
	}
	n := int(p.order.Uint16(p.b[at:]))
	rest := p.b[at+2:]
	if n > maxEntries || n*entrySize > len(rest) {
		return nil
	}
	all := make([][]byte, n)
	for i := range all {
		all[i] = rest[i*entrySize : (i+1)*entrySize]
	}
	return all
}

// blankValue overwrites a value that does not fit into its entry.
func (p *position) blankValue(entry []byte) {
	sizes := [...]uint64{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
	kind := p.order.Uint16(entry[2:])
	if int(kind) >= len(sizes) {
		return
	}
	size := sizes[kind] * uint64(p.order.Uint32(entry[4:]))
	at := uint64(p.order.Uint32(entry[8:]))
	if size > 4 && size <= maxPosition && at+size <= uint64(len(p.b)) {
		clear(p.b[at : at+size])
	}
}

// gpsProperty is a property of XMP in either of its forms, as an attribute or as
// an element. It is made when it is first needed, because its bounded repetitions
// make it large, and most starts of the program need it never.
var gpsProperty = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`:GPS[A-Za-z]+(?:\s*=\s*(?:"([^"<]{1,400})"|'([^'<]{1,400})')|[^<>]{0,100}>([^<]{1,400})</)`)
})

// blankXMP overwrites the values of GPS properties with blanks.
func blankXMP(b []byte) (changed bool) {
	if !bytes.Contains(b, []byte(":GPS")) {
		return false
	}
	for _, m := range gpsProperty().FindAllSubmatchIndex(b, -1) {
		for i := 2; i < len(m); i += 2 {
			if m[i] < 0 {
				continue
			}
			for j := m[i]; j < m[i+1]; j++ {
				changed = changed || b[j] != ' '
				b[j] = ' '
			}
		}
	}
	return changed
}
