package provider

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
)

// maxQuoted bounds how many addresses of one script are looked at.
const maxQuoted = 64

// quotedAddresses yields the web addresses that stand in quotes in a script, or
// in a piece of HTML: "https://…", '//…', "https:\/\/…", and "://…", which
// scripts put a scheme before. What a script puts together from shorter pieces
// is not found.
func quotedAddresses(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		found := 0
		for at := 0; found < maxQuoted; {
			next := nextSlashes(text, at)
			if next < 0 {
				return
			}
			at = next + 2
			address, end := quotedAt(text, next)
			if end == 0 {
				continue
			}
			at = end
			found++
			if clean, r := reachOf(address); r == foreign && !yield(clean) {
				return
			}
		}
	}
}

// writtenAddresses yields the addresses in a piece of HTML, where values need no
// quotes.
func writtenAddresses(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for address := range quotedAddresses(text) {
			if !yield(address) {
				return
			}
		}
		z := html.NewTokenizer(strings.NewReader(text))
		for found := 0; found < maxQuoted; {
			switch z.Next() {
			case html.ErrorToken:
				return
			case html.StartTagToken, html.SelfClosingTagToken:
				for _, a := range z.Token().Attr {
					clean, r := reachOf(a.Val)
					if r != foreign || a.Key != "href" && a.Key != "src" && !strings.HasPrefix(a.Key, "data-") {
						continue
					}
					if found++; !yield(clean) {
						return
					}
				}
			}
		}
	}
}

// nextSlashes returns the place of the next "//" or "\/\/" from at on, or -1.
func nextSlashes(text string, at int) int {
	for i := at; i < len(text); i++ {
		i2 := strings.IndexByte(text[i:], '/')
		if i2 < 0 {
			return -1
		}
		i += i2
		switch {
		case strings.HasPrefix(text[i:], "//"):
			return i
		case strings.HasPrefix(text[i:], `/\/`) && i > 0 && text[i-1] == '\\':
			return i - 1
		}
	}
	return -1
}

// quotedAt returns the address whose slashes stand at i, if it is quoted, and
// where it ends.
func quotedAt(text string, i int) (address string, end int) {
	start := i
	for _, scheme := range [...]string{"https:", "http:", ":"} {
		if n := len(scheme); i >= n && strings.EqualFold(text[i-n:i], scheme) {
			start = i - n
			break
		}
	}
	if start == 0 || !isQuote(text[start-1]) {
		return "", 0
	}
	quote := text[start-1]
	limit := text[start:min(len(text), start+maxAddress)]
	stop := strings.IndexByte(limit, quote)
	if stop < 0 {
		return "", 0
	}
	address = strings.TrimPrefix(limit[:stop], ":")
	address = strings.TrimSuffix(address, `\`) // of an escaped quote
	return strings.ReplaceAll(address, `\/`, "/"), start + stop
}

func isQuote(c byte) bool { return c == '"' || c == '\'' || c == '`' }
