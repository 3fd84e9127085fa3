package markdown

import (
	"bytes"
	"strconv"
	"strings"
)

// Three shortcodes give a value that may stand within an address:
//
//	[the tides]({{< ref "science/tides" >}})
//
// which Markdown would not read as a link. Before it reads anything they are
// therefore replaced by placeholders of the same length, so that every offset
// stays what it is. A placeholder is a character that no language uses, the
// number of the value, and a filling. Code is shown from the untouched source.

// slotMark begins a placeholder: U+E0A7, a private use character.
const slotMark = "\uE0A7"

// slotDigits is how many digits follow the mark.
const slotDigits = 5

// slot is a value that a placeholder stands for, or nothing at all where its
// shortcode hides what stood there.
type slot struct {
	tag    tag
	length int // in bytes
}

// takeValues replaces the value shortcodes of src, which it does not change,
// and returns what they say. Text that is hidden becomes blanks; templates
// tells where there were any.
func takeValues(src []byte) (replaced []byte, slots []slot, templates []int) {
	replaced = src
	wasted, changed := 0, false
	for at := 0; ; {
		i := bytes.Index(src[at:], []byte("{{"))
		if i < 0 || wasted > maxScan || len(slots) >= maxSlots {
			return replaced, slots, templates
		}
		at += i
		t, n, scanned := hiddenText(src[at:])
		hidden := n > 0
		if wasted += scanned; !hidden {
			t, n, scanned = valueTag(src[at:])
			wasted += scanned
		}
		if n == 0 {
			at += 2
			continue
		}
		if !changed {
			replaced, changed = bytes.Clone(src), true
		}
		t.pos = at
		switch {
		case !hidden:
			fillSlot(replaced[at:at+n], len(slots))
			slots = append(slots, slot{t, n})
		default:
			slots = append(slots, hide(replaced, t, n, len(slots))...)
			if t.isTemplate() {
				templates = append(templates, at)
			}
		}
		at += n
	}
}

// maxSlots is how many values an article may hold.
const maxSlots = 10_000

// valueTag reads a value shortcode at the beginning of b; n is 0 for none.
func valueTag(b []byte) (t tag, n, scanned int) {
	if !isTag(b) {
		return t, 0, 0
	}
	name := bytes.TrimLeft(b[3:min(len(b), 20)], " \t")
	if !bytes.HasPrefix(name, []byte("ref")) && !bytes.HasPrefix(name, []byte("relref")) && !bytes.HasPrefix(name, []byte("param")) {
		return t, 0, 0
	}
	// On one line: what takes its place must not join two.
	t, n, _, scanned = readTag(restOfLine(b[:min(len(b), 1000)]))
	switch {
	case n < len(slotMark)+slotDigits, t.closing, t.literal != nil:
		return t, 0, scanned
	case t.name != "ref" && t.name != "relref" && t.name != "param":
		return t, 0, scanned
	}
	return t, n, 0
}

func fillSlot(b []byte, number int) {
	n := copy(b, slotMark)
	digits := strconv.Itoa(number)
	n += copy(b[n:], strings.Repeat("0", slotDigits-len(digits))+digits)
	for i := n; i < len(b); i++ {
		b[i] = 'x'
	}
}

// cutSlot finds the first placeholder in b that an author did not write: one
// that has the length of the shortcode it stands for.
func (w *writer) cutSlot(b []byte) (before []byte, s *slot, after []byte) {
	if len(w.slots) == 0 {
		return b, nil, nil
	}
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte(slotMark))
		if i < 0 {
			return b, nil, nil
		}
		at += i
		end := at + len(slotMark) + slotDigits
		if end > len(b) {
			return b, nil, nil
		}
		number, err := strconv.Atoi(string(b[at+len(slotMark) : end]))
		if err == nil && number >= 0 && number < len(w.slots) {
			for end < len(b) && b[end] == 'x' {
				end++
			}
			s := &w.slots[number]
			if n := at + s.length; n <= end {
				return b[:at], s, b[n:]
			}
		}
		at += len(slotMark)
	}
}
