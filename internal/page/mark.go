package page

import (
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// markKey is the message that names a status readers do not see, "" for others.
func markKey(s article.Status) string {
	switch s {
	case article.Draft:
		return "page.draft"
	case article.Scheduled:
		return "page.scheduled"
	case article.Expired:
		return "page.expired"
	case article.Withdrawn:
		return "page.withdrawn"
	}
	return ""
}

// appendMark appends the banner that tells an editor that readers do not see
// the article.
func (e *edition) appendMark(dst []byte, s article.Status, publish time.Time) []byte {
	key := markKey(s)
	if key == "" {
		return dst
	}
	dst = append(dst, `<aside class="mark" aria-label="`...)
	dst = appendText(dst, e.T(key))
	dst = append(dst, "\">\n<p><strong>"...)
	dst = appendText(dst, e.T(key))
	dst = append(dst, "</strong> "...)
	dst = appendText(dst, e.T(key+".text", "date", e.DateTime(publish)))
	return append(dst, "</p>\n</aside>\n"...)
}

// appendLabel appends the same, in a word, for a card.
func (e *edition) appendLabel(dst []byte, s article.Status) []byte {
	key := markKey(s)
	if key == "" {
		return dst
	}
	dst = append(dst, `<p class="label">`...)
	dst = appendText(dst, e.T(key))
	return append(dst, "</p>\n"...)
}
