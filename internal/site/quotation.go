package site

import (
	"strings"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// quotation writes what an embed said: a quotation with its source, and the
// picture that the site keeps of it. It reports false where nothing is kept to be
// quoted.
func (f *fallback) quotation(e *article.Embed) bool {
	s := e.Snapshot
	if s == nil || s.Title == "" && s.Text == "" && s.Picture == nil {
		return false
	}
	f.raw("<blockquote cite=\"")
	f.text(e.Match.URL)
	f.raw("\"")
	if s.Lang != "" {
		f.raw(` lang="`)
		f.text(s.Lang)
		f.raw(`"`)
	}
	f.raw(` dir="auto">`)
	if s.Title != "" {
		f.raw("<p><strong>")
		f.text(s.Title)
		f.raw("</strong></p>")
	}
	f.paragraphs(s.Text, s.Links)
	f.kept(s.Picture)
	f.raw("</blockquote>\n")
	return true
}

// paragraphs writes plain text: an empty line begins a paragraph, any other end
// of a line is one. Each link is searched for behind the one before it.
func (f *fallback) paragraphs(text string, links []provider.QuoteLink) {
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if paragraph == "" {
			continue
		}
		f.raw("<p>")
		for len(links) > 0 {
			before, after, found := strings.Cut(paragraph, links[0].Text)
			if !found || links[0].Text == "" {
				break
			}
			f.lines(before)
			f.link(links[0].Href, links[0].Text)
			paragraph, links = after, links[1:]
		}
		f.lines(paragraph)
		f.raw("</p>")
	}
}

// lines writes text whose line ends are seen.
func (f *fallback) lines(text string) {
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			f.raw("<br>")
		}
		f.text(line)
	}
}

// link writes a link to another host; what is no web address stays text.
func (f *fallback) link(href, text string) {
	if !strings.HasPrefix(href, "https://") && !strings.HasPrefix(href, "http://") {
		f.lines(text)
		return
	}
	f.raw(`<a href="`)
	f.text(href)
	f.raw(`">`)
	f.lines(text)
	f.raw("</a>")
}

// kept writes the picture of a piece, if it is one of the site's own.
func (f *fallback) kept(p *gate.Picture) {
	if !p.Own() {
		return
	}
	f.raw("<p>")
	f.image(p.Src, p.Alt, p.Width, p.Height)
	f.raw("</p>")
}

// source begins the line below a quotation: who said it, and when.
func (f *fallback) source(s *gate.Snapshot) {
	const between = " · "
	if s == nil {
		return
	}
	if s.Author != "" {
		f.raw("<bdi>")
		f.text(s.Author)
		f.raw("</bdi> ")
	}
	if s.Handle != "" {
		f.raw("<bdi>@")
		f.text(s.Handle)
		f.raw("</bdi>")
	}
	if s.Author != "" || s.Handle != "" {
		f.raw(between)
	}
	if s.Date.IsZero() {
		return
	}
	layout := time.RFC3339
	if s.DateOnly {
		layout = time.DateOnly
	}
	f.raw(`<time datetime="` + s.Date.Format(layout) + `">`)
	f.text(f.story.ed.words.Date(s.Date))
	f.raw("</time>" + between)
}
