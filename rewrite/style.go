package rewrite

// styleText deals with the content of a style element, up to its end tag.
func (s *stream) styleText() {
	s.glanceAt()
	css := s.newSheet()
	half := false  // what comes next begins within a letter
	stuck := false // the window is full, and does not hold the next token
	for first := true; ; first = false {
		b := s.buf[s.pos:s.end]
		n, whole := endOf(b, "style", s.noscript > 0)
		cut := n >= 0 && !whole // the noscript ends before the sheet does
		last := n >= 0
		if first && whole && (loadsNothing(b[:n]) || s.stylesHome(b[:n])) {
			s.pos += n
			return
		}
		if !last {
			n = max(0, len(b)-len("</noscript"))
			if s.eof {
				n, last = len(b), true
			}
		}
		if last {
			b = b[:n]
		}
		read := css.read(s.settle(b, half)[:n], last, stuck)
		half = s.legacy.splits(b, half, read)
		s.pos += read
		if last && read >= n {
			if cut {
				s.endBefore("style")
			}
			return
		}
		if more := s.more(); more || read > 0 || s.eof {
			stuck = false
			continue
		}
		if stuck {
			s.pos += n // what is longer than the window has been cut; this cannot be
		}
		stuck = true
	}
}

// hooks are what a sheet calls, made once for a stream.
type hooks struct {
	judgeText, judgeAttribute func(k Kind, address []byte, whole bool) ([]byte, bool)
	swapText, swapInAttribute func(from, to int, with []byte)
}

// newSheet makes a reader of CSS whose replacements go into the page at pos.
func (s *stream) newSheet() *sheet {
	s.css = sheet{judge: s.hooks.judgeText, swap: s.hooks.swapText, buf: s.css.buf[:0]}
	return &s.css
}

// swapText puts something in the place of a stretch of the page, counted from pos.
func (s *stream) swapText(from, to int, with []byte) { s.replace(s.pos+from, s.pos+to, with) }

// swapInAttribute puts something in the place of a stretch of a style attribute. In
// a value without quotes a space would end it.
func (s *stream) swapInAttribute(from, to int, with []byte) {
	a := s.styledAt
	if a.after == a.end {
		s.rename(a)
		return
	}
	f, t := s.styled.raw(from, to)
	var text []byte
	if s.styled.openEnded(s.raw(a), from) {
		text = append(text, ';') // or the reference before would go on in the text
	}
	s.swap(a.value+int32(f), a.value+int32(t), appendEncoded(text, with))
}

// judgeText says what takes the place of an address in a style element.
func (s *stream) judgeText(k Kind, address []byte, whole bool) ([]byte, bool) {
	return s.judgeStyle(k, address, whole, "style", s.css.at)
}

// judgeInAttribute says what takes the place of an address in a style attribute.
func (s *stream) judgeInAttribute(k Kind, address []byte, whole bool) ([]byte, bool) {
	return s.judgeStyle(k, address, whole, "", int(s.styledAt.from))
}

// judgeStyle judges an address in CSS that stands that far from pos, in the content of an
// element or in the tag at pos.
func (s *stream) judgeStyle(k Kind, address []byte, whole bool, element string, offset int) ([]byte, bool) {
	v, own := s.judgeInStyle(k, address, whole)
	if own {
		return nil, false
	}
	if element == "" {
		element = s.element()
	}
	s.find(Finding{Kind: k, Host: v.host, Address: v.address, Element: element, Action: v.action, Reason: v.reason}, offset)
	switch {
	case v.stays:
		return nil, false
	case v.action == Localised:
		return []byte(v.path), true
	}
	return []byte(nowhere), true
}

// judgeInStyle judges an address in CSS, or the beginning of one.
func (s *stream) judgeInStyle(k Kind, address []byte, whole bool) (verdict, bool) {
	v, own := s.judge(k, address)
	switch {
	case whole && own && refersInto(address):
		return verdict{action: HeldBack, address: s.addressOf(trim(address)), reach: carried, reason: "it is a part of a document that names others"}, false
	case whole:
		return v, own
	}
	return verdict{action: Dropped, host: v.host, address: v.address, reason: unread}, false
}

// readsTwoWays reports whether it makes a difference if a style sheet is written
// with character references or not.
func (s *stream) readsTwoWays(text []byte) bool {
	text = s.settle(text, false)
	d := decode(text, false)
	return d.at != nil && (s.loadsElsewhere(d.text) || s.loadsElsewhere(text))
}

// style deals with a style sheet behind the tag that is in the window as a whole.
func (s *stream) style(text []byte) {
	start := s.pos
	s.pos += int(s.t.length)
	s.newSheet().read(s.settle(text, false), true, false)
	s.pos = start
}

// styleAttribute deals with declarations in an attribute.
func (s *stream) styleAttribute(a *attribute) {
	raw := s.raw(a)
	if !mayHoldAddress(raw) {
		return
	}
	s.styled, s.styledAt = decode(s.settle(raw, false), true), a
	css := s.newSheet()
	css.judge, css.swap = s.hooks.judgeAttribute, s.hooks.swapInAttribute
	css.read(s.styled.text, true, false)
}
