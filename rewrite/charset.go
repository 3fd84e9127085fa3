package rewrite

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
)

// charset is what is known of the encoding of a page.
type charset struct {
	utf8   bool
	other  encoding.Encoding // that of the page, if it is another
	legacy halves            // where a sign of CSS may be half a letter
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
	switch {
	case name == "utf-8":
		s.utf8 = true
	case name == "utf-16le", name == "utf-16be":
		endian := unicode.LittleEndian
		if name == "utf-16be" {
			endian = unicode.BigEndian
		}
		e := unicode.UTF16(endian, unicode.IgnoreBOM)
		s.translate(e, e.NewDecoder(), s.missingMark(name)...)
	case name == "iso-2022-jp":
		if e, err := htmlindex.Get(name); err == nil {
			s.translate(e, transform.Chain(e.NewDecoder(), runes.Map(sayable(e))))
		}
	case hasHalves(name):
		if e, err := htmlindex.Get(name); err == nil {
			s.legacy = halves{decoder: e.NewDecoder(), shiftJIS: name == "shift_jis"}
		}
	case name == "replacement":
		s.src, s.eof, s.end = bytes.NewReader(nil), true, 0
		s.find(Finding{Kind: Unclear, Action: Dropped, Reason: "the page is in an encoding that browsers refuse to show"}, 0)
	case name == "":
		s.guess = true
		s.plain = s.src
		s.src = escapes{s}
		s.clearEscapes()
	}
	if !sure {
		s.named = name
	}
	if e, err := htmlindex.Get(name); err == nil && !s.utf8 {
		s.other = e
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

// translate reads the page as UTF-8 and writes it in its own encoding. before is put at its
// beginning.
func (s *stream) translate(e encoding.Encoding, decoder transform.Transformer, before ...byte) {
	s.utf8, s.sure = true, true
	read := append(before, s.buf[:s.end]...)
	s.src = transform.NewReader(io.MultiReader(bytes.NewReader(read), s.rest()), decoder)
	w := transform.NewWriter(s.dst, encoding.HTMLEscapeUnsupported(e.NewEncoder()))
	s.dst, s.closer = w, w
	s.end, s.eof = 0, false
}

// sayable gives what an encoding has for a letter: some are read that cannot be written, such
// as what is broken. They must not become references, which mean something else in a style
// sheet or a script; a geta mark says that a letter is missing.
func sayable(e encoding.Encoding) func(rune) rune {
	const geta = '\u3013'
	encoder := e.NewEncoder()
	var known [1 << 13]byte // a bit for each letter of the first plane, beyond which there are none
	return func(r rune) rune {
		switch {
		case r < utf8.RuneSelf:
			return r
		case r >= 1<<16:
			return geta
		case known[r/8]>>(r%8)&1 != 0:
			return r
		}
		if _, err := encoder.String(string(r)); err != nil {
			return geta
		}
		known[r/8] |= 1 << (r % 8)
		return r
	}
}

// wideDeclaration returns the name of the encoding of a page that begins with an XML declaration
// in UTF-16, by which browsers know it without a mark (HTML, "prescan a byte stream").
func wideDeclaration(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("<\x00?\x00x\x00")):
		return "utf-16le"
	case bytes.HasPrefix(b, []byte("\x00<\x00?\x00x")):
		return "utf-16be"
	}
	return ""
}

// missingMark gives the byte order mark that a page in UTF-16 lacks of which nothing says for all
// browsers that it is: to others it would be another page.
func (s *stream) missingMark(name string) []byte {
	if s.frozen || wideDeclaration(s.buf[:s.end]) != name || encodingName(s.page.Charset) != "" {
		return nil
	}
	s.find(Finding{Kind: Unclear, Action: Kept, Reason: "not every browser sees that it is in UTF-16; now a mark at its beginning says so"}, 0)
	if name == "utf-16be" {
		return []byte("\xFE\xFF")
	}
	return []byte("\xFF\xFE")
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
	if name := wideDeclaration(s.buf[:s.end]); name != "" {
		return name, true
	}
	return s.saidWithin(s.buf[:min(s.end, prescan)]), false
}

// encodingName gives the name of the encoding for a label; empty for none. Only white space of
// ASCII around it does not count, and only letters of ASCII have two cases (Encoding, 4.2): to
// the library there are more of both.
func encodingName(label string) string {
	label = string(lowerASCII([]byte(strings.Trim(label, blanks))))
	for _, c := range []byte(label) {
		if c <= ' ' || c >= utf8.RuneSelf {
			return ""
		}
	}
	switch label {
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
// tags, but for one; and the same signs of CSS, but for those with letters of two bytes.
func (s *stream) metaCharset() {
	if s.sure {
		return
	}
	t := &s.t
	held := false
	for i := range t.attrs {
		a := &t.attrs[i]
		switch {
		case a.which == aCharset && s.misreads(encodingName(string(s.value(a)))):
			s.rename(a)
			held = true
		case a.which == aContent && s.misreads(encodingName(string(charsetOf(s.value(a))))) && s.isPragma(t, "content-type"):
			s.renameAll(t, aHTTPEquiv)
			held = true
		}
	}
	if held {
		s.find(Finding{Kind: Unclear, Element: "meta", Action: HeldBack, Reason: "it names an encoding after browsers have begun with another"}, 0)
	}
}

// isPragma reports whether a meta element may stand for a header of that name.
func (s *stream) isPragma(t *tag, name string) bool {
	for i := range t.attrs {
		if a := &t.attrs[i]; a.which == aHTTPEquiv && is(s.value(a), name) {
			return true
		}
	}
	return false
}

// misreads reports whether the page would be another in that encoding. One that is not
// guessed may be so even if the page named it first, where not every browser saw it: in a
// select, some read no meta element.
func (s *stream) misreads(name string) bool {
	switch {
	case name == "iso-2022-jp", name == "replacement":
		return true
	case name == "", s.guess, name == s.named:
		return false
	}
	return s.legacy.decoder != nil || hasHalves(name)
}

// readsOtherwise reports whether what is a sign in most encodings may be none in this one.
func readsOtherwise(name string) bool {
	return name == "iso-2022-jp" || name == "replacement" || hasHalves(name)
}

// hasHalves reports whether an encoding has letters whose second half looks like a sign.
func hasHalves(name string) bool {
	switch name {
	case "shift_jis", "gbk", "gb18030", "big5", "euc-kr":
		return true
	}
	return false
}

// charsetOf finds the label in the content of a meta element (HTML, "extracting a
// character encoding from a meta element").
func charsetOf(content []byte) []byte {
	lower := lowerASCII(content) // of the same length
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
