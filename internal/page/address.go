package page

import "strings"

// noAddress is what becomes of an address that a page may not link to.
const noAddress = "#"

// linkable reports whether a page may link to href: a path, a fragment, or one
// of a few schemes that run nothing. Controls are refused wherever they stand:
// browsers drop some of them and so see another address than we do.
func linkable(href string) bool {
	for i := 0; i < len(href); i++ {
		if href[i] < ' ' || href[i] == 0x7F {
			return false
		}
	}
	i := strings.IndexAny(href, ": /?#")
	if i < 0 || href[i] != ':' {
		return href != "" && (i < 0 || href[i] != ' ')
	}
	switch strings.ToLower(href[:i]) {
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// appendHref appends an address as the value of an attribute in double quotes.
func appendHref(dst []byte, href string) []byte {
	if !linkable(href) {
		return append(dst, noAddress...)
	}
	return appendText(dst, href)
}

// ownPath reports whether href is a path of this site and not, as "//host" and
// "/\host" are to a browser, an address elsewhere.
func ownPath(href string) bool {
	return strings.HasPrefix(href, "/") && linkable(href) && !strings.HasPrefix(href, "//") &&
		strings.IndexByte(href, '\\') < 0
}

// hostOf returns the host of an absolute http address or of one without a
// scheme ("//host/"), in lower case and without user and port; "" for others.
func hostOf(href string) string {
	rest := href
	if i := strings.Index(href, ":"); i == 4 || i == 5 {
		if s := strings.ToLower(href[:i]); s == "http" || s == "https" {
			rest = href[i+1:]
		}
	}
	if len(rest) < 3 || !isSlash(rest[0]) || !isSlash(rest[1]) {
		return ""
	}
	rest = rest[2:]
	if i := strings.IndexAny(rest, `/\?#`); i >= 0 {
		rest = rest[:i]
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	if i := strings.LastIndexByte(rest, ':'); i >= 0 && !strings.HasSuffix(rest, "]") {
		rest = rest[:i]
	}
	return strings.ToLower(rest)
}

func isSlash(c byte) bool { return c == '/' || c == '\\' }
