package provider

import (
	"strings"

	"golang.org/x/net/html"
)

// attributeRule is an attribute of a signature made ready.
type attributeRule struct {
	name string
	re   *lazyRegexp // nil: the whole value, if it is simple
	link string      // template of the permalink; empty: the value is an address, or says nothing
}

func newRules(attributes []Attribute) []attributeRule {
	rules := make([]attributeRule, len(attributes))
	for i, a := range attributes {
		rules[i] = attributeRule{name: a.Name, link: a.Canonical}
		if a.RE != "" {
			rules[i].re = &lazyRegexp{text: a.RE}
		}
	}
	return rules
}

// permalink returns the address that the rule makes of a value and the other
// attributes of its element: the template filled, or else the value itself, which
// need not be an address.
func (r *attributeRule) permalink(value string, attrs []html.Attribute) (string, bool) {
	value = trimControls(value)
	if r.link == "" {
		return value, value != ""
	}
	if r.re == nil {
		return fillWith(r.link, func(name string) (string, bool) {
			if name == "value" {
				return value, isSimple(value)
			}
			return simpleAttribute(attrs, name)
		})
	}
	re := r.re.get()
	groups := re.FindStringSubmatchIndex(value)
	if groups == nil {
		return "", false
	}
	return fillWith(r.link, func(name string) (string, bool) {
		if n := re.SubexpIndex(name); n > 0 {
			return group(value, groups, n), groups[2*n] >= 0
		}
		return simpleAttribute(attrs, name)
	})
}

// fillWith puts values into a template. It fails where there is none.
func fillWith(template string, value func(name string) (string, bool)) (string, bool) {
	var b strings.Builder
	for {
		text, rest, found := strings.Cut(template, "{")
		b.WriteString(text)
		if !found {
			return b.String(), true
		}
		name, tail, _ := strings.Cut(rest, "}")
		v, ok := value(name)
		if !ok {
			return "", false
		}
		b.WriteString(v)
		template = tail
	}
}

// simpleAttribute returns the value of an attribute that can stand in an address
// as it is.
func simpleAttribute(attrs []html.Attribute, name string) (string, bool) {
	v, _ := attribute(attrs, name)
	v = trimControls(v)
	return v, isSimple(v)
}

// isSimple reports whether s is not empty and made of unreserved characters.
func isSimple(s string) bool {
	for i := range len(s) {
		if !unreserved(s[i]) {
			return false
		}
	}
	return s != ""
}

// attribute returns the value of an attribute; of two with one name the first
// counts (HTML, 13.2.5.33).
func attribute(attrs []html.Attribute, name string) (string, bool) {
	for i := range attrs {
		if attrs[i].Key == name {
			return attrs[i].Val, true
		}
	}
	return "", false
}
