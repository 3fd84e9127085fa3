package media

import (
	"testing"
	"time"
)

func TestMergeOrder(t *testing.T) {
	m := metadata{
		xmp:  Info{Caption: "from XMP", CreditLine: "A credit that is longer than thirty-two bytes"},
		iim:  Info{Caption: "from IIM", CreditLine: "A credit that is longer than thi", Headline: "IIM"},
		exif: Info{Caption: "from EXIF", Headline: "EXIF", Creator: "Ivo Brandt", Created: time.Unix(1, 0)},
	}
	got := m.merge()
	if got.Caption != "from XMP" || got.Headline != "IIM" || got.Creator != "Ivo Brandt" || got.Created.IsZero() {
		t.Errorf("merged to %+v", got)
	}
	if got.Credit != m.xmp.CreditLine {
		t.Errorf("Credit = %q, want the uncut one", got.Credit)
	}
	if got.Alt != "" {
		t.Errorf("a caption became the alternative text %q", got.Alt)
	}
}

func TestShownCredit(t *testing.T) {
	for _, c := range []struct{ line, creator, source, want string }{
		{"Line", "Creator", "Source", "Line"},
		{"", "Creator", "Source", "Creator/Source"},
		{"", "Creator", "", "Creator"},
		{"", "", "Source", "Source"},
		{"", "Same", "Same", "Same"},
		{"", "", "", ""},
	} {
		m := metadata{xmp: Info{CreditLine: c.line, Creator: c.creator}, iim: Info{Source: c.source}}
		if got := m.merge().Credit; got != c.want {
			t.Errorf("credit of line %q, creator %q, source %q = %q, want %q", c.line, c.creator, c.source, got, c.want)
		}
	}
}

func TestIIM(t *testing.T) {
	set := func(record, set byte, value string) []byte { return appendDataSet(nil, record, set, value) }
	utf8 := set(1, iimCharset, iimUTF8)
	for _, c := range []struct {
		name string
		data []byte
		of   func(*Info) string
		want string
	}{
		{"Latin-1 without a character set", set(2, iimCaption, "Tr\xe8s belle"), func(i *Info) string { return i.Caption }, "Très belle"},
		{"UTF-8 when it says so", append(utf8, set(2, iimCaption, "Très belle")...), func(i *Info) string { return i.Caption }, "Très belle"},
		{"broken UTF-8", append(utf8, set(2, iimCity, "a\xffb")...), func(i *Info) string { return i.City }, "ab"},
		{"several by-lines", append(set(2, iimByline, "A"), set(2, iimByline, "B")...), func(i *Info) string { return i.Creator }, "A, B"},
		{"a length that lies", []byte{0x1C, 2, iimCaption, 0xFF, 0xFF, 'x'}, func(i *Info) string { return i.Caption }, ""},
		{"padding", set(2, iimCredit, "  Agency \x00\x00"), func(i *Info) string { return i.CreditLine }, "Agency"},
		{"date", append(set(2, iimDate, "20260504"), set(2, iimTime, "173000+0200")...),
			func(i *Info) string { return i.Created.Format(time.RFC3339) }, "2026-05-04T17:30:00+02:00"},
		{"date alone", set(2, iimDate, "20260504"), func(i *Info) string { return i.Created.Format(time.DateOnly) }, "2026-05-04"},
		{"impossible date", set(2, iimDate, "20261350"), func(i *Info) string { return i.Created.Format(time.DateOnly) }, "0001-01-01"},
	} {
		var m metadata
		m.addResources(appendResource(nil, c.data))
		if got := c.of(&m.iim); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEXIF(t *testing.T) {
	var m metadata
	m.addEXIF(exifData(1, map[uint16]string{
		exifDescription: "A jetty", exifArtist: "J\xf6rg", exifCopyright: "Jörg\x00The editor",
		exifDateOriginal: "2026:05:04 17:30:00", exifZoneOriginal: "+02:00",
	}))
	if m.exif.Caption != "A jetty" || m.exif.Creator != "Jörg" || m.exif.Copyright != "Jörg" || m.turned {
		t.Errorf("read %+v", m.exif)
	}
	if got := m.exif.Created.Format(time.RFC3339); got != "2026-05-04T17:30:00+02:00" {
		t.Errorf("Created = %s", got)
	}
	for _, camera := range []string{"SONY DSC", "OLYMPUS DIGITAL CAMERA"} {
		m = metadata{}
		m.addEXIF(exifData(1, map[uint16]string{exifDescription: camera}))
		if m.exif.Caption != "" {
			t.Errorf("%q became a caption", camera)
		}
	}
}

func TestSVG(t *testing.T) {
	const ns = `xmlns="http://www.w3.org/2000/svg"`
	for _, c := range []struct {
		name, svg     string
		width, height int
		refused       bool
	}{
		{"view box", `<svg ` + ns + ` viewBox="0 0 24 12"/>`, 24, 12, false},
		{"width and view box", `<svg ` + ns + ` width="48" viewBox="0,0,24,12"/>`, 48, 24, false},
		{"relative size", `<svg ` + ns + ` width="100%" height="2em"/>`, 0, 0, false},
		{"prologue and links", `<?xml version="1.0" encoding="UTF-8"?><!-- drawn --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` +
			`<svg ` + ns + ` width="3in" height="72pt"><a href="https://example.org/"><use href="#a"/></a><image href="data:image/png;base64,AA=="/><path fill="url(#g)"/></svg>`, 288, 96, false},
		{"script", `<svg ` + ns + `><script>1</script></svg>`, 0, 0, true},
		{"script of another namespace", `<svg><x:script xmlns:x="http://www.w3.org/1999/xhtml"/></svg>`, 0, 0, true},
		{"handler", `<svg onload="x()"/>`, 0, 0, true},
		{"script address", `<svg><a href=" java&#10;script:x()"/></svg>`, 0, 0, true},
		{"animated address", `<svg><a><set attributeName="href" to="javascript:x()"/></a></svg>`, 0, 0, true},
		{"outside picture", `<svg><image xlink:href="https://example.org/a.png" xmlns:xlink="x"/></svg>`, 0, 0, true},
		{"outside fill", `<svg><path fill="url( 'https://example.org/a#b')"/></svg>`, 0, 0, true},
		{"outside style", `<svg><style>@import "//example.org/a";</style></svg>`, 0, 0, true},
		{"escaped style", `<svg><style>@\69mport "//example.org/a";</style></svg>`, 0, 0, true},
		{"foreign object", `<svg><foreignObject/></svg>`, 0, 0, true},
		{"style sheet", `<?xml-stylesheet href="a.css"?><svg/>`, 0, 0, true},
		{"entities", `<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>`, 0, 0, true},
		{"other charset", `<?xml version="1.0" encoding="UTF-7"?><svg/>`, 0, 0, true},
		{"not closed", `<svg><g>`, 0, 0, true},
		{"no svg", `<html/>`, 0, 0, true},
	} {
		info, err := inspectBytes([]byte(c.svg))
		if (err != nil) != c.refused {
			t.Errorf("%s: error %v, refused %v", c.name, err, c.refused)
		}
		if err == nil && (info.Width != c.width || info.Height != c.height) {
			t.Errorf("%s: %d×%d, want %d×%d", c.name, info.Width, info.Height, c.width, c.height)
		}
	}
}
