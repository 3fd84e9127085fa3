package rewrite

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// charset is what is known of the encoding of a page.
type charset struct {
	utf8   bool
	legacy *encoding.Decoder // of one where a backslash may be part of a letter; nil: none, or unknown
	sure   bool              // nothing in the page can change it any more
	guess  bool              // a browser may look at the text to find out
	named  string            // what the first bytes of the page name
}

// detect finds out which encoding a browser would take (HTML, 13.2.3.2), and sets
// the stream up for it. UTF-16 and ISO-2022-JP, in which bytes that look like a tag
// may be none, are read as UTF-8 and written as they were.
func (s *stream) detect() {
	name, sure := s.detectName()
	s.sure = sure
	switch name {
	case "utf-8":
		s.utf8 = true
	case "utf-16le", "utf-16be":
		endian := unicode.LittleEndian
		if name == "utf-16be" {
			endian = unicode.BigEndian
		}
		s.translate(unicode.UTF16(endian, unicode.IgnoreBOM))
	case "iso-2022-jp":
		if e, err := htmlindex.Get(name); err == nil {
			s.translate(e)
		}
	case "shift_jis", "gbk", "gb18030", "big5", "euc-jp", "euc-kr":
		if e, err := htmlindex.Get(name); err == nil {
			s.legacy = e.NewDecoder()
		}
	case "replacement":
		s.src, s.eof, s.end = bytes.NewReader(nil), true, 0
		s.find(Finding{Kind: Unclear, Action: Dropped, Reason: "the page is in an encoding that browsers refuse to show"}, 0)
	case "":
		s.guess = true
		s.plain = s.src
		s.src = escapes{s}
		s.clearEscapes()
	}
	if !sure {
		s.named = name
	}
}

// clearEscapes does for what has been read already what escapes does for the rest.
func (s *stream) clearEscapes() {
	if read := s.buf[:s.end]; bytes.IndexByte(read, 0x1B) >= 0 {
		s.find(Finding{Kind: Unclear, Action: Dropped, Reason: "escape characters in a page that does not name its encoding"}, bytes.IndexByte(read, 0x1B))
		s.warned = true
		if !s.frozen {
			copy(read, bytes.ReplaceAll(read, []byte{0x1B}, []byte{' '}))
		}
	}
}

// settle makes a style sheet read the same in all encodings that the page may have:
// in some a backslash may be the second half of a letter. Where that is so, or may
// be, the backslash becomes a space.
func (s *stream) settle(css []byte) {
	if s.legacy == nil && !s.guess || s.frozen || bytes.IndexByte(css, '\\') < 0 {
		return
	}
	if s.guess && isUTF8(css) {
		return
	}
	for i := 1; i < len(css); i++ {
		if css[i] == '\\' && css[i-1] >= 0x81 {
			css[i] = ' '
			if !s.warned {
				s.warned = true
				s.find(Finding{Kind: Unclear, Element: "style", Action: Dropped, Reason: "a backslash that may be half a letter"}, 0)
			}
		}
	}
}

// isUTF8 reports whether a stretch of a text is UTF-8, but for letters that are cut
// in two at its ends.
func isUTF8(text []byte) bool {
	for n := 0; n < utf8.UTFMax && len(text) > 0 && !utf8.RuneStart(text[0]); n++ {
		text = text[1:]
	}
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if last := text[len(text)-n:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				text = text[:len(text)-n]
			}
			break
		}
	}
	return utf8.Valid(text)
}

// translate reads the page as UTF-8 and writes it in its own encoding.
func (s *stream) translate(e encoding.Encoding) {
	s.utf8, s.sure = true, true
	read := bytes.Clone(s.buf[:s.end])
	s.src = transform.NewReader(io.MultiReader(bytes.NewReader(read), s.rest()), e.NewDecoder())
	w := transform.NewWriter(s.dst, encoding.HTMLEscapeUnsupported(e.NewEncoder()))
	s.dst, s.closer = w, w
	s.end, s.eof = 0, false
}

// rest is what has not been read yet.
func (s *stream) rest() io.Reader {
	if s.eof {
		return bytes.NewReader(nil)
	}
	return s.src
}

// prescan is how much of a page is searched for its encoding.
const prescan = 1024

// detectName returns the name of the encoding, as htmlindex has it, empty where the
// page says nothing.
func (s *stream) detectName() (name string, sure bool) {
	for s.end < 3 && s.more() {
	}
	switch b := s.buf[:s.end]; {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		return "utf-8", true
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return "utf-16be", true
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		return "utf-16le", true
	}
	if name := encodingName(s.page.Charset); name != "" {
		return name, true
	}
	for s.end < prescan && s.more() {
	}
	return prescanName(s.buf[:min(s.end, prescan)]), false
}

// encodingName gives the name of the encoding for a label; empty for none.
func encodingName(label string) string {
	switch string(bytes.ToLower(trim([]byte(label)))) {
	case "":
		return ""
	case "csiso2022kr", "hz-gb-2312", "iso-2022-cn", "iso-2022-cn-ext", "iso-2022-kr", "replacement":
		return "replacement"
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return ""
	}
	return name
}

// metaCharset looks at a meta element that names an encoding where browsers have
// not been sure of one: they may begin anew with it. All encodings have the same
// tags, but for one.
func (s *stream) metaCharset() {
	if s.sure {
		return
	}
	t := &s.t
	label := s.text(t, aCharset)
	if label == nil {
		label = charsetOf(s.text(t, aContent))
	}
	name := encodingName(string(label))
	if name != "iso-2022-jp" && name != "replacement" {
		s.sure = s.sure || name != ""
		return
	}
	s.find(Finding{Kind: Unclear, Element: "meta", Action: HeldBack, Reason: "it names an encoding after browsers have begun with another"}, 0)
	s.renameAll(t, aCharset)
	s.renameAll(t, aHTTPEquiv)
}

// charsetOf finds the label in the content of a meta element (HTML, "extracting a
// character encoding from a meta element").
func charsetOf(content []byte) []byte {
	lower := bytes.ToLower(content)
	for i := 0; ; {
		n := bytes.Index(lower[i:], []byte("charset"))
		if n < 0 {
			return nil
		}
		i += n + len("charset")
		rest := bytes.TrimLeft(content[i:], blanks)
		if len(rest) == 0 || rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], blanks)
		if len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
			end := bytes.IndexByte(rest[1:], rest[0])
			if end < 0 {
				return nil
			}
			return rest[1 : 1+end]
		}
		if end := bytes.IndexAny(rest, "; \t\n\r\f"); end >= 0 {
			rest = rest[:end]
		}
		return rest
	}
}
