package page

import "strings"

// minifyStyle removes comments and the white space of a style sheet that means
// nothing. It knows only as much of CSS as that takes: strings are kept as they
// are, and white space goes only beside characters where it never separates.
func minifyStyle(css string) string {
	out := make([]byte, 0, len(css))
	space := false // white space was seen and not yet written
	for i := 0; i < len(css); {
		n, blank := styleToken(css[i:])
		token := css[i : i+n]
		i += n
		if blank {
			space = true
			continue
		}
		if space && len(out) > 0 && separates(out[len(out)-1], token[0]) {
			out = append(out, ' ')
		}
		space = false
		if token == "}" && len(out) > 0 && out[len(out)-1] == ';' {
			out = out[:len(out)-1]
		}
		out = append(out, token...)
	}
	return string(out)
}

// styleToken gives the length of what css begins with: a comment or white
// space, which are blank, a string, or one byte.
func styleToken(css string) (n int, blank bool) {
	switch c := css[0]; c {
	case ' ', '\n', '\t', '\r', '\f':
		return 1, true
	case '"', '\'':
		for n = 1; n < len(css) && css[n] != c; n++ {
			if css[n] == '\\' {
				n++
			}
		}
		return min(n+1, len(css)), false
	case '/':
		if strings.HasPrefix(css, "/*") {
			if end := strings.Index(css[2:], "*/"); end >= 0 {
				return end + 4, true
			}
			return len(css), true
		}
	}
	return 1, false
}

// separates reports whether white space between two bytes may mean something.
// A space before "(" or ":" does, in "and (" and in "p :link"; spaces around
// "+" and "-" do, in calc().
func separates(before, after byte) bool {
	return !strings.ContainsRune("{};,:(>", rune(before)) && !strings.ContainsRune("{};,)>!", rune(after))
}
