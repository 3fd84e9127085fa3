package markdown

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/article"
)

// anchor writes a pasted link like one in Markdown.
func (f *filter) anchor(t html.Token) {
	f.tangled = true
	href := attr(t, "href")
	link := noLink
	if href != "" {
		link = f.openLink([]byte(asWritten(href)), []byte(asWritten(attr(t, "title"))), f.at)
	}
	f.raw = append(f.raw, rawElement{name: "a", link: link})
}

// asWritten undoes the unescaping that values of Markdown go through.
func asWritten(s string) string {
	return strings.NewReplacer(`\`, `\\`, `&`, `\&`).Replace(s)
}

// picture writes a pasted img with what the site knows about its file.
func (f *filter) picture(t html.Token) {
	f.tangled = true
	src := lazy(t, "src")
	p, a, ok := f.writer.picture(src, f.at)
	if !ok {
		alt := attr(t, "alt")
		switch {
		case a.reach == outside:
			f.outsideLink(a, alt)
		default:
			f.verbatim([]byte(alt))
		}
		return
	}
	attrs := f.kept(t)
	if !seen(attrs, "alt") {
		f.wantAlt(p.Alt, src, f.at)
		attrs = append(attrs, html.Attribute{Key: "alt", Val: p.Alt})
	}
	if !seen(attrs, "width") && !seen(attrs, "height") && p.Width > 0 && p.Height > 0 {
		attrs = append(attrs, html.Attribute{Key: "width", Val: strconv.Itoa(p.Width)},
			html.Attribute{Key: "height", Val: strconv.Itoa(p.Height)})
	}
	attrs = append(attrs, html.Attribute{Key: "src", Val: tidyURL(f.based(p.URL))})
	if set, ok := f.sourceSet(attr(t, "srcset")); ok {
		attrs = append(attrs, html.Attribute{Key: "srcset", Val: set})
	}
	f.tag("img", append(attrs, html.Attribute{Key: "loading", Val: "lazy"}, html.Attribute{Key: "decoding", Val: "async"}))
}

// media writes audio and video of the site; of other hosts, a link.
func (f *filter) media(t html.Token) {
	f.tangled = true
	e := rawElement{name: t.Data, shown: t.Data}
	attrs := f.kept(t)
	if src := lazy(t, "src"); src != "" {
		a := f.resolve(src)
		if a.reach != within {
			f.loads(t.Data, a)
			f.outsideLink(a, "")
			f.raw = append(f.raw, rawElement{name: t.Data})
			return
		}
		attrs = append(attrs, html.Attribute{Key: "src", Val: tidyURL(f.based(a.text))})
	}
	if poster := attr(t, "poster"); poster != "" && t.Data == "video" {
		if a := f.resolve(poster); a.reach == within {
			attrs = append(attrs, html.Attribute{Key: "poster", Val: tidyURL(f.based(a.text))})
		} else {
			f.loads("video", a)
		}
	}
	if !seen(attrs, "preload") {
		attrs = append(attrs, html.Attribute{Key: "preload", Val: "none"})
	}
	f.tag(t.Data, append(attrs, html.Attribute{Key: "controls"}))
	f.raw = append(f.raw, e)
}

// source writes a source of the media element or picture around it. Where it
// lies on another host, a link follows behind the media element.
func (f *filter) source(t html.Token) {
	if len(f.raw) <= f.floor {
		return // stands nowhere
	}
	f.tangled = true
	around := &f.raw[len(f.raw)-1]
	attrs := f.kept(t)
	if src := lazy(t, "src"); src != "" {
		a := f.resolve(src)
		if a.reach != within {
			f.loads(t.Data, a)
			if len(around.instead) < 4 && a.reach == outside {
				around.instead = append(around.instead, a)
			}
			return
		}
		attrs = append(attrs, html.Attribute{Key: "src", Val: tidyURL(f.based(a.text))})
	}
	if set := attr(t, "srcset"); set != "" {
		set, ok := f.sourceSet(set)
		if !ok {
			return
		}
		attrs = append(attrs, html.Attribute{Key: "srcset", Val: set})
	}
	if around.shown != "" {
		f.tag(t.Data, attrs)
	}
}

// loads reports an element that would load something from elsewhere.
func (f *filter) loads(element string, a address) {
	if a.reach == outside {
		f.warn(f.at, "the element <"+element+"> was left out: it would contact "+a.host, "copy the file to your own site")
		return
	}
	f.warn(f.at, "the element <"+element+"> was left out: "+quote(a.text)+" is no file of the site", "name a file of the site")
}

// sourceSet checks the candidates of a srcset (HTML, section 4.8.4.2.1): all
// have to lie within the site.
func (f *filter) sourceSet(set string) (string, bool) {
	var kept []string
	for candidate := range strings.SplitSeq(set, ",") {
		fields := strings.Fields(candidate)
		if len(fields) == 0 || len(fields) > 2 {
			continue
		}
		a := f.resolve(fields[0])
		if a.reach != within {
			f.loads("source", a)
			return "", false
		}
		fields[0] = tidyURL(f.based(a.text))
		kept = append(kept, strings.Join(fields, " "))
	}
	return strings.Join(kept, ", "), len(kept) > 0
}

// frame turns a frame into an embed where the catalogue knows its address,
// else into a link: nothing is ever framed by pasting.
func (f *filter) frame(t html.Token) {
	src := lazy(t, "src")
	if t.Data == "object" {
		src = attr(t, "data")
	}
	if t.Data != "embed" && t.Data != "frame" && t.Type != html.SelfClosingTagToken {
		defer func() { f.skip = t.Data }()
	}
	if piece, ok := f.framed(t); ok {
		f.placeFrame(piece)
		return
	}
	a := f.resolve(src)
	switch {
	case src == "":
		f.warn(f.at, "the element <"+t.Data+"> was left out: it has no address", "remove it")
	case a.reach == outside:
		f.warn(f.at, "the frame of "+a.host+" is shown as a link: that host is not known as one of a provider of embeds",
			"link to the page in words of your own")
		f.tangled = true
		f.outsideLink(a, attr(t, "title"))
	default:
		f.warn(f.at, "the frame of "+quote(a.text)+" is shown as a link", "link to the page in words of your own")
		f.tangled = true
		f.outsideLink(a, a.text)
	}
}

// framed gives the embed of a frame of a known provider that stands within a line.
func (f *filter) framed(t html.Token) (article.Piece, bool) {
	if f.nested {
		return article.Piece{}, false
	}
	code := t.String() + "</" + t.Data + ">"
	found, err := f.c.catalogue.Paste(code)
	if err != nil || len(found) != 1 || !found[0].Known() || found[0].Match.URL == "" || !isContent(found[0].Match.Provider.Kind) {
		return article.Piece{}, false
	}
	c := cut{match: found[0].Match}
	c.read(code, &found[0])
	return f.embedCut(&c, f.at), true
}

// placeFrame places the embed of a frame: between blocks where it is, within a
// line behind the block.
func (f *filter) placeFrame(p article.Piece) {
	if f.block {
		f.tangled = true
	}
	f.placeOrWait(p, f.block)
}

// lazy gives an address that may hide in the attributes of lazy loaders.
func lazy(t html.Token, key string) string {
	src := attr(t, key)
	if src == "" || src == "about:blank" || strings.HasPrefix(src, "data:") {
		for _, other := range [...]string{"data-" + key, "data-lazy-" + key} {
			if hidden := attr(t, other); hidden != "" {
				return hidden
			}
		}
	}
	return src
}

// tidyURL percent-encodes what cannot stand in an address, for attributes that
// are escaped later.
func tidyURL(s string) string {
	return strings.NewReplacer("&amp;", "&", "&#39;", "'").Replace(string(appendAddress(nil, s)))
}
