package media

import (
	"bytes"
	"encoding/xml"
)

// XML namespaces of the properties that we read and write.
const (
	nsRDF       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsDC        = "http://purl.org/dc/elements/1.1/"
	nsPhotoshop = "http://ns.adobe.com/photoshop/1.0/"
	nsRights    = "http://ns.adobe.com/xap/1.0/rights/"
	nsCore      = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
	nsExt       = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
	nsXMP       = "http://ns.adobe.com/xap/1.0/"
	nsXML       = "http://www.w3.org/XML/1998/namespace"
)

const (
	xmpBegin = `<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>` + "\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + nsRDF + `">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="` + nsDC + `" xmlns:photoshop="` + nsPhotoshop +
		`" xmlns:xmpRights="` + nsRights + `" xmlns:Iptc4xmpCore="` + nsCore +
		`" xmlns:Iptc4xmpExt="` + nsExt + `">` + "\n"
	xmpEnd = "</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n" + `<?xpacket end="r"?>`
)

// appendXMP appends info as an XMP packet (ISO 16684-1).
func appendXMP(dst []byte, info *Info) []byte {
	p := packet{buf: *bytes.NewBuffer(dst)}
	p.buf.WriteString(xmpBegin)
	line := info.CreditLine
	if line == "" {
		line = info.Credit
	}
	p.text("photoshop:Credit", line)
	p.text("photoshop:Source", info.Source)
	p.text("photoshop:Headline", info.Headline)
	p.text("photoshop:Instructions", info.Instructions)
	p.text("photoshop:City", info.City)
	p.text("photoshop:Country", info.Country)
	if !info.Created.IsZero() {
		p.text("photoshop:DateCreated", info.Created.Format("2006-01-02T15:04:05Z07:00"))
	}
	p.text("xmpRights:WebStatement", info.LicenceURL)
	p.text("Iptc4xmpExt:DigitalSourceType", info.SourceType)
	if info.Creator != "" {
		p.list("dc:creator", "Seq", []string{info.Creator})
	}
	p.list("dc:subject", "Bag", info.Keywords)
	p.languages(info)
	p.buf.WriteString(xmpEnd)
	return p.buf.Bytes()
}

// packet is an XMP packet being written.
type packet struct{ buf bytes.Buffer }

func (p *packet) text(name, value string) {
	if value != "" {
		p.element(name, "", value)
		p.buf.WriteByte('\n')
	}
}

func (p *packet) list(name, kind string, values []string) {
	if len(values) == 0 {
		return
	}
	p.buf.WriteString("<" + name + "><rdf:" + kind + ">")
	for _, v := range values {
		p.element("rdf:li", "", v)
	}
	p.buf.WriteString("</rdf:" + kind + "></" + name + ">\n")
}

// languages writes the properties that have a value per language.
func (p *packet) languages(info *Info) {
	first := Texts{
		Lang: "x-default",
		Alt:  info.Alt, Description: info.Description, Caption: info.Caption,
		Title: info.Title, Copyright: info.Copyright, UsageTerms: info.UsageTerms,
	}
	all := append([]Texts{first}, info.Translations...)
	p.alternatives("Iptc4xmpCore:AltTextAccessibility", all, func(t *Texts) string { return t.Alt })
	p.alternatives("Iptc4xmpCore:ExtDescrAccessibility", all, func(t *Texts) string { return t.Description })
	p.alternatives("dc:description", all, func(t *Texts) string { return t.Caption })
	p.alternatives("dc:title", all, func(t *Texts) string { return t.Title })
	p.alternatives("dc:rights", all, func(t *Texts) string { return t.Copyright })
	p.alternatives("xmpRights:UsageTerms", all, func(t *Texts) string { return t.UsageTerms })
}

// alternatives writes one property in all its languages (ISO 16684-1, 8.2.2.4).
func (p *packet) alternatives(name string, all []Texts, of func(*Texts) string) {
	open := false
	for i := range all {
		value := of(&all[i])
		if value == "" {
			continue
		}
		if !open {
			p.buf.WriteString("<" + name + "><rdf:Alt>")
			open = true
		}
		p.element("rdf:li", all[i].Lang, value)
	}
	if open {
		p.buf.WriteString("</rdf:Alt></" + name + ">\n")
	}
}

func (p *packet) element(name, lang, value string) {
	p.buf.WriteString("<" + name)
	if lang != "" {
		p.buf.WriteString(` xml:lang="`)
		_ = xml.EscapeText(&p.buf, []byte(lang)) // a buffer never fails
		p.buf.WriteByte('"')
	}
	p.buf.WriteByte('>')
	_ = xml.EscapeText(&p.buf, []byte(value))
	p.buf.WriteString("</" + name + ">")
}
