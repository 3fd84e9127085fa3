package markdown

// slotted appends prose in which placeholders may stand.
func (w *writer) slotted(b, after []byte) {
	for {
		before, s, rest := w.cutSlot(b)
		if s == nil {
			w.text(b, after)
			return
		}
		w.text(before, rest)
		w.slotText(s)
		b = rest
	}
}

// slotless appends the text of an address.
func (w *writer) slotless(b []byte) { w.verbatim(w.withoutSlots(b)) }

// slotText appends what a placeholder stands for: the value of a parameter,
// or a link to the article that is referred to.
func (w *writer) slotText(s *slot) {
	if s.tag.hides() {
		return
	}
	if s.tag.name == "param" {
		w.verbatim([]byte(w.param(&s.tag)))
		return
	}
	target := s.tag.get("path", 0)
	if w.inLink > 0 {
		w.verbatim([]byte(target))
		return
	}
	w.openRef(target, s.tag.get("lang", -1), s.tag.pos)
	kind := w.openedLink(nil, plainLink)
	w.verbatim([]byte(target))
	w.closeLink(kind)
}

// withoutSlots gives a text with the values that placeholders stand for.
func (w *writer) withoutSlots(b []byte) []byte {
	before, s, rest := w.cutSlot(b)
	if s == nil {
		return b
	}
	var out []byte
	for s != nil {
		out = append(out, before...)
		switch {
		case s.tag.hides():
		case s.tag.name == "param":
			out = append(out, w.param(&s.tag)...)
		default:
			out = append(out, s.tag.get("path", 0)...)
		}
		before, s, rest = w.cutSlot(rest)
	}
	return append(out, before...)
}

// restored gives a text with its placeholders as they were written.
func (w *writer) restored(b []byte) []byte {
	before, s, rest := w.cutSlot(b)
	if s == nil {
		return b
	}
	var out []byte
	for s != nil {
		out = append(append(out, before...), w.original[s.tag.pos:s.tag.pos+s.length]...)
		before, s, rest = w.cutSlot(rest)
	}
	return append(out, before...)
}

// filled is withoutSlots for a text that came out of a shortcode.
func (w *writer) filled(s string) string {
	if len(w.slots) == 0 {
		return s
	}
	return string(w.withoutSlots([]byte(s)))
}

// param gives the value of the param shortcode.
func (w *writer) param(t *tag) string {
	key := t.get("name", 0)
	if w.in.Params != nil {
		if value, ok := w.in.Params(key); ok {
			return value
		}
	}
	w.warn(t.pos, "there is no parameter "+quote(key), "set it in the front matter")
	return ""
}
