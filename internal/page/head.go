package page

import (
	"strconv"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
)

// appendStoryHead appends what stands within the <head> of an article.
func (r *Renderer) appendStoryHead(dst []byte, e *edition, p *Story, gates bool) []byte {
	a := p.Article
	h := &p.Head
	kind := "article"
	if a.Standalone {
		kind = "website"
	}
	dst = append(dst, r.theme.headStart...)
	dst = e.appendTitle(dst, orElse(h.Title, a.Headline), a.Status)
	dst = appendDescription(dst, h)
	dst = appendRobots(dst, h.NoIndex || a.Status != article.Published)
	dst = appendAddresses(dst, h)
	dst = appendFeedLink(dst, e.Title, e.Feed)
	dst = e.appendOpenGraph(dst, h, orElse(h.Title, a.Headline), kind)
	if !a.Standalone {
		dst = e.appendOpenGraphArticle(dst, p)
	}
	dst = e.appendJSONLD(dst, p)
	dst = append(dst, r.theme.styleElement...)
	return r.appendGateAssets(dst, e, gates)
}

// appendListHead appends what stands within the <head> of a list.
func (r *Renderer) appendListHead(dst []byte, e *edition, p *List, gates bool) []byte {
	return r.appendPlainHead(dst, e, &p.Head, orElse(p.Head.Title, p.Heading), gates)
}

// appendNoticeHead appends what stands within the <head> of a notice, which no
// search engine should keep.
func (r *Renderer) appendNoticeHead(dst []byte, e *edition, p *Notice, heading string) []byte {
	h := p.Head
	h.NoIndex = true
	return r.appendPlainHead(dst, e, &h, orElse(h.Title, heading), false)
}

func (r *Renderer) appendPlainHead(dst []byte, e *edition, h *Head, title string, gates bool) []byte {
	dst = append(dst, r.theme.headStart...)
	dst = e.appendTitle(dst, title, article.Published)
	dst = appendDescription(dst, h)
	dst = appendRobots(dst, h.NoIndex)
	dst = appendAddresses(dst, h)
	dst = appendFeedLink(dst, title, h.Feed)
	dst = appendFeedLink(dst, e.Title, e.Feed)
	if h.Canonical != "" {
		dst = e.appendOpenGraph(dst, h, title, "website")
	}
	dst = append(dst, r.theme.listStyleElement...)
	return r.appendGateAssets(dst, e, gates)
}

// appendRedirectHead appends what stands within the <head> of a redirect.
func (r *Renderer) appendRedirectHead(dst []byte, e *edition, p *Redirect) []byte {
	dst = append(dst, r.theme.headStart...)
	dst = append(dst, `<meta http-equiv="refresh" content="0; url=`...)
	dst = appendText(dst, p.Target)
	dst = append(dst, "\">\n"...)
	dst = e.appendTitle(dst, e.T("page.moved"), article.Published)
	return appendRelation(dst, "canonical", "", p.Canonical)
}

// appendTitle appends the title of the window: the page, then the site; an
// article that readers do not see is marked before anything else.
func (e *edition) appendTitle(dst []byte, title string, s article.Status) []byte {
	if title != "" && title != e.Title {
		title = e.T("page.titled", "title", title, "site", e.Title)
	} else {
		title = e.Title
	}
	if key := markKey(s); key != "" {
		title = e.T("page.marked", "mark", e.T(key), "title", title)
	}
	dst = append(dst, "<title>"...)
	dst = appendText(dst, title)
	return append(dst, "</title>\n"...)
}

func appendDescription(dst []byte, h *Head) []byte {
	return appendMeta(dst, "name", "description", h.Description)
}

// appendRobots allows large previews of pictures, which Google asks for, or
// forbids search engines to keep the page.
func appendRobots(dst []byte, noIndex bool) []byte {
	if noIndex {
		return append(dst, "<meta name=\"robots\" content=\"noindex\">\n"...)
	}
	return append(dst, "<meta name=\"robots\" content=\"max-image-preview:large\">\n"...)
}

// appendAddresses appends where the document and its translations are.
func appendAddresses(dst []byte, h *Head) []byte {
	dst = appendRelation(dst, "canonical", "", h.Canonical)
	for i := range h.Alternates {
		dst = appendRelation(dst, "alternate", h.Alternates[i].Lang, h.Alternates[i].Href)
	}
	return dst
}

// appendRelation appends a <link>, nothing where there is no address.
func appendRelation(dst []byte, rel, lang, href string) []byte {
	if href == "" {
		return dst
	}
	dst = append(dst, `<link rel="`...)
	dst = append(dst, rel...)
	if lang != "" {
		dst = append(dst, `" hreflang="`...)
		dst = appendText(dst, lang)
	}
	dst = append(dst, `" href="`...)
	dst = appendHref(dst, href)
	return append(dst, "\">\n"...)
}

// appendFeedLink appends where a feed is, nothing where there is none.
func appendFeedLink(dst []byte, title, href string) []byte {
	if href == "" {
		return dst
	}
	dst = append(dst, `<link rel="alternate" type="application/atom+xml" title="`...)
	dst = appendText(dst, title)
	dst = append(dst, `" href="`...)
	dst = appendHref(dst, href)
	return append(dst, "\">\n"...)
}

// appendGateAssets appends the style and the script of gates where the page
// holds some.
func (r *Renderer) appendGateAssets(dst []byte, e *edition, gates bool) []byte {
	if !gates {
		return dst
	}
	dst = append(dst, r.theme.gateStyleElement...)
	return e.appendScript(dst, gate.ScriptPath())
}

// appendScript appends a script that waits until the page is there.
func (e *edition) appendScript(dst []byte, path string) []byte {
	dst = append(dst, `<script defer src="`...)
	dst = appendText(dst, e.base)
	dst = append(dst, path...)
	return append(dst, "\"></script>\n"...)
}

// appendMeta appends a <meta>, nothing where it would say nothing. key is
// "name" or, for Open Graph, "property".
func appendMeta(dst []byte, key, name, content string) []byte {
	if content == "" {
		return dst
	}
	dst = openMeta(dst, key, name)
	dst = appendText(dst, content)
	return append(dst, "\">\n"...)
}

func openMeta(dst []byte, key, name string) []byte {
	dst = append(dst, "<meta "...)
	dst = append(dst, key...)
	dst = append(dst, `="`...)
	dst = append(dst, name...)
	return append(dst, `" content="`...)
}

func appendMetaTime(dst []byte, property string, t time.Time) []byte {
	if t.IsZero() {
		return dst
	}
	dst = openMeta(dst, "property", property)
	dst = t.AppendFormat(dst, time.RFC3339)
	return append(dst, "\">\n"...)
}

func appendMetaInt(dst []byte, property string, n int) []byte {
	if n <= 0 {
		return dst
	}
	dst = openMeta(dst, "property", property)
	dst = strconv.AppendInt(dst, int64(n), 10)
	return append(dst, "\">\n"...)
}
