package rewrite

// What a byte is to those who skim a sheet.
const (
	isPlain   = iota // nothing that matters by itself
	isSign           // something that has to be looked at
	isHyphen         // two of them begin the name of a custom property
	isColon          // the end of the name of a property
	isOpening        // the end of the name of a function, or a bracket by itself
	isBracket        // a bracket or a semicolon: a token by itself
)

var cssClass = func() (class [256]uint8) {
	for _, c := range []byte(`"'/@\<`) {
		class[c] = isSign
	}
	for _, c := range []byte(`){}[];`) {
		class[c] = isBracket
	}
	class['-'], class[':'], class['('] = isHyphen, isColon, isOpening
	return class
}()

var cssName = func() (in [256]bool) {
	for i := range in {
		in[i] = inName(byte(i))
	}
	return in
}()

// skim moves on over what loads nothing: white space, signs, brackets, numbers, and
// names that are not those of functions that load. It stops where a token has to be
// looked at, and before the last, which may go on. Names it passes over, and looks
// back at them from what stands behind.
func (s *sheet) skim(text []byte, i int) int {
	from := i
	for i < len(text) {
		c := text[i]
		switch cssClass[c] {
		case isPlain:
			for i++; i < len(text) && cssClass[text[i]] == isPlain; {
				i++
			}
			continue
		case isBracket:
			s.bracket(c)
			i++
			continue
		case isHyphen:
			if next(text, i+1) == '-' && (i == from || !cssName[text[i-1]]) {
				end := s.customName(text, from, i)
				if end == i {
					return nameBefore(text, from, i)
				}
				i = end
				continue
			}
		case isColon:
			if start := valueNameBefore(text, from, i); start < i {
				return start
			}
		case isOpening:
			start := nameBefore(text, from, i)
			if start < i && s.opening(text[start:i]) {
				return start
			}
			if start == i {
				s.push('(')
			}
		default:
			switch {
			case c == '\\':
				return nameBefore(text, from, i)
			case c != '/':
				return i
			case i+1 == len(text) || text[i+1] == '*':
				return valueNameBefore(text, from, i)
			}
		}
		i++
	}
	if start := nameBefore(text, from, i); start < i {
		return start
	}
	return valueNameBefore(text, from, i)
}

// nameBefore is where the name or number begins that ends before text[i], or the
// hash sign before it; i if there is none. It looks no farther back than from.
func nameBefore(text []byte, from, i int) int {
	for i > from && cssName[text[i-1]] {
		i--
	}
	if i > from && text[i-1] == '#' {
		i--
	}
	return i
}

// opening deals with a name and the bracket behind it. It reports true where the
// function may load something.
func (s *sheet) opening(name []byte) bool {
	switch c := name[0]; {
	case isDigit(c) || c == '#' || c == '-' && (len(name) == 1 || isDigit(name[1])):
		s.push('(') // no name of a function
	case s.mayLoad(name):
		return true
	default:
		s.pushKind(round)
	}
	return false
}

// customName deals with a name that begins with two hyphens at text[i], and returns
// where it ends; i if it has to be looked at more closely.
func (s *sheet) customName(text []byte, from, i int) int {
	j := i + 2
	for j < len(text) && cssName[text[j]] {
		j++
	}
	switch c := next(text, j); {
	case j == len(text):
		return i
	case i > from && text[i-1] == '#':
	case c == '\\' || c == '(' || c == '/' || isSpace(c):
		return i
	case c == ':' && s.custom == 0:
		s.custom = s.depth + 1
	}
	return j
}

// valueNameBefore is where the name of a property begins that ends before text[i],
// or before white space there, if its value is put elsewhere later; else i.
func valueNameBefore(text []byte, from, i int) int {
	end := i
	for end > from && isSpace(text[end-1]) {
		end--
	}
	if end == from || text[end-1]|0x20 != 't' && text[end-1]|0x20 != 'e' {
		return i
	}
	if start := nameBefore(text, from, end); isValueName(text[start:end]) {
		return start
	}
	return i
}

// mayLoad reports whether a function may be one whose strings or content are
// addresses: url, src, image and those that are made of these words, or any within
// one of them.
func (s *sheet) mayLoad(name []byte) bool {
	switch len(name) {
	case 3, 5, 9, 10, 17, 18:
		return true
	}
	return name[0] == '-' && name[1] == '-' || s.inLoading()
}

// bracket deals with a bracket or a semicolon.
func (s *sheet) bracket(c byte) {
	switch c {
	case '(', '[', '{':
		s.push(c)
	case ';':
		s.rule = noRule
		if s.custom > s.depth {
			s.custom = 0
		}
	default:
		s.pop(c)
	}
}

// isValueName reports whether a name may be that of a property whose value is put
// elsewhere later. Names that begin with "-" are looked at in any case.
func isValueName(name []byte) bool {
	return len(name) == 6 && equal(name, "result") || len(name) == 13 && equal(name, "initial-value")
}

func isDigit(c byte) bool    { return '0' <= c && c <= '9' }
func startsName(c byte) bool { return isLetter(c) || c == '_' || c >= 0x80 || c == 0 }
func inName(c byte) bool     { return startsName(c) || isDigit(c) || c == '-' }

// token reads one token and returns its length; 0 where it may go on behind the
// text and all is false.
func (s *sheet) token(text []byte, i int, all bool) int {
	c := text[i]
	if cssClass[c] == isBracket || c == '(' {
		s.bracket(c)
		return 1
	}
	// Up to two bytes behind the first say what a token is.
	if i+2 >= len(text) && !all {
		return 0
	}
	switch c {
	case '<':
		return markup(text[i:], all)
	case '"', '\'':
		return s.str(text, i, all)
	case '/':
		if next(text, i+1) != '*' {
			return 1
		}
		s.comment = true
		return s.inComment(text, i+2) - i
	case '#':
		n, done := s.skipName(text, i+1, all)
		return count(n-i, done)
	case '@':
		return s.atRule(text, i, all)
	}
	if startsNumber(text, i) {
		return s.number(text, i, all)
	}
	if startsIdent(text, i) {
		return s.ident(text, i, all)
	}
	return 1
}

// markup reads the sign with which "<!--" begins, which is one token: what stands behind it
// begins another.
func markup(text []byte, all bool) int {
	const open = "<!--"
	switch n := min(len(text), len(open)); {
	case string(text[:n]) != open[:n]:
		return 1
	case n == len(open):
		return n
	default:
		return count(1, all)
	}
}

func count(n int, done bool) int {
	if !done {
		return 0
	}
	return n
}

func next(text []byte, i int) byte {
	if i < len(text) {
		return text[i]
	}
	return ' '
}

// startsIdent is section 4.3.9.
func startsIdent(text []byte, i int) bool {
	c := text[i]
	if c == '-' {
		c2 := next(text, i+1)
		return startsName(c2) || c2 == '-' || isEscape(text, i+1)
	}
	return startsName(c) || isEscape(text, i)
}

// isEscape is section 4.3.8.
func isEscape(text []byte, i int) bool {
	if next(text, i) != '\\' {
		return false
	}
	c := next(text, i+1)
	return c != '\n' && c != '\r' && c != '\f'
}

// startsNumber is section 4.3.10.
func startsNumber(text []byte, i int) bool {
	c := text[i]
	if c == '+' || c == '-' {
		i++
		c = next(text, i)
	}
	return isDigit(c) || c == '.' && isDigit(next(text, i+1))
}

// number reads a number with its unit (4.3.3), so that a unit is not taken for a
// function.
func (s *sheet) number(text []byte, i int, all bool) int {
	n := i
	if c := text[n]; c == '+' || c == '-' {
		n++
	}
	n = digits(text, n)
	if next(text, n) == '.' && isDigit(next(text, n+1)) {
		n = digits(text, n+1)
	}
	if next(text, n)|0x20 == 'e' {
		m := n + 1
		if c := next(text, m); c == '+' || c == '-' {
			m++
		}
		if isDigit(next(text, m)) {
			n = digits(text, m)
		}
	}
	if n+3 > len(text) && !all {
		return 0
	}
	if n < len(text) && startsIdent(text, n) {
		end, done := s.skipName(text, n, all)
		return count(end-i, done)
	}
	return n - i
}

func digits(text []byte, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	return i
}

// skipName reads a name (4.3.11) and returns where it ends.
func (s *sheet) skipName(text []byte, i int, all bool) (end int, done bool) {
	for i < len(text) {
		switch c := text[i]; {
		case inName(c):
			i++
		case c == '\\' && i+1 == len(text) && !s.last:
			return i, all // what it escapes is not there yet
		case isEscape(text, i):
			i = skipEscape(text, i)
		default:
			return i, true
		}
	}
	return i, all
}

// skipEscape returns where the escape at i ends (4.3.7).
func skipEscape(text []byte, i int) int {
	i++
	if i >= len(text) {
		return i
	}
	if !isHex(text[i]) {
		return i + 1
	}
	for n := 0; n < 6 && i < len(text) && isHex(text[i]); n++ {
		i++
	}
	if next(text, i) == '\r' && next(text, i+1) == '\n' {
		return i + 2
	}
	if i < len(text) && isSpace(text[i]) {
		i++
	}
	return i
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// push notes a bracket.
func (s *sheet) push(c byte) {
	kind := round
	switch c {
	case '[':
		kind = square
	case '{':
		kind = block
	}
	switch {
	case s.inLoading():
		kind++
	case kind == block && s.rule == fontRule:
		kind = fontBlock
	}
	if c == '{' {
		s.rule = noRule
	}
	s.pushKind(kind)
}

// inLoading reports whether the innermost bracket is one of a function that loads.
func (s *sheet) inLoading() bool {
	if s.depth == 0 {
		return false
	}
	top := s.open[s.depth-1]
	return top == loading || top == loadingSquare || top == loadingBlock
}

func (s *sheet) pushKind(kind bracket) {
	if s.depth == len(s.open) {
		s.wild = true
		return
	}
	s.open[s.depth] = kind
	s.depth++
}

// pop ends the innermost bracket, if it is of that kind; others are only tokens
// within it (5.4.8).
func (s *sheet) pop(c byte) {
	if s.depth == 0 {
		return
	}
	top := s.open[s.depth-1]
	if c == ')' && top <= loading || c == ']' && (top == square || top == loadingSquare) || c == '}' && top >= block {
		s.depth--
		if s.custom > s.depth+1 {
			s.custom = 0
		}
	}
}
