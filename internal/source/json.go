package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
)

// maxDepth bounds how deep values stand within values, in all formats.
const maxDepth = 32

// splitJSON finds the end of the object that src begins with. What follows the
// closing brace in its line must be blank.
func splitJSON(src []byte, line int) (document, *syntaxError) {
	d := document{format: jsonFormat, frontLine: line}
	end := objectEnd(src)
	if end < 0 {
		return d, &syntaxError{line: line, message: "the JSON front matter that begins here never ends", remedy: "close its last brace"}
	}
	rest, after, _ := cutLine(src[end:])
	if len(rest) > 0 {
		return d, &syntaxError{
			line:    line + bytes.Count(src[:end], newline),
			message: "text follows the JSON front matter in the same line",
			remedy:  "begin the text on a new line",
		}
	}
	d.front, d.body = src[:end], after
	d.bodyLine = line + bytes.Count(src[:len(src)-len(after)], newline)
	return d, d.tooLong()
}

var newline = []byte("\n")

// objectEnd returns the offset behind the brace that closes the one src begins
// with, or -1.
func objectEnd(src []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// parseJSON reads a JSON front matter. A key that stands twice in one object is
// an error, as in the other formats: nobody could say which of the two was
// meant.
func parseJSON(src []byte, line int) ([]field, *syntaxError) {
	p := jsonParser{dec: json.NewDecoder(bytes.NewReader(src)), src: src, line: line}
	p.dec.UseNumber()
	v, err := p.value(0)
	if err == nil {
		_, err = p.dec.Token()
		if errors.Is(err, io.EOF) {
			return v.fields, nil
		}
		err = errors.New("text follows the object")
	}
	return nil, p.fail(err)
}

type jsonParser struct {
	dec  *json.Decoder
	src  []byte
	line int // of src[counted]
	// counted is how far line breaks have been counted.
	counted int
}

// here returns the line of the token that was read last.
func (p *jsonParser) here() int {
	return p.at(int(p.dec.InputOffset()))
}

// at returns the line of an offset, which never decreases from call to call.
func (p *jsonParser) at(offset int) int {
	offset = min(offset, len(p.src))
	if offset > p.counted {
		p.line += bytes.Count(p.src[p.counted:offset], newline)
		p.counted = offset
	}
	return p.line
}

var errTooDeep = errors.New("values stand too deep within values")

// twice says that a key stands twice among others of the same table.
func twice(key string, line int) *syntaxError {
	return &syntaxError{line: line, message: key + ": the key stands there twice", remedy: "remove one of the two"}
}

func (p *jsonParser) value(depth int) (value, error) {
	if depth > maxDepth {
		return value{}, errTooDeep
	}
	tok, err := p.dec.Token()
	if err != nil {
		return value{}, err
	}
	v := value{line: p.here()}
	switch t := tok.(type) {
	case bool:
		v.kind, v.scalar, v.text = boolean, t, strconv.FormatBool(t)
	case json.Number:
		v.kind, v.scalar, v.text = number, jsonNumber(t), t.String()
	case string:
		v.kind, v.text = text, t
	case json.Delim:
		if t == '[' {
			return p.list(v, depth)
		}
		return p.table(v, depth)
	}
	return v, nil
}

func (p *jsonParser) list(v value, depth int) (value, error) {
	v.kind = list
	for p.dec.More() {
		item, err := p.value(depth + 1)
		if err != nil {
			return v, err
		}
		v.items = append(v.items, item)
	}
	_, err := p.dec.Token()
	return v, err
}

func (p *jsonParser) table(v value, depth int) (value, error) {
	v.kind = table
	seen := map[string]bool{}
	for p.dec.More() {
		tok, err := p.dec.Token()
		if err != nil {
			return v, err
		}
		name, line := tok.(string), p.here()
		if seen[name] {
			return v, twice(name, line)
		}
		seen[name] = true
		item, err := p.value(depth + 1)
		if err != nil {
			return v, err
		}
		v.fields = append(v.fields, newField(name, line, item))
	}
	_, err := p.dec.Token()
	return v, err
}

// jsonNumber gives a whole number as int64 and any other as float64.
func jsonNumber(n json.Number) any {
	if i, err := n.Int64(); err == nil {
		return i
	}
	f, err := n.Float64()
	if err != nil {
		return float64(0)
	}
	return f
}

// fail turns an error of the decoder into a syntaxError with its line.
func (p *jsonParser) fail(err error) *syntaxError {
	if own, ok := errors.AsType[*syntaxError](err); ok {
		return own
	}
	line := p.here()
	if se, ok := errors.AsType[*json.SyntaxError](err); ok {
		line = p.at(int(se.Offset))
	}
	message := strings.TrimPrefix(err.Error(), "json: ")
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		message = "it ends too early"
	}
	return &syntaxError{line: line, message: "the JSON front matter cannot be read: " + message,
		remedy: "put keys and texts into double quotes, a comma between two values and none behind the last"}
}
