package snapshot

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"

	"github.com/gatefold/gatefold/provider"
)

// field is a key of an entry.
type field struct {
	name string

	// read puts a value into an entry, or says what should stand there instead.
	read func(e *Entry, v any) (complaint string)

	// write gives the value as TOML, or "" where the entry has none.
	write func(e *Entry) string
}

// fields are the keys of an entry, in the order in which a new one has them.
// docs/snapshots.md explains each; a test holds the two together.
var fields = []field{
	address("url", func(e *Entry) *string { return &e.URL }),
	line("provider", func(e *Entry) *string { return &e.Provider }),
	line("author", func(e *Entry) *string { return &e.Author }),
	{"handle", readHandle, func(e *Entry) string { return quoteLine(e.Handle) }},
	line("title", func(e *Entry) *string { return &e.Title }),
	{"text", readText, func(e *Entry) string { return quoteText(e.Text) }},
	{"lang", readLang, func(e *Entry) string { return quoteLine(e.Lang) }},
	{"date", readDate, writeDate},
	{"links", readLinks, writeLinks},
	{"picture", readPicture, func(e *Entry) string { return quoteLine(e.Picture) }},
	line("picture_alt", func(e *Entry) *string { return &e.PictureAlt }),
	{"keep", readKeep, writeKeep},
	{"source", readSource, func(e *Entry) string { return quoteLine(string(e.Source)) }},
	moment("kept", time.RFC3339, func(e *Entry) *time.Time { return &e.Kept }),
	moment("checked", time.DateOnly, func(e *Entry) *time.Time { return &e.Checked }),
	moment("missed", time.DateOnly, func(e *Entry) *time.Time { return &e.Missed }),
	moment("gone", time.DateOnly, func(e *Entry) *time.Time { return &e.Gone }),
	line("gone_why", func(e *Entry) *string { return &e.GoneWhy }),
	line("etag", func(e *Entry) *string { return &e.ETag }),
	line("last_modified", func(e *Entry) *string { return &e.LastModified }),
	line("note", func(e *Entry) *string { return &e.Note }),
}

// fieldNames are the names of the keys.
func fieldNames() []string {
	names := make([]string, len(fields))
	for i := range fields {
		names[i] = fields[i].name
	}
	return names
}

func line(name string, at func(*Entry) *string) field {
	return field{name, func(e *Entry, v any) string {
		s, ok := v.(string)
		if !ok {
			return "write a text in quotation marks"
		}
		*at(e) = Line(s)
		return tooLong(s, MaxLine)
	}, func(e *Entry) string { return quoteLine(*at(e)) }}
}

func address(name string, at func(*Entry) *string) field {
	return field{name, func(e *Entry, v any) string {
		s, _ := v.(string)
		if s = strings.TrimSpace(s); !isWeb(s) {
			return "write an address that begins with https://"
		}
		*at(e) = s
		return tooLong(s, MaxURL)
	}, func(e *Entry) string { return quoteLine(*at(e)) }}
}

// moment is a point in time, or a day where layout says so.
func moment(name, layout string, at func(*Entry) *time.Time) field {
	return field{name, func(e *Entry, v any) string {
		t, _, ok := instant(v)
		if !ok {
			return "write a day as in 2026-11-22, without quotation marks"
		}
		*at(e) = t
		return ""
	}, func(e *Entry) string {
		if at(e).IsZero() {
			return ""
		}
		return at(e).UTC().Format(layout)
	}}
}

// instant reads the kinds of times that TOML has. What names no zone is in UTC.
func instant(v any) (t time.Time, dayOnly, ok bool) {
	switch v := v.(type) {
	case time.Time:
		return v, false, plausible(v)
	case toml.LocalDateTime:
		t = v.AsTime(time.UTC)
		return t, false, plausible(t)
	case toml.LocalDate:
		t = v.AsTime(time.UTC)
		return t, true, plausible(t)
	}
	return time.Time{}, false, false
}

// plausible keeps to years of four digits, which every format can write.
func plausible(t time.Time) bool { return t.Year() > 0 && t.Year() < 10_000 }

func readHandle(e *Entry, v any) string {
	s, ok := v.(string)
	if !ok {
		return "write a text in quotation marks"
	}
	e.Handle = strings.TrimPrefix(Line(s), "@")
	return tooLong(s, MaxLine)
}

func readText(e *Entry, v any) string {
	s, ok := v.(string)
	if !ok {
		return `write a text in quotation marks, or between """ and """ if it has several lines`
	}
	e.Text = Text(s)
	return tooLong(s, MaxText)
}

func readLang(e *Entry, v any) string {
	s, _ := v.(string)
	if _, err := language.Parse(s); err != nil || len(s) > maxLang {
		return `write a language tag such as "en" or "ar"`
	}
	e.Lang = s
	return ""
}

func readDate(e *Entry, v any) (complaint string) {
	t, dayOnly, ok := instant(v)
	if !ok {
		return "write a time as in 2026-11-22T09:30:00Z, or a day as in 2026-11-22, without quotation marks"
	}
	e.Date, e.DateOnly = t, dayOnly
	return ""
}

func writeDate(e *Entry) string {
	switch {
	case e.Date.IsZero():
		return ""
	case e.DateOnly:
		return e.Date.Format(time.DateOnly)
	}
	return e.Date.Format(time.RFC3339)
}

const (
	maxLinks = 100
	maxLang  = 35 // bytes of a tag (RFC 5646, section 4.4.1)
)

func readLinks(e *Entry, v any) string {
	const form = `write a list as in [{ text = "the map", href = "https://example.org/map" }]`
	list, ok := v.([]any)
	if !ok {
		return form
	}
	if len(list) > maxLinks {
		return fmt.Sprintf("write at most %d links", maxLinks)
	}
	e.Links = nil
	for _, item := range list {
		table, _ := item.(map[string]any)
		text, ok := table["text"].(string)
		href, _ := table["href"].(string)
		switch {
		case !ok || len(table) != 2:
			return form
		case !isWeb(href) || len(href) > MaxURL:
			return "write an href that begins with https://"
		}
		e.Links = append(e.Links, provider.QuoteLink{Text: Line(text), Href: href})
	}
	return ""
}

func writeLinks(e *Entry) string {
	if len(e.Links) == 0 {
		return ""
	}
	parts := make([]string, len(e.Links))
	for i, l := range e.Links {
		parts[i] = "{ text = " + quoteAny(l.Text) + ", href = " + quoteAny(l.Href) + " }"
	}
	if len(parts) == 1 {
		return "[" + parts[0] + "]"
	}
	return "[\n  " + strings.Join(parts, ",\n  ") + ",\n]"
}

// pictureTypes are the formats that pages can show, by extension. Drawings
// (SVG) are not among them: they are programs.
var pictureTypes = []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"}

func readPicture(e *Entry, v any) string {
	s, ok := v.(string)
	dot := strings.LastIndexByte(s, '.')
	switch {
	case !ok || s == "" || len(s) > 255 || s[0] == '.' || strings.ContainsAny(s, `/\`) || Line(s) != s:
		return "write the name of a file in the folder of the article's snapshots, without a path"
	case dot < 0 || !slices.Contains(pictureTypes, strings.ToLower(s[dot:])):
		return "use a picture in JPEG, PNG, GIF, WebP or AVIF"
	}
	e.Picture = s
	return ""
}

func readKeep(e *Entry, v any) string {
	keep, ok := v.(bool)
	if !ok {
		return "write false to show nothing of the piece, or remove the key"
	}
	e.Drop = !keep
	return ""
}

func writeKeep(e *Entry) string {
	if e.Drop {
		return "false"
	}
	return ""
}

func readSource(e *Entry, v any) string {
	s, _ := v.(string)
	switch e.Source = Source(s); e.Source {
	case Pasted, OEmbed, Editor:
		return ""
	}
	return `write "pasted", "oembed" or "editor"`
}

func tooLong(s string, limit int) string {
	if len(s) <= limit {
		return ""
	}
	return fmt.Sprintf("shorten it to at most %d bytes", limit)
}

// isWeb reports whether s is the address of a web page.
func isWeb(s string) bool {
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") || Line(s) != s || strings.ContainsAny(s, " \\\"<>") {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && u.Hostname() != "" && u.User == nil
}
