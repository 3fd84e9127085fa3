package markdown

import "strings"

// kind says what happens to an element of pasted HTML.
type kind int

const (
	unwrapped  kind = iota // its tags are left out, what is within stays
	phrasing               // stays; stands within a line and cannot disturb anything
	structure              // stays; browsers rearrange what is wrong within or around it
	void                   // stays; has no content and no end
	removed                // is left out with all that is within
	removedTag             // has no content and is left out
	picture                // img
	media                  // audio and video
	source                 // source and track
	anchor                 // a
	frame                  // iframe and its older relatives
)

// elements says what happens to each element; what is not named is unwrapped.
// The list of those that stay follows from what an article may need; each of
// them is inert with the attributes below.
var elements = func() map[string]kind {
	t := map[string]kind{
		"img": picture, "audio": media, "video": media, "source": source, "track": source,
		"a": anchor, "iframe": frame, "frame": frame, "embed": frame, "object": frame,
	}
	for k, names := range map[kind]string{
		phrasing: "abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup " +
			"time u var",
		structure: "address article aside blockquote caption col colgroup dd details div dl dt figcaption figure " +
			"h2 h3 h4 h5 h6 li ol p picture pre rp rt ruby section summary table tbody td tfoot th thead tr ul",
		void: "br hr wbr",
		removed: "script style noscript noembed noframes template textarea title xmp plaintext select svg math " +
			"head applet canvas frameset datalist marquee portal fencedframe",
		removedTag: "link meta base basefont input keygen param bgsound area isindex",
	} {
		for name := range strings.FieldsSeq(names) {
			t[name] = k
		}
	}
	return t
}()

// attributes says which attributes stay on which element, beside those that
// every element may have. Addresses are not among them: each is looked at
// where its element is written.
var attributes = func() map[string]map[string]bool {
	t := map[string]map[string]bool{}
	for name, names := range map[string]string{
		"*":        "title dir lang translate aria-label aria-hidden aria-labelledby aria-describedby",
		"col":      "span",
		"colgroup": "span",
		"data":     "value",
		"del":      "datetime",
		"ins":      "datetime",
		"time":     "datetime",
		"details":  "open name",
		"li":       "value",
		"ol":       "start reversed type",
		"td":       "colspan rowspan headers",
		"th":       "colspan rowspan headers scope abbr",
		"img":      "alt width height sizes",
		"audio":    "loop muted preload",
		"video":    "loop muted preload playsinline width height",
		"source":   "type media sizes width height",
		"track":    "kind label srclang default",
	} {
		set := map[string]bool{}
		for n := range strings.FieldsSeq(names) {
			set[n] = true
		}
		t[name] = set
	}
	return t
}()

// keeps reports whether an element keeps an attribute as it is.
func keeps(element, attribute string) bool {
	return attributes["*"][attribute] || attributes[element][attribute]
}

// isShown reports whether an element can be part of a body.
func isShown(name string) bool {
	switch elements[name] {
	case phrasing, structure, void, picture, media, source, anchor:
		return true
	}
	return false
}

// isVoid reports whether an element that stays has no end tag.
func isVoid(name string) bool {
	switch name {
	case "br", "hr", "wbr", "img", "source", "track", "col":
		return true
	}
	return false
}
