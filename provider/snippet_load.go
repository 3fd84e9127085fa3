package provider

import (
	"strings"

	"golang.org/x/net/html"
)

// load says what kind of thing an element loads, and so which of its attributes
// hold an address.
type load int

const (
	loadsNothing load = iota
	loadsFrame
	loadsObject
	loadsScript
	loadsPicture
	loadsMedia
	loadsLink
	sendsForm
)

// loadOf returns what an element loads.
func loadOf(name string, attrs []html.Attribute) load {
	switch name {
	case "iframe", "frame", "embed", "fencedframe", "portal", "amp-iframe":
		return loadsFrame
	case "object":
		return loadsObject
	case "script":
		return loadsScript
	case "img", "image", "feimage", "use", "amp-img", "amp-anim", "body", "table", "tbody", "thead", "tfoot", "tr", "td", "th":
		return loadsPicture
	case "video", "audio", "source", "track", "amp-video", "amp-audio":
		return loadsMedia
	case "input":
		if kind, _ := attribute(attrs, "type"); strings.EqualFold(kind, "image") {
			return loadsPicture
		}
	case "link":
		if rel, _ := attribute(attrs, "rel"); connects(rel) {
			return loadsLink
		}
	case "base":
		return loadsLink // not itself, but it says where the others load from
	case "form":
		return sendsForm
	}
	return loadsNothing
}

// connecting are the link types that make a browser contact the host (HTML,
// 4.6.7).
var connecting = [...]string{
	"stylesheet", "preload", "modulepreload", "prefetch", "prerender", "preconnect", "dns-prefetch",
	"icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "manifest", "import", "compression-dictionary",
}

func connects(rel string) bool {
	for rel != "" {
		var kind string
		kind, rel = cutClass(rel)
		for _, c := range connecting {
			if strings.EqualFold(kind, c) {
				return true
			}
		}
	}
	return false
}

// kindOf returns as what an attribute's address counts; 0 if it holds none.
func (l load) kindOf(key string) MarkKind {
	switch key {
	case "class", "id", "style":
		return 0
	case "src":
		switch l {
		case loadsFrame:
			return FrameMark
		case loadsScript:
			return ScriptMark
		case loadsPicture:
			return PictureMark
		case loadsMedia:
			return MediaMark
		}
		return 0
	case "href", "xlink:href":
		switch l {
		case loadsLink:
			return StyleMark
		case loadsPicture:
			return PictureMark
		case loadsScript:
			return ScriptMark
		}
		return 0
	case "srcset", "imagesrcset":
		switch l {
		case loadsPicture, loadsMedia, loadsLink:
			return PictureMark
		}
		return 0
	case "poster", "background":
		if l == loadsMedia || l == loadsPicture {
			return PictureMark
		}
		return 0
	case "data":
		if l == loadsObject {
			return FrameMark
		}
		return 0
	case "action":
		if l == sendsForm {
			return FormMark
		}
		return 0
	}
	return l.lazyKind(key)
}

// lazyKind is kindOf for the attributes in which scripts keep an address until
// it is time to load it. They have many names: data-src, data-lazy-src,
// data-src-cmplz, data-cookieblock-src, data-litespeed-src and so on. An element
// that loads nothing by itself may be a frame later.
func (l load) lazyKind(key string) MarkKind {
	if len(key) < len("data-src") || key[:len("data-")] != "data-" {
		return 0
	}
	switch {
	case strings.Contains(key, "src"), key == "data-iframe", key == "data-embed":
	case key == "data-original", key == "data-lazy", key == "data-url", key == "data-href":
		if l == loadsNothing {
			return 0
		}
	default:
		return 0
	}
	switch l {
	case loadsScript:
		return ScriptMark
	case loadsPicture:
		return PictureMark
	case loadsMedia:
		return MediaMark
	case loadsLink:
		return StyleMark
	case sendsForm:
		return 0
	}
	return FrameMark
}
