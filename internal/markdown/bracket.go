package markdown

import (
	"bytes"
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// bracketCode is a shortcode of WordPress, all of a line: [embed]ADDRESS[/embed],
// [youtube ADDRESS], [youtube=ADDRESS], [vimeo 123], [tweet id="123"]. Articles that
// come from there hold them.
var bracketCode = regexp.MustCompile(`^\[([a-zA-Z][a-zA-Z0-9_-]{1,30})((?:[ =][^\[\]]*)?)\](?:([^\[\]]*)\[/([a-zA-Z0-9_-]+)\])?$`)

// bracketAddress is the address in such a code, bracketID the id of a piece.
var (
	bracketAddress = regexp.MustCompile(`https?://[^\s"'<>\[\]]+`)
	bracketID      = regexp.MustCompile(`^[\s=]*(?:(?:id|video|clip_id|tweet)=)?["']?([A-Za-z0-9_-]+)["']?(?:\s|$)`)
)

// maxBracket bounds a line with such a code, in bytes.
const maxBracket = 2 << 10

// bracketParagraph places the embeds of a paragraph that is nothing but such codes,
// one a line.
func (w *writer) bracketParagraph(n *ast.Paragraph) bool {
	if _, ok := n.FirstChild().(*ast.Text); !ok || w.nested || w.asText {
		return false
	}
	var found []article.Piece
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		line := segment.Value(w.src)
		m, ok := w.bracketed(string(bytes.TrimSpace(line)))
		if !ok {
			return false
		}
		found = append(found, w.embedCut(&cut{match: m}, segment.Start))
	}
	for i := range found {
		w.place(found[i])
	}
	return len(found) > 0
}

// bracketed gives the piece that a line with a code stands for.
func (w *writer) bracketed(line string) (provider.Match, bool) {
	if len(line) > maxBracket || line == "" || line[0] != '[' || line[len(line)-1] != ']' {
		return provider.Match{}, false
	}
	parts := bracketCode.FindStringSubmatch(line)
	if parts == nil || parts[4] != "" && !strings.EqualFold(parts[4], parts[1]) {
		return provider.Match{}, false
	}
	name := strings.ToLower(parts[1])
	for _, text := range [...]string{parts[3], parts[2]} {
		text = html.UnescapeString(text)
		if address := bracketAddress.FindString(text); address != "" {
			m, ok := w.c.catalogue.Recognise(address)
			return m, ok && isCalled(m.Provider.ID, name)
		}
		if id := bracketID.FindStringSubmatch(text); id != nil && bracketIDs[name] != "" {
			return w.c.catalogue.Recognise(bracketIDs[name] + id[1])
		}
	}
	return provider.Match{}, false
}

// bracketIDs are the addresses that ids in such codes are the ends of.
var bracketIDs = map[string]string{
	"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/", "tweet": "https://x.com/i/status/",
	"twitter": "https://x.com/i/status/", "instagram": "https://www.instagram.com/p/", "gist": "https://gist.github.com/",
	"dailymotion": "https://www.dailymotion.com/video/",
}

// isCalled reports whether a code's name is that of a provider, or stands for any.
func isCalled(id, name string) bool {
	switch name {
	case "embed":
		return true
	case "tweet", "twitter":
		return id == "x"
	}
	plain := func(s string) string { return strings.NewReplacer("-", "", "_", "").Replace(s) }
	return strings.Contains(plain(id), plain(name)) || strings.HasPrefix(plain(name), plain(id))
}
