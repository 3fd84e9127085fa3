package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// Ids and classes that belong to the program itself begin with one of these.
const reservedID, reservedName = "gf", "gatefold"

func isReserved(id string) bool {
	id = strings.ToLower(id)
	return strings.HasPrefix(id, reservedID) || strings.HasPrefix(id, reservedName)
}

// headingID appends the id of a heading: the one its author gave it, else one
// made of its text as GitHub does.
func (w *writer) headingID(n *ast.Heading) {
	if given := attribute(n, "id"); usableID(given) && w.ids[given] == 0 {
		w.claim(given)
		w.buf = appendEscaped(w.buf, given)
		return
	}
	var space [64]byte
	slug := appendSlug(space[:0], bytes.TrimSpace(w.appendPlain(nil, n)))
	w.buf = append(w.buf, w.unique(slug)...)
}

// unique makes an id of a slug that no other element has.
func (w *writer) unique(slug []byte) string {
	if len(slug) == 0 {
		slug = append(slug, "section"...)
	}
	if isReserved(string(slug)) {
		slug = append([]byte("h-"), slug...)
	}
	id := string(slug)
	for n := w.ids[id]; w.ids[id] > 0; n++ {
		w.ids[string(slug)] = n + 1
		id = string(slug) + "-" + strconv.Itoa(n)
	}
	w.claim(id)
	return id
}

// claim notes that an id is in use.
func (w *writer) claim(id string) {
	if w.ids == nil {
		w.ids = map[string]int{}
	}
	w.ids[id] = max(1, w.ids[id])
}

// usableID reports whether an author may give an id. Those of footnotes hold a
// colon, which no id made of a text does.
func usableID(id string) bool {
	return id != "" && len(id) <= 200 && !strings.ContainsAny(id, ": \t\n\r\f") &&
		!isReserved(id)
}

// usableClass filters a list of classes.
func usableClass(class string) string {
	names := strings.Fields(class)
	kept := names[:0]
	for _, name := range names {
		if !isReserved(name) {
			kept = append(kept, name)
		}
	}
	return strings.Join(kept, " ")
}

// appendSlug makes an id of a text: letters and digits of any script in lower
// case, hyphens for blanks, nothing else.
func appendSlug(dst, text []byte) []byte {
	const longest = 120 // bytes; ids are read aloud and typed
	for len(text) > 0 && len(dst) < longest {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		switch {
		case r == ' ' || r == '-' || r == '\t':
			dst = append(dst, '-')
		case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	return dst
}

// headingAttributes appends what else an author may give a heading.
func (w *writer) headingAttributes(n *ast.Heading) {
	if n.Attributes() == nil {
		return
	}
	for _, name := range [...]string{"class", "lang", "dir"} {
		value := attribute(n, name)
		if name == "class" {
			value = usableClass(value)
		}
		if value == "" || name == "dir" && !isDirection(value) {
			continue
		}
		w.str(" " + name + `="`)
		w.buf = appendEscaped(w.buf, value)
		w.str(`"`)
	}
}

func isDirection(s string) bool { return s == "ltr" || s == "rtl" || s == "auto" }

// attribute gives an attribute of a node as text.
func attribute(n node, name string) string {
	v, _ := n.AttributeString(name)
	switch v := v.(type) {
	case []byte:
		return string(v)
	case string:
		return v
	}
	return ""
}
