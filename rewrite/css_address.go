package rewrite

import (
	"bytes"
	"unicode/utf8"
)

// nowhere takes the place of an address: it leads nowhere, by its own standard
// (CSS Values and Units Level 4, section 4.5.4).
const nowhere = "about:invalid"

// atRule reads the name of an at-rule.
func (s *sheet) atRule(text []byte, i int, all bool) int {
	if i+1 == len(text) || !startsIdent(text, i+1) {
		return 1
	}
	end, done := s.skipName(text, i+1, all)
	if !done {
		return 0
	}
	switch name := s.name(text[i+1 : end]); {
	case equal(name, "import"):
		s.rule = importRule
	case equal(name, "font-face"):
		s.rule = fontRule
	case equal(name, "namespace") && s.custom == 0 && s.depth == 0 && !s.wild:
		s.rule = namespaceRule // elsewhere it is only a word of a value
	default:
		s.rule = otherRule
	}
	return end - i
}

func equal(name []byte, lower string) bool {
	if len(name) != len(lower) {
		return false
	}
	for i, c := range name {
		if toLower(c) != lower[i] {
			return false
		}
	}
	return true
}

// name returns a name without its escapes.
func (s *sheet) name(raw []byte) []byte {
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw
	}
	s.buf = appendUnescaped(s.buf[:0], raw)
	return s.buf
}

// appendUnescaped appends a name, a string or an address without its escapes.
func appendUnescaped(dst, raw []byte) []byte {
	for i := 0; i < len(raw); {
		if raw[i] != '\\' {
			dst = append(dst, raw[i])
			i++
			continue
		}
		end := min(skipEscape(raw, i), len(raw))
		dst = appendEscape(dst, raw[i+1:end])
		i = end
	}
	return dst
}

// appendEscape appends what follows a backslash.
func appendEscape(dst, raw []byte) []byte {
	if len(raw) == 0 {
		return utf8.AppendRune(dst, utf8.RuneError) // the sheet ends here
	}
	if !isHex(raw[0]) {
		if raw[0] == '\n' || raw[0] == '\r' || raw[0] == '\f' {
			return dst // a line goes on
		}
		return append(dst, raw[0])
	}
	var r rune
	for _, c := range raw {
		switch {
		case isDigit(c):
			r = r<<4 | rune(c-'0')
		case isHex(c):
			r = r<<4 | rune(c|0x20-'a'+10)
		}
	}
	if r == 0 || r > utf8.MaxRune || 0xD800 <= r && r <= 0xDFFF {
		r = utf8.RuneError
	}
	return utf8.AppendRune(dst, r)
}

// ident reads a name, and the bracket behind it if it is a function (4.3.4).
func (s *sheet) ident(text []byte, i int, all bool) int {
	end, done := s.skipName(text, i, all)
	if !done {
		return 0
	}
	if next(text, end) != '(' {
		return s.property(text, i, end, all)
	}
	name := s.name(text[i:end])
	switch {
	case equal(name, "url"):
		return s.url(text, i, end+1, all)
	case equal(name, "src"), equal(name, "image"), equal(name, "image-set"), equal(name, "-webkit-image-set"),
		equal(name, "cross-fade"), equal(name, "-webkit-cross-fade"), equal(name, "url-prefix"),
		bytes.HasPrefix(name, []byte("--")), s.inLoading():
		if s.rule == namespaceRule {
			s.rule = otherRule // it has no such function
		}
		s.pushKind(loading)
	default:
		s.pushKind(round)
	}
	return end + 1 - i
}

// property looks for the beginning of a value that may be put elsewhere later: of
// a custom property, of what a custom function gives, of an initial value.
func (s *sheet) property(text []byte, i, end int, all bool) int {
	name := s.name(text[i:end])
	if !bytes.HasPrefix(name, []byte("--")) && !isValueName(name) {
		return end - i
	}
	n := end
	for n < len(text) && isSpace(text[n]) {
		n++
	}
	c := next(text, n)
	if !all && (n >= len(text) || c == '/' && n+1 == len(text)) {
		return 0
	}
	if s.custom == 0 && (c == ':' || c == '/' && next(text, n+1) == '*') {
		s.custom = s.depth + 1
	}
	return end - i
}

// kind is what an address at this place would load.
func (s *sheet) kind() Kind {
	if s.rule == importRule {
		return Style
	}
	for i := range s.depth {
		if s.open[i] == fontBlock {
			return Font
		}
	}
	return Picture
}

// loads reports whether a string at this place is an address.
func (s *sheet) loads() bool {
	return s.rule == importRule || s.wild || s.custom > 0 || s.inLoading()
}

// namesSpace reports whether the address at this place is the name of a namespace. A rule has
// but one.
func (s *sheet) namesSpace() bool {
	if s.rule != namespaceRule {
		return false
	}
	s.rule = otherRule
	return s.custom == 0 && (s.depth == 0 || s.depth == 1 && s.open[0] == loading) // that of url()
}

// str reads a string (4.3.5).
func (s *sheet) str(text []byte, i int, all bool) int {
	s.quote = text[i]
	end := s.inString(text, i+1)
	if s.namesSpace() || !s.loads() {
		return end - i // it may go on behind the text
	}
	body := text[i+1 : end]
	switch {
	case s.quote != 0:
		body = text[i+1:] // an escape at the very end belongs to it
	case end > i+1 && text[end-1] == text[i]:
		body = text[i+1 : end-1]
	}
	if s.quote != 0 && !all && (len(body) <= maxAddress || s.carriesDocument(body)) {
		s.quote = 0
		return 0
	}
	s.at = i
	s.weigh(text, i, end, body, `"`, `"`)
	return end - i
}

// url reads what follows "url(": an address, or a string that is one (4.3.4,
// 4.3.6). name is where the token begins.
func (s *sheet) url(text []byte, name, i int, all bool) int {
	body := i
	for body < len(text) && isSpace(text[body]) {
		body++
	}
	if body == len(text) && !all {
		return 0
	}
	if c := next(text, body); c == '"' || c == '\'' {
		s.pushKind(loading)
		return body - name
	}
	s.address = true
	end := s.inAddress(text, body)
	raw := text[body:] // a backslash at the very end belongs to it
	if !s.address {
		raw = text[body : end-1]
	}
	if s.address && !all && (len(raw) <= maxAddress || s.carriesDocument(raw)) {
		s.address = false
		return 0
	}
	if !s.namesSpace() {
		// What stands before the address stays as it is written: behind a "<" an escape is
		// text, and a plain letter would begin a tag in a drawing.
		s.at = name
		s.weigh(text, i, end, bytes.TrimRight(raw, blanks), "", ")")
	}
	return end - name
}

// weigh asks about the address in text[from:to] and puts something else in its
// place where it must not stay.
func (s *sheet) weigh(text []byte, from, to int, raw []byte, before, after string) {
	complete := s.last || s.quote == 0 && !s.address
	address, whole := raw, complete
	if len(raw) > maxAddress {
		address, whole = raw[:maxAddress], false
	}
	if bytes.IndexByte(address, '\\') >= 0 {
		s.buf = appendUnescaped(s.buf[:0], address)
		address = s.buf
	}
	if !whole {
		reach, _, clean := readAddress(address, nil)
		// The rest leads nowhere else, but may say which part of it is meant.
		whole = reach == carried && (!isDocument(clean) || complete && !refersInto(appendUnescaped(nil, raw)))
	}
	with, change := s.judge(s.kind(), address, whole)
	if !change {
		return
	}
	var b []byte
	b = append(b, before...)
	b = appendEscaped(b, with)
	b = append(b, after...)
	s.swap(from, to, b)
	s.gone = s.quote != 0 || s.address
}

// appendEscaped appends an address, which is ours and in ASCII, so that it ends
// neither a string nor a bracket.
func appendEscaped(dst, address []byte) []byte {
	const hex = "0123456789abcdef"
	for _, c := range address {
		if isLetter(c) || isDigit(c) || bytes.IndexByte([]byte("/.:-_~?=%#@+,"), c) >= 0 {
			dst = append(dst, c)
			continue
		}
		dst = append(dst, '\\', hex[c>>4], hex[c&15], ' ')
	}
	return dst
}
