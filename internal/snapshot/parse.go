package snapshot

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/spelling"
	"github.com/gatefold/gatefold/provider"
)

// Bounds of a file.
const (
	MaxFile    = 1 << 20 // bytes
	maxEntries = 1000
)

// root is the one key that stands at the top of a file.
const root = "snapshot"

// manual is where a person finds everything about the file.
const manual = "docs/snapshots.md lists all keys"

// File is a file of snapshots: its text, and what it says.
type File struct {
	Entries []Entry // in the order of the file

	name   string
	src    []byte
	tables []map[string]any // the entries as they were decoded
	stmts  []statement
	blocks []block // where the entries stand; nil if they stand within one value
}

// block is where an entry stands: its statements from its header on.
type block struct{ from, to int }

// Bytes returns the text of the file.
func (f *File) Bytes() []byte { return f.src }

// Find returns the entry of an address, or nil. Addresses are compared as they
// stand.
func (f *File) Find(url string) *Entry {
	for i := range f.Entries {
		if f.Entries[i].URL == url {
			return &f.Entries[i]
		}
	}
	return nil
}

// Parse reads a file. The name is for messages. Where a problem is no warning,
// the file must be neither shown nor written to. Nothing of src is kept.
func Parse(name string, src []byte) (*File, []*article.Problem) {
	r := reader{file: &File{name: name, src: bytes.Clone(src)}}
	if r.decode() {
		r.entries()
	}
	return r.file, r.problems
}

type reader struct {
	file     *File
	problems []*article.Problem
}

func (r *reader) problem(line int, key, message, remedy string) *article.Problem {
	p := &article.Problem{File: r.file.name, Line: line, Key: key, Message: message, Remedy: remedy}
	r.problems = append(r.problems, p)
	return p
}

// decode reads the TOML and finds where everything stands.
func (r *reader) decode() bool {
	f := r.file
	switch {
	case len(f.src) > MaxFile:
		r.problem(0, "", fmt.Sprintf("the file is larger than %d KiB", MaxFile>>10), "it should hold the snapshots of one article only")
		return false
	case !utf8.Valid(f.src):
		r.problem(0, "", "the file is not UTF-8", "save it as UTF-8")
		return false
	}
	var top map[string]any
	if err := toml.Unmarshal(bytes.TrimPrefix(f.src, []byte("\ufeff")), &top); err != nil {
		r.undecodable(err)
		return false
	}
	f.stmts = scan(f.src)
	for name := range top {
		if name != root {
			r.unknown(r.lineOf(name), name, []string{root})
		}
	}
	return r.tables(top[root])
}

// undecodable says why the TOML cannot be read.
func (r *reader) undecodable(err error) {
	p := r.problem(0, "", strings.TrimPrefix(err.Error(), "toml: "), "correct it")
	if de, ok := errors.AsType[*toml.DecodeError](err); ok {
		p.Line, _ = de.Position()
		p.Key = strings.Join(de.Key(), ".")
	}
	p.Err = err
}

// tables takes the value of the one key at the top apart.
func (r *reader) tables(v any) bool {
	f := r.file
	if v == nil {
		return true
	}
	list, ok := v.([]any)
	for _, item := range list {
		table, isTable := item.(map[string]any)
		ok = ok && isTable
		f.tables = append(f.tables, table)
	}
	switch {
	case !ok:
		r.problem(r.lineOf(root), root, "is not a list of tables", "begin each entry with a line [[snapshot]]")
	case len(list) > maxEntries:
		r.problem(0, root, fmt.Sprintf("the file has more than %d entries", maxEntries), "remove those that the article no longer holds")
		ok = false
	}
	for i, st := range f.stmts {
		switch {
		case st.header && st.list && len(st.path) == 1 && st.path[0] == root:
			f.blocks = append(f.blocks, block{i, i + 1})
		case st.header && st.path[0] != root, len(f.blocks) == 0:
		case f.blocks[len(f.blocks)-1].to == i:
			f.blocks[len(f.blocks)-1].to++
		}
	}
	if len(f.blocks) != len(f.tables) {
		f.blocks = nil
	}
	return ok
}

// lineOf finds the line of a name at the top.
func (r *reader) lineOf(name string) int {
	for _, st := range r.file.stmts {
		if st.path[0] == name {
			return st.line
		}
	}
	return 0
}

// entries reads the entries.
func (r *reader) entries() {
	f := r.file
	f.Entries = make([]Entry, len(f.tables))
	for i, table := range f.tables {
		e := &f.Entries[i]
		e.Line = f.lineOf(i, "")
		r.entry(e, table, func(key string) int { return f.lineOf(i, key) })
		if e.URL == "" {
			if _, given := table["url"]; !given {
				r.problem(e.Line, "url", "the entry does not say which piece it is about", "add url with the address of the piece")
			}
			continue
		}
		if first := f.Find(e.URL); first != e {
			r.problem(e.Line, "url", fmt.Sprintf("%s has an entry in line %d already", e.URL, first.Line), "remove one of the two")
		}
	}
}

// entry reads one entry.
func (r *reader) entry(e *Entry, table map[string]any, lineOf func(key string) int) {
	for i := range fields {
		f := &fields[i]
		v, given := table[f.name]
		if !given {
			continue
		}
		if complaint := f.read(e, v); complaint != "" {
			r.problem(lineOf(f.name), f.name, "has a value that cannot stand there", complaint)
		}
	}
	for name := range table {
		if !slices.ContainsFunc(fields, func(f field) bool { return f.name == name }) {
			r.unknown(lineOf(name), name, fieldNames())
		}
	}
	e.Links = inOrder(e.Text, e.Links, func(l string) {
		r.problem(lineOf("links"), "links", fmt.Sprintf("%q does not stand in the text, or not in this order", l), "write the words as they stand in text, first things first").Warning = true
	})
	slices.SortStableFunc(r.problems, func(a, b *article.Problem) int {
		return cmp.Or(a.Line-b.Line, strings.Compare(a.Key, b.Key))
	})
}

// unknown is said about a key that has no meaning. A person may keep keys of
// their own; but one that is nearly one of ours is misspelt, and might be the
// one that forbids something.
func (r *reader) unknown(line int, name string, known []string) {
	if near := meant(name, known); near != "" {
		r.problem(line, name, "there is no such key", fmt.Sprintf("did you mean %q?", near))
		return
	}
	r.problem(line, name, "there is no such key, so it has no effect", manual).Warning = true
}

// meant returns the name that was probably meant: one edit away, or two in a
// long name, or the same letters in another order.
func meant(name string, known []string) string {
	const long, longest = 6, 40
	if len(name) > longest {
		return ""
	}
	best, edits := spelling.Nearest(strings.ToLower(name), known)
	if edits <= 1 || edits == 2 && len(best) >= long || sorted(name) == sorted(best) {
		return best
	}
	return ""
}

func sorted(s string) string {
	b := []byte(strings.ToLower(s))
	slices.Sort(b)
	return string(b)
}

// inOrder returns the links whose words stand in the text one behind the other.
func inOrder(text string, links []provider.QuoteLink, lost func(words string)) (kept []provider.QuoteLink) {
	for _, l := range links {
		_, rest, found := strings.Cut(text, l.Text)
		if !found || l.Text == "" {
			lost(l.Text)
			continue
		}
		text, kept = rest, append(kept, l)
	}
	return kept
}

// lineOf finds the line of a key of the i-th entry, or else that of the entry.
func (f *File) lineOf(i int, key string) int {
	if i >= len(f.blocks) {
		if len(f.stmts) > 0 {
			return f.stmts[0].line
		}
		return 0
	}
	stmts := f.stmts[f.blocks[i].from:f.blocks[i].to]
	for _, st := range stmts[1:] {
		if st.header && len(st.path) > 1 && st.path[1] == key || !st.header && st.path[0] == key {
			return st.line
		}
	}
	return stmts[0].line
}

// LineOf returns the line in which an entry has a key, or else begins; 0 if there
// is no such entry.
func (f *File) LineOf(url, key string) int {
	for i := range f.Entries {
		if f.Entries[i].URL == url {
			return f.lineOf(i, key)
		}
	}
	return 0
}
