package source

import (
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
