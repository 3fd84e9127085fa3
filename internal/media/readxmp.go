package media

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"time"
)

// maxTokens bounds an XMP packet; those of picture desks have some hundreds.
const maxTokens = 20_000

// addXMP reads an XMP packet (ISO 16684-1). Properties stand as attributes of
// an rdf:Description or as elements in it. What is no well-formed XML is used
// as far as it goes.
func (m *metadata) addXMP(b []byte) {
	p := xmpReader{info: &m.xmp, d: xml.NewDecoder(bytes.NewReader(b)), left: maxTokens}
	p.d.Strict = false
	p.d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		switch t := p.next().(type) {
		case nil:
			return
		case xml.StartElement:
			p.open(t)
		}
	}
}

// xmpReader reads one packet into info.
type xmpReader struct {
	info *Info
	d    *xml.Decoder
	left int // tokens that may still be read
}

// value is one value of a property, in a language where it says so.
type value struct{ lang, text string }

// next gives a token, or nil at the end of what can be read.
func (p *xmpReader) next() xml.Token {
	if p.left--; p.left < 0 {
		return nil
	}
	token, err := p.d.Token()
	if err != nil {
		return nil
	}
	return token
}

// open enters the elements that hold properties, reads the properties that we
// know and steps over all others, structures included.
func (p *xmpReader) open(t xml.StartElement) {
	switch {
	case t.Name.Local == "xmpmeta", t.Name == xml.Name{Space: nsRDF, Local: "RDF"}:
	case t.Name == xml.Name{Space: nsRDF, Local: "Description"}:
		for _, a := range t.Attr {
			p.info.set(a.Name, []value{{text: clean(a.Value)}})
		}
	case known(t.Name):
		p.info.set(t.Name, p.values(t))
	default:
		_ = p.d.Skip() // the next token tells of an error
	}
}

// values reads the content of a property: text, the address in rdf:resource,
// or the items of a list.
func (p *xmpReader) values(t xml.StartElement) []value {
	for _, a := range t.Attr {
		if a.Name.Space == nsRDF && a.Name.Local == "resource" {
			_ = p.d.Skip()
			return []value{{text: clean(a.Value)}}
		}
	}
	var items []value
	var text strings.Builder
	for depth := 1; depth > 0; {
		switch t := p.next().(type) {
		case nil:
			return items
		case xml.CharData:
			text.Write(t[:min(len(t), max(0, maxText-text.Len()))])
		case xml.EndElement:
			depth--
		case xml.StartElement:
			switch {
			case t.Name.Space == nsRDF && t.Name.Local == "li":
				items = append(items, p.item(t))
			case t.Name.Space == nsRDF && depth == 1: // Alt, Bag or Seq
				depth++
			default:
				_ = p.d.Skip()
			}
		}
	}
	if items == nil {
		items = []value{{text: clean(text.String())}}
	}
	return items
}

// item reads a list item.
func (p *xmpReader) item(t xml.StartElement) value {
	var v value
	for _, a := range t.Attr {
		if a.Name.Local == "lang" && (a.Name.Space == nsXML || a.Name.Space == "xml") {
			v.lang = clean(a.Value)
		}
	}
	var text strings.Builder
	for {
		switch t := p.next().(type) {
		case nil, xml.EndElement:
			v.text = clean(text.String())
			return v
		case xml.CharData:
			text.Write(t[:min(len(t), max(0, maxText-text.Len()))])
		case xml.StartElement:
			_ = p.d.Skip()
		}
	}
}

// xmpTime reads the dates of ISO 8601 that XMP allows, whole or in part.
func xmpTime(s string) time.Time {
	for _, layout := range [...]string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04",
		"2006-01-02", "2006-01", "2006",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}
