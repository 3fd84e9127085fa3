package media

import (
	"encoding/binary"
	"errors"
	"io"

	"github.com/bep/imagemeta"
)

// isAVIF reports whether a file begins with an ftyp box that names an AVIF
// brand (AVIF 1.1, section 6).
func isAVIF(head []byte) bool {
	if len(head) < 16 || string(head[4:8]) != "ftyp" {
		return false
	}
	size := min(int64(binary.BigEndian.Uint32(head)), int64(len(head)))
	for off := int64(8); off+4 <= size; off += 4 {
		if brand := string(head[off : off+4]); off != 12 && (brand == "avif" || brand == "avis") {
			return true
		}
	}
	return false
}

// readAVIF leaves the boxes of an AVIF to imagemeta, the only format whose
// metadata lies scattered over the file.
func readAVIF(w *window, found *metadata) (shape, error) {
	s := shape{format: "avif"}
	if err := wholeBoxes(w); err != nil {
		return s, err
	}
	if _, err := w.r.Seek(0, io.SeekStart); err != nil {
		return s, err
	}
	result, err := imagemeta.Decode(imagemeta.Options{
		R:            &bounded{w.r, maxRead},
		ImageFormat:  imagemeta.AVIF,
		Sources:      imagemeta.CONFIG | imagemeta.EXIF | imagemeta.XMP,
		LimitNumTags: maxEntries,
		HandleTag: func(tag imagemeta.TagInfo) error {
			found.exif.addTag(tag)
			return nil
		},
		HandleXMP: func(r io.Reader) error {
			b, err := io.ReadAll(io.LimitReader(r, maxBlock))
			if err == nil {
				found.addXMP(b)
				_, err = io.Copy(io.Discard, r)
			}
			return err
		},
	})
	s.width, s.height = result.ImageConfig.Width, result.ImageConfig.Height
	switch {
	case errors.Is(err, errBudget):
		return s, err
	case s.width == 0 || s.height == 0:
		return s, broken("the AVIF does not say how large the picture is")
	}
	return s, nil // broken metadata does not keep a picture from being shown
}

// addTag takes an EXIF tag that imagemeta found.
func (i *Info) addTag(tag imagemeta.TagInfo) {
	text, ok := tag.Value.(string)
	if !ok || tag.Source != imagemeta.EXIF {
		return
	}
	switch tag.Tag {
	case "ImageDescription":
		i.Caption = withoutCamera(clean(text))
	case "Artist":
		i.Creator = clean(text)
	case "Copyright":
		i.Copyright = clean(text)
	}
}

// wholeBoxes reports a file that ends within one of its outermost boxes
// (ISO 14496-12, section 4.2).
func wholeBoxes(w *window) error {
	off := int64(0)
	for range maxSegments {
		if off == w.size {
			return nil
		}
		b, err := w.at(off, 8)
		if err != nil {
			return truncated("the AVIF is cut off between its parts")
		}
		size := int64(binary.BigEndian.Uint32(b))
		if size == 0 { // to the end of the file
			return nil
		}
		if size == 1 {
			if b, err = w.at(off+8, 8); err != nil {
				return truncated("the AVIF is cut off between its parts")
			}
			size = int64(min(binary.BigEndian.Uint64(b), 1<<62))
		}
		if size < 8 {
			return broken("the AVIF has a part of impossible length")
		}
		if size > w.size-off {
			return truncated("the AVIF is cut off: a part is shorter than it says")
		}
		off += size
	}
	return errBudget
}

// bounded is a reader that fails after a number of bytes, however often it is
// moved back.
type bounded struct {
	io.ReadSeeker
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errBudget
	}
	n, err := b.ReadSeeker.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}
