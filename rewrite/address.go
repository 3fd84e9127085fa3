package rewrite

import (
	"bytes"
	"unicode/utf8"
)

// reach says how far an address reaches.
type reach uint8

const (
	near    reach = iota // to the own host, or nowhere
	abroad               // to a host that it names
	carried              // the content is in it: data:
	running              // a script is in it: javascript:
	strange              // who knows: blob:, filesystem:, view-source: and all that nobody needs in a page
)

// readAddress reads the value of an attribute as far as a browser does to find
// out where it leads (WHATWG URL Standard, section 4.4), without its character
// references or escapes. It never turns an address down: what might leave the own
// host is abroad.
//
// host is in lower case, without user and port; it is empty where nobody can tell. clean
// is the address without white space around and controls in it. Both may be in
// buf.
func readAddress(raw, buf []byte) (r reach, host, clean []byte) {
	clean = trim(raw)
	if bytes.IndexByte(clean, '\n') >= 0 || bytes.IndexByte(clean, '\t') >= 0 || bytes.IndexByte(clean, '\r') >= 0 {
		clean = withoutBreaks(clean)
	}
	scheme, rest := cutScheme(clean)
	if len(scheme) == 0 {
		if n := slashes(clean); n >= 2 {
			r, host = authority(clean[n:], buf)
			return r, host, clean
		}
		return near, nil, clean
	}
	switch len(scheme) {
	case 2:
		if equal(scheme, "ws") {
			r, host = authority(rest[slashes(rest):], buf)
			return r, host, clean
		}
	case 3:
		if equal(scheme, "tel") {
			return near, nil, clean
		}
		if equal(scheme, "wss") || equal(scheme, "ftp") {
			r, host = authority(rest[slashes(rest):], buf)
			return r, host, clean
		}
	case 4, 5:
		switch {
		case equal(scheme, "http"), equal(scheme, "https"):
			r, host = authority(rest[slashes(rest):], buf)
			return r, host, clean
		case equal(scheme, "data"):
			return carried, nil, clean
		case equal(scheme, "about"):
			return near, nil, clean
		}
	case 6:
		if equal(scheme, "mailto") {
			return near, nil, clean
		}
	case 10:
		if equal(scheme, "javascript") {
			return running, nil, clean
		}
	}
	return strange, nil, clean
}

// trim removes what a browser removes from the ends: controls and spaces. A zero is
// none of them: it has become U+FFFD by then (HTML, 13.2.5).
func trim(s []byte) []byte {
	for len(s) > 0 && isEdge(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && isEdge(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func isEdge(c byte) bool { return c <= ' ' && c != 0 }

// withoutBreaks removes tabs and line breaks, wherever they stand.
func withoutBreaks(s []byte) []byte {
	clean := make([]byte, 0, len(s))
	for _, c := range s {
		if c != '\n' && c != '\r' && c != '\t' {
			clean = append(clean, c)
		}
	}
	return clean
}

// cutScheme returns the scheme without the colon, and the rest.
func cutScheme(s []byte) (scheme, rest []byte) {
	for i, c := range s {
		switch {
		case isLetter(c):
		case i > 0 && (isDigit(c) || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return s[:i], s[i+1:]
		default:
			return nil, s
		}
	}
	return nil, s
}

// slashes counts the slashes that s begins with; a backslash is one too.
func slashes(s []byte) int {
	n := 0
	for n < len(s) && (s[n] == '/' || s[n] == '\\') {
		n++
	}
	return n
}

// longestHost is longer than a host name can be.
const longestHost = 255

// authority reads the host that s begins with.
func authority(s, buf []byte) (reach, []byte) {
	if host := plainHost(s, buf); len(host) > 0 {
		return abroad, host
	}
	if end := bytes.IndexAny(s, `/\?#`); end >= 0 {
		s = s[:end]
	}
	if at := bytes.LastIndexByte(s, '@'); at >= 0 {
		if at > 0 && s[at-1] >= utf8.RuneSelf {
			return abroad, nil // in some encodings the two are one letter
		}
		s = s[at+1:]
	}
	if len(s) == 0 {
		return near, nil // no address at all: nothing is loaded
	}
	if colon := bytes.LastIndexByte(s, ':'); colon >= 0 && s[len(s)-1] != ']' {
		s = s[:colon]
	}
	if len(s) == 0 || len(s) > longestHost {
		return abroad, nil
	}
	host := buf[:0]
	for _, c := range s {
		if !isLetter(c) && !isDigit(c) && c != '-' && c != '.' && c != '_' && c != ':' && c != '[' && c != ']' {
			return abroad, nil // a browser may read another name than we do
		}
		host = append(host, toLower(c))
	}
	return abroad, host
}

// plainHost reads a host without user and port, of letters, digits and signs that mean nothing
// else; nil if it is another.
func plainHost(s, buf []byte) []byte {
	host := buf[:0]
	for i, c := range s {
		switch {
		case isLetter(c):
			c |= 0x20
		case isDigit(c), c == '-', c == '.', c == '_':
		case c == '/', c == '?', c == '#':
			return host
		default:
			return nil
		}
		if i == longestHost {
			return nil
		}
		host = append(host, c)
	}
	return host
}
