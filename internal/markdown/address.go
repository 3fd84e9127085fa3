package markdown

import "strings"

// reach says where an address leads.
type reach int

const (
	within    reach = iota // to this site, by a relative or an absolute address
	outside                // to another host
	person                 // to a mail program or a telephone
	forbidden              // to a scheme that could run something or that nobody knows
)

// address is what a browser would make of an address (WHATWG URL, section
// 4.4), as far as it matters here.
type address struct {
	text  string // without what a browser ignores
	reach reach
	host  string // of an outside address, in lower case and without port
	rest  string // of an absolute address within the site: path, query, fragment
}

// resolve finds out where an address leads.
func (w *writer) resolve(raw string) address {
	text := tidyAddress(raw)
	a := address{text: text}
	scheme, rest, ok := cutScheme(text)
	switch {
	case !ok && !startsHost(text):
		return a
	case !ok:
		rest = text
	case scheme == "mailto" || scheme == "tel":
		a.reach = person
		return a
	case scheme != "http" && scheme != "https":
		a.reach = forbidden
		return a
	}
	a.host, a.rest = cutHost(rest)
	switch {
	case a.host == "":
		a.reach = forbidden // "https:" and nothing that a host could be
	case w.in.FirstParty == nil || !w.in.FirstParty(a.host):
		a.reach = outside
	}
	return a
}

// based completes a path from the root of the site for a page; other addresses
// stay as they are.
func (w *writer) based(address string) string {
	if w.in.Base == "" || address == "" || address[0] != '/' || startsHost(address) {
		return address
	}
	return w.in.Base + address
}

// tidyAddress leaves out what browsers leave out: blanks and control
// characters around an address, tabs and line ends within.
func tidyAddress(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
	if strings.ContainsAny(s, "\t\n\r") {
		s = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
	}
	return s
}

// cutScheme splits "scheme:rest"; the scheme comes in lower case.
func cutScheme(s string) (scheme, rest string, ok bool) {
	for i := range len(s) {
		switch c := s[i]; {
		case c == ':' && i > 0:
			return strings.ToLower(s[:i]), s[i+1:], true
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return "", "", false
		}
	}
	return "", "", false
}

// startsHost reports whether an address without scheme begins with a host.
// Browsers take a backslash for a slash.
func startsHost(s string) bool {
	return len(s) > 1 && isSlash(s[0]) && isSlash(s[1])
}

func isSlash(c byte) bool { return c == '/' || c == '\\' }

// cutHost takes the host off the front of an address behind its scheme. Any
// number of slashes may precede it.
func cutHost(s string) (host, rest string) {
	s = strings.TrimLeft(s, `/\`)
	end := strings.IndexAny(s, `/\?#`)
	if end < 0 {
		end = len(s)
	}
	authority, rest := s[:end], s[end:]
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		authority = authority[at+1:]
	}
	if strings.HasPrefix(authority, "[") { // an IPv6 address
		if end := strings.IndexByte(authority, ']'); end >= 0 {
			return strings.ToLower(authority[:end+1]), rest
		}
	}
	if colon := strings.IndexByte(authority, ':'); colon >= 0 {
		authority = authority[:colon]
	}
	return strings.ToLower(authority), rest
}

// appendAddress appends an address for a quoted attribute. What cannot stand
// in an address is percent-encoded; a backslash, too, so that no browser takes
// it for a slash.
func appendAddress(dst []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		switch c := s[i]; {
		case c == '&':
			dst = append(dst, "&amp;"...)
		case c == '\'':
			dst = append(dst, "&#39;"...)
		case c <= ' ' || c >= 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0:
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// isPage reports whether a relative address names the file of another article
// and so has to be looked up: "tides.md", "../science/tides.md#spring".
func isPage(s string) bool {
	path, _, _ := strings.Cut(s, "#")
	path, _, _ = strings.Cut(path, "?")
	return strings.HasSuffix(path, ".md") && len(path) > len(".md")
}
