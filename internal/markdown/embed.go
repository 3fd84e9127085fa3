package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/gatefold/gatefold/internal/article"
)

// embedOf makes an embed of an address that stands alone, if it is that of a
// piece the catalogue knows.
func (w *writer) embedOf(n *ast.AutoLink) (article.Piece, bool) {
	if n.AutoLinkType != ast.AutoLinkURL || w.nested {
		return article.Piece{}, false
	}
	return w.embed(string(w.withoutSlots(n.URL(w.src))), "", offset(n))
}

// embed makes an embed of an address.
func (w *writer) embed(address, title string, at int) (article.Piece, bool) {
	m, ok := w.c.catalogue.Recognise(address)
	if !ok {
		return article.Piece{}, false
	}
	return article.Piece{Embed: &article.Embed{
		Match: m,
		Level: min(w.level+1, 6),
		Title: title,
		Line:  w.line(at),
	}}, true
}

// embedTags are Hugo's shortcodes for embeds: each makes the address of the
// piece, which the catalogue then has to recognise.
var embedTags = map[string]func(*tag) string{
	"youtube":          youtube,
	"vimeo":            vimeo,
	"vimeo_simple":     vimeo,
	"instagram":        instagram,
	"instagram_simple": instagram,
	"x":                post,
	"x_simple":         post,
	"twitter":          post,
	"twitter_simple":   post,
	"tweet":            post,
	"gist":             gist,
}

func youtube(t *tag) string {
	return addressOr(t.get("id", 0), "https://www.youtube.com/watch?v=", "")
}

func vimeo(t *tag) string { return addressOr(t.get("id", 0), "https://vimeo.com/", "") }

func instagram(t *tag) string {
	return addressOr(t.get("id", 0), "https://www.instagram.com/p/", "/")
}

// post takes user and id by name, or the id alone as Hugo once did.
func post(t *tag) string {
	user, id := t.get("user", -1), t.get("id", -1)
	if id == "" {
		id = t.get("", 0)
	}
	if user == "" {
		user = "i"
	}
	return addressOr(id, "https://x.com/"+user+"/status/", "")
}

func gist(t *tag) string {
	user, id := t.get("user", 0), t.get("id", 1)
	return addressOr(id, "https://gist.github.com/"+user+"/", "")
}

// addressOr builds an address around an id, unless the id is one itself.
func addressOr(id, before, after string) string {
	if strings.HasPrefix(id, "https://") || strings.HasPrefix(id, "http://") {
		return id
	}
	for i := range len(id) {
		if c := id[i]; !isAlnum(c) && c != '_' && c != '-' {
			return ""
		}
	}
	if id == "" {
		return ""
	}
	return before + id + after
}
