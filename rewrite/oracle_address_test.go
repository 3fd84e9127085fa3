package rewrite

import (
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// What follows reads addresses by the letter of the WHATWG URL Standard and of
// HTML, as far as it says who is contacted.

// abroadOf reports whether an address leads to another host than harbour.example,
// or runs something that names the host that all tests leak to.
func abroadOf(address string) bool {
	address = strings.ReplaceAll(address, "\x00", "\uFFFD")
	address = strings.TrimFunc(address, func(r rune) bool { return r <= ' ' })
	address = strings.NewReplacer("\n", "", "\r", "", "\t", "", "\\", "/").Replace(address)
	scheme, rest := schemeOf(address)
	switch scheme {
	case "":
		return strings.HasPrefix(address, "//") && isAbroad(address)
	case "http", "https", "ws", "wss", "ftp":
		return isAbroad(rest) // with the scheme of the page and no slashes it leads nowhere else; no test needs that
	case "data":
		return strings.HasPrefix(strings.ToLower(rest), "text/html") && strings.Contains(strings.ToLower(rest), "leak.example")
	case "about", "mailto", "tel":
		return false
	}
	return strings.Contains(strings.ToLower(rest), "leak.example")
}

// schemeOf cuts an address at its scheme (URL, 4.4, "scheme start state").
func schemeOf(address string) (scheme, rest string) {
	before, rest, ok := strings.Cut(address, ":")
	lower := strings.ToLower(before)
	if !ok || lower == "" || lower[0] < 'a' || lower[0] > 'z' || strings.Trim(lower, "abcdefghijklmnopqrstuvwxyz0123456789+-.") != "" {
		return "", address
	}
	return lower, rest
}

// isAbroad reads the host behind any number of slashes ("authority state", "host
// state"); without a host the address fails and nothing is loaded.
func isAbroad(rest string) bool {
	rest = strings.TrimLeft(rest, "/")
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	host := strings.ToLower(rest[strings.LastIndexByte(rest, '@')+1:])
	if strings.HasPrefix(host, ":") {
		return false
	}
	if name, _, ok := strings.Cut(host, ":"); ok && !strings.HasPrefix(host, "[") {
		host = name
	}
	return host != "" && host != "harbour.example" && !isHarbour(host)
}

// isHarbour reads a name as the standard says ("host parser"): escapes first, then all letters
// as DNS has them.
func isHarbour(name string) bool {
	name, err := url.PathUnescape(name)
	if err != nil {
		return false
	}
	name, err = idna.Lookup.ToASCII(name)
	return err == nil && name == "harbour.example"
}

func htmlSpace(r rune) bool { return strings.ContainsRune(" \t\r\n\f", r) }

// candidates lists the addresses of a srcset (HTML, 4.8.4.3.10), those whose
// description is wrong included.
func candidates(set string) (all []string) {
	for {
		set = strings.TrimLeft(set, " \t\r\n\f,")
		if set == "" {
			return all
		}
		address := set
		if end := strings.IndexFunc(set, htmlSpace); end >= 0 {
			address = set[:end]
		}
		set = set[len(address):]
		short := strings.TrimRight(address, ",")
		all = append(all, short)
		if short == address {
			set = behindDescription(set)
		}
	}
}

// behindDescription returns what is behind the next comma outside of brackets; they
// don't nest.
func behindDescription(set string) string {
	within := false
	for i, c := range set {
		switch {
		case c == '(':
			within = true
		case c == ')':
			within = false
		case c == ',' && !within:
			return set[i+1:]
		}
	}
	return ""
}

// refreshTo is where a page moves by itself (HTML, 4.2.5.3, "shared declarative
// refresh steps"); empty where it stays.
func refreshTo(content string) string {
	content = strings.TrimLeftFunc(content, htmlSpace)
	rest := strings.TrimLeft(content, "0123456789")
	if rest == content && !strings.HasPrefix(rest, ".") {
		return ""
	}
	behind := strings.TrimLeft(rest, "0123456789.")
	if behind == "" || !strings.ContainsRune(";, \t\r\n\f", rune(behind[0])) {
		return ""
	}
	behind = strings.TrimLeftFunc(behind, htmlSpace)
	if strings.HasPrefix(behind, ";") || strings.HasPrefix(behind, ",") {
		behind = strings.TrimLeftFunc(behind[1:], htmlSpace)
	}
	if len(behind) >= 3 && strings.EqualFold(behind[:3], "url") {
		if value, ok := strings.CutPrefix(strings.TrimLeftFunc(behind[3:], htmlSpace), "="); ok {
			behind = strings.TrimLeftFunc(value, htmlSpace)
		}
	}
	for _, mark := range []string{`"`, `'`} {
		if inner, ok := strings.CutPrefix(behind, mark); ok {
			inner, _, _ = strings.Cut(inner, mark)
			return inner
		}
	}
	return behind
}

// refreshInChromium is the same as Chromium reads it, which trims the time and the address of
// all white space there is, and ends an address in quotes at the last.
func refreshInChromium(content string) string {
	content = strings.TrimLeftFunc(content, htmlSpace)
	end := strings.IndexAny(content, ";, \t\r\n\f")
	if end < 0 {
		return ""
	}
	if time := strings.TrimSpace(content[:end]); strings.Trim(time, "0123456789.") != "" || strings.Trim(time, ".") == "" {
		return ""
	}
	rest := strings.TrimLeftFunc(content[end:], htmlSpace)
	if strings.HasPrefix(rest, ";") || strings.HasPrefix(rest, ",") {
		rest = strings.TrimLeftFunc(rest[1:], htmlSpace)
	}
	if len(rest) >= 3 && strings.EqualFold(rest[:3], "url") {
		if value, ok := strings.CutPrefix(strings.TrimLeftFunc(rest[3:], htmlSpace), "="); ok {
			rest = strings.TrimLeftFunc(value, htmlSpace)
		}
	}
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		inner := rest[1:]
		if last := strings.LastIndexByte(inner, rest[0]); last >= 0 {
			inner = inner[:last]
		}
		rest = inner
	}
	return strings.TrimSpace(rest)
}
