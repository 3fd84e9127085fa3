package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// What a byte of prose asks for, beyond being copied.
const (
	copied  = iota
	blank   // ends a word
	letter  // belongs to a word
	marking // is looked at by the typographer or has to be escaped
	wide    // begins a character of more than one byte
)

// classes tells what each byte asks for.
var classes = func() (t [256]byte) {
	for c := range 256 {
		switch b := byte(c); {
		case b == ' ' || b == '\t' || b == '\n':
			t[c] = blank
		case isAlnum(b):
			t[c] = letter
		case b >= 0x80:
			t[c] = wide
		}
	}
	for _, c := range []byte("<>&\"'\\-.") {
		t[c] = marking
	}
	return t
}()

// startText begins the text of a block.
func (w *writer) startText() {
	w.previous, w.doubles, w.singles, w.inWord = ' ', 0, 0, false
}

// text appends prose: escaped, with backslashes and entities resolved and
// with the typographer's quotation marks, dashes and ellipses. after is what
// follows the text in the source; it decides which way a last mark turns.
func (w *writer) text(b, after []byte) {
	from := 0
	for i := 0; i < len(b); {
		switch classes[b[i]] {
		case blank:
			w.inWord = false
			i++
		case letter:
			w.word()
			i++
		case wide:
			i += w.wide(b[i:])
		case marking:
			if b[i] == '.' {
				if back, ahead := wwwAround(b[from:i], b[i:]); ahead > 0 {
					w.copyText(b[from : i-back])
					w.www(b[i-back : i+ahead])
					i += ahead
					from = i
					continue
				}
			}
			n, with := w.marking(b, i, after)
			if n == 0 {
				i++
				continue
			}
			w.copyText(b[from:i])
			w.buf = appendEscaped(w.buf, with)
			w.addPlain([]byte(with))
			i += n
			from = i
		default:
			i++
		}
	}
	w.copyText(b[from:])
	if len(b) > from {
		w.previous, _ = utf8.DecodeLastRune(b)
	}
}

// www appends an address that was written without its scheme.
func (w *writer) www(b []byte) {
	kind := w.openLink(append([]byte("http://"), b...), nil, 0)
	w.verbatim(b)
	w.closeLink(kind)
}

func (w *writer) copyText(b []byte) {
	w.buf = append(w.buf, b...)
	w.addPlain(b)
}

// word notes that a letter or digit was seen.
func (w *writer) word() {
	if !w.inWord {
		w.inWord = true
		w.words++
	}
}

// wide looks at a character of more than one byte and tells how many it has.
// In scripts without blanks between words, every character counts as one.
func (w *writer) wide(b []byte) int {
	r, n := utf8.DecodeRune(b)
	switch {
	case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r):
		w.words++
		w.inWord = false
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		w.word()
	case unicode.IsSpace(r):
		w.inWord = false
	}
	return n
}

// marking says what to put in the place of the n bytes at b[i]; n is 0 for a
// byte that stays.
func (w *writer) marking(b []byte, i int, after []byte) (n int, with string) {
	before := w.previous
	if i > 0 {
		before, _ = utf8.DecodeLastRune(b[:i])
	}
	rest := b[i:]
	switch rest[0] {
	case '\\':
		if len(rest) > 1 && util.IsPunct(rest[1]) {
			w.previous = rune(rest[1])
			return 2, string(rest[1:2])
		}
		return 0, ""
	case '&':
		if text, n := decodeEntity(rest); n > 0 {
			w.previous, _ = utf8.DecodeLastRuneInString(text)
			return n, text
		}
		return 1, "&"
	case '-':
		return dashes(rest, after)
	case '.':
		if bytes.HasPrefix(rest, []byte("...")) {
			return 3, "…"
		}
		return 0, ""
	case '<':
		if len(rest) > 1 && rest[1] == '<' {
			return 2, "«"
		}
	case '>':
		if len(rest) > 1 && rest[1] == '>' {
			return 2, "»"
		}
	case '"':
		with = w.double(before, next(rest, after))
	case '\'':
		with = w.single(before, rest, next(rest, after))
	}
	if with == "" {
		with = string(rest[:1])
	}
	w.previous, _ = utf8.DecodeLastRuneInString(with)
	return 1, with
}

// dashes turns two hyphens into an en dash and three into an em dash.
func dashes(rest, after []byte) (n int, with string) {
	for n < len(rest) && rest[n] == '-' {
		n++
	}
	if n == len(rest) && len(after) > 0 && after[0] == '-' {
		return n, string(rest[:n])
	}
	switch n {
	case 2:
		return 2, "–"
	case 3:
		return 3, "—"
	}
	return n, string(rest[:n])
}

// next gives the character behind the first byte of rest.
func next(rest, after []byte) rune {
	if len(rest) > 1 {
		r, _ := utf8.DecodeRune(rest[1:])
		return r
	}
	if len(after) > 0 {
		r, _ := utf8.DecodeRune(after)
		return r
	}
	return ' '
}

// double decides which way a double quotation mark turns; empty for straight.
func (w *writer) double(before, next rune) string {
	switch {
	case opensQuote(before) && !unicode.IsSpace(next):
		w.doubles++
		return "“"
	case w.doubles > 0 && !unicode.IsSpace(before):
		w.doubles--
		return "”"
	}
	return "" // an inch, or a mark that stands alone
}

// single decides what an apostrophe is; empty for straight.
func (w *writer) single(before rune, rest []byte, next rune) string {
	switch {
	case !opensQuote(before):
		if w.singles > 0 && !unicode.IsLetter(next) {
			w.singles--
		}
		return "’" // don't, the dogs' home, or the end of a quotation
	case unicode.IsSpace(next):
		return ""
	case unicode.IsDigit(next) || leavesOut(rest[1:]):
		return "’" // the '90s, 'twas
	}
	w.singles++
	return "‘"
}

// opensQuote reports whether a quotation can begin behind a character.
func opensQuote(r rune) bool {
	switch r {
	case '(', '[', '{', '-', '–', '—', '“', '‘', '«', '/', '=', '¿', '¡':
		return true
	}
	return unicode.IsSpace(r)
}

// leavesOut reports whether a word is one that English writes with an
// apostrophe for its missing beginning.
func leavesOut(b []byte) bool {
	end := 0
	for end < len(b) && isAlnum(b[end]) {
		end++
	}
	switch string(bytes.ToLower(b[:min(end, 6)])) {
	case "tis", "twas", "twere", "twill", "em", "til", "cause", "n", "bout", "round":
		return true
	}
	return false
}
