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
	namesPage // the address of a page, in whose place an editor puts the piece
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
	case "oembed":
		return namesPage
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
	case "url":
		if l == namesPage {
			return FrameMark
		}
		return 0
	case "srcdoc", "srclang", "attributionsrc":
		return 0
	}
	return l.lazyKind(key)
}

// lazyKind is kindOf for the attributes in which scripts keep an address until
// it is time to load it. They have many names: data-src, data-lazy-src,
// data-src-cmplz, suppressedsrc, uc-src, consent-original-src-_ and so on. An
// element that loads nothing by itself may be a frame later; see [isHidden] for
// that.
func (l load) lazyKind(key string) MarkKind {
	switch {
	case l == loadsNothing, l == namesPage, l == sendsForm, isHeld(key):
		return 0
	case strings.Contains(key, "src"):
		if (l == loadsFrame || l == loadsObject) && isPictureName(key) {
			return 0
		}
	case key == "data-original", key == "data-lazy", key == "data-url", key == "data-href", key == "data-iframe", key == "data-embed":
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
	}
	return FrameMark
}

// HeldPrefix stands before the name of an attribute that package rewrite has made to do nothing.
const HeldPrefix = "data-gf-"

// isHeld reports whether an attribute has been made to do nothing: no script takes an
// address from it, and a page that has been rewritten is read like any other.
func isHeld(key string) bool { return strings.HasPrefix(key, HeldPrefix) }

// isPictureName reports whether an attribute of a frame or an object is for the picture that is
// shown before the frame.
func isPictureName(key string) bool {
	for _, word := range [...]string{"img", "image", "poster", "thumb"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

// isHidden reports whether an attribute may hold the address of a frame, by whatever
// name: that of an element that is a frame, or will be one when a script has been
// there. Only an address that a provider claims as a frame's counts in such a place.
func (l load) isHidden(a *html.Attribute) bool {
	if isHeld(a.Key) {
		return false
	}
	switch l {
	case loadsNothing:
		const shared, shares = "data-url", "data-href" // what a button is to share
		return strings.HasPrefix(a.Key, "data-") && isAbsolute(a.Val) && a.Key != shared && a.Key != shares
	case loadsFrame, loadsObject:
		return a.Key != "class" && a.Key != "id" && a.Key != "title" && a.Key != "srcdoc" && isAbsolute(a.Val)
	}
	return false
}

// isAbsolute reports whether a value begins like an address on another host.
func isAbsolute[T string | []byte](value T) bool {
	for len(value) > 0 && value[0] <= ' ' {
		value = value[1:]
	}
	switch {
	case len(value) < len("//a.b"):
		return false
	case value[0] == '/':
		return value[1] == '/'
	}
	return value[0]|0x20 == 'h' && value[1]|0x20 == 't' && value[2]|0x20 == 't' && value[3]|0x20 == 'p'
}
