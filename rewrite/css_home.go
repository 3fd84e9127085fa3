package rewrite

import "bytes"

// Most style sheets of a page have addresses of the own site only, and strings that are none.
// Those are passed over here, with a look at nothing but what may begin an address. Whatever is
// not plainly harmless is left to the reader of CSS, from its beginning.

// styleSigns are the bytes that are looked at.
var styleSigns = [256]bool{'"': true, '\'': true, '(': true, '\\': true, '/': true, '@': true}

// goesOn are the bytes behind which a name is not, or not for sure, one by itself.
var goesOn = func() (set [256]bool) {
	for i := range set {
		set[i] = cssName[i] || i == '#' || i == '@'
	}
	return set
}()

// stylesHome reports whether a whole style sheet, or all declarations of an attribute, plainly
// lead nowhere else: each address in url() is of the own site or carries what it names, each
// string would be a path if it were an address.
func (s *stream) stylesHome(css []byte) bool {
	if s.base0 != nil || s.moved || s.guess || s.legacy.decoder != nil {
		return false
	}
	escaped := 0 // where the last escape ended
	for i := 0; i < len(css); {
		c := css[i]
		if !styleSigns[c] {
			i++
			continue
		}
		n := 1
		switch {
		case c == '"' || c == '\'':
			n = pathString(css[i:])
		case c == '\\':
			n = foreignLetter(css[i:])
			escaped = i + n
		case c == '(' && i >= len("url") && equal(css[i-len("url"):i], "url"):
			if name := i - len("url"); name > 0 && (name == escaped || goesOn[css[name-1]]) {
				return false // it is the end of another name, and what follows no address
			}
			n = s.homeURL(css[i:])
		case c == '/' && next(css, i+1) == '*':
			n = 2 + bytes.Index(css[i+2:], []byte("*/")) + 2
			if n < len("/**/") {
				return false
			}
		case c == '@' && next(css, i+1)|0x20 == 'i': // what it imports is a style sheet
			return false
		}
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// pathString returns the length of the string that css begins with, quotes included, if it would
// be a path; else 0.
func pathString(css []byte) int {
	for i := 1; i < min(len(css), maxAddress); i++ {
		switch c := css[i]; {
		case c == css[0]:
			return i + 1
		case !leaves[c], c == '&', c == '/' && css[i-1] != '/':
		case c == '\\':
			n := foreignLetter(css[i:])
			if n == 0 {
				return 0
			}
			i += n - 1
		default:
			return 0
		}
	}
	return 0
}

// foreignLetter returns the length of the escape that css begins with, if it stands for a
// character outside of ASCII, of which no name and no address is made here; else 0.
func foreignLetter(css []byte) int {
	n, code := 1, 0
	for n < len(css) && n <= 6 && isHex(css[n]) {
		digit := int(css[n]|0x20) - 'a' + 10
		if isDigit(css[n]) {
			digit = int(css[n] - '0')
		}
		code = code<<4 | digit
		n++
	}
	if code < 0x80 || n == len(css) {
		return 0
	}
	switch c := css[n]; {
	case c == ' ':
		return n + 1 // it belongs to the escape
	case c < ' ':
		return 0
	}
	return n
}

// homeURL returns the length of what stands behind "url" with its brackets, if the address is
// one of the own site or carries what it names; else 0.
func (s *stream) homeURL(css []byte) int {
	from := 1
	for from < len(css) && css[from] == ' ' {
		from++
	}
	if from == len(css) {
		return 0
	}
	to, end := 0, 0
	if c := css[from]; c == '"' || c == '\'' {
		from++
		to = from + bytes.IndexByte(css[from:], c)
		end = to + 1
	} else {
		to = from + bytes.IndexByte(css[from:], ')')
		end = to
	}
	if to < from || next(css, end) != ')' {
		return 0
	}
	address := css[from:to]
	for _, c := range address {
		if c < ' ' || c == '\\' || end == to && (c == ' ' || c == '(' || c == '"' || c == '\'') {
			return 0
		}
	}
	if bytes.HasPrefix(address, []byte("data:")) && bytes.IndexByte(address, '#') >= 0 {
		return 0 // see refersInto
	}
	if !bytes.HasPrefix(address, []byte("data:")) && (len(address) > maxAddress || !s.isHome(address)) {
		return 0
	}
	return end + 1
}
