package source

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// parseYAML reads a YAML front matter that begins in the given line. Most are
// plain enough for the quick reader; the others go to goccy/go-yaml, the
// library that Hugo uses. A fuzz test holds the two to the same reading.
func parseYAML(src []byte, line int) ([]field, *syntaxError) {
	s := string(src)
	if fields, ok := quickYAML(s, line); ok {
		return fields, nil
	}
	return fullYAML(s, line)
}

// fullYAML reads any YAML with goccy/go-yaml.
func fullYAML(src string, line int) (fields []field, err *syntaxError) {
	// The library has met input before that made it panic; a front matter
	// must never stop the program.
	defer func() {
		if r := recover(); r != nil {
			err = &syntaxError{line: line, message: "the YAML front matter cannot be read", remedy: "write it in a simpler way"}
		}
	}()
	src = strings.ReplaceAll(src, "\r\n", "\n")
	if n := deepLine(src); n > 0 {
		return nil, &syntaxError{line: line + n - 1, message: "the YAML front matter cannot be read: " + errTooDeep.Error(), remedy: "write it in a simpler way"}
	}
	file, failure := parser.ParseBytes([]byte(src), 0)
	if failure != nil {
		return nil, yamlError(failure, src, line)
	}
	r := yamlReader{line: line - 1, anchors: map[string]ast.Node{}}
	v, failure := r.document(file)
	if failure != nil {
		return nil, yamlError(failure, src, line)
	}
	return v.fields, nil
}

func yamlFailure(line int, message string) *syntaxError {
	return &syntaxError{line: line, message: "the YAML front matter cannot be read: " + message, remedy: `put a text that holds a colon, a bracket or # into quotation marks, as in title: "Tides: a diary"; indent with spaces, and alike`}
}

// yamlError turns an error of the library into one with the line in the file.
func yamlError(err error, src string, line int) *syntaxError {
	message := err.Error()
	if errors.Is(err, errTooMany) || errors.Is(err, errTooDeep) {
		return &syntaxError{line: line, message: "the YAML front matter cannot be read: " + message, remedy: "write it in a simpler way"}
	}
	var ye yaml.Error
	if errors.As(err, &ye) {
		message = ye.GetMessage()
		if tk := ye.GetToken(); tk != nil && tk.Position != nil {
			line += max(0, min(tk.Position.Line-1, strings.Count(src, "\n")))
		}
	}
	if m := yamlTwice.FindStringSubmatch(message); m != nil {
		return twice(m[1], line)
	}
	return yamlFailure(line, message)
}

// yamlTwice is how the library says that a key stands twice, with a place that
// does not count from the beginning of the file.
var yamlTwice = regexp.MustCompile(`^mapping key "(.+)" already defined at \[\d+:\d+\]$`)

// deepLine returns the line, counted from 1, that nests values deeper than
// anybody does by hand, or 0. Such input costs the library seconds.
func deepLine(src string) int {
	depth, line := 0, 1
	for l := range strings.SplitSeq(src, "\n") {
		for i := range len(l) {
			switch l[i] {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(0, depth-1)
			}
		}
		if depth > maxDepth || strings.Count(l, "- ") > 4*maxDepth || strings.Count(l, "? ") > 4*maxDepth {
			return line
		}
		line++
	}
	return 0
}

// maxNodes bounds how many values a front matter may have once aliases have
// been replaced by what they stand for.
const maxNodes = 10_000

// yamlReader turns a syntax tree into values.
type yamlReader struct {
	line    int // added to the lines of the tree, which count from 1
	nodes   int
	anchors map[string]ast.Node
}

var (
	errTooMany = errors.New("it has too many values")
	errNoTable = errors.New("it must consist of keys and values")
)

func (r *yamlReader) document(file *ast.File) (value, error) {
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return value{kind: table}, nil
	}
	v, err := r.value(file.Docs[0].Body, 0)
	switch {
	case err != nil:
		return v, err
	case v.kind == null:
		return value{kind: table}, nil
	case v.kind != table:
		return v, errNoTable
	}
	return v, nil
}

// at returns the line of a token in the file.
func (r *yamlReader) at(tk *token.Token) int {
	if tk == nil || tk.Position == nil {
		return r.line + 1
	}
	return r.line + max(1, tk.Position.Line)
}

func (r *yamlReader) value(n ast.Node, depth int) (value, error) {
	r.nodes++
	if depth > maxDepth {
		return value{}, errTooDeep
	}
	if r.nodes > maxNodes {
		return value{}, errTooMany
	}
	v := value{line: r.at(n.GetToken())}
	switch n := n.(type) {
	case *ast.MappingNode:
		return r.table(v, n.Values, depth)
	case *ast.MappingValueNode:
		return r.table(v, []*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		return r.list(v, n.Values, depth)
	case *ast.AnchorNode:
		r.anchors[n.Name.GetToken().Value] = n.Value
		return r.value(n.Value, depth+1)
	case *ast.AliasNode:
		return r.alias(n, depth)
	case *ast.TagNode:
		return r.tagged(n, depth)
	}
	return scalar(v, n)
}

// scalar reads a node that holds no other.
func scalar(v value, n ast.Node) (value, error) {
	switch n := n.(type) {
	case *ast.NullNode, *ast.CommentGroupNode, *ast.CommentNode:
		return v, nil
	case *ast.BoolNode:
		v.kind, v.scalar, v.text = boolean, n.Value, n.Token.Value
	case *ast.IntegerNode:
		v.kind, v.scalar, v.text = number, n.Value, n.Token.Value
	case *ast.FloatNode:
		v.kind, v.scalar, v.text = number, n.Value, n.Token.Value
	case *ast.InfinityNode:
		v.kind, v.scalar, v.text = number, n.Value, n.Token.Value
	case *ast.NanNode:
		v.kind, v.scalar, v.text = number, n.GetValue(), n.Token.Value
	case *ast.StringNode:
		v.kind, v.text = text, n.Value
	case *ast.LiteralNode:
		v.kind, v.text = text, n.Value.Value
	default:
		return v, fmt.Errorf("%s is not expected", n.Type())
	}
	return v, nil
}

func (r *yamlReader) list(v value, nodes []ast.Node, depth int) (value, error) {
	v.kind, v.items = list, make([]value, 0, len(nodes))
	for _, n := range nodes {
		item, err := r.value(n, depth+1)
		if err != nil {
			return v, err
		}
		v.items = append(v.items, item)
	}
	return v, nil
}

func (r *yamlReader) table(v value, nodes []*ast.MappingValueNode, depth int) (value, error) {
	v.kind, v.fields = table, make([]field, 0, len(nodes))
	for _, n := range nodes {
		if n.Key.IsMergeKey() {
			if err := r.merge(&v, n.Value, depth+1); err != nil {
				return v, err
			}
			continue
		}
		name, err := r.key(n.Key, depth+1)
		if err != nil {
			return v, err
		}
		item, err := r.value(n.Value, depth+1)
		if err != nil {
			return v, err
		}
		v.set(newField(name, r.at(n.Key.GetToken()), item))
	}
	return v, nil
}

// set adds a field or replaces the one with the same name.
func (v *value) set(f field) {
	if old := v.named(f.name); old != nil {
		*old = f
		return
	}
	v.fields = append(v.fields, f)
}

// key gives a mapping key as text, whatever its type.
func (r *yamlReader) key(n ast.Node, depth int) (string, error) {
	if k, ok := n.(*ast.MappingKeyNode); ok {
		n = k.Value
	}
	v, err := r.value(n, depth)
	switch {
	case err != nil:
		return "", err
	case v.kind == null:
		return "null", nil
	case v.kind == text:
		return v.text, nil
	case v.kind == list || v.kind == table:
		return "", errors.New("a key must be text")
	}
	return fmt.Sprint(v.scalar), nil
}

// merge adds the fields of the tables that a "<<" key names.
func (r *yamlReader) merge(v *value, n ast.Node, depth int) error {
	from, err := r.value(n, depth)
	if err != nil {
		return err
	}
	sources := []value{from}
	if from.kind == list {
		sources = from.items
	}
	for _, s := range sources {
		if s.kind != table {
			return errors.New(`"<<" needs keys and values to merge`)
		}
		for _, f := range s.fields {
			v.set(f)
		}
	}
	return nil
}

// alias gives what "*name" stands for.
func (r *yamlReader) alias(n *ast.AliasNode, depth int) (value, error) {
	name := n.Value.GetToken().Value
	target, ok := r.anchors[name]
	if !ok {
		return value{}, fmt.Errorf("nothing is called %q", name)
	}
	return r.value(target, depth+1)
}

// tagged reads a value with a type before it. Only a forced string changes
// anything; the meaning of a key decides about the rest.
func (r *yamlReader) tagged(n *ast.TagNode, depth int) (value, error) {
	if n.Value == nil {
		return value{line: r.at(n.GetToken())}, nil
	}
	v, err := r.value(n.Value, depth+1)
	if err == nil && n.GetToken().Value == string(token.StringTag) && v.kind != list && v.kind != table {
		v.kind, v.scalar = text, nil
	}
	return v, err
}
