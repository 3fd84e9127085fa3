package rewrite

import (
	"bytes"
	"net/url"
	"regexp"
)

// A style may refer to a part of a document, such as a filter of a drawing, and the document
// may be carried in its own address. Where it is shown as a picture it loads nothing; where one
// of its parts is meant, Firefox loads what it names.

// refersInto reports whether an address in a style is one of a part of a document in the address
// itself, unless the document plainly names nothing to load.
func refersInto(address []byte) bool {
	reach, _, clean := readAddress(address, nil)
	part := bytes.IndexByte(clean, '#')
	if reach != carried || part < 0 || !isDocument(clean) {
		return false
	}
	kind, text, _ := bytes.Cut(clean[:part], []byte{','})
	if _, charset, ok := bytes.Cut(kind, []byte{';'}); ok && !plainCharset.Match(charset) {
		return true
	}
	plain, err := url.PathUnescape(string(text))
	if err != nil {
		return true
	}
	names := namespaces.ReplaceAll(lowerASCII([]byte(plain)), nil)
	return bytes.ContainsAny(names, "\\&\x00") || mayName.Match(names)
}

var (
	plainCharset = regexp.MustCompile(`^(charset=)?(utf-?8|us-ascii)$`)
	namespaces   = regexp.MustCompile(`xmlns(:[a-z]+)?=["']https?://www\.w3\.org/[0-9a-z/]*["']`)
	mayName      = regexp.MustCompile(`https?|<[!?]`) // whole addresses, and what may make others
)

// isDocument reports whether an address that carries something may carry a document.
func isDocument(clean []byte) bool {
	kind, _, _ := bytes.Cut(lowerASCII(clean[len("data:"):min(len(clean), len("data:")+64)]), []byte{','})
	return bytes.Contains(kind, []byte("xml")) || !plainContent.Match(kind)
}

// carriesDocument reports whether an address, as a style has it, carries a document: it has to
// be read to its end.
func (s *sheet) carriesDocument(raw []byte) bool {
	reach, _, clean := readAddress(s.name(raw[:min(len(raw), maxAddress)]), nil)
	return reach == carried && isDocument(clean)
}

var plainContent = regexp.MustCompile(`^ *(image/|font/|application/(x-)?font|application/vnd\.ms-font|application/octet-stream)`)
