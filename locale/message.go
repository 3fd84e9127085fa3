package locale

import "strings"

// Part is a stretch of a message: either text, or the name of a placeholder.
type Part struct {
	Text string // plain text; empty for a placeholder
	Slot string // the placeholder's name without braces; empty for text
}

// message is a text that was split at its placeholders.
type message struct {
	text  string // as it was written
	parts []Part // nil when the text has no placeholder
}

// compile splits text at its {placeholders}. A brace that does not enclose a
// name is text.
func compile(text string) message {
	m := message{text: text}
	rest := text
	for {
		open, end := nextSlot(rest)
		if open < 0 {
			break
		}
		if open > 0 {
			m.parts = append(m.parts, Part{Text: rest[:open]})
		}
		m.parts = append(m.parts, Part{Slot: rest[open+1 : end]})
		rest = rest[end+1:]
	}
	if m.parts != nil && rest != "" {
		m.parts = append(m.parts, Part{Text: rest})
	}
	return m
}

// nextSlot finds the braces of the first placeholder in s.
func nextSlot(s string) (open, end int) {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '{')
		if i < 0 {
			return -1, -1
		}
		open = at + i
		j := strings.IndexByte(s[open:], '}')
		if j < 0 {
			return -1, -1
		}
		end = open + j
		if isName(s[open+1 : end]) {
			return open, end
		}
		at = open + 1
	}
}

// isName reports whether s can name a placeholder: lower-case ASCII letters.
func isName(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return s != ""
}

// fill puts the values of pairs in place of the placeholders. A placeholder
// without a value stays as it is written, where an author will notice it.
func (m *message) fill(pairs []string) string {
	if m.parts == nil {
		return m.text
	}
	size := 0
	for i := range m.parts {
		size += len(m.parts[i].value(pairs))
	}
	var b strings.Builder
	b.Grow(size)
	for i := range m.parts {
		b.WriteString(m.parts[i].value(pairs))
	}
	return b.String()
}

// value is what the part says with the given pairs of names and values.
func (p *Part) value(pairs []string) string {
	if p.Slot == "" {
		return p.Text
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == p.Slot {
			return pairs[i+1]
		}
	}
	return "{" + p.Slot + "}"
}

// slots returns the names of the placeholders, in order, repeats included.
func (m *message) slots() []string {
	var names []string
	for _, p := range m.parts {
		if p.Slot != "" {
			names = append(names, p.Slot)
		}
	}
	return names
}
