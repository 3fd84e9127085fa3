package markdown

import (
	"bytes"
	"strings"
)

// Two kinds of shortcodes hide what they enclose from readers: comment, and
// those whose name ends in ".inline". The latter enclose a template, which
// Hugo runs only where its configuration allows that ("Inline shortcodes") and
// which is never run here.

// hides reports whether a shortcode hides what it encloses.
func (t *tag) hides() bool { return t.name == "comment" || t.isTemplate() }

func (t *tag) isTemplate() bool { return strings.HasSuffix(t.name, ".inline") }

// hiddenText reads a shortcode that hides something at the beginning of b. n
// is the length up to the end of the shortcode that closes it; 0 for none.
func hiddenText(b []byte) (t tag, n, scanned int) {
	if !isTag(b) {
		return t, 0, 0
	}
	name := b[3:min(len(b), 100)]
	if !bytes.Contains(name, []byte("comment")) && !bytes.Contains(name, []byte(".inline")) {
		return t, 0, 0
	}
	t, n, _, scanned = readTag(b)
	if n == 0 || t.closing || t.literal != nil || !t.hides() || b[n-4] == '/' {
		return t, 0, scanned
	}
	for at := n; ; {
		i := bytes.Index(b[at:], []byte("{{"))
		if i < 0 {
			return t, 0, len(b)
		}
		at += i
		if isTag(b[at:]) {
			end, length, _, more := readTag(b[at:])
			if length > 0 && end.closing && end.name == t.name {
				return t, at + length, 0
			}
			if scanned += more; scanned > maxScan {
				return t, 0, scanned
			}
		}
		at += 2
	}
}

// hide blanks the n bytes at t.pos in replaced, line by line, so that every
// offset and every line stays where it is. Where other text stands on a line,
// a placeholder joins it: blanks would make code or a line break of it.
// number is that of the first placeholder.
func hide(replaced []byte, t tag, n, number int) (slots []slot) {
	end := t.pos + n
	for from := t.pos; from < end; {
		to := end
		if i := bytes.IndexByte(replaced[from:end], '\n'); i >= 0 {
			to = from + i
		}
		line := replaced[from:to]
		before := from == t.pos && len(bytes.TrimSpace(replaced[lineStart(replaced, from):from])) > 0
		after := to == end && len(bytes.TrimSpace(restOfLine(replaced[end:]))) > 0
		if (before || after) && len(line) >= len(slotMark)+slotDigits {
			fillSlot(line, number+len(slots))
			t.pos = from
			slots = append(slots, slot{t, len(line)})
		} else {
			copy(line, bytes.Repeat([]byte{' '}, len(line)))
		}
		from = to + 1
	}
	return slots
}

// lineStart gives the offset at which the line of another begins.
func lineStart(b []byte, at int) int { return bytes.LastIndexByte(b[:at], '\n') + 1 }
