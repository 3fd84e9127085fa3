package markdown

import "bytes"

// tag is a shortcode as it stands in the text: {{< name args >}} or, meaning
// the same to us, {{% name args %}}. Hugo's documentation is the only
// description of the syntax ("Shortcodes", "Calling").
type tag struct {
	name    string
	args    []arg
	closing bool   // {{< /name >}}
	literal []byte // of an escaped one, {{</* name */>}}: what to show
	pos     int    // offset in the source
}

// arg is an argument; key is empty for a positional one.
type arg struct{ key, value string }

// get returns a named argument, or else the positional one of that number.
func (t *tag) get(key string, number int) string {
	n := 0
	for i := range t.args {
		switch a := &t.args[i]; {
		case a.key == key && key != "":
			return a.value
		case a.key == "":
			if n == number {
				return a.value
			}
			n++
		}
	}
	return ""
}

// maxTag bounds the length of a shortcode, in bytes.
const maxTag = 16 << 10

// isTag reports whether b begins like a shortcode.
func isTag(b []byte) bool {
	return len(b) >= 3 && b[0] == '{' && b[1] == '{' && (b[2] == '<' || b[2] == '%')
}

// readTag reads the shortcode that b begins with and tells its length. Where b
// holds none, length is 0; more tells that it could end behind b, and scanned
// how many bytes were looked at.
func readTag(b []byte) (t tag, length int, more bool, scanned int) {
	if len(b) > maxTag {
		b = b[:maxTag]
	}
	s := tagScanner{b: b, at: 3, close: ">}}"}
	if b[2] == '%' {
		s.close = "%}}"
	}
	s.blanks()
	if s.starts("/*") {
		return s.escaped()
	}
	if s.starts("/") {
		t.closing = true
		s.at++
		s.blanks()
	}
	from := s.at
	for s.at < len(b) && (isAlnum(b[s.at]) || bytes.IndexByte([]byte("_-./"), b[s.at]) >= 0) && !s.starts("/"+s.close) {
		s.at++
	}
	t.name = string(b[from:s.at])
	if t.name == "" {
		return t, 0, s.at >= len(b), s.at
	}
	for {
		s.blanks()
		switch {
		case s.starts(s.close):
			return t, s.at + 3, false, s.at
		case s.starts("/" + s.close):
			return t, s.at + 4, false, s.at
		case s.at >= len(b):
			return t, 0, true, s.at
		}
		a, ok := s.arg()
		if !ok {
			return t, 0, s.at >= len(b), s.at
		}
		t.args = append(t.args, a)
	}
}

// tagScanner stands at a place within a shortcode.
type tagScanner struct {
	b     []byte
	at    int
	close string
}

func (s *tagScanner) starts(with string) bool {
	return len(s.b)-s.at >= len(with) && string(s.b[s.at:s.at+len(with)]) == with
}

func (s *tagScanner) blanks() {
	for s.at < len(s.b) && (s.b[s.at] == ' ' || s.b[s.at] == '\t' || s.b[s.at] == '\n' || s.b[s.at] == '\r') {
		s.at++
	}
}

// escaped reads {{</* name args */>}}, which stands for the same without the
// asterisks.
func (s *tagScanner) escaped() (t tag, length int, more bool, scanned int) {
	end := bytes.Index(s.b[s.at:], []byte("*/"+s.close))
	if end < 0 {
		return t, 0, true, len(s.b)
	}
	t.literal = append(t.literal, s.b[:3]...)
	t.literal = append(t.literal, s.b[s.at+2:s.at+end]...)
	t.literal = append(t.literal, s.close...)
	return t, s.at + end + 5, false, s.at + end
}

// arg reads one argument: a value, or key=value.
func (s *tagScanner) arg() (arg, bool) {
	from := s.at
	for s.at < len(s.b) && (isAlnum(s.b[s.at]) || s.b[s.at] == '_' || s.b[s.at] == '-') {
		s.at++
	}
	if s.at > from && s.starts("=") {
		key := string(s.b[from:s.at])
		s.at++
		value, ok := s.value()
		return arg{key, value}, ok
	}
	s.at = from
	value, ok := s.value()
	return arg{"", value}, ok
}

// value reads "text" with escapes, `text` without, or a word.
func (s *tagScanner) value() (string, bool) {
	if s.at >= len(s.b) {
		return "", false
	}
	switch s.b[s.at] {
	case '"':
		return s.quoted()
	case '`':
		end := bytes.IndexByte(s.b[s.at+1:], '`')
		if end < 0 {
			s.at = len(s.b)
			return "", false
		}
		value := string(s.b[s.at+1 : s.at+1+end])
		s.at += end + 2
		return value, true
	}
	from := s.at
	for s.at < len(s.b) && s.b[s.at] > ' ' && !s.starts(s.close) && !s.starts("/"+s.close) {
		if isTag(s.b[s.at:]) {
			return "", false
		}
		s.at++
	}
	return string(s.b[from:s.at]), s.at > from
}

// quoted reads a text in double quotes, where \" and \\ stand for themselves
// without the backslash.
func (s *tagScanner) quoted() (string, bool) {
	s.at++
	from := s.at
	var value []byte
	for ; s.at < len(s.b); s.at++ {
		switch c := s.b[s.at]; c {
		case '"':
			value = append(value, s.b[from:s.at]...)
			s.at++
			return string(value), true
		case '\\':
			if s.at+1 < len(s.b) && (s.b[s.at+1] == '"' || s.b[s.at+1] == '\\') {
				value = append(value, s.b[from:s.at]...)
				s.at++
				from = s.at
			}
		}
	}
	return "", false
}
