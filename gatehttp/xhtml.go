package gatehttp

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

// XHTML is XML: <script/> is a whole element there, <h:iframe> is a frame, and
// what looks like a tag in a CDATA section is text. So the bytes cannot be read as
// HTML. They are read as XML and said again in HTML, which is UTF-8.

// Bounds of what is read as XML.
const (
	maxXMLDepth = 1000
	maxXMLToken = 4 << 20 // bytes of one tag or stretch of text
)

var errXML = errors.New("the page is XHTML and not well-formed")

// xhtmlReader gives a page of XML as HTML.
type xhtmlReader struct {
	from    io.Reader
	charset string // as the header has it

	meter tokenMeter
	dec   *xml.Decoder
	out   []byte
	open  []xmlElement
	begun bool
	err   error
}

// xmlElement is an open element, and what closes it in HTML.
type xmlElement struct {
	html string // "" for none: nothing stands for it, or it has no end tag
	raw  bool   // its text is not escaped
	skip bool   // its content is left out
	flat bool   // elements in it are left out, text is not
}

func newXHTML(from io.Reader, charset string) *xhtmlReader {
	return &xhtmlReader{from: from, charset: charset}
}

func (x *xhtmlReader) Read(p []byte) (int, error) {
	if x.dec == nil && x.err == nil {
		x.err = x.start()
	}
	for len(x.out) == 0 && x.err == nil {
		x.err = x.step()
	}
	if len(x.out) > 0 {
		n := copy(p, x.out)
		if x.out = x.out[n:]; len(x.out) == 0 {
			x.out = nil
		}
		return n, nil
	}
	return 0, x.err
}

// start finds out the encoding: the header goes before the mark at the beginning,
// and that before what the XML says itself (RFC 7303, section 3).
func (x *xhtmlReader) start() error {
	x.meter.from = x.from
	b := bufio.NewReader(&x.meter)
	head, err := b.Peek(2)
	if err != nil && err != io.EOF {
		return err
	}
	var from io.Reader = b
	decoded := true
	switch {
	case len(head) == 2 && (head[0] == 0xfe && head[1] == 0xff || head[0] == 0xff && head[1] == 0xfe):
		from = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Reader(b)
	case x.charset != "":
		if from, err = charset.NewReaderLabel(x.charset, b); err != nil {
			return fmt.Errorf("%w: %w", errXML, err)
		}
	default:
		decoded = false
	}
	x.dec = xml.NewDecoder(from)
	x.dec.Entity = xml.HTMLEntity
	x.dec.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		if decoded {
			return r, nil
		}
		return charset.NewReaderLabel(label, r)
	}
	return nil
}

// step says one token again.
func (x *xhtmlReader) step() error {
	x.meter.n = 0
	t, err := x.dec.Token()
	if err != nil {
		if err == io.EOF || errors.Is(err, errCut) {
			return err
		}
		return fmt.Errorf("%w: %w", errXML, err)
	}
	if !x.begun {
		x.begun = true
		x.out = append(x.out, "<!DOCTYPE html>\n"...)
	}
	switch t := t.(type) {
	case xml.StartElement:
		return x.startElement(&t)
	case xml.EndElement:
		x.endElement()
	case xml.CharData:
		x.text(string(t))
	case xml.ProcInst:
		x.instruction(&t)
	case xml.Directive:
		x.entities(string(t))
	}
	return nil // comments say nothing
}

// Entities that a document type declares. Those that are plain text are known from
// then on; one that holds markup, or another entity, is not, and ends the page.
// The expression is large, so it is made when such a page comes.
var entity = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<!ENTITY\s+([\p{L}_][\p{L}\p{N}._-]{0,99})\s+(?:"([^"<&%]{0,1000})"|'([^'<&%]{0,1000})')\s*>`)
})

const maxEntities = 1000

// entities learns what a document type declares. The type itself is another one
// now.
func (x *xhtmlReader) entities(directive string) {
	found := entity().FindAllStringSubmatch(directive, maxEntities)
	if len(found) == 0 {
		return
	}
	x.dec.Entity = maps.Clone(xml.HTMLEntity)
	for _, e := range found {
		if _, had := x.dec.Entity[e[1]]; !had { // of two, the first counts (XML, section 4.2)
			x.dec.Entity[e[1]] = e[2] + e[3]
		}
	}
}

// Namespaces whose elements HTML has.
const (
	nsHTML   = "http://www.w3.org/1999/xhtml"
	nsSVG    = "http://www.w3.org/2000/svg"
	nsMathML = "http://www.w3.org/1998/Math/MathML"
	nsXLink  = "http://www.w3.org/1999/xlink"
)

// Elements that HTML reads in a way of its own.
var (
	voidElements = setOf("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
	rawElements  = setOf("script", "style")
	flatElements = setOf("title", "textarea")
	leftOut      = setOf("iframe", "noembed", "noframes", "xmp", "plaintext") // of these, the content: HTML reads no elements there
	newlineEaten = setOf("pre", "textarea", "listing")
)

func (x *xhtmlReader) startElement(t *xml.StartElement) error {
	if len(x.open) >= maxXMLDepth {
		return fmt.Errorf("%w: more than %d elements in each other", errXML, maxXMLDepth)
	}
	e := xmlElement{}
	if n := len(x.open); n > 0 {
		up := &x.open[n-1]
		e.skip, e.raw, e.flat = up.skip, up.raw, up.flat || up.raw
	}
	name := t.Name.Local
	if ns := t.Name.Space; ns == nsHTML || ns == "" {
		name = strings.ToLower(name)
	} else if ns != nsSVG && ns != nsMathML {
		x.open = append(x.open, e) // nothing that HTML knows: its content stays
		return nil
	}
	if !e.skip && !e.flat && name != "plaintext" && isTagName(name) {
		x.out = append(append(x.out, '<'), name...)
		x.attributes(t.Attr)
		x.out = append(x.out, '>')
		isHTML := t.Name.Space != nsSVG && t.Name.Space != nsMathML
		if !isHTML || !voidElements[name] {
			e.html = name
		}
		e.raw = rawElements[name]
		e.flat = flatElements[name]
		e.skip = leftOut[name]
		if isHTML && newlineEaten[name] {
			x.out = append(x.out, '\n')
		}
	}
	x.open = append(x.open, e)
	return nil
}

// isTagName says whether a name is a tag's in HTML, too.
func isTagName(name string) bool {
	for i := range len(name) {
		c := name[i] | 0x20
		if !('a' <= c && c <= 'z') && (i == 0 || !('0' <= name[i] && name[i] <= '9') && name[i] != '-') {
			return false
		}
	}
	return name != ""
}

func (x *xhtmlReader) attributes(all []xml.Attr) {
	seen := map[string]bool{}
	for _, a := range all {
		name := a.Name.Local
		switch a.Name.Space {
		case "":
		case nsXLink:
			name = "xlink:" + name
		case "http://www.w3.org/XML/1998/namespace", "xml":
			if name != "lang" {
				continue
			}
		default:
			continue
		}
		if name == "xmlns" || seen[strings.ToLower(name)] || strings.ContainsAny(name, "\"'<>=/ \t\n\f\r\x00") {
			continue
		}
		seen[strings.ToLower(name)] = true
		x.out = append(append(x.out, ' '), name...)
		x.out = append(x.out, '=', '"')
		x.out = append(x.out, attributeEscaper.Replace(a.Value)...)
		x.out = append(x.out, '"')
	}
}

var (
	textEscaper      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	attributeEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")
	// In a script a backslash before these changes no string and no pattern,
	// and without them nothing ends the element or begins a comment.
	rawEscaper = strings.NewReplacer("</", `<\/`, "<!--", `<\!--`)
)

func (x *xhtmlReader) text(s string) {
	if n := len(x.open); n > 0 {
		switch e := &x.open[n-1]; {
		case e.skip, e.flat && e.raw:
			return
		case e.raw:
			x.out = append(x.out, rawEscaper.Replace(s)...)
			return
		}
	}
	x.out = append(x.out, textEscaper.Replace(s)...)
}

func (x *xhtmlReader) endElement() {
	n := len(x.open) - 1
	e := x.open[n]
	x.open = x.open[:n]
	if e.html != "" {
		x.out = append(append(append(x.out, "</"...), e.html...), '>')
	}
}

// instruction says <?xml-stylesheet?> again; all others say nothing to a page.
func (x *xhtmlReader) instruction(t *xml.ProcInst) {
	if t.Target != "xml-stylesheet" || len(x.open) > 0 {
		return
	}
	// What stands in it looks like the attributes of an element.
	var e struct {
		Href  string `xml:"href,attr"`
		Type  string `xml:"type,attr"`
		Media string `xml:"media,attr"`
	}
	if xml.Unmarshal([]byte("<x "+string(t.Inst)+"/>"), &e) != nil || !strings.HasPrefix(e.Type, "text/css") {
		return
	}
	x.out = append(x.out, `<link rel="stylesheet" href="`+attributeEscaper.Replace(e.Href)+`" media="`+attributeEscaper.Replace(e.Media)+`">`...)
}

// tokenMeter refuses a token that is too long to be kept.
type tokenMeter struct {
	from io.Reader
	n    int
}

func (m *tokenMeter) Read(p []byte) (int, error) {
	if m.n > maxXMLToken {
		return 0, fmt.Errorf("%w: one piece of it has more than %d bytes", errXML, maxXMLToken)
	}
	n, err := m.from.Read(p)
	m.n += n
	return n, err
}
