package provider

import (
	"fmt"
	"strings"
	"time"
)

// describeQuote says what was read from a piece's code.
func describeQuote(b *strings.Builder, q *Quote) {
	if q == nil {
		return
	}
	b.WriteString("\tquote\n")
	line := func(label, value string) {
		if value != "" {
			fmt.Fprintf(b, "\t\t%-7s %s\n", label, value)
		}
	}
	line("author", q.Author)
	line("handle", q.Handle)
	line("title", q.Title)
	line("lang", q.Lang)
	switch {
	case q.Date.IsZero():
	case q.DateOnly:
		line("date", q.Date.Format(time.DateOnly))
	default:
		line("date", q.Date.Format(time.RFC3339))
	}
	if q.Text != "" {
		line("text", strings.ReplaceAll(q.Text, "\n", "\n\t\t        "))
	}
	for _, l := range q.Links {
		line("link", l.Text+" → "+l.Href)
	}
}
