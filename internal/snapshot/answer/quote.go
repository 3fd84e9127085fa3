package answer

import (
	"html"
	"net/url"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/snapshot"
	"github.com/gatefold/gatefold/provider"
)

// quote puts together what the code in the answer says and what the answer itself
// says; the code, which has the words of the piece, goes first.
func (f fields) quote(m provider.Match, c *provider.Catalogue) provider.Quote {
	q := f.code(m, c)
	q.Author = line(first(q.Author, f.text("author_name")))
	q.Handle = strings.TrimPrefix(line(q.Handle), "@")
	q.Text = snapshot.Text(q.Text)
	q.Title = f.title(&q, m)
	if q.Handle == "" && (q.Text != "" || q.Title != "") {
		q.Handle = m.Author
	}
	if q.Date.IsZero() {
		q.Date, q.DateOnly = f.date(m)
	}
	return q
}

// code reads the code in the answer. It may lead to the piece by another address
// than we asked for, but it has to be a piece of the same provider.
func (f fields) code(m provider.Match, c *provider.Catalogue) (q provider.Quote) {
	code := f.text("html")
	found, err := c.Paste(code)
	if err != nil {
		return q
	}
	for i := range found {
		p := &found[i]
		if p.Match.Provider != m.Provider {
			continue
		}
		if said := p.Quote(code); said != nil && (q.Text == "" || p.Match.URL == m.URL) {
			q = *said
		}
	}
	return q
}

// title is the title, unless the text says it already: endpoints of posts give
// the beginning of the post for its title.
func (f fields) title(q *provider.Quote, m provider.Match) string {
	title := line(first(q.Title, f.text("title")))
	begin := strings.TrimRight(title, "…. ")
	switch {
	case q.Text != "" && strings.Contains(line(q.Text), begin), title == q.Author:
		return ""
	case strings.EqualFold(title, m.Provider.Name):
		return "" // names no more than the service
	}
	return title
}

// dateForms are those that endpoints have been seen to use.
var dateForms = []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02T15:04:05"}

func (f fields) date(m provider.Match) (t time.Time, dayOnly bool) {
	s := f.text("upload_date", "date_published", "published", "created_at", "date")
	for _, form := range dateForms {
		if t, err := time.Parse(form, s); err == nil && likely(t) {
			return t, false
		}
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil && likely(t) {
		return t, true
	}
	if t, ok := m.Published(); ok {
		return t, false
	}
	return time.Time{}, false
}

// likely leaves out dates before the web, which stand for none.
func likely(t time.Time) bool { return t.Year() >= 1990 && t.Year() < 2200 }

// picture finds the address of a still picture. What is no photograph has it in
// thumbnail_url, or under one of two other names; a photograph is its own.
func (f fields) picture(m provider.Match) string {
	names := []string{"thumbnail_url", "thumbnail", "image"}
	if f.text("type") == "photo" {
		names = append([]string{"url"}, names...)
	}
	for _, name := range names {
		if a := secure(f.text(name)); a != "" {
			return a
		}
	}
	return m.Poster()
}

// secure gives the https form of a web address, or "".
func secure(s string) string {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s, "http:"); ok {
		s = rest
	}
	if strings.HasPrefix(s, "//") {
		s = "https:" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil || len(s) > snapshot.MaxURL {
		return ""
	}
	return u.String()
}

// line is a line of plain text. A few endpoints escape it as for HTML.
func line(s string) string { return snapshot.Line(html.UnescapeString(s)) }

func first(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}
