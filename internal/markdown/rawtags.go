package markdown

import (
	"bytes"

	"golang.org/x/net/html"
)

// Hugo reads shortcodes before anything else, so people write them between the
// tags of pasted HTML, too. To a reader of HTML, {{< name >}} is no text: its
// angle brackets begin elements. So such a reader is shown letters in its place.

// rawTag is a shortcode within pasted HTML.
type rawTag struct {
	tag
	from, to int
}

// maskTags finds the shortcodes in b and returns b with letters in their place.
func (s *parsing) maskTags(b []byte) (masked []byte, tags []rawTag) {
	masked = b
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("{{"))
		if i < 0 {
			return masked, tags
		}
		at += i
		if !isTag(b[at:]) {
			at += 2
			continue
		}
		t, n, ok := s.tagAt(b[at:])
		if !ok {
			at += 3
			continue
		}
		if len(tags) == 0 {
			masked = bytes.Clone(b)
		}
		for j := at; j < at+n; j++ {
			masked[j] = 'x'
		}
		tags = append(tags, rawTag{t, at, at + n})
		at += n
	}
}

// textBetween appends the text between two tags, from and to being its place in the
// block, with what the shortcodes in it stand for.
func (f *filter) textBetween(from, to int) {
	for _, t := range f.tagsUntil(to) {
		f.plainText(from, t.from)
		from = t.to
		t.pos = f.begin + t.from
		switch {
		case t.literal != nil:
			f.verbatim(f.restored(t.literal))
		case t.closing:
		default:
			f.tangled = true
			f.shortcode(&t.tag, isBlockTag(t.name))
		}
	}
	f.plainText(from, to)
}

func (f *filter) plainText(from, to int) {
	if from < to {
		f.verbatim(f.withoutSlots([]byte(html.UnescapeString(string(f.src[from:to])))))
	}
}

// startTag reads a start tag again as it was written, if there are shortcodes
// within it, where they mean nothing.
func (f *filter) startTag(t html.Token, from, to int) html.Token {
	tags := f.tagsUntil(to)
	if len(tags) == 0 {
		return t
	}
	for _, t := range tags {
		if t.literal == nil {
			f.warn(f.begin+t.from, "the shortcode "+quote(t.name)+" cannot stand within a tag of HTML", "put it between two tags")
		}
	}
	z := html.NewTokenizer(bytes.NewReader(f.src[from:to]))
	if kind := z.Next(); kind != html.StartTagToken && kind != html.SelfClosingTagToken {
		return t
	}
	return z.Token()
}

// tagsUntil takes the shortcodes that begin before an offset.
func (f *filter) tagsUntil(end int) []rawTag {
	n := 0
	for n < len(f.tags) && f.tags[n].from < end {
		n++
	}
	taken := f.tags[:n]
	f.tags = f.tags[n:]
	return taken
}
