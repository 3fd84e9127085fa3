package source

import (
	"strconv"
	"strings"
)

// kind is the type of a front matter value. The three formats share these.
type kind uint8

const (
	null    kind = iota // no value
	boolean             // scalar holds a bool
	number              // scalar holds an int64, uint64 or float64
	text                // text holds the string
	moment              // a TOML date or time, text holds it in RFC 3339 form
	list                // items
	table               // fields
)

// String names the kind the way an author would.
func (k kind) String() string {
	switch k {
	case null:
		return "nothing"
	case boolean:
		return "true or false"
	case number:
		return "a number"
	case text:
		return "text"
	case moment:
		return "a date"
	case list:
		return "a list"
	}
	return "keys and values"
}

// value is one value of a front matter, with the line it stands in.
//
// text is set for every scalar, as the author wrote it where that can be told:
// a headline 1.10 is shown as "1.10", though its number is 1.1.
type value struct {
	kind   kind
	line   int
	text   string
	scalar any
	items  []value
	fields []field
}

// field is one key with its value.
type field struct {
	key   string // in lower case
	name  string // as written
	line  int
	value value
}

// newField gives a field for a key as written.
func newField(name string, line int, v value) field {
	return field{key: lower(name), name: name, line: line, value: v}
}

// lower is strings.ToLower without the call for the usual key.
func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(s)
		}
	}
	return s
}

// plain gives a value as ordinary Go data, for themes and other readers that
// do not care where it stands: nil, bool, int64, uint64, float64, string,
// []any or map[string]any with keys in lower case.
func (v *value) plain() any {
	switch v.kind {
	case boolean, number:
		return v.scalar
	case text, moment:
		return v.text
	case list:
		items := make([]any, len(v.items))
		for i := range v.items {
			items[i] = v.items[i].plain()
		}
		return items
	case table:
		m := make(map[string]any, len(v.fields))
		for i := range v.fields {
			m[v.fields[i].key] = v.fields[i].value.plain()
		}
		return m
	}
	return nil
}

// field returns the first field with the key, which is in lower case, or nil.
func (v *value) field(key string) *field {
	for i := range v.fields {
		if v.fields[i].key == key {
			return &v.fields[i]
		}
	}
	return nil
}

// integer reads a number without a fraction that fits into an int.
func (v *value) integer() (int, bool) {
	switch n := v.scalar.(type) {
	case int64:
		return int(n), int64(int(n)) == n
	case uint64:
		return int(n), n <= 1<<62 && uint64(int(n)) == n
	case float64:
		return int(n), n == float64(int(n)) && n > -1e9 && n < 1e9
	}
	n, err := strconv.Atoi(v.text)
	return n, err == nil && v.kind == text
}

// syntaxError says that a front matter cannot be read at all.
type syntaxError struct {
	line    int // in the file
	message string
	remedy  string
}

func (e *syntaxError) Error() string {
	return "line " + strconv.Itoa(e.line) + ": " + e.message
}
