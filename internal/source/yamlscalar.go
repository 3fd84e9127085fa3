package source

import (
	"strings"

	"github.com/goccy/go-yaml/token"
)

// quickValue reads a scalar or a list of scalars in one line.
func quickValue(s string, line int) (value, bool) {
	if s[0] == '[' {
		return quickList(s, line)
	}
	v, rest, ok := quickScalar(s, line, false)
	return v, ok && rest == ""
}

// quickList reads "[a, b]".
func quickList(s string, line int) (value, bool) {
	v := value{kind: list, line: line}
	s = strings.TrimLeft(s[1:], " ")
	if s == "]" {
		return v, true
	}
	for s != "" {
		item, rest, ok := quickScalar(s, line, true)
		if !ok || rest == "" {
			return v, false
		}
		v.items = append(v.items, item)
		if rest == "]" {
			return v, true
		}
		if rest[0] != ',' {
			return v, false
		}
		s = strings.TrimLeft(rest[1:], " ")
	}
	return v, false
}

// quickScalar reads a scalar and returns what follows it without blanks: in a
// list the comma or bracket, else nothing.
func quickScalar(s string, line int, inList bool) (v value, rest string, ok bool) {
	switch s[0] {
	case '"', '\'':
		v = value{kind: text, line: line}
		v.text, rest, ok = quickQuoted(s)
		return v, rest, ok
	}
	end := len(s)
	if inList {
		end = strings.IndexAny(s, ",]")
		if end < 0 {
			return v, "", false
		}
	}
	v, ok = quickPlain(strings.TrimRight(s[:end], " "), inList)
	v.line = line
	return v, s[end:], ok
}

// quickQuoted reads a quoted string without escapes, except for a doubled
// single quote and a backslash before a quote or backslash.
func quickQuoted(s string) (content, rest string, ok bool) {
	quote := s[0]
	end := 1
	escaped := false
	for ; end < len(s) && s[end] != quote || end+1 < len(s) && quote == '\'' && s[end+1] == quote; end++ {
		if s[end] == quote {
			end++
			escaped = true
		} else if s[end] == '\\' && quote == '"' {
			if end++; end >= len(s) || s[end] != '"' && s[end] != '\\' {
				return "", "", false
			}
			escaped = true
		}
	}
	if end >= len(s) {
		return "", "", false
	}
	content, rest = s[1:end], strings.TrimLeft(s[end+1:], " ")
	if escaped && quote == '\'' {
		content = strings.ReplaceAll(content, "''", "'")
	} else if escaped {
		content = unescapeQuotes.Replace(content)
	}
	return content, rest, true
}

var unescapeQuotes = strings.NewReplacer(`\"`, `"`, `\\`, `\`)

// reservedWords are the plain scalars that are not text.
var reservedWords = map[string]value{
	"null": {}, "Null": {}, "NULL": {},
	"true": {kind: boolean, scalar: true, text: "true"}, "True": {kind: boolean, scalar: true, text: "True"}, "TRUE": {kind: boolean, scalar: true, text: "TRUE"},
	"false": {kind: boolean, scalar: false, text: "false"}, "False": {kind: boolean, scalar: false, text: "False"}, "FALSE": {kind: boolean, scalar: false, text: "FALSE"},
}

// quickPlain reads a scalar without quotes.
func quickPlain(s string, inList bool) (value, bool) {
	if s == "" || !isPlainStart(s[0]) || strings.Contains(s, ": ") || strings.Contains(s, " #") || s[len(s)-1] == ':' {
		return value{}, false
	}
	if inList && strings.ContainsAny(s, ":[]{}\"'#") {
		return value{}, false
	}
	if s[0] >= '0' && s[0] <= '9' {
		return quickNumber(s)
	}
	if len(s) <= 5 {
		if v, ok := reservedWords[s]; ok {
			return v, true
		}
	}
	return value{kind: text, text: s}, true
}

// isPlainStart reports whether a plain scalar may begin with c without a
// second look: letters, digits, and a few signs that mean nothing in YAML.
func isPlainStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80 || c == '/' || c == '(' || c == '$'
}

// quickNumber reads a plain scalar that begins with a digit: a number, a date
// or other text.
func quickNumber(s string) (value, bool) {
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' || strings.ContainsAny(s, " :/") {
		return value{kind: text, text: s}, true
	}
	n := token.ToNumber(s)
	if n == nil {
		// Text, or a number out of range, which is an error.
		return value{kind: text, text: s}, len(s) < 12
	}
	return value{kind: number, scalar: n.Value, text: s}, true
}
