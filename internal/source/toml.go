package source

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// parseTOML reads a TOML front matter that begins in the given line.
//
// go-toml decodes it, so that every rule of TOML 1.0 is kept, but does not say
// where things stand; a second pass over its syntax tree adds the lines.
func parseTOML(src []byte, line int) ([]field, *syntaxError) {
	var m map[string]any
	if err := toml.Unmarshal(src, &m); err != nil {
		return nil, tomlError(err, src, line)
	}
	root, err := tomlTable(m, 0)
	if err != nil {
		return nil, &syntaxError{line: line, message: "the TOML front matter cannot be read: " + err.Error(), remedy: "make it simpler"}
	}
	locateTOML(&root, src, line)
	return root.fields, nil
}

func tomlTable(m map[string]any, depth int) (value, error) {
	v := value{kind: table, fields: make([]field, 0, len(m))}
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names) // the map has no order; the result must have one
	for _, name := range names {
		item, err := tomlValue(m[name], depth+1)
		if err != nil {
			return v, err
		}
		v.fields = append(v.fields, newField(name, 0, item))
	}
	return v, nil
}

func tomlValue(in any, depth int) (value, error) {
	if depth > maxDepth {
		return value{}, errTooDeep
	}
	switch t := in.(type) {
	case string:
		return value{kind: text, text: t}, nil
	case bool:
		return value{kind: boolean, scalar: t, text: strconv.FormatBool(t)}, nil
	case int64:
		return value{kind: number, scalar: t, text: strconv.FormatInt(t, 10)}, nil
	case float64:
		return value{kind: number, scalar: t, text: strconv.FormatFloat(t, 'f', -1, 64)}, nil
	case time.Time:
		return value{kind: moment, text: t.Format(time.RFC3339Nano)}, nil
	case map[string]any:
		return tomlTable(t, depth)
	case []any:
		return tomlList(t, depth)
	case fmt.Stringer: // the local dates and times of go-toml
		return value{kind: moment, text: t.String()}, nil
	}
	return value{}, fmt.Errorf("a value of type %T is not expected", in)
}

func tomlList(in []any, depth int) (value, error) {
	v := value{kind: list, items: make([]value, len(in))}
	for i := range in {
		item, err := tomlValue(in[i], depth+1)
		if err != nil {
			return v, err
		}
		v.items[i] = item
	}
	return v, nil
}

// tomlError turns an error of go-toml into one with the line in the file. It
// names the key of that line, for most errors are about a value.
func tomlError(err error, src []byte, line int) *syntaxError {
	e := &syntaxError{line: line, remedy: "correct it"}
	message := strings.TrimPrefix(err.Error(), "toml: ")
	if de, ok := errors.AsType[*toml.DecodeError](err); ok {
		row, _ := de.Position()
		e.line = line + min(row-1, bytes.Count(src, newline))
		if key := tomlKey(src, row); key != "" {
			message = key + ": " + message
		}
	}
	if m := tomlTwice.FindStringSubmatch(message); m != nil {
		return twice(m[1], e.line)
	}
	e.message = "the TOML front matter cannot be read: " + message
	return e
}

// tomlTwice is how the library says that a key stands twice.
var tomlTwice = regexp.MustCompile(`(?:^|: )key (.+) is already defined$`)

// tomlKey returns the bare key that stands in a line of src.
func tomlKey(src []byte, row int) string {
	for ; row > 1; row-- {
		_, src, _ = cutLine(src)
	}
	line, _, _ := cutLine(src)
	key, _, ok := strings.Cut(string(line), "=")
	if key = strings.TrimSpace(key); !ok || len(key) > 60 || strings.ContainsAny(key, " \t\"'[]{}#") {
		return ""
	}
	return key
}

// locateTOML sets the lines of everything below root.
func locateTOML(root *value, src []byte, line int) {
	l := tomlLocator{line: line, src: src}
	l.parser.Reset(src)
	current := root
	for l.parser.NextExpression() {
		switch e := l.parser.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			current = l.descend(root, e.Key())
		case unstable.KeyValue:
			l.keyValue(current, e)
		}
	}
}

type tomlLocator struct {
	parser  unstable.Parser
	src     []byte
	line    int // of src[counted]
	counted int
}

// at returns the line of a range of the source, or of the place before it
// where the range is not known.
func (l *tomlLocator) at(r unstable.Range) int {
	if offset := int(r.Offset); r.Length > 0 && offset > l.counted && offset <= len(l.src) {
		l.line += bytes.Count(l.src[l.counted:offset], newline)
		l.counted = offset
	}
	return l.line
}

// descend follows a dotted key from v, noting lines on its way, and returns
// where it leads: nil if there is no such place. In a list of tables that is
// the first one without a line: they come in order.
func (l *tomlLocator) descend(v *value, key unstable.Iterator) *value {
	for v != nil && key.Next() {
		line := l.at(key.Node().Raw)
		last := key.IsLast()
		f := v.named(string(key.Node().Data))
		if f == nil {
			return nil
		}
		if f.line == 0 {
			f.line, f.value.line = line, line
		}
		v = &f.value
		if v.kind == list {
			v = l.entry(v, last, line)
		}
	}
	return v
}

// entry returns the table of a list that a header begins, or the one that was
// begun last.
func (l *tomlLocator) entry(v *value, begin bool, line int) *value {
	var latest *value
	for i := range v.items {
		if v.items[i].line == 0 {
			if begin {
				v.items[i].line = line
				return &v.items[i]
			}
			break
		}
		latest = &v.items[i]
	}
	return latest
}

// named returns the field with a name as written, or nil.
func (v *value) named(name string) *field {
	for i := range v.fields {
		if v.fields[i].name == name {
			return &v.fields[i]
		}
	}
	return nil
}

// keyValue notes the lines of "key = value" in the table v.
func (l *tomlLocator) keyValue(v *value, e *unstable.Node) {
	for key := e.Key(); v != nil && key.Next(); {
		line := l.at(key.Node().Raw)
		f := v.named(string(key.Node().Data))
		if f == nil {
			return
		}
		if f.line == 0 {
			f.line, f.value.line = line, line
		}
		v = &f.value
	}
	if v != nil {
		l.inside(v, e.Value())
	}
}

// inside notes the lines within an array or inline table.
func (l *tomlLocator) inside(v *value, n *unstable.Node) {
	i := 0
	for children := n.Children(); children.Next(); i++ {
		switch child := children.Node(); {
		case n.Kind == unstable.InlineTable:
			l.keyValue(v, child)
		case n.Kind == unstable.Array && i < len(v.items):
			v.items[i].line = l.at(start(child))
			l.inside(&v.items[i], child)
		}
	}
}

// start returns a range where a value begins, or something within it does: the
// parser does not keep the place of a bracket.
func start(n *unstable.Node) unstable.Range {
	r := n.Raw
	for children := n.Children(); r.Length == 0 && children.Next(); {
		r = start(children.Node())
	}
	return r
}
