package media

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// active says what an SVG must not hold.
func active(what string) error {
	return &fault{ErrActive, "the SVG holds " + what,
		"export it as a plain SVG without scripts and outside references, or as PNG"}
}

// checkToken refuses a token of an SVG that could run a script or load
// something from elsewhere.
func checkToken(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return checkElement(t)
	case xml.ProcInst:
		if t.Target != "xml" {
			return active("the processing instruction " + t.Target)
		}
	case xml.Directive:
		// The subset of a document type can declare entities, which a
		// browser expands and our reader does not.
		if bytes.ContainsAny(t, "[") {
			return active("its own document type")
		}
	case xml.CharData:
		return checkStyle(string(t))
	}
	return nil
}

// checkElement refuses elements that run or embed something, whichever
// namespace they claim, and attributes that lead elsewhere.
func checkElement(t xml.StartElement) error {
	switch name := strings.ToLower(t.Name.Local); name {
	case "script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "link", "meta", "base",
		"audio", "video", "html", "body", "form":
		return active("the element " + t.Name.Local)
	}
	for _, a := range t.Attr {
		if err := checkAttr(strings.ToLower(t.Name.Local), a); err != nil {
			return err
		}
	}
	return nil
}

func checkAttr(element string, a xml.Attr) error {
	name := strings.ToLower(a.Name.Local)
	if a.Name.Space == "xmlns" || name == "xmlns" {
		return nil
	}
	if strings.HasPrefix(name, "on") {
		return active("the script " + a.Name.Local)
	}
	tight := squeeze(a.Value)
	if strings.Contains(tight, "javascript:") || strings.Contains(tight, "data:text/html") {
		return active("a script in the attribute " + a.Name.Local)
	}
	if (name == "href" || name == "src") && element != "a" && !isInside(tight) {
		return active("a reference to something outside: " + shorten(a.Value))
	}
	return checkStyle(a.Value)
}

// isInside reports whether an address means a part of the same file or a
// picture written into it.
func isInside(tight string) bool {
	return tight == "" || strings.HasPrefix(tight, "#") ||
		strings.HasPrefix(tight, "data:image/") && !strings.HasPrefix(tight, "data:image/svg")
}

// checkStyle refuses what style rules could load. Anything with url( is looked
// at, wherever it stands: presentation attributes take it too.
func checkStyle(s string) error {
	if !strings.ContainsAny(s, "(@") {
		return nil
	}
	if strings.Contains(s, `\`) { // could spell any of the words below
		return active("an escape in a style rule")
	}
	tight := squeeze(s)
	if strings.Contains(tight, "@import") || strings.Contains(tight, "image-set(") || strings.Contains(tight, "src(") {
		return active("a style rule that loads something from outside")
	}
	for rest := tight; ; {
		_, after, ok := strings.Cut(rest, "url(")
		if !ok {
			return nil
		}
		if !isInside(strings.TrimLeft(after, `"'`)) {
			return active("a reference to something outside: url(" + shorten(after))
		}
		rest = after
	}
}

// squeeze lowers s and leaves out what browsers ignore within a scheme.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == '\\' {
			return -1
		}
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

func shorten(s string) string { return cut(clean(s), 60) }
