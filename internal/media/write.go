package media

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"io"
)

// WriteJPEG writes img as a JPEG of the given quality (1 to 100) that carries
// info as XMP and as IPTC IIM. Width, Height and Format of info are ignored:
// the picture says those itself. IIM fields are cut at the limits of that
// standard, XMP keeps everything; an error says so when info is too long for
// a JPEG segment.
func WriteJPEG(w io.Writer, img image.Image, quality int, info Info) error {
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, img, &jpeg.Options{Quality: quality}); err != nil {
		return fmt.Errorf("encoding a JPEG: %w", err)
	}
	head := []byte{0xFF, markerSOI}
	head, err := appendSegment(head, markerAPP1, xmpHeader, appendXMP(nil, &info))
	if err != nil {
		return err
	}
	head, err = appendSegment(head, markerAPP13, photoshopHeader, appendResource(nil, appendIIM(nil, &info)))
	if err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err = w.Write(picture.Bytes()[2:]) // after its own start of image
	return err
}

// appendSegment appends one JPEG marker segment (ITU-T T.81, B.1.1.4).
func appendSegment(dst []byte, marker byte, header string, data []byte) ([]byte, error) {
	size := 2 + len(header) + len(data)
	if size > 0xFFFF {
		return nil, fmt.Errorf("metadata of %d bytes does not fit into a JPEG segment of 65535 bytes", size)
	}
	dst = append(dst, 0xFF, marker)
	dst = binary.BigEndian.AppendUint16(dst, uint16(size))
	dst = append(dst, header...)
	return append(dst, data...), nil
}

// appendResource wraps IIM data as Photoshop's image resource 1028, which is
// how JPEG files carry it.
func appendResource(dst, iim []byte) []byte {
	dst = append(dst, "8BIM"...)
	dst = binary.BigEndian.AppendUint16(dst, resourceIIM)
	dst = append(dst, 0, 0) // no name
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(iim)))
	dst = append(dst, iim...)
	if len(iim)%2 == 1 {
		dst = append(dst, 0)
	}
	return dst
}
