package article

import (
	"errors"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a path, so that every page can be a file on every system and
// every path fits into a request line.
const (
	maxPath    = 2000 // bytes of a whole path, percent-encoded
	maxSegment = 200  // bytes of one segment, decoded
)

// Why a path cannot be the address of a page. [CheckPath] returns one of them.
var (
	ErrPathSlash    = errors.New(`does not begin and end with "/"`)
	ErrPathEmpty    = errors.New("has an empty segment")
	ErrPathDots     = errors.New(`has a segment "." or ".."`)
	ErrPathLong     = errors.New("is too long")
	ErrPathBytes    = errors.New("has a control character, a backslash or broken UTF-8")
	ErrPathEncoding = errors.New("is not percent-encoded the canonical way")
	ErrPathReserved = errors.New("lies in /_gatefold/ or /.gatefold/, which belong to the program")
)

// CheckPath reports why p cannot be the address of a page, or nil if it can: an
// absolute URL path that begins and ends with a slash and stands in exactly
// one spelling (RFC 3986, section 6.2.2): percent-encoded where it has to be
// and nowhere else, without dot segments and empty ones.
func CheckPath(p string) error {
	switch {
	case !strings.HasPrefix(p, "/") || !strings.HasSuffix(p, "/"):
		return ErrPathSlash
	case len(p) > maxPath:
		return ErrPathLong
	case p == "/":
		return nil
	}
	for segment := range strings.SplitSeq(p[1:len(p)-1], "/") {
		if err := checkSegment(segment); err != nil {
			return err
		}
	}
	if isReserved(p) {
		return ErrPathReserved
	}
	return nil
}

// isReserved reports whether a path lies where the program keeps files of its
// own: those that it publishes, and the note in a built folder of what it wrote.
func isReserved(p string) bool {
	return strings.HasPrefix(p, "/_gatefold/") || strings.HasPrefix(p, "/.gatefold/")
}

// checkSegment reports why s cannot be one segment of a path.
func checkSegment(s string) error {
	if s == "" {
		return ErrPathEmpty
	}
	if s == "." || s == ".." {
		return ErrPathDots
	}
	if !isPlain(s) {
		return checkEncoded(s)
	}
	if len(s) > maxSegment {
		return ErrPathLong
	}
	return nil
}

// checkEncoded is the slow half of checkSegment, for segments with characters
// other than the unreserved ones.
func checkEncoded(s string) error {
	decoded, err := url.PathUnescape(s)
	if err != nil {
		return ErrPathEncoding
	}
	switch {
	case decoded == "." || decoded == "..":
		return ErrPathDots
	case len(decoded) > maxSegment:
		return ErrPathLong
	case !isText(decoded) || strings.ContainsAny(decoded, `/\`):
		return ErrPathBytes
	case EncodePath(decoded) != s:
		return ErrPathEncoding
	}
	return nil
}

// EncodePath percent-encodes a path of decoded segments in the spelling that
// [CheckPath] demands. Slashes stay as they are.
func EncodePath(decoded string) string {
	if isPlain(decoded) {
		return decoded
	}
	return (&url.URL{Path: decoded}).EscapedPath()
}

// isPlain reports whether s consists of slashes and characters that are never
// encoded (unreserved, RFC 3986, section 2.3).
func isPlain(s string) bool {
	for i := range len(s) {
		if !plain[s[i]] {
			return false
		}
	}
	return true
}

// plain marks the bytes for isPlain.
var plain = func() (t [256]bool) {
	const unreserved = "abcdefghijklmnopqrstuvwxyz" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "0123456789" + "-._~" + "/"
	for i := range len(unreserved) {
		t[unreserved[i]] = true
	}
	return t
}()

// isText reports whether s is valid UTF-8 without control characters.
func isText(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, unicode.IsControl) < 0
}
