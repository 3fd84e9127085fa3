package source

import (
	"strconv"
	"strings"
	"time"
)

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
