package media

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/bep/imagemeta"
	"github.com/google/go-cmp/cmp"
)

// ferry is a picture with every field that we write.
func ferry() Info {
	return Info{
		Alt:          "A green ferry leaves a small harbour under rain clouds",
		Description:  "Seen from the mole: the ferry in the middle, gulls on the left.",
		Caption:      `The last boat of the day leaves "Kleinsund" & the island is on its own.`,
		Headline:     "Last boat",
		Title:        "kleinsund-ferry",
		CreditLine:   "Mara Lind / Harbour Picture Cooperative",
		Creator:      "Mara Lind",
		Source:       "Harbour Picture Cooperative",
		Copyright:    "© 2026 Mara Lind",
		UsageTerms:   "Free for editorial use",
		LicenceURL:   "https://example.org/licence",
		Instructions: "No archive",
		SourceType:   "http://cv.iptc.org/newscodes/digitalsourcetype/digitalArt",
		Created:      time.Date(2026, 5, 4, 17, 30, 0, 0, time.FixedZone("", 2*3600)),
		Keywords:     []string{"ferry", "harbour"},
		City:         "Kleinsund",
		Country:      "Norway",
		Translations: []Texts{
			{Lang: "de", Alt: "Eine grüne Fähre verlässt einen Hafen", Caption: "Das letzte Schiff des Tages"},
			{Lang: "ar", Alt: "عبّارة خضراء تغادر مرفأً صغيرًا"},
		},
	}
}

// draw makes a picture of the given size.
func draw(width, height int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, color.RGBA{uint8(x), uint8(y), uint8(x * y), 255})
		}
	}
	return img
}

// ferryJPEG is the picture as a file.
func ferryJPEG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJPEG(&b, draw(60, 40), 80, ferry()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func inspectBytes(b []byte) (Info, error) {
	return Inspect(bytes.NewReader(b), int64(len(b)), "picture")
}

func TestWriteJPEGRoundTrip(t *testing.T) {
	b := ferryJPEG(t)
	if _, err := jpeg.Decode(bytes.NewReader(b)); err != nil {
		t.Fatalf("the standard library does not read it: %v", err)
	}
	got, err := inspectBytes(b)
	if err != nil {
		t.Fatal(err)
	}
	want := ferry()
	want.Format, want.Width, want.Height, want.Credit = "jpeg", 60, 40, want.CreditLine
	if !got.Created.Equal(want.Created) {
		t.Errorf("Created = %v, want %v", got.Created, want.Created)
	}
	got.Created = want.Created
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what was read differs from what was written (-written +read):\n%s", diff)
	}
}

// TestWriteJPEGForOthers reads with somebody else's reader.
func TestWriteJPEGForOthers(t *testing.T) {
	tags := map[string]string{}
	var packet []byte
	_, err := imagemeta.Decode(imagemeta.Options{
		R:           bytes.NewReader(ferryJPEG(t)),
		ImageFormat: imagemeta.JPEG,
		Sources:     imagemeta.IPTC | imagemeta.XMP,
		HandleTag: func(tag imagemeta.TagInfo) error {
			if s, ok := tag.Value.(string); ok {
				tags[tag.Tag] = s
			}
			return nil
		},
		HandleXMP: func(r io.Reader) (err error) {
			packet, err = io.ReadAll(r)
			return err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"Credit":           "Mara Lind / Harbour Picture Coop", // 32 bytes
		"By-line":          "Mara Lind",
		"Caption-Abstract": ferry().Caption,
		"CopyrightNotice":  "© 2026 Mara Lind",
		"Headline":         "Last boat",
	}
	for name, value := range want {
		if tags[name] != value {
			t.Errorf("IIM %s = %q, want %q", name, tags[name], value)
		}
	}
	d := xml.NewDecoder(bytes.NewReader(packet))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("the XMP packet is not well-formed: %v", err)
		}
	}
}

func TestWriteJPEGTooMuch(t *testing.T) {
	err := WriteJPEG(io.Discard, draw(1, 1), 80, Info{Caption: strings.Repeat("long ", 20_000)})
	if err == nil {
		t.Error("a caption of 100 kB fits into a segment of 64 kB")
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"plain", 10, "plain"},
		{"plain", 3, "pla"},
		{"aé", 2, "a"},
		{"aé", 3, "aé"},
		{"\x80\x80", 1, ""},
	} {
		if got := cut(c.in, c.n); got != c.want {
			t.Errorf("cut(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}
