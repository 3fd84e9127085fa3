package gate

import (
	"strings"
	"unicode/utf8"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// A quotation longer than longQuote is folded after about foldedAt, both in
// characters, so that it does not push the article apart.
const (
	longQuote = 900
	foldedAt  = 500
)

// appendQuotation appends the title and the text of a piece in their own
// language and direction. What is folded stands in a <details>, which needs no
// script.
func (k *kit) appendQuotation(dst []byte, s *Snapshot) []byte {
	q := &quotation{kit: k, text: s.Text, links: findLinks(s.Text, s.Links)}
	end := q.fold()
	dst = append(k.appendLangDir(append(dst, "<blockquote"...), s.Lang), '>')
	if s.Title != "" {
		dst = append(dst, "<p><b>"...)
		dst = appendText(dst, s.Title)
		dst = append(dst, "</b></p>"...)
	}
	dst = append(q.appendParagraphs(dst, 0, end), "</blockquote>"...)
	if end == len(s.Text) {
		return dst
	}
	dst = append(dst, "<details><summary><span data-nosnippet>"...)
	dst = appendText(dst, k.l.T("gate.more"))
	dst = append(dst, "</span></summary>"...)
	dst = append(k.appendLangDir(append(dst, "<blockquote"...), s.Lang), '>')
	return append(q.appendParagraphs(dst, end, len(s.Text)), "</blockquote></details>"...)
}

// appendLangDir says in which language somebody else's words are, if it is not
// that of the page. Where nobody knows, no language is claimed and the browser
// finds the direction.
func (k *kit) appendLangDir(dst []byte, lang string) []byte {
	switch lang {
	case k.lang:
		return dst
	case "":
		return append(dst, ` lang="" dir="auto"`...)
	}
	dst = appendAttribute(dst, "lang", lang)
	return appendAttribute(dst, "dir", locale.Dir(lang))
}

// quotation is a text on its way into a page.
type quotation struct {
	kit   *kit
	text  string
	links []linkSpan
}

// linkSpan is where a link stands in a text, in bytes.
type linkSpan struct {
	from, to int
	href     string
}

// findLinks finds the links in the text, each behind the one before it. What is
// no web address, or does not occur, stays text.
func findLinks(text string, links []provider.QuoteLink) []linkSpan {
	var spans []linkSpan
	at := 0
	for _, l := range links {
		i := strings.Index(text[at:], l.Text)
		if l.Text == "" || i < 0 {
			continue
		}
		from := at + i
		at = from + len(l.Text)
		if isWeb(l.Href) && strings.TrimSpace(l.Text) != "" {
			spans = append(spans, linkSpan{from, at, l.Href})
		}
	}
	return spans
}

// fold returns where a long text is cut: between words, outside links, if
// possible behind a line. It is the length of a text that is short enough.
func (q *quotation) fold() int {
	if utf8.RuneCountInString(q.text) <= longQuote {
		return len(q.text)
	}
	most := 0
	for n := 0; n < foldedAt; n++ {
		_, size := utf8.DecodeRuneInString(q.text[most:])
		most += size
	}
	for _, l := range q.links {
		if l.from < most && most < l.to {
			most = l.from
		}
	}
	for _, breaks := range [...]string{"\n", " ", "、。，！？"} {
		if i := strings.LastIndexAny(q.text[:most], breaks); i > most/2 && !q.linked(i) {
			_, size := utf8.DecodeRuneInString(q.text[i:])
			return i + size
		}
	}
	return most
}

// linked reports whether a place is within a link.
func (q *quotation) linked(at int) bool {
	for _, l := range q.links {
		if l.from <= at && at < l.to {
			return true
		}
	}
	return false
}

// appendParagraphs appends a stretch of the text: an empty line begins a
// paragraph, any other end of a line is one.
func (q *quotation) appendParagraphs(dst []byte, from, to int) []byte {
	for from < to {
		if q.text[from] == '\n' || q.text[from] == ' ' {
			from++
			continue
		}
		end := to
		if i := strings.Index(q.text[from:to], "\n\n"); i >= 0 {
			end = from + i
		}
		dst = append(dst, "<p>"...)
		dst = q.appendLines(dst, from, end)
		dst = append(dst, "</p>"...)
		from = end
	}
	return dst
}

// appendLines appends a paragraph, with its links.
func (q *quotation) appendLines(dst []byte, from, to int) []byte {
	for _, l := range q.links {
		if l.to <= from || l.from >= to {
			continue
		}
		start, end := max(l.from, from), min(l.to, to)
		dst = appendBroken(dst, q.text[from:start])
		dst = append(dst, `<a href="`...)
		dst = appendText(dst, l.href)
		dst = append(dst, `" rel="noopener external">`...)
		dst = appendBroken(dst, q.text[start:end])
		dst = q.kit.appendExternal(dst)
		dst = append(dst, "</a>"...)
		from = end
	}
	return appendBroken(dst, strings.TrimRight(q.text[from:to], " \n"))
}

// appendBroken appends text whose line ends are seen.
func appendBroken(dst []byte, s string) []byte {
	for {
		line, rest, more := strings.Cut(s, "\n")
		dst = appendText(dst, line)
		if !more {
			return dst
		}
		dst = append(dst, "<br>"...)
		s = rest
	}
}

// appendExternal appends the mark of links that leave the site.
func (k *kit) appendExternal(dst []byte) []byte {
	for _, f := range k.external {
		dst = append(dst, f.html...)
	}
	return dst
}
