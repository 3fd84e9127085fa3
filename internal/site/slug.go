package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxSlug keeps the name of a tag within what article.CheckPath allows for one
// segment of a path, in bytes.
const maxSlug = 200

// slug turns the name of a tag into a segment of a path, decoded: lower case,
// hyphens for blanks, letters and digits of every script. It is empty where
// nothing is left. Composed and decomposed characters make the same slug.
func slug(name string) string {
	s := norm.NFC.String(segment(norm.NFC.String(name)))
	for len(s) > maxSlug {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return s
}

// segment is slug for the name of a folder, which stands in the addresses of
// its articles as it is. Like Hugo it keeps . _ # + ~ - @ (so that "C", "C++"
// and "C#" stay apart) and drops the rest, so that addresses survive a move
// from there. A segment of dots only cannot be in a path and comes back empty.
func segment(name string) string {
	var b strings.Builder
	gap, hyphen := false, false
	for _, r := range name {
		if !keptInSlug(r) {
			gap = gap || unicode.IsSpace(r) && b.Len() > 0 && !hyphen
			continue
		}
		hyphen = r == '-'
		if gap && !hyphen {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	if s := b.String(); strings.Trim(s, ".") != "" {
		return s
	}
	return ""
}

func keptInSlug(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("._#+~-@", r))
}

// humanize makes a title of a folder's name, for a section that nobody named:
// "local-news" becomes "Local news".
func humanize(key string) string {
	s := strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, key))
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToTitle(first)) + s[size:]
}
