package provider

import (
	"strings"
	"unicode/utf8"
)

// maxAddress bounds the addresses that are looked at. Longer ones are links.
const maxAddress = 2048

// maxHost is the longest host name that DNS has (RFC 1035, 2.3.4).
const maxHost = 253

// maxAuthority is the longest host with a dot behind it, a colon and a port.
const maxAuthority = maxHost + 1 + len(":65535") + 1

// address is a web address taken apart as far as recognising needs it. It
// shares its text with the address it was read from. The host is kept apart from
// it, so that the compiler sees that its place does not escape.
type address struct {
	raw  string // without white space around it
	rest string // path, query and fragment
}

// parseAddress reads scheme and authority the way a browser does (WHATWG URL Standard,
// 4.4) and refuses what is doubtful: other schemes, missing slashes, user
// names, ports, IP addresses, percent signs and anything outside ASCII in the
// host. The host, in lower case and without a final dot, is put into buf.
func parseAddress(raw string, buf *[maxHost + 1]byte) (a address, host []byte, ok bool) {
	if len(raw) > maxAddress {
		return a, nil, false
	}
	raw = trimControls(raw)
	after, defaultPort, ok := cutScheme(raw)
	if !ok {
		return a, nil, false
	}
	end := strings.IndexAny(after[:min(len(after), maxAuthority)], "/?#")
	if end < 0 {
		if len(after) > maxAuthority {
			return a, nil, false
		}
		end = len(after)
	}
	name, port, hasPort := strings.Cut(after[:end], ":")
	if hasPort && port != "" && port != defaultPort {
		return a, nil, false
	}
	host, ok = appendHost(buf[:0], name)
	return address{raw: raw, rest: after[end:]}, host, ok
}

// trimControls removes what a browser removes: controls and spaces at the ends.
func trimControls(s string) string {
	for s != "" && s[0] <= ' ' {
		s = s[1:]
	}
	for s != "" && s[len(s)-1] <= ' ' {
		s = s[:len(s)-1]
	}
	return s
}

// cutScheme removes "https://", "http://" or "//" and says which port the scheme
// implies; the pages of a publication are served over https.
func cutScheme(s string) (after, port string, ok bool) {
	if strings.HasPrefix(s, "//") {
		return s[2:], "443", true
	}
	for _, scheme := range [...]struct{ start, port string }{{"https://", "443"}, {"http://", "80"}} {
		if n := len(scheme.start); len(s) > n && strings.EqualFold(s[:n], scheme.start) {
			return s[n:], scheme.port, true
		}
	}
	return "", "", false
}

// appendHost appends a host name in lower case and without a final dot to dst,
// whose capacity it must not exceed. It wants at least two labels, and a last one
// that begins with a letter: a browser takes anything else for an IPv4 address.
func appendHost(dst []byte, name string) ([]byte, bool) {
	name = strings.TrimSuffix(name, ".")
	if name == "" || len(name) > maxHost {
		return nil, false
	}
	label := 0 // where the current label begins
	for i := range len(name) {
		c := name[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-':
		case c == '.' && i > label && i-label <= 63:
			label = i + 1
		default:
			return nil, false
		}
		dst = append(dst, c)
	}
	last := dst[label:]
	ok := label > 0 && len(last) > 0 && len(last) <= 63 && 'a' <= last[0] && last[0] <= 'z'
	return dst, ok
}

// normal returns the address in normal form: https, the host in lower case, no
// port, and in the rest every byte that a browser would escape escaped. It fails
// on what a browser would change in ways that matter: controls, white space,
// backslashes, dot segments, broken escapes, bytes that are not UTF-8.
func (a *address) normal(host []byte) (string, bool) {
	escape, ok := checkRest(a.rest)
	if !ok {
		return "", false
	}
	const scheme = "https://"
	start := len(a.raw) - len(a.rest)
	if !escape && start == len(scheme)+len(host) && a.raw[:len(scheme)] == scheme && a.raw[len(scheme):start] == string(host) {
		return a.raw, true
	}
	b := make([]byte, 0, len(scheme)+len(host)+len(a.rest)+16)
	b = append(b, scheme...)
	b = append(b, host...)
	for i := range len(a.rest) {
		if c := a.rest[i]; class[c] == escaped {
			b = appendQueryEscaped(b, a.rest[i:i+1])
		} else {
			b = append(b, c)
		}
	}
	return string(b), true
}

// The classes of bytes behind the host.
const (
	plain   = iota
	escaped // a browser escapes it, or may
	refused
)

// class sorts all bytes.
var class = func() (t [256]byte) {
	for c := range t {
		switch {
		case c <= ' ', c == '\\', c == 0x7f:
			t[c] = refused
		case c >= utf8.RuneSelf, strings.IndexByte("\"'<>^`{|}", byte(c)) >= 0:
			t[c] = escaped
		}
	}
	return t
}()

// checkRest looks at path, query and fragment: may they pass, and do they hold
// bytes to escape?
func checkRest(rest string) (escape, ok bool) {
	for i := range len(rest) {
		c := rest[i]
		switch class[c] {
		case refused:
			return false, false
		case escaped:
			escape = true
		}
		if c == '%' && !(i+2 < len(rest) && isHex(rest[i+1]) && isHex(rest[i+2])) {
			return false, false
		}
	}
	if escape && !utf8.ValidString(rest) {
		return false, false
	}
	return escape, !hasDotSegment(rest)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// hasDotSegment reports whether the path at the beginning of rest has a segment
// that a browser would resolve: "." or "..", escaped or not.
func hasDotSegment(rest string) bool {
	if end := strings.IndexAny(rest, "?#"); end >= 0 {
		rest = rest[:end]
	}
	if !strings.Contains(rest, "/.") && !strings.Contains(rest, "/%2") {
		return false
	}
	for segment := range strings.SplitSeq(rest, "/") {
		if isDots(segment) {
			return true
		}
	}
	return false
}

func isDots(segment string) bool {
	dots := 0
	for segment != "" {
		switch {
		case segment[0] == '.':
			segment = segment[1:]
		case len(segment) >= 3 && strings.EqualFold(segment[:3], "%2e"):
			segment = segment[3:]
		default:
			return false
		}
		dots++
	}
	return dots == 1 || dots == 2
}
