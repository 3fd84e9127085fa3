package markdown

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// readable gives the source as text that can be parsed: of bearable size, in
// valid UTF-8, without NUL and byte order mark, with bare line feeds. It tells
// the author what it had to change; ok is false where there is nothing to show.
func (w *writer) readable(src []byte) (readable []byte, ok bool) {
	w.src = src // for counting lines
	if len(src) > maxSource {
		w.problem(-1, fmt.Sprintf("the text is too long: %d bytes, at most %d are read", len(src), maxSource),
			"split the article, or move what is no text into files of its own")
		return nil, false
	}
	if n := bytes.Count(src, []byte{'\n'}); n > maxLines {
		w.problem(-1, fmt.Sprintf("the text has too many lines: %d, at most %d are read", n, maxLines),
			"split the article")
		return nil, false
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if at := bytes.IndexByte(src, 0); at >= 0 {
		w.problem(at, "the text contains a NUL byte", "remove it; the file may have been saved in a wrong encoding")
		src = bytes.ReplaceAll(src, []byte{0}, []byte("\uFFFD"))
	}
	if at := invalid(src); at >= 0 {
		w.problem(at, "the text is not valid UTF-8", "save the file in UTF-8")
		src = bytes.ToValidUTF8(src, []byte("\uFFFD"))
	}
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte(" "))
	}
	w.src, w.lines = src, lineCounter{}
	return src, true
}

// invalid finds the first byte that is not part of valid UTF-8; -1 for none.
func invalid(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for at := 0; at < len(b); {
		r, n := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && n == 1 {
			return at
		}
		at += n
	}
	return -1
}
