package rewrite

import "bytes"

// saidWithin returns the name of the encoding that the beginning of a page says. By the
// standard that is looked for without regard to scripts, styles and the like; but browsers
// do regard them, and read meta elements as they read any. Where that makes a difference the
// page says nothing for certain.
func (s *stream) saidWithin(b []byte) string {
	name := prescanName(b)
	if s.saidByTags(b, false) != name || s.saidByTags(b, true) != name {
		return ""
	}
	if declared := declaredEncoding(b); declared != name && (readsOtherwise(declared) || readsOtherwise(name) && declared != "") {
		return ""
	}
	return name
}

// declaredEncoding returns the name of the encoding in the XML declaration with which a page begins,
// which some browsers believe before all else and others if nothing else says one.
func declaredEncoding(b []byte) string {
	if !bytes.HasPrefix(b, []byte("<?xml")) {
		return ""
	}
	declaration, _, _ := bytes.Cut(b, []byte{'>'})
	_, value, _ := bytes.Cut(declaration, []byte("encoding"))
	value = bytes.TrimLeft(value, blanks+"=")
	if len(value) == 0 {
		return ""
	}
	label, _, _ := bytes.Cut(value[1:], value[:1])
	return encodingName(string(label))
}

// saidByTags returns the name that the first meta element says which says one. scripting
// is whether a noscript contains text.
func (s *stream) saidByTags(b []byte, scripting bool) string {
	var t tag
	for {
		i := bytes.IndexByte(b, '<')
		if i < 0 || i+2 >= len(b) {
			return ""
		}
		b = b[i:]
		n := 1
		switch c := b[1]; {
		case isLetter(c), c == '/' && isLetter(b[2]):
			if n = s.scan(&t, b, true); n == 0 {
				return ""
			}
			if name := encodingOf(&t, b); name != "" {
				return name
			}
			n += textWithin(&t, b[n:], scripting)
		case bytes.HasPrefix(b, []byte("<!--")):
			if n = commentEnd(b, 0); n == 0 {
				return ""
			}
		case c == '!', c == '/', c == '?':
			n += bytes.IndexByte(b[1:], '>') + 1
		}
		b = b[n:]
	}
}

// textWithin returns how much of b, which is what stands behind a tag, is text in it.
func textWithin(t *tag, b []byte, scripting bool) (n int) {
	name, ended := rawNames[t.kind], false
	switch {
	case t.closing || t.traits&raw == 0 && (t.kind != eNoscript || !scripting):
		return 0
	case t.kind == eScript:
		var m scriptMode
		n, ended = m.end(b, true)
	case t.kind == eNoscript:
		n, ended = endOf(b, "noscript", false)
	case name != "":
		n, ended = endOf(b, name, false)
	}
	if !ended {
		return len(b)
	}
	return n
}

// encodingOf returns the name of the encoding that a tag says which b begins with. What
// it says first counts, as it does in Chromium.
func encodingOf(t *tag, b []byte) string {
	if t.closing || t.kind != eMeta {
		return ""
	}
	var label []byte
	var pragma, needed bool
	for i := range t.attrs {
		a := &t.attrs[i]
		value := decodeAttribute(b[a.value:a.end])
		switch {
		case a.which == aHTTPEquiv:
			pragma = pragma || is(value, "content-type")
		case len(label) > 0:
		case a.which == aCharset:
			label = value
		case a.which == aContent:
			label = charsetOf(value)
			needed = len(label) > 0
		}
	}
	if needed && !pragma {
		return ""
	}
	switch name := encodingName(string(label)); name {
	case "utf-16be", "utf-16le":
		return "utf-8"
	case "x-user-defined":
		return "windows-1252"
	default:
		return name
	}
}
