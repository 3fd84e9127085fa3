package gatehttp

import (
	"mime"
	"strings"
)

// mediaType is what a Content-Type header says an answer is.
//
// Browsers do not all read alike what is badly written: "text/html charset=utf-8",
// which lacks a semicolon, is a page to one and nothing at all to another. So what is
// not said plainly is said again, and what was decided here is what every browser reads.
type mediaType struct {
	name    string // "text/html"; empty where there is none that can be read
	charset string
	again   string // how to say it so that it is read in one way only; empty where it is
	clear   bool   // it would be, did nothing else stand beside it
}

// readType reads Content-Type headers. Of several types, the last one counts that is one
// (Fetch, section 2.2.2, "extract a MIME type").
func readType(values []string) (t mediaType) {
	if len(values) == 1 {
		if t, ok := plainType(values[0]); ok {
			return t
		}
	}
	several := len(values) > 1
	for _, v := range values {
		for v != "" {
			var item string
			item, v = cutUnquoted(v, ',')
			several = several || v != ""
			if one := looseType(item); one.name != "" {
				t = one
			}
		}
	}
	if t.clear && !several {
		t.again = ""
	}
	return t
}

// plainType reads what most pages have: a type, perhaps with a charset and nothing else.
func plainType(v string) (t mediaType, ok bool) {
	name, rest, _ := strings.Cut(v, ";")
	t.name = strings.ToLower(strings.TrimRight(name, " "))
	if t.charset, ok = plainCharset(rest); !ok || !isType(t.name) {
		return mediaType{}, false
	}
	return t, true
}

// looseType reads a type as lenient browsers do, which take what stands before the first
// blank, semicolon or bracket.
func looseType(item string) (t mediaType) {
	item = strings.Trim(item, blanks)
	end := strings.IndexAny(item, blanks+";(")
	if end < 0 {
		end = len(item)
	}
	t.name = strings.ToLower(item[:end])
	if !isType(t.name) {
		return mediaType{}
	}
	between, params := item[end:], ""
	if i := strings.IndexByte(between, ';'); i >= 0 {
		between, params = between[:i], between[i:]
	}
	t.charset = charsetOf(t.name, params)
	switch c := classOfType(t.name); {
	case c == page && t.charset != "":
		t.again = t.name + "; charset=" + t.charset
	case c == page:
		t.again = t.name
	default:
		t.again = t.name + params // a boundary, say, is needed as it is
		t.clear = strings.Trim(between, " \t") == ""
	}
	return t
}

const blanks = " \t\r\n\f\v"

// charsetOf reads the parameter of that name, however broken the others are.
func charsetOf(name, params string) string {
	charset := ""
	if _, all, err := mime.ParseMediaType(name + params); err == nil && !strings.ContainsRune(params, '*') {
		charset = all["charset"]
	} else {
		for params != "" && charset == "" {
			var param string
			param, params = cutUnquoted(params, ';')
			key, value, _ := strings.Cut(param, "=")
			if strings.EqualFold(strings.Trim(key, blanks), "charset") {
				charset = value
			}
		}
	}
	charset = strings.Trim(charset, blanks+`"'`)
	if strings.ContainsFunc(charset, func(r rune) bool { return !isTokenRune(r) }) {
		return ""
	}
	return charset
}

// plainCharset reads the parameters that most pages have: none, or a charset without quotes.
func plainCharset(params string) (charset string, ok bool) {
	const name = "charset="
	params = strings.Trim(params, " ")
	if len(params) < len(name) || !strings.EqualFold(params[:len(name)], name) {
		return "", params == ""
	}
	charset = params[len(name):]
	for i := range len(charset) {
		if c := charset[i]; (c|0x20 < 'a' || 'z' < c|0x20) && (c < '0' || '9' < c) && c != '-' && c != '_' {
			return "", false
		}
	}
	return charset, charset != ""
}

// isType says whether s is a media type without parameters (RFC 9110, section 8.3.1), and
// not the one that says nothing.
func isType(s string) bool {
	main, sub, ok := strings.Cut(s, "/")
	return ok && isToken(main) && isToken(sub) && s != "*/*"
}

func isToken(s string) bool {
	for i := range len(s) {
		if !isTokenRune(rune(s[i])) {
			return false
		}
	}
	return s != ""
}

func isTokenRune(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r < 0x80 && strings.ContainsRune("!#$%&'*+-.^_`|~", r)
}

// cutUnquoted cuts at the first separator that does not stand in quotes.
func cutUnquoted(s string, separator byte) (before, after string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case c == separator && !quoted:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}
