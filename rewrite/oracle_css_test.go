package rewrite

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What follows reads CSS by the letter of CSS Syntax Module Level 3, a rune at a
// time and the whole of it at once: slow, and by other ways than what it checks.

// cssToken is a token of section 4, as far as it matters here.
type cssToken struct {
	kind  byte   // i name, f function, @ at-rule, s string, u address, x broken, w blank, or the sign itself
	value string // without escapes
}

type cssReader struct {
	in  []rune
	pos int
}

// cssTokens reads a sheet, a list of declarations or a value.
func cssTokens(text string) []cssToken {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\x00", "\uFFFD").Replace(text) // 3.3
	r := cssReader{in: []rune(strings.ToValidUTF8(text, "\uFFFD"))}
	var all []cssToken
	for r.pos < len(r.in) {
		all = append(all, r.token())
	}
	return all
}

// at gives the rune that is n behind, or 0 behind the end.
func (r *cssReader) at(n int) rune {
	if r.pos+n < len(r.in) {
		return r.in[r.pos+n]
	}
	return 0
}

func cssSpace(c rune) bool     { return c == ' ' || c == '\t' || c == '\n' }
func cssDigit(c rune) bool     { return '0' <= c && c <= '9' }
func cssHexed(c rune) bool     { return cssDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' }
func cssStarts(c rune) bool    { return c >= 0x80 || c == '_' || unicode.IsLetter(c) }
func cssNamed(c rune) bool     { return cssStarts(c) || cssDigit(c) || c == '-' }
func cssBroken(c rune) bool    { return c == '"' || c == '\'' || c == '(' || c < ' ' || c == 0x7F }
func (r *cssReader) end() bool { return r.pos >= len(r.in) }

// escapes is section 4.3.8.
func (r *cssReader) escapes(n int) bool { return r.at(n) == '\\' && r.at(n+1) != '\n' }

// named is section 4.3.9.
func (r *cssReader) named(n int) bool {
	if r.at(n) == '-' {
		return cssStarts(r.at(n+1)) || r.at(n+1) == '-' || r.escapes(n+1)
	}
	return cssStarts(r.at(n)) || r.escapes(n)
}

// counts is section 4.3.10.
func (r *cssReader) counts() bool {
	n := 0
	if r.at(0) == '+' || r.at(0) == '-' {
		n = 1
	}
	return cssDigit(r.at(n)) || r.at(n) == '.' && cssDigit(r.at(n+1))
}

// token is section 4.3.1.
func (r *cssReader) token() cssToken {
	c := r.at(0)
	switch {
	case c == '/' && r.at(1) == '*':
		r.comment()
		return cssToken{kind: 'w'}
	case cssSpace(c):
		r.pos++
		return cssToken{kind: 'w'}
	case c == '<' && r.at(1) == '!' && r.at(2) == '-' && r.at(3) == '-':
		r.pos += len("<!--")
		return cssToken{kind: '<'}
	case c == '"' || c == '\'':
		return r.quoted()
	case c == '#' && (cssNamed(r.at(1)) || r.escapes(1)):
		r.pos++
		return cssToken{'#', r.name()}
	case c == '@' && r.named(1):
		r.pos++
		return cssToken{'@', strings.ToLower(r.name())}
	case r.counts():
		return r.number()
	case r.named(0):
		return r.word()
	}
	r.pos++
	return cssToken{kind: byte(min(c, 0x7F))}
}

func (r *cssReader) comment() {
	r.pos += 2
	for !r.end() && (r.at(0) != '*' || r.at(1) != '/') {
		r.pos++
	}
	r.pos += 2
}

// quoted is section 4.3.5.
func (r *cssReader) quoted() cssToken {
	mark := r.at(0)
	var b strings.Builder
	for r.pos++; !r.end(); {
		switch c := r.at(0); {
		case c == mark:
			r.pos++
			return cssToken{'s', b.String()}
		case c == '\n':
			return cssToken{kind: 'x'}
		case c == '\\' && r.pos+1 == len(r.in):
			r.pos++
		case c == '\\' && r.at(1) == '\n':
			r.pos += 2
		case c == '\\':
			b.WriteRune(r.escaped())
		default:
			b.WriteRune(c)
			r.pos++
		}
	}
	return cssToken{'s', b.String()}
}

// escaped is section 4.3.7.
func (r *cssReader) escaped() rune {
	r.pos++
	from := r.pos
	for r.pos < from+6 && cssHexed(r.at(0)) {
		r.pos++
	}
	if from == r.pos {
		if r.end() {
			return utf8.RuneError
		}
		r.pos++
		return r.in[from]
	}
	n, _ := strconv.ParseUint(string(r.in[from:r.pos]), 16, 32)
	if cssSpace(r.at(0)) {
		r.pos++
	}
	if n == 0 || !utf8.ValidRune(rune(n)) {
		return utf8.RuneError
	}
	return rune(n)
}

// name is section 4.3.11.
func (r *cssReader) name() string {
	var b strings.Builder
	for !r.end() {
		switch {
		case cssNamed(r.at(0)):
			b.WriteRune(r.at(0))
			r.pos++
		case r.escapes(0):
			b.WriteRune(r.escaped())
		default:
			return b.String()
		}
	}
	return b.String()
}

// number is section 4.3.3, with the unit.
func (r *cssReader) number() cssToken {
	digits := func() {
		for cssDigit(r.at(0)) {
			r.pos++
		}
	}
	if !cssDigit(r.at(0)) && r.at(0) != '.' {
		r.pos++
	}
	digits()
	if r.at(0) == '.' && cssDigit(r.at(1)) {
		r.pos++
		digits()
	}
	if e := r.at(0); e == 'e' || e == 'E' {
		if sign := r.at(1); cssDigit(sign) {
			r.pos++
		} else if (sign == '+' || sign == '-') && cssDigit(r.at(2)) {
			r.pos += 2
		}
		digits()
	}
	if r.named(0) {
		r.name()
	}
	return cssToken{kind: '0'}
}

// word is section 4.3.4.
func (r *cssReader) word() cssToken {
	name := strings.ToLower(r.name())
	if r.at(0) != '(' {
		return cssToken{'i', name}
	}
	r.pos++
	if name != "url" {
		return cssToken{'f', name}
	}
	n := 0
	for cssSpace(r.at(n)) {
		n++
	}
	if c := r.at(n); c == '"' || c == '\'' {
		return cssToken{'f', name}
	}
	r.pos += n
	return r.bare()
}

// bare is section 4.3.6.
func (r *cssReader) bare() cssToken {
	var b strings.Builder
	for !r.end() {
		switch c := r.at(0); {
		case c == ')':
			r.pos++
			return cssToken{'u', b.String()}
		case cssSpace(c):
			for cssSpace(r.at(0)) {
				r.pos++
			}
			if !r.end() && r.at(0) != ')' {
				return r.remnants()
			}
		case cssBroken(c), c == '\\' && !r.escapes(0):
			return r.remnants()
		case c == '\\':
			b.WriteRune(r.escaped())
		default:
			b.WriteRune(c)
			r.pos++
		}
	}
	return cssToken{'u', b.String()}
}

// remnants is section 4.3.14: a broken address names nothing.
func (r *cssReader) remnants() cssToken {
	for !r.end() && r.at(0) != ')' {
		if r.escapes(0) {
			r.escaped()
		} else {
			r.pos++
		}
	}
	r.pos++
	return cssToken{kind: 'x'}
}

// cssLoading are the functions whose strings are addresses.
var cssLoading = []string{"url", "src", "image", "image-set", "-webkit-image-set"}

// cssWalk goes through tokens and keeps in mind which brackets are open.
type cssWalk struct {
	open   []cssToken
	rule   string // the at-rule whose prelude this is
	custom int    // brackets around the value that may be put elsewhere, and one; 0: none
	fresh  bool   // a declaration may begin here
	found  []string

	declarations bool // and no sheet
}

// cssAddresses lists what a sheet loads.
func cssAddresses(text string) []string { return addressesOf(text, cssWalk{fresh: true}) }

// declaredAddresses does the same for the declarations of an attribute, where "result" and
// "initial-value" are no properties: they belong into rules of a sheet.
func declaredAddresses(text string) []string {
	return addressesOf(text, cssWalk{fresh: true, declarations: true})
}

func addressesOf(text string, w cssWalk) []string {
	tokens := cssTokens(text)
	for i, t := range tokens {
		w.step(t, tokens[i+1:])
	}
	return w.found
}

func (w *cssWalk) step(t cssToken, rest []cssToken) {
	fresh := w.fresh
	w.fresh = fresh && t.kind == 'w'
	switch t.kind {
	case 'u':
		if w.rule != "namespace" {
			w.found = append(w.found, t.value)
		}
	case 's':
		if w.rule == "import" || w.custom > 0 || w.loading() {
			w.found = append(w.found, t.value)
		}
	case '@':
		if t.value == "" {
			return // a sign, which begins no rule
		}
		w.rule = t.value
		return
	case 'i':
		if fresh && w.custom == 0 && w.isKept(t.value) && followedByColon(rest) {
			w.custom = len(w.open) + 1
		}
	case 'f', '(', '[', '{':
		w.open = append(w.open, t)
		w.fresh = t.kind == '{'
	case ')', ']', '}':
		w.close(t.kind)
	case ';':
		w.fresh = true
		if w.custom > len(w.open) {
			w.custom = 0
		}
	}
	if t.kind != 'w' { // what an import loads is its first word
		w.rule = w.ruleBehind(t)
	}
}

// ruleBehind says which at-rule goes on behind a token.
func (w *cssWalk) ruleBehind(t cssToken) string {
	if w.rule == "import" && t.kind != 'f' || t.kind == ';' || t.kind == '{' {
		return ""
	}
	return w.rule
}

// loading reports whether a string here is an address: it stands in a function that
// loads, at any depth of functions and round brackets, such as var(), or anywhere in what
// is handed to a custom function.
func (w *cssWalk) loading() bool {
	barred := w.rule == "namespace"
	for _, t := range slices.Backward(w.open) {
		if t.kind == 'f' && (strings.HasPrefix(t.value, "--") || !barred && slices.Contains(cssLoading, t.value)) {
			return true
		}
		barred = barred || t.kind != 'f' && t.kind != '('
	}
	return false
}

// close ends the innermost bracket; one of another kind is a sign within it (5.4.8).
func (w *cssWalk) close(kind byte) {
	n := len(w.open) - 1
	if n < 0 {
		w.fresh = kind == '}'
		return
	}
	if want := map[byte]byte{'f': ')', '(': ')', '[': ']', '{': '}'}[w.open[n].kind]; want != kind {
		return
	}
	w.open, w.fresh = w.open[:n], kind == '}'
	if w.custom > n+1 {
		w.custom = 0
	}
}

// isKept reports whether the value of a property may be used somewhere else.
func (w *cssWalk) isKept(name string) bool {
	return strings.HasPrefix(name, "--") || (name == "result" || name == "initial-value") && !w.declarations
}

func followedByColon(rest []cssToken) bool {
	for _, t := range rest {
		if t.kind != 'w' {
			return t.kind == ':'
		}
	}
	return false
}

// aheadImports lists what browsers load when they look ahead in a style element: rules up to
// the next semicolon, whatever is around it, until something begins that is no rule of these.
func aheadImports(css string) []string {
	return append(aheadInChromium(css), aheadInFirefox(css)...)
}

// aheadInChromium reads as its CSSPreloadScanner does.
func aheadInChromium(css string) (all []string) {
	const blank = " \t\n\f\r"
	for {
		css = strings.TrimLeft(css, blank)
		switch {
		case strings.HasPrefix(css, "/*"):
			_, rest, closed := strings.Cut(css[2:], "*/")
			if css = rest; !closed {
				return all
			}
			continue
		case strings.HasPrefix(css, "/"):
			css = css[min(len(css), 2):]
			continue
		case !strings.HasPrefix(css, "@"):
			return all
		case len(css) < 2 || !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz", rune(css[1]|0x20)):
			css = css[min(len(css), 2):]
			continue
		}
		n := strings.IndexAny(css, blank+";")
		if n < 0 {
			return all
		}
		name := strings.ToLower(css[1:n])
		css = strings.TrimLeft(css[n:], blank)
		if strings.HasPrefix(css, ";") {
			css = css[1:]
			continue
		}
		if strings.HasPrefix(css, "{") {
			return all
		}
		value, behind := aheadValue(name, css)
		css = strings.TrimLeft(behind, blank)
		if strings.HasPrefix(css, "{") {
			return all
		}
		_, css, _ = strings.Cut(css, ";")
		switch {
		case name == "import":
			all = append(all, aheadAddress(value))
		case name != "charset" && name != "layer":
			return all
		}
	}
}

// aheadValue cuts off the value of a rule, which goes on behind a semicolon as long as that of
// an import is not whole.
func aheadValue(name, css string) (value, behind string) {
	for i := 1; i < len(css); i++ {
		switch c := css[i]; {
		case strings.IndexByte(" \t\n\f\r", c) >= 0:
			return css[:i], css[i:]
		case c != ';':
		case name != "import":
			return css[:i], css[i:]
		case i < 2 || css[i-2] == '\\':
		case css[0] == '"' || css[0] == '\'':
			if css[i-1] == css[0] {
				return css[:i], css[i:]
			}
		case css[i-1] == ')':
			return css[:i], css[i:]
		}
	}
	return css, ""
}

// aheadInFirefox reads as its ImportScanner does.
func aheadInFirefox(css string) (all []string) {
	const blank = " \t\n\f\r"
	for {
		css = strings.TrimLeft(css, blank)
		if strings.HasPrefix(css, "/*") {
			for css = css[2:]; ; css = css[2:] { // a star and what follows it go together
				n := strings.IndexByte(css, '*')
				if n < 0 || len(css) < n+2 {
					return all
				}
				if css = css[n:]; css[1] == '/' {
					break
				}
			}
			css = css[2:]
			continue
		}
		n := strings.IndexAny(css, blank)
		if n < 1 || css[0] != '@' {
			return all
		}
		name := strings.ToLower(css[1:n])
		css = css[n+1:]
		switch name {
		case "charset", "layer":
		case "import":
			css = strings.TrimLeft(css, blank)
			if css == "" {
				return all
			}
			end := css[0]
			if end == 'u' || end == 'U' {
				l := strings.IndexAny(css, "lL")
				if l < 2 || css[1]|0x20 != 'r' || len(css) < l+2 || css[l+1] != '(' {
					return all
				}
				end, css = ')', strings.TrimLeft(css[l+2:], blank)
				if strings.HasPrefix(css, `"`) || strings.HasPrefix(css, "'") {
					end, css = css[0], css[1:]
				}
			} else if css = css[1:]; end != '"' && end != '\'' {
				return all
			}
			address, rest, closed := strings.Cut(css, string(end))
			if !closed {
				return all
			}
			all, css = append(all, strings.TrimRight(address, blank)), rest
		default:
			return all
		}
		n = strings.IndexAny(css, ";{")
		if n < 0 || css[n] == '{' {
			return all
		}
		css = css[n+1:]
	}
}

// aheadAddress takes off "url()" and quotes, where there are both ends of them.
func aheadAddress(value string) string {
	if len(value) > 5 && strings.EqualFold(value[:4], "url(") && strings.HasSuffix(value, ")") {
		value = strings.Trim(value[4:len(value)-1], " ")
	}
	if len(value) > 1 && (value[0] == '"' || value[0] == '\'') && value[len(value)-1] == value[0] {
		return value[1 : len(value)-1]
	}
	return value
}
