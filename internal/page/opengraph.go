package page

// appendOpenGraph appends what link previews are made from. https://ogp.me
func (e *edition) appendOpenGraph(dst []byte, h *Head, title, kind string) []byte {
	dst = appendMeta(dst, "property", "og:type", kind)
	dst = appendMeta(dst, "property", "og:title", title)
	dst = appendMeta(dst, "property", "og:description", h.Description)
	dst = appendMeta(dst, "property", "og:url", h.Canonical)
	dst = appendMeta(dst, "property", "og:site_name", e.Title)
	dst = appendMeta(dst, "property", "og:locale", e.ogLang)
	for i := range h.Alternates {
		if l := h.Alternates[i].Lang; l != e.lang && l != "x-default" {
			dst = appendMeta(dst, "property", "og:locale:alternate", openGraphLocale(l))
		}
	}
	card := "summary"
	if h.Image != nil {
		// The properties of a picture follow it directly.
		dst = appendMeta(dst, "property", "og:image", h.Image.URL)
		dst = appendMetaInt(dst, "og:image:width", h.Image.Width)
		dst = appendMetaInt(dst, "og:image:height", h.Image.Height)
		dst = appendMeta(dst, "property", "og:image:alt", h.Image.Alt)
		card = "summary_large_image"
	}
	return appendMeta(dst, "name", "twitter:card", card)
}

// appendOpenGraphArticle appends what is known about articles only.
func (e *edition) appendOpenGraphArticle(dst []byte, p *Story) []byte {
	a := p.Article
	dst = appendMetaTime(dst, "article:published_time", a.Published)
	dst = appendMetaTime(dst, "article:modified_time", a.Updated)
	dst = appendMetaTime(dst, "article:expiration_time", a.Expires)
	for i := range p.Bylines {
		if href := p.Bylines[i].Href; linkable(href) {
			dst = appendMeta(dst, "property", "article:author", e.absolute(href))
		}
	}
	if p.Section != nil {
		dst = appendMeta(dst, "property", "article:section", p.Section.Text)
	}
	for i := range p.Tags {
		dst = appendMeta(dst, "property", "article:tag", p.Tags[i].Text)
	}
	return dst
}
