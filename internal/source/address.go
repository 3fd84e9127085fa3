package source

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/article"
)

// Why a text cannot be an address on the site.
var (
	errControl  = errors.New("has a control character or is not UTF-8")
	errHost     = errors.New("names another site")
	errQuery    = errors.New(`has a "?" or "#"`)
	errBack     = errors.New("has a backslash")
	errPercent  = errors.New(`has a "%" that encodes nothing`)
	errDots     = errors.New(`has a part "." or ".."`)
	errNothing  = errors.New("has no letter or digit that an address could be made of")
	errOutside  = errors.New("leads out of the site")
	errHome     = errors.New("is the address of a front page")
	errFragment = errors.New("has no path")
)

// siteAddress reads an address that an author chose for a page. What it
// returns begins and ends with a slash and is canonical. A relative address
// counts from the front page of the language whose prefix is given.
func siteAddress(s, prefix string) (string, error) {
	decoded, err := decodeAddress(s)
	if err != nil {
		return "", err
	}
	if !strings.HasPrefix(decoded, "/") {
		decoded = prefix + "/" + decoded
	}
	return finish(decoded)
}

// aliasAddress reads a former address. One that does not begin with a slash
// stands beside the page itself, and may climb with ".." as long as it stays
// on the site (Hugo's "Aliases"); others are below the language's prefix.
func aliasAddress(s, prefix string, page string) (string, error) {
	if strings.HasPrefix(s, "/") {
		decoded, err := decodeAddress(s)
		if err != nil {
			return "", err
		}
		if prefix != "" && !strings.HasPrefix(decoded, prefix+"/") {
			decoded = prefix + decoded
		}
		return finish(decoded)
	}
	base, err := url.PathUnescape(path.Dir(strings.TrimSuffix(page, "/")))
	if err != nil {
		return "", errPercent
	}
	climbed, err := climb(base, s)
	if err != nil {
		return "", err
	}
	rest, err := decodeAddress(climbed.rest)
	if err != nil {
		return "", err
	}
	return finish(strings.TrimSuffix(climbed.base, "/") + "/" + rest)
}

// climbed is a folder, and the rest of a path below it.
type climbed struct{ base, rest string }

// climb takes the leading "./" and "../" off a relative path.
func climb(base, s string) (climbed, error) {
	for {
		switch {
		case s == ".." || strings.HasPrefix(s, "../"):
			if base == "/" || base == "" {
				return climbed{}, errOutside
			}
			base = path.Dir(base)
			s = strings.TrimPrefix(s[2:], "/")
		case strings.HasPrefix(s, "./"):
			s = s[2:]
		default:
			return climbed{base, s}, nil
		}
	}
}

// decodeAddress checks the form of an address and takes its percent-encoding
// off.
func decodeAddress(s string) (string, error) {
	if err := checkForm(s); err != nil {
		return "", err
	}
	decoded, err := url.PathUnescape(s)
	if err != nil {
		return "", errPercent
	}
	if decoded != s {
		if strings.Count(decoded, "/") != strings.Count(s, "/") {
			return "", errDots
		}
		if !utf8.ValidString(decoded) || strings.IndexFunc(decoded, unicode.IsControl) >= 0 {
			return "", errControl
		}
		if strings.Contains(decoded, `\`) {
			return "", errBack
		}
	}
	for segment := range strings.SplitSeq(decoded, "/") {
		if segment == "." || segment == ".." {
			return "", errDots
		}
	}
	return decoded, nil
}

// checkForm refuses what is not the path of a page on this site.
func checkForm(s string) error {
	switch {
	case strings.TrimSpace(s) == "":
		return errFragment
	case !utf8.ValidString(s) || strings.IndexFunc(s, unicode.IsControl) >= 0:
		return errControl
	case strings.Contains(s, `\`):
		return errBack
	case strings.HasPrefix(s, "//") || hasScheme(s):
		return errHost
	case strings.ContainsAny(s, "?#"):
		return errQuery
	}
	return nil
}

// hasScheme reports whether s begins as an absolute URL does: a letter,
// letters and digits, a colon (RFC 3986, section 3.1).
func hasScheme(s string) bool {
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return i > 0 && c == ':'
		}
	}
	return false
}

// finish makes the canonical address of a decoded path: one slash between
// segments, one at both ends, no "index.html".
func finish(decoded string) (string, error) {
	decoded = strings.TrimSuffix(decoded, "index.html")
	segments := strings.FieldsFunc(decoded, func(r rune) bool { return r == '/' })
	if len(segments) == 0 {
		return "", errHome
	}
	for i, s := range segments {
		if segments[i] = strings.TrimSpace(s); segments[i] == "" {
			return "", errNothing
		}
	}
	p := article.EncodePath("/" + strings.Join(segments, "/") + "/")
	if err := article.CheckPath(p); err != nil {
		return "", err
	}
	return p, nil
}

// ownAddress makes the address of a page from names of the folder: container
// and name are as they stand there, or a slug.
func ownAddress(prefix, container, name string) (string, error) {
	p := prefix + "/" + urlize(container) + "/" + urlize(name) + "/"
	if container == "" {
		p = prefix + "/" + urlize(name) + "/"
	}
	for segment := range strings.SplitSeq(p[1:len(p)-1], "/") {
		if segment == "" {
			return "", errNothing
		}
	}
	encoded := article.EncodePath(p)
	if err := article.CheckPath(encoded); err != nil {
		return "", err
	}
	return encoded, nil
}

// slugName checks a slug and takes off the hyphens at its ends, as Hugo does.
// A slug may have several parts.
func slugName(s string) (string, error) {
	if err := checkForm(s); err != nil && !errors.Is(err, errQuery) {
		return "", err
	}
	s = strings.Trim(strings.TrimSpace(s), "-/")
	for segment := range strings.SplitSeq(s, "/") {
		switch urlize(segment) {
		case "":
			return "", errNothing
		case ".", "..":
			return "", errDots
		}
	}
	return s, nil
}

// quoted words an error about a value.
func quoted(s string, err error) string {
	if len(s) > 80 {
		s = strings.ToValidUTF8(s[:80], "") + "…"
	}
	return fmt.Sprintf("%q %v", s, err)
}
