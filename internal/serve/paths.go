package serve

import (
	"net/url"
	"path"
	"strings"
)

// route says what a request's path leads to.
type route struct {
	res   resource
	found bool
	// moved is the href of the document that was probably meant, where the
	// path itself leads to nothing; empty for none. It is always made from a
	// document's own path, so it cannot lead to another site.
	moved string
}

// routeOf finds the document of a path.
func routeOf(d documents, u *url.URL) route {
	asked := u.EscapedPath()
	below, ok := strings.CutPrefix(asked, d.base())
	if !ok || below != "" && below[0] != '/' {
		if asked == "/" && d.base() != "" {
			return route{moved: d.base() + "/"}
		}
		return route{}
	}
	if strings.IndexByte(below, '%') >= 0 && isTricky(below) {
		return route{}
	}
	if res, ok := d.find(below); ok {
		if res.path == below {
			return route{res: res, found: true}
		}
		return route{moved: withQuery(d.base()+res.path, u)} // another spelling
	}
	if res, ok := meant(d, below); ok {
		return route{moved: withQuery(d.base()+res.path, u)}
	}
	return route{}
}

// isTricky says whether a path hides a character that would mean something
// else if it stood there by itself: a slash, a backslash, a NUL.
func isTricky(escaped string) bool {
	for _, hidden := range []string{"%2f", "%2F", "%5c", "%5C", "%00"} {
		if strings.Contains(escaped, hidden) {
			return true
		}
	}
	return false
}

// meant looks for the document that a path with a small mistake means: doubled
// slashes and dots, a slash at the end too much or too little, "index.html",
// capital letters.
func meant(d documents, below string) (resource, bool) {
	decoded, err := url.PathUnescape(below)
	if err != nil || strings.ContainsAny(decoded, "\\\x00") {
		return resource{}, false
	}
	clean := path.Clean("/" + decoded)
	if strings.HasSuffix(decoded, "/") && clean != "/" {
		clean += "/"
	}
	for _, c := range []string{clean, strings.ToLower(clean)} {
		for _, candidate := range []string{c, toggleSlash(c), strings.TrimSuffix(c, "index.html")} {
			if res, ok := d.find((&url.URL{Path: candidate}).EscapedPath()); ok {
				return res, true
			}
		}
	}
	return resource{}, false
}

func toggleSlash(p string) string {
	if cut, had := strings.CutSuffix(p, "/"); had && cut != "" {
		return cut
	}
	return p + "/"
}

func withQuery(href string, u *url.URL) string {
	if u.RawQuery == "" {
		return href
	}
	return href + "?" + u.RawQuery
}
