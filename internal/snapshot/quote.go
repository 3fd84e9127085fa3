package snapshot

import (
	"fmt"
	"strings"
	"unicode"
)

// quoteLine writes a text as a TOML string of one line, nothing for "".
func quoteLine(s string) string {
	if s == "" {
		return ""
	}
	return quoteAny(s)
}

func quoteAny(s string) string { return `"` + escape(s, false) + `"` }

// quoteText writes a text as a TOML string: of several lines if it has several.
func quoteText(s string) string {
	if !strings.Contains(s, "\n") {
		return quoteLine(s)
	}
	return "\"\"\"\n" + escape(s, true) + `"""`
}

// escape escapes what may not stand in a basic string (TOML 1.0, String), and
// what a person would not see in the file.
func escape(s string, long bool) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '\n' && long:
			b.WriteByte('\n')
		case r == '"' && long && !strings.HasPrefix(s[i+1:], `"`) && i+1 < len(s):
			b.WriteByte('"') // alone, it cannot be part of the end
		case r == '"', r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\u200c' || r == '\u200d' || r == ' ':
			b.WriteRune(r) // joiners belong to letters and emoji
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.IsSpace(r):
			if r > 0xffff {
				fmt.Fprintf(&b, `\U%08X`, r)
			} else {
				fmt.Fprintf(&b, `\u%04X`, r)
			}
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
