package source

import (
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// matter is a front matter while it is read. Who understands a key takes it;
// what nobody takes is left for Params.
type matter struct {
	file     string // named in problems
	line     int    // where the front matter begins
	fields   []field
	taken    []bool
	loc      *time.Location
	problems []*article.Problem
}

// newMatter begins to read a front matter. Of two keys that differ only in
// their case the first one counts.
func newMatter(file string, line int, fields []field, loc *time.Location) *matter {
	m := &matter{file: file, line: line, fields: fields, taken: make([]bool, len(fields)), loc: loc}
	for i := range fields {
		for j := range i {
			if fields[j].key == fields[i].key && !m.taken[i] {
				m.taken[i] = true
				m.warn(&fields[i], "the key stands there twice", "remove one of the two")
			}
		}
	}
	return m
}

// take returns the fields with the given keys that have a value, in the order
// of the keys, and marks them as understood.
func (m *matter) take(keys ...string) []*field {
	var found []*field
	for _, key := range keys {
		for i := range m.fields {
			f := &m.fields[i]
			if f.key != key || m.taken[i] {
				continue
			}
			m.taken[i] = true
			if f.value.kind != null {
				found = append(found, f)
			}
		}
	}
	return found
}

// one is take for a single key.
func (m *matter) one(key string) *field {
	for i := range m.fields {
		f := &m.fields[i]
		if f.key != key || m.taken[i] {
			continue
		}
		m.taken[i] = true
		if f.value.kind != null {
			return f
		}
	}
	return nil
}

// problem reports something that keeps the article from being shown.
func (m *matter) problem(f *field, message, remedy string) {
	m.report(f.name, f.line, message, remedy, false)
}

// warn reports something that the article can be shown with.
func (m *matter) warn(f *field, message, remedy string) {
	m.report(f.name, f.line, message, remedy, true)
}

func (m *matter) report(key string, line int, message, remedy string, warning bool) {
	m.problems = append(m.problems, &article.Problem{
		File: m.file, Line: line, Key: key, Message: message, Remedy: remedy, Warning: warning,
	})
}

// lineOf returns the line of a key, or where the front matter begins.
func (m *matter) lineOf(key string) int {
	key = lower(key)
	for i := range m.fields {
		if m.fields[i].key == key {
			return m.fields[i].line
		}
	}
	return m.line
}

// isScalar reports whether a value has a text.
func (v *value) isScalar() bool {
	return v.kind == text || v.kind == number || v.kind == boolean || v.kind == moment
}

// textOf reads one field as text, without blanks around it.
func (m *matter) textOf(f *field) string {
	if f == nil {
		return ""
	}
	if !f.value.isScalar() {
		m.problem(f, "is "+f.value.kind.String()+", not text", "write one text")
		return ""
	}
	return strings.TrimSpace(f.value.text)
}

// text reads the first of the keys that has a text.
func (m *matter) text(keys ...string) string {
	s := ""
	for _, f := range m.take(keys...) {
		s = first(s, m.textOf(f))
	}
	return s
}

// plainText reads the first of the keys as a line of plain text for readers.
func (m *matter) plainText(keys ...string) string {
	return cleanText(m.text(keys...))
}

// yes reads a field as true or false.
func (m *matter) yes(f *field) bool {
	if f == nil {
		return false
	}
	if yes, ok := f.value.isTrue(); ok {
		return yes
	}
	m.problem(f, "is "+f.value.describe()+", not true or false", "write true or false")
	return false
}

// isTrue reads a value as true or false; ok is false for anything else.
func (v *value) isTrue() (yes, ok bool) {
	if v.kind == boolean {
		yes, _ = v.scalar.(bool)
		return yes, true
	}
	if v.kind == text || v.kind == number {
		switch lower(v.text) {
		case "true", "yes", "on", "1":
			return true, true
		case "false", "no", "off", "0", "":
			return false, true
		}
	}
	return false, false
}

// describe names a value in a message.
func (v *value) describe() string {
	if v.kind == text || v.kind == number {
		return v.kind.String() + " (" + strconv.Quote(shorten(v.text, 40)) + ")"
	}
	return v.kind.String()
}

// date reads the first of the keys that has a date. All of them are checked.
func (m *matter) date(keys ...string) time.Time {
	var first time.Time
	for _, f := range m.take(keys...) {
		if t := m.dateOf(f.name, f.line, &f.value); first.IsZero() {
			first = t
		}
	}
	return first
}

// dateOf reads a value as a date.
func (m *matter) dateOf(key string, line int, v *value) time.Time {
	if v.kind == text && v.text == "" {
		return time.Time{}
	}
	t, err := v.date(m.loc)
	if err != nil {
		message := err.Error()
		if v.kind == text || v.kind == moment {
			message = quoted(v.text, err)
		}
		m.report(key, line, message, "write it as in 2026-03-05 or 2026-03-05T09:00:00Z", false)
	}
	return t
}

// texts reads a list of texts; a single text is a list of one.
func (m *matter) texts(f *field) []string {
	if f == nil {
		return nil
	}
	if f.value.isScalar() {
		return m.textItems(f, []value{f.value})
	}
	if f.value.kind != list {
		m.problem(f, "is "+f.value.kind.String()+", not a list of texts", "write a list")
		return nil
	}
	return m.textItems(f, f.value.items)
}

func (m *matter) textItems(f *field, items []value) []string {
	texts := make([]string, 0, len(items))
	for i := range items {
		v := &items[i]
		switch {
		case v.isScalar():
			if s := strings.TrimSpace(v.text); s != "" {
				texts = append(texts, s)
			}
		case v.kind != null:
			m.report(f.name, v.line, "has "+v.kind.String()+" in its list of texts", "write texts only", false)
		}
	}
	return texts
}

// words reads a list of words: a list, or one text with commas. Words that
// differ only in their case are one.
func (m *matter) words(f *field) []string {
	texts := m.texts(f)
	if f != nil && f.value.isScalar() && len(texts) == 1 {
		texts = strings.Split(texts[0], ",")
	}
	return distinct(texts)
}

// distinct cleans texts and drops empty ones and those that come again.
func distinct(texts []string) []string {
	kept := texts[:0]
	var seen map[string]bool
	for _, s := range texts {
		if s = cleanText(s); s == "" {
			continue
		}
		if seen == nil {
			seen = make(map[string]bool, len(texts))
		}
		if key := lower(s); !seen[key] {
			seen[key] = true
			kept = append(kept, s)
		}
	}
	return kept
}

// whole reads a whole number.
func (m *matter) whole(f *field) int {
	if f == nil {
		return 0
	}
	n, ok := f.value.integer()
	if !ok {
		m.problem(f, "is "+f.value.describe()+", not a whole number", "write a number")
		return 0
	}
	return n
}

// params returns what nobody took, with the contents of a "params" table, as
// Hugo has it.
func (m *matter) params() map[string]any {
	own := m.one("params")
	var params map[string]any
	add := func(f *field) {
		if params == nil {
			params = make(map[string]any)
		}
		params[f.key] = f.value.plain()
	}
	for i := range m.fields {
		if !m.taken[i] {
			add(&m.fields[i])
		}
	}
	switch {
	case own == nil:
	case own.value.kind == table:
		for i := range own.value.fields {
			add(&own.value.fields[i])
		}
	default:
		m.problem(own, "is "+own.value.kind.String()+", not keys and values", "write keys below it")
	}
	return params
}

// lookup gives the text of a scalar for the param shortcode. The key may lead
// into tables: "cover.alt".
func lookup(fields []field, key string) (string, bool) {
	name, rest, nested := strings.Cut(lower(key), ".")
	t := value{fields: fields}
	f := t.field(name)
	switch {
	case f != nil && nested:
		return lookup(f.value.fields, rest)
	case f != nil && f.value.isScalar():
		return f.value.text, true
	}
	if own := t.field("params"); own != nil && len(own.value.fields) > 0 {
		return lookup(own.value.fields, key)
	}
	return "", false
}
