package provider

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds on a quotation. What is longer is cut, and says so with an ellipsis.
const (
	maxQuoteText  = 10_000 // characters
	maxQuoteName  = 200    // characters of an author's name
	maxQuoteTitle = 500    // characters
	maxQuoteLinks = 100
	maxQuoteHref  = 2048 // bytes
	maxAccents    = 8    // marks upon one character
)

// isKept reports whether a character may stand in a quotation after another. What
// nobody sees goes: controls, characters without a meaning, and those that turn
// the direction of writing for what follows (Unicode Annex 9, 2.1 and 2.2). The
// marks of direction stay, which turn nothing but their own place, and so do the
// joiners, without which Persian and many emoji are misspelt.
func isKept(r, before rune) bool {
	switch {
	case r < 0x20, r >= 0x7F && r < 0xA0, r == utf8.RuneError:
		return false
	case r == 0xAD, r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB:
		return false
	case r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return false
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
		return false
	case r >= 0xE0000 && r <= 0xE007F: // letters of a flag, else hidden text
		return before == 0x1F3F4 || before >= 0xE0000 && before <= 0xE007F
	case r >= 0xE0100 && r <= 0xE01EF && !unicode.IsLetter(before):
		return false
	}
	return true
}

// cutTo shortens a text to so many characters, at a word's end where one is near.
func cutTo(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	end := 0
	for range most - 1 {
		_, n := utf8.DecodeRuneInString(s[end:])
		end += n
	}
	const near = 40
	if space := strings.LastIndexAny(s[:end], " \n"); space > end-near && space > 0 {
		end = space
	}
	return strings.TrimRight(s[:end], " \n\u200D") + "…"
}

// quotedHref returns the address of a link in a quotation, without the parameters
// that tell where a reader comes from; empty where it is no web address.
func quotedHref(raw string) string {
	clean, r := reachOf(raw)
	if r != foreign {
		return ""
	}
	link := untracked(linkTo(clean))
	if rest, https := strings.CutPrefix(link, "https:"); https && len(clean) > 5 && strings.EqualFold(clean[:5], "http:") {
		link = "http:" + rest // the host may know no other way
	}
	if len(link) > maxQuoteHref || strings.ContainsAny(link, "<>\"'\\ `{}|^") {
		return ""
	}
	return link
}

// quotedHandle returns the name of an account without the sign before it; empty
// where it is no such name.
func quotedHandle(s string) string {
	const longest = 253
	s = strings.TrimPrefix(s, "@")
	if s == "" || len(s) > longest {
		return ""
	}
	for _, r := range s {
		if r != '_' && r != '.' && r != '-' && r != '@' && r != '~' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			return ""
		}
	}
	return s
}

// quotedLang returns a language in BCP 47 as far as it names one. Services mark
// texts in no language with codes of their own.
func quotedLang(tag string) string {
	const longest = 35
	if len(tag) < 2 || len(tag) > longest {
		return ""
	}
	primary, rest, more := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	primary = strings.ToLower(primary)
	if len(primary) < 2 || len(primary) > 3 || !isAlphanumeric(primary) {
		return ""
	}
	switch primary {
	case "und", "zxx", "mul", "mis", "art":
		return ""
	case "iw":
		primary = "he"
	case "in":
		primary = "id"
	case "ji":
		primary = "yi"
	}
	if len(primary) == 3 && primary[0] == 'q' && primary[1] <= 't' {
		return "" // for private use, ISO 639-2
	}
	if !more {
		return primary
	}
	for part := range strings.SplitSeq(rest, "-") {
		if part == "" || len(part) > 8 || !isAlphanumeric(part) {
			return primary
		}
	}
	return primary + "-" + rest
}

func isAlphanumeric(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}
