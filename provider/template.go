package provider

import (
	"regexp"
	"strings"
)

// hostPlaceholder stands in a frame's template for the host of the publication,
// unless the pattern has a group of that name. Braces never occur in addresses
// in normal form, so what an address brings along cannot be taken for it.
const hostPlaceholder = "{host}"

// template is a text with placeholders, taken apart.
type template []part

// part is a stretch of a template: its text, and then a group.
type part struct {
	text  string
	group int   // position in the expression; 0 for none
	url   bool  // instead of a group: the permalink, escaped
	bbox  *bbox // instead of a group: the part of the world that a map shows
	value bool  // the group stands as the value of a query parameter
}

// parseTemplate takes a template apart for the groups of re. Tests make sure
// that every placeholder is known.
func parseTemplate(text string, re *regexp.Regexp) template {
	var t template
	var before strings.Builder
	for text != "" {
		head, rest, found := strings.Cut(text, "{")
		before.WriteString(head)
		if !found {
			break
		}
		name, tail, _ := strings.Cut(rest, "}")
		text = tail
		if n := re.SubexpIndex(name); n > 0 {
			t = append(t, part{text: before.String(), group: n, value: strings.HasSuffix(head, "=")})
			before.Reset()
		} else if name == "url" {
			t = append(t, part{text: before.String(), url: true})
			before.Reset()
		} else if name == "bbox" {
			box := bboxGroups(re)
			t = append(t, part{text: before.String(), bbox: &box})
			before.Reset()
		} else {
			before.WriteString("{" + name + "}")
		}
	}
	if before.Len() > 0 {
		t = append(t, part{text: before.String()})
	}
	return t
}

// fill puts the groups of an address into the template. It fails where a group
// took no part in the match. Groups come from an address in normal form and go
// in as they stand; only an ampersand that would begin another query parameter
// is escaped.
func (t template) fill(address string, groups []int, permalink string) (string, bool) {
	if len(t) == 0 {
		return "", false
	}
	b := make([]byte, 0, 128)
	for _, p := range t {
		b = append(b, p.text...)
		switch {
		case p.url:
			b = appendQueryEscaped(b, permalink)
		case p.bbox != nil:
			var ok bool
			if b, ok = p.bbox.append(b, address, groups); !ok {
				return "", false
			}
		case p.group > 0:
			if groups[2*p.group] < 0 {
				return "", false
			}
			value := group(address, groups, p.group)
			if p.value && strings.Contains(value, "&") {
				value = strings.ReplaceAll(value, "&", "%26")
			}
			b = append(b, value...)
		}
	}
	return string(b), true
}

// appendQueryEscaped escapes everything but the unreserved characters of RFC
// 3986, so that s is one value in a query.
func appendQueryEscaped(dst []byte, s string) []byte {
	const digits = "0123456789ABCDEF"
	for i := range len(s) {
		if c := s[i]; unreserved(c) {
			dst = append(dst, c)
		} else {
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		}
	}
	return dst
}

func queryEscape(s string) string { return string(appendQueryEscaped(nil, s)) }

// unreserved reports whether c is an unreserved character of RFC 3986.
func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		c == '-' || c == '.' || c == '_' || c == '~'
}
