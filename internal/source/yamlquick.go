package source

import "strings"

// quickYAML reads the plain part of YAML in which nearly every front matter
// is written: keys with scalars in one line, quoted or not; lists of scalars
// in either form; tables of scalars, and lists of such tables. It costs a
// fortieth of a full YAML reader.
//
// It answers false for everything else, and for everything it is not sure
// about. What it accepts must read exactly as goccy/go-yaml reads it.
func quickYAML(src string, line int) ([]field, bool) {
	if strings.IndexByte(src, '\r') >= 0 {
		src = strings.ReplaceAll(src, "\r\n", "\n")
	}
	q := quickReader{rest: src, line: line - 1}
	q.next()
	fields := make([]field, 0, 16)
	for !q.end {
		if q.indent != 0 {
			return nil, false
		}
		f, ok := q.field()
		if !ok {
			return nil, false
		}
		if hasName(fields, f.name) || len(fields) == maxFields {
			return nil, false // an error, which the full reader words
		}
		fields = append(fields, f)
	}
	return fields, !q.bad
}

// quickReader goes through a front matter line by line. text is the current
// line without indentation and trailing blanks, never empty; end is true
// behind the last line.
type quickReader struct {
	rest   string
	text   string
	indent int
	line   int
	end    bool
	bad    bool // there is something the full reader has to judge
}

// next goes to the next line that is not blank.
func (q *quickReader) next() {
	for q.rest != "" {
		l := q.rest
		if i := strings.IndexByte(l, '\n'); i >= 0 {
			l, q.rest = l[:i], l[i+1:]
		} else {
			q.rest = ""
		}
		q.line++
		l = strings.TrimRight(l, " ")
		if l == "" {
			continue
		}
		q.indent = 0
		for l[q.indent] == ' ' {
			q.indent++
		}
		q.text = l[q.indent:]
		// A comment could stand in a place where it changes what follows.
		q.bad = q.text[0] == '#' || hasOdd(q.text)
		q.end = q.bad
		return
	}
	q.end = true
}

// hasOdd reports whether a line has a character that YAML treats apart from
// others: controls, and Unicode line ends and marks.
func hasOdd(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c >= 0x20 && c < 0x7f {
			continue
		}
		if c < 0x20 || c == 0x7f {
			return true
		}
		switch {
		case c == 0xc2 && i+1 < len(s) && s[i+1] < 0xa1: // U+0080 to U+00A0
			return true
		case c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0xa8 || s[i+2] == 0xa9):
			return true
		case c == 0xef: // U+FEFF and its neighbours
			return true
		}
	}
	return false
}

func hasName(fields []field, name string) bool {
	for i := range fields {
		if fields[i].name == name {
			return true
		}
	}
	return false
}

// field reads "key: value" with everything that belongs to it. The current
// line begins with the key.
func (q *quickReader) field() (field, bool) {
	name, rest, ok := quickKey(q.text)
	if !ok {
		return field{}, false
	}
	f := newField(name, q.line, value{})
	if rest != "" {
		f.value, ok = q.inline(rest, 0)
		return f, ok
	}
	f.value, ok = q.block()
	return f, ok
}

// quickKey takes "key:" off a line. A key is a word that cannot be mistaken
// for another type.
func quickKey(s string) (name, rest string, ok bool) {
	i := 0
	for i < len(s) && isKeyByte(s[i]) {
		i++
	}
	if i == 0 || s[0] < 'A' || i == len(s) || s[i] != ':' {
		return "", "", false
	}
	if i+1 < len(s) && s[i+1] != ' ' {
		return "", "", false
	}
	if _, reserved := reservedWords[s[:i]]; reserved {
		return "", "", false
	}
	return s[:i], strings.TrimLeft(s[i+1:], " "), true
}

func isKeyByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// inline reads a value that stands in the current line and goes to the next.
// A line below it that is indented deeper would continue it.
func (q *quickReader) inline(s string, column int) (value, bool) {
	v, ok := quickValue(s, q.line)
	if !ok {
		return v, false
	}
	q.next()
	return v, !q.bad && (q.end || q.indent <= column)
}

// block reads the value below a key that has none in its own line.
func (q *quickReader) block() (value, bool) {
	line := q.line
	q.next()
	switch {
	case q.bad:
		return value{}, false
	case q.end:
		return value{line: line}, true
	case isItem(q.text):
		return q.list()
	case q.indent > 0:
		return q.table(q.indent)
	}
	return value{line: line}, true
}

func isItem(s string) bool { return s == "-" || strings.HasPrefix(s, "- ") }

// list reads the items that begin with "-" in the column of the first.
func (q *quickReader) list() (value, bool) {
	v := value{kind: list, line: q.line, items: make([]value, 0, 4)}
	column := q.indent
	for !q.end && q.indent == column && isItem(q.text) {
		item, ok := q.item(column)
		if !ok {
			return v, false
		}
		v.items = append(v.items, item)
	}
	return v, !q.bad && (q.end || q.indent < column || column == 0)
}

// item reads one item: a scalar, or a table whose first key stands behind
// the "-".
func (q *quickReader) item(column int) (value, bool) {
	s := strings.TrimLeft(q.text[1:], " ")
	if s == "" || isItem(s) || s[0] == '[' {
		return value{}, false
	}
	if _, _, ok := quickKey(s); ok {
		q.indent, q.text = column+len(q.text)-len(s), s
		return q.table(q.indent)
	}
	return q.inline(s, column)
}

// table reads the fields that begin in a column. Their values are scalars and
// lists in one line.
func (q *quickReader) table(column int) (value, bool) {
	v := value{kind: table, line: q.line, fields: make([]field, 0, 4)}
	for !q.end && q.indent == column && !isItem(q.text) {
		name, rest, ok := quickKey(q.text)
		if !ok || rest == "" || hasName(v.fields, name) {
			return v, false
		}
		f := newField(name, q.line, value{})
		if f.value, ok = q.inline(rest, column); !ok {
			return v, false
		}
		v.fields = append(v.fields, f)
	}
	return v, len(v.fields) > 0 && !q.bad && (q.end || q.indent < column)
}
