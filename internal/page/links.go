package page

// appendLink appends a link. One that leaves the publication says so at its
// end, for the eye and in its name.
func (e *edition) appendLink(dst []byte, l *Link) []byte {
	if l.Href == "" {
		dst = append(dst, "<span"...)
		dst = appendLangDir(dst, l.Lang, e.lang)
		dst = append(dst, '>')
		dst = appendText(dst, l.Text)
		return append(dst, "</span>"...)
	}
	dst = append(dst, "<a"...)
	outside := e.outside(l.Href)
	if outside {
		dst = append(dst, ` rel="external noopener"`...)
	}
	dst = append(dst, ` href="`...)
	dst = appendHref(dst, l.Href)
	dst = append(dst, '"')
	if l.Lang != "" && l.Lang != e.lang {
		dst = append(dst, ` hreflang="`...)
		dst = appendText(dst, l.Lang)
		dst = append(dst, '"')
		dst = appendLangDir(dst, l.Lang, e.lang)
	}
	dst = append(dst, '>')
	dst = appendText(dst, l.Text)
	if outside {
		dst = e.appendExternal(dst)
	}
	return append(dst, "</a>"...)
}

// appendExternal appends what the name of a link that leaves the site ends in.
func (e *edition) appendExternal(dst []byte) []byte {
	dst = append(dst, `<span class="ext"> (`...)
	dst = append(dst, e.external...)
	return append(dst, ")</span>"...)
}

// appendNames appends links as a language lists them: "A, B and C".
func (e *edition) appendNames(dst []byte, names []Link) []byte {
	for i := range names {
		switch {
		case i == 0:
		case i == len(names)-1:
			dst = append(dst, e.last...)
		default:
			dst = append(dst, e.next...)
		}
		dst = e.appendLink(dst, &names[i])
	}
	return dst
}

// appendByline appends the paragraph that names the authors.
func (e *edition) appendByline(dst []byte, names []Link) []byte {
	if len(names) == 0 {
		return dst
	}
	dst = append(dst, `<p class="byline">`...)
	dst = append(dst, e.by[0]...)
	dst = e.appendNames(dst, names)
	dst = append(dst, e.by[1]...)
	return append(dst, "</p>\n"...)
}

// appendKicker appends the line above a headline that says where it belongs.
func (e *edition) appendKicker(dst []byte, section *Link) []byte {
	if section == nil {
		return dst
	}
	dst = append(dst, `<p class="kicker">`...)
	dst = e.appendLink(dst, section)
	return append(dst, "</p>\n"...)
}

// appendLinkList appends a list of links, nothing for none. Class names the
// element around it.
func (e *edition) appendLinkList(dst []byte, class string, links []Link) []byte {
	if len(links) == 0 {
		return dst
	}
	dst = append(dst, `<ul class="`...)
	dst = append(dst, class...)
	dst = append(dst, "\">\n"...)
	for i := range links {
		dst = append(dst, "<li>"...)
		dst = e.appendLink(dst, &links[i])
		if n := links[i].Count; n > 0 {
			dst = append(dst, ` <span class="count">`...)
			dst = appendText(dst, e.N("page.count", n))
			dst = append(dst, "</span>"...)
		}
		dst = append(dst, "</li>\n"...)
	}
	return append(dst, "</ul>\n"...)
}
