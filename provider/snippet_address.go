package provider

import "strings"

// reach says how far an address in an attribute reaches.
type reach int

const (
	near    reach = iota // nowhere, or on the own host
	carried              // the content is in the address: data:, blob:, javascript:
	foreign              // another host, perhaps
)

// maxScheme is longer than any scheme that matters.
const maxScheme = 32

// reachOf reads the value of an attribute as far as a browser does to find out
// where it leads (WHATWG URL Standard, 4.4), and makes a clean absolute address
// of one that leads to another host. Unlike [Catalogue.Recognise] it never turns
// an address down: whatever might leave the own host does.
func reachOf(raw string) (clean string, r reach) {
	clean = removeBreaks(trimControls(raw))
	scheme, rest := cutAnyScheme(clean)
	switch {
	case scheme == "":
		if slashes(clean) < 2 {
			return clean, near
		}
		return cleanAddress("https:", clean), foreign
	case strings.EqualFold(scheme, "https"), strings.EqualFold(scheme, "http"):
		if isClean(rest) {
			return clean, foreign
		}
		return cleanAddress(clean[:len(scheme)+1], rest), foreign
	case strings.EqualFold(scheme, "about"), strings.EqualFold(scheme, "mailto"), strings.EqualFold(scheme, "tel"):
		return clean, near
	}
	return clean, carried
}

// removeBreaks removes tabs and line breaks wherever they stand.
func removeBreaks(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
}

// cutAnyScheme returns the scheme of an address, without the colon, and the rest.
func cutAnyScheme(s string) (scheme, rest string) {
	for i := range min(len(s), maxScheme) {
		c := s[i]
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return s[:i], s[i+1:]
		default:
			return "", s
		}
	}
	return "", s
}

// slashes counts the slashes that s begins with; a backslash is one too.
func slashes(s string) int {
	n := 0
	for n < len(s) && (s[n] == '/' || s[n] == '\\') {
		n++
	}
	return n
}

// isClean reports whether what follows a scheme is in the form in which an
// address is recognised: two slashes, no backslash, no space, no lone percent sign.
func isClean(after string) bool {
	if slashes(after) != 2 || after[:2] != "//" {
		return false
	}
	for i := range len(after) {
		if after[i] == ' ' || after[i] == '\\' || isLonePercent(after, i) {
			return false
		}
	}
	return true
}

// cleanAddress brings what follows a scheme into that form; the scheme comes with
// its colon.
func cleanAddress(scheme, after string) string {
	if isClean(after) {
		return scheme + after
	}
	b := make([]byte, 0, len(scheme)+len(after)+16)
	b = append(b, scheme...)
	b = append(b, "//"...)
	inPath := true // a backslash is a slash up to the query
	for i := slashes(after); i < len(after); i++ {
		c := after[i]
		inPath = inPath && c != '?' && c != '#'
		switch {
		case c == '\\' && inPath:
			b = append(b, '/')
		case c == '\\' || c == ' ' || isLonePercent(after, i):
			b = appendQueryEscaped(b, after[i:i+1])
		default:
			b = append(b, c)
		}
	}
	return string(b)
}

// isLonePercent reports whether at i stands a percent sign that escapes nothing.
func isLonePercent(s string, i int) bool {
	return s[i] == '%' && !(i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]))
}

// hostOf returns the host of a clean address in lower case, without user and
// port, for readers: empty where it is doubtful or longer than a host can be.
func hostOf(clean string) string {
	_, after, ok := strings.Cut(clean, "://")
	if !ok {
		return ""
	}
	const longest = 512 // user and port included
	after = after[:min(len(after), longest)]
	if end := strings.IndexAny(after, "/?#"); end >= 0 {
		after = after[:end]
	}
	if at := strings.LastIndexByte(after, '@'); at >= 0 {
		after = after[at+1:]
	}
	name := strings.TrimSuffix(withoutPort(after), ".")
	if name == "" || len(name) > maxHost || !isHostText(name) {
		return ""
	}
	return strings.ToLower(name)
}

// isHostText reports whether a name has the characters of a host name or of an
// IP address only.
func isHostText(s string) bool {
	for i := range len(s) {
		if !unreserved(s[i]) && s[i] != ':' && s[i] != '[' && s[i] != ']' || s[i] == '~' {
			return false
		}
	}
	return true
}
