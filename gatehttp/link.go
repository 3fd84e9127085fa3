package gatehttp

import (
	"net/url"
	"strings"
)

// quietRels are the relations (IANA's list and custom) for which no browser
// fetches anything by itself. Any other one, and those that are yet to come, may
// be a reason to fetch; the next page was one for Firefox.
var quietRels = setOf("about", "acl", "alternate", "amphtml", "api-catalog", "appendix", "archives", "author", "bookmark", "canonical",
	"chapter", "cite-as", "collection", "contents", "contribution", "copyright", "current", "describedby", "describes", "edit",
	"edituri", "enclosure", "external", "feed", "first", "glossary", "help", "hosts", "hub", "index", "item", "last",
	"latest-version", "license", "me", "memento", "monetization-policy", "nofollow", "noopener", "original", "original-source",
	"payment", "pingback", "predecessor-version", "prev", "prev-archive", "previous", "privacy-policy", "profile", "publisher",
	"related", "replies", "search", "section", "self", "service", "service-desc", "service-doc", "shortlink", "sitemap", "source",
	"start", "status", "subsection", "successor-version", "sunset", "tag", "terms-of-service", "timegate", "timemap", "type", "up",
	"version-history", "via", "webmention", "wlwmanifest")

func setOf(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
}

// cleanLinks drops links that make a browser fetch from elsewhere. What is in its own
// address may be a style sheet that does.
func cleanLinks(d *Door, page *url.URL, values []string) []string {
	return filterItems(values, angles, func(item string) bool {
		l, ok := parseLink(item)
		switch {
		case !isPlain(item):
			return ok && !d.namesElsewhere(page, item)
		case !ok || l.isQuiet():
			return ok
		}
		escapes := l.sources != "" && strings.Contains(item, `\`) // which not all browsers undo
		return !escapes && !d.elsewhere(page, l.target) && !isWithin(l.target) && !d.anyElsewhere(page, l.sources)
	})
}

// isPlain says whether all browsers read a link alike. They do not agree on what quotes, on
// what separates, and on what a bracket is behind the address.
func isPlain(item string) bool {
	_, whole := splitList(item, angles)
	target, params, _ := strings.Cut(item, ">")
	return whole && strings.Count(target, "<") == 1 && !strings.ContainsAny(params, "<>'") &&
		!strings.ContainsFunc(item, func(r rune) bool { return r < ' ' && r != '\t' || r > '~' })
}

// namesElsewhere says whether anything in a link that is not plain leads elsewhere, taken
// apart in one way or another.
func (d *Door) namesElsewhere(page *url.URL, item string) bool {
	for _, marks := range [...]string{"<>", "<> \t\"'", "<> \t\"',;=()"} {
		for _, part := range strings.FieldsFunc(item, func(r rune) bool { return strings.ContainsRune(marks, r) }) {
			if d.elsewhere(page, part) || isWithin(part) {
				return true
			}
		}
	}
	return strings.Contains(item, `\`)
}

// link is a value of a Link header (RFC 8288, section 3).
type link struct {
	target  string
	rels    []string // in lower case
	sources string   // imagesrcset
}

// isQuiet says whether no relation is a reason to fetch. One that is an address
// itself is an extension, which no browser knows.
func (l *link) isQuiet() bool {
	for _, rel := range l.rels {
		if !quietRels[rel] && !strings.Contains(rel, ":") {
			return false
		}
	}
	return len(l.rels) > 0
}

func parseLink(item string) (l link, ok bool) {
	item = strings.TrimSpace(item)
	item, ok = strings.CutPrefix(item, "<")
	if !ok {
		return l, false
	}
	l.target, item, ok = strings.Cut(item, ">")
	if !ok {
		return l, false
	}
	for {
		item = strings.TrimLeft(item, " \t;")
		if item == "" {
			return l, true
		}
		var name, value string
		name, value, item = cutParameter(item)
		switch strings.ToLower(name) {
		case "rel":
			l.rels = append(l.rels, strings.Fields(strings.ToLower(value))...)
		case "imagesrcset":
			l.sources += ", " + value
		}
	}
}

// cutParameter cuts `name=value` or `name="value"` off.
func cutParameter(s string) (name, value, rest string) {
	end := strings.IndexAny(s, "=;")
	if end < 0 {
		return strings.TrimSpace(s), "", ""
	}
	name, rest = strings.TrimSpace(s[:end]), s[end:]
	if rest[0] == ';' {
		return name, "", rest
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	if !strings.HasPrefix(rest, `"`) {
		value, rest, _ = strings.Cut(rest, ";")
		return name, strings.TrimSpace(value), rest
	}
	var b strings.Builder
	for i := 1; i < len(rest); i++ {
		switch c := rest[i]; c {
		case '"':
			return name, b.String(), rest[i+1:]
		case '\\':
			if i++; i < len(rest) {
				b.WriteByte(rest[i])
			}
		default:
			b.WriteByte(c)
		}
	}
	return name, b.String(), ""
}

// anyElsewhere says whether one of the candidates of a srcset leads elsewhere.
// Where a comma stands decides what is an address, so both readings are tried.
func (d *Door) anyElsewhere(page *url.URL, srcset string) bool {
	for _, word := range strings.Fields(srcset) {
		for part := range strings.SplitSeq(word, ",") {
			if d.elsewhere(page, part) {
				return true
			}
		}
		if d.elsewhere(page, strings.Trim(word, ",")) {
			return true
		}
	}
	return false
}
