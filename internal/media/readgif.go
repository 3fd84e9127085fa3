package media

import (
	"bytes"
	"encoding/binary"
)

// readGIF reads the logical screen of a GIF (GIF89a, section 18). The format
// has no metadata that anybody uses.
func readGIF(w *window, _ *metadata) (shape, error) {
	b, err := w.at(6, 4)
	if err != nil {
		return shape{}, err
	}
	s := shape{
		format: "gif",
		width:  int(binary.LittleEndian.Uint16(b)),
		height: int(binary.LittleEndian.Uint16(b[2:])),
	}
	tail := min(w.size, 64)
	b, err = w.at(w.size-tail, int(tail))
	if err != nil {
		return s, err
	}
	if !bytes.HasSuffix(bytes.TrimRight(b, "\x00"), []byte{0x3B}) {
		return s, truncated("the GIF is cut off: it has no end mark")
	}
	return s, nil
}
