package source

import (
	"bytes"
)

// format is the language of a front matter.
type format uint8

const (
	noFrontMatter format = iota
	yamlFormat
	tomlFormat
	jsonFormat
)

// maxFrontMatter bounds a front matter in bytes. YAML readers take time that
// grows with the square of some inputs; this keeps the worst at a second or so.
const maxFrontMatter = 64 << 10

// document is a file, taken apart. Lines count from 1.
type document struct {
	format    format
	front     []byte // without the lines that enclose it
	frontLine int    // where front begins
	body      []byte
	bodyLine  int // where body begins
}

// split takes a file apart as Hugo does: "---" encloses YAML, "+++" encloses
// TOML, and a "{" that begins the file begins a JSON object. Blank lines may
// stand before it. A file without front matter is all body.
func split(src []byte) (document, *syntaxError) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	rest, line := skipBlank(src)
	first, after, _ := cutLine(rest)
	switch {
	case string(first) == "---":
		return splitFenced(yamlFormat, "---", after, line+1)
	case string(first) == "+++":
		return splitFenced(tomlFormat, "+++", after, line+1)
	case bytes.HasPrefix(rest, []byte("{")) && !bytes.HasPrefix(rest, []byte("{{")):
		return splitJSON(rest, line)
	}
	return document{body: src, bodyLine: 1}, nil
}

// splitFenced finds the line that closes a front matter.
func splitFenced(f format, fence string, src []byte, line int) (document, *syntaxError) {
	d := document{format: f, frontLine: line}
	for pos := 0; pos < len(src); {
		text, _, n := cutLine(src[pos:])
		line++
		if string(text) == fence {
			d.front, d.body, d.bodyLine = src[:pos], src[pos+n:], line
			return d, d.tooLong()
		}
		pos += n
	}
	return d, &syntaxError{
		line:    d.frontLine - 1,
		message: "the front matter that begins here never ends",
		remedy:  "write " + fence + " on a line of its own below it",
	}
}

// tooLong reports a front matter above the limit.
func (d *document) tooLong() *syntaxError {
	if len(d.front) <= maxFrontMatter {
		return nil
	}
	return &syntaxError{
		line:    max(d.frontLine-1, 1),
		message: "the front matter is longer than 64 kB",
		remedy:  "move text below the front matter",
	}
}

// cutLine returns the first line of src without its end and trailing blanks,
// what follows it, and how many bytes the line takes with its end.
func cutLine(src []byte) (line, after []byte, n int) {
	n = bytes.IndexByte(src, '\n') + 1
	if n == 0 {
		n = len(src)
	}
	return bytes.TrimRight(src[:n], " \t\r\n"), src[n:], n
}

// skipBlank returns src from its first line that is not blank, and the number
// of that line.
func skipBlank(src []byte) ([]byte, int) {
	line := 1
	for len(src) > 0 {
		text, after, _ := cutLine(src)
		if len(text) > 0 {
			break
		}
		src = after
		line++
	}
	return src, line
}
