package snapshot

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// preamble begins a new file.
const preamble = `# What the embeds of this article said, so that readers see it without asking
# anybody. "gatefold snapshot" writes here, and people may: docs/snapshots.md.
# An entry with source = "editor" is never written over; keep = false shows
# nothing of a piece.
`

// edit exchanges the bytes from start up to end for text.
type edit struct {
	start, end int
	text       string
}

// Put makes the file say what e says: in the entry of its address if there is
// one, else in a new entry at the end. Only values that differ are written; all
// other bytes stay as they are. The quotation is cleaned first, see [Clean]. An
// error leaves the file as it was.
func (f *File) Put(e Entry) error {
	e.Quote = Clean(e.Quote)
	changed, err := f.edited(&e)
	if err != nil || changed == nil {
		return err
	}
	next, problems := Parse(f.name, changed)
	if p := firstError(problems); p != nil {
		return f.uneditable(&e, p)
	}
	if !f.became(next, &e) {
		return f.uneditable(&e, errMisread)
	}
	*f = *next
	return nil
}

var errMisread = errors.New("the file would say something else than meant")

// uneditable is the error of an entry that is written in a way that cannot be
// changed piece by piece.
func (f *File) uneditable(e *Entry, cause error) error {
	return &article.Problem{File: f.name, Line: e.Line, Key: root, Err: cause,
		Message: "the entry cannot be changed as it is written: " + cause.Error(),
		Remedy:  "write each entry as a [[snapshot]] table with a line for each key"}
}

func firstError(problems []*article.Problem) *article.Problem {
	for _, p := range problems {
		if !p.Warning {
			return p
		}
	}
	return nil
}

// edited gives the text of the file with an entry in it; nil if it is there.
func (f *File) edited(e *Entry) ([]byte, error) {
	i := slices.IndexFunc(f.Entries, func(have Entry) bool { return have.URL == e.URL })
	if len(f.Entries) > 0 && f.blocks == nil {
		return nil, f.uneditable(e, errors.New("the entries stand within one value"))
	}
	if i < 0 {
		if len(f.Entries) >= maxEntries {
			return nil, f.uneditable(e, fmt.Errorf("the file has %d entries", maxEntries))
		}
		return f.appended(e), nil
	}
	edits := f.edits(i, e)
	if len(edits) == 0 {
		return nil, nil
	}
	return apply(f.src, edits, f.newline()), nil
}

// newline is how lines end in this file.
func (f *File) newline() string {
	if i := bytes.IndexByte(f.src, '\n'); i > 0 && f.src[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// appended gives the text of the file with a new entry.
func (f *File) appended(e *Entry) []byte {
	var b strings.Builder
	if len(bytes.TrimSpace(f.src)) == 0 {
		b.WriteString(preamble)
	} else if !bytes.HasSuffix(f.src, []byte("\n")) {
		b.WriteByte('\n')
	}
	b.WriteString("\n[[" + root + "]]\n")
	for i := range fields {
		if v := fields[i].write(e); v != "" {
			b.WriteString(fields[i].name + " = " + v + "\n")
		}
	}
	return apply(f.src, []edit{{len(f.src), len(f.src), b.String()}}, f.newline())
}

// edits lists what has to change in the i-th entry.
func (f *File) edits(i int, e *Entry) (edits []edit) {
	old := &f.Entries[i]
	after := f.insertAt(i)
	for k := range fields {
		fd := &fields[k]
		was, is := fd.write(old), fd.write(e)
		if was == is {
			continue
		}
		lines := f.statements(i, fd.name)
		switch {
		case is == "":
			for _, st := range lines {
				edits = append(edits, edit{st.start, st.end, ""})
			}
		case len(lines) == 1 && !lines[0].header && len(lines[0].path) == 1:
			edits = append(edits, edit{lines[0].from, lines[0].to, is})
		default:
			for _, st := range lines {
				edits = append(edits, edit{st.start, st.end, ""})
			}
			text := fd.name + " = " + is + "\n"
			if after > 0 && f.src[after-1] != '\n' { // the last line of the file, not ended
				text = "\n" + strings.TrimSuffix(text, "\n")
			}
			edits = append(edits, edit{after, after, text})
		}
	}
	return edits
}

// statements are those that give a key of the i-th entry its value: one line, or
// the headers of tables with all that stands below them.
func (f *File) statements(i int, key string) (lines []statement) {
	below := false
	for _, st := range f.stmts[f.blocks[i].from+1 : f.blocks[i].to] {
		if st.header {
			below = len(st.path) > 1 && st.path[1] == key
		}
		if below || !st.header && st.path[0] == key && !f.belowHeader(i, st) {
			lines = append(lines, st)
		}
	}
	return lines
}

// belowHeader reports whether a statement of the i-th entry stands in a table
// within it.
func (f *File) belowHeader(i int, st statement) bool { return st.start >= f.ownEnd(i) }

// ownEnd is where the entry's own keys end: at a header within it, or at its end.
func (f *File) ownEnd(i int) int {
	b := f.blocks[i]
	for _, st := range f.stmts[b.from+1 : b.to] {
		if st.header {
			return st.start
		}
	}
	return f.stmts[b.to-1].end
}

// insertAt is where new keys of the i-th entry go: behind its last one.
func (f *File) insertAt(i int) int {
	at := f.stmts[f.blocks[i].from].end
	for _, st := range f.stmts[f.blocks[i].from+1 : f.blocks[i].to] {
		if st.header {
			break
		}
		at = st.end
	}
	return at
}

// apply makes a copy of src with edits, which must not overlap.
func apply(src []byte, edits []edit, newline string) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(out, src[at:max(at, e.start)]...)
		out = append(out, strings.ReplaceAll(e.text, "\n", newline)...)
		at = max(at, e.end)
	}
	return append(out, src[at:]...)
}

// became reports whether next is f with e in it and nothing else changed.
func (f *File) became(next *File, e *Entry) bool {
	met := false
	for i := range next.Entries {
		if next.Entries[i].URL == e.URL {
			met = true
			if !same(&next.Entries[i], e) {
				return false
			}
		} else if i >= len(f.tables) || !reflect.DeepEqual(next.tables[i], f.tables[i]) {
			return false
		}
	}
	return met && len(next.Entries) >= len(f.Entries)
}

// same reports whether two entries say the same in a file.
func same(a, b *Entry) bool {
	for i := range fields {
		if fields[i].write(a) != fields[i].write(b) {
			return false
		}
	}
	return true
}
