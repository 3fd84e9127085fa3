package rewrite

// attribute is the place of one attribute in a tag. All offsets are from the "<".
type attribute struct {
	which    which
	from, to int32 // the name
	value    int32 // where the value begins, without a quote
	end      int32 // where it ends; value and end are the same where there is none
	after    int32 // where the attribute ends, a quote included
}

// which is an attribute that something here has to know by name.
type which uint8

const (
	other which = iota
	aAction
	aAlt
	aArchive
	aAltimg // the picture of a formula
	aAs
	aAttributeName
	aAttributionsrc
	aBackground
	aBase // xml:base
	aCharset
	aClass
	aClassid
	aCode
	aCodebase
	aContent
	aData
	aDatasrc
	aDynsrc
	aFormaction
	aFrom // from, to, by, values of an animation
	aHeight
	aHidden
	aHref
	aHTTPEquiv
	aIcon
	aID
	aImagesrcset
	aIntegrity
	aLang
	aLanguage
	aLazy // data-src and its like
	aLowsrc
	aManifest
	aMovie
	aName
	aPaint // an attribute of drawings that may hold url()
	aPing
	aPoster
	aRel
	aSrc
	aSrcdoc
	aSrcset
	aStyle
	aTitle
	aType
	aValue
	aWidth
	aXlink // href of a drawing, as it was
	aXMLLang
	aEncoding
	aShadowroot
	aProperty
)

var attributeNames = map[string]which{
	"action": aAction, "alt": aAlt, "archive": aArchive, "as": aAs, "attributename": aAttributeName, "attributionsrc": aAttributionsrc,
	"background": aBackground, "xml:base": aBase, "charset": aCharset, "class": aClass, "classid": aClassid, "code": aCode, "codebase": aCodebase,
	"content": aContent, "data": aData, "datasrc": aDatasrc, "dynsrc": aDynsrc, "formaction": aFormaction, "from": aFrom, "to": aFrom,
	"by": aFrom, "values": aFrom, "height": aHeight, "hidden": aHidden, "href": aHref, "xlink:href": aXlink, "o:href": aXlink, "http-equiv": aHTTPEquiv,
	"icon": aIcon, "id": aID, "imagesrcset": aImagesrcset, "implementation": aMovie, "integrity": aIntegrity, "lang": aLang,
	"xml:lang": aXMLLang, "language": aLanguage, "lowsrc": aLowsrc, "manifest": aManifest, "movie": aMovie, "name": aName, "object": aMovie,
	"ping": aPing, "poster": aPoster, "rel": aRel, "src": aSrc, "altimg": aAltimg, "srcdoc": aSrcdoc, "srcset": aSrcset, "style": aStyle,
	"title": aTitle, "type": aType, "value": aValue, "width": aWidth, "encoding": aEncoding, "property": aProperty,
	"shadowrootmode": aShadowroot, "shadowroot": aShadowroot,

	"fill": aPaint, "stroke": aPaint, "filter": aPaint, "mask": aPaint, "clip-path": aPaint, "marker": aPaint, "marker-start": aPaint,
	"marker-mid": aPaint, "marker-end": aPaint, "cursor": aPaint, "color-profile": aPaint,

	"data-src": aLazy, "data-lazy-src": aLazy, "data-original": aLazy, "data-url": aLazy, "data-iframe-src": aLazy, "data-lazy": aLazy,
	"data-litespeed-src": aLazy, "data-src-fg": aLazy, "data-cmplz-src": aLazy, "data-cookieblock-src": aLazy, "data-placeholder-src": aLazy,
	"data-rocket-src": aLazy, "data-ll-src": aLazy, "data-embed-src": aLazy, "data-cookieconsent-src": aLazy, "data-wpmeteor-src": aLazy,
	"data-frame-src": aLazy, "data-borlabs-cookie-iframe-src": aLazy, "data-suppressedsrc": aLazy, "data-cli-src": aLazy,
}

// longestAttribute is the length of the longest name in attributeNames.
const longestAttribute = 31

// attributeEntry is an entry of the table by which attributes are found, see known.
type attributeEntry struct {
	key uint64
	which
	word uint8 // its place in attributeWords
}

const attributeBits = 9

var attributeTable, attributeWords = newAttributeTable()

func newAttributeTable() (*[1 << attributeBits]attributeEntry, *[1 << 8]string) {
	var t [1 << attributeBits]attributeEntry
	var words [1 << 8]string
	n := 0
	for name, w := range attributeNames {
		key := nameKey([]byte(name))
		i := attributeIndex(key)
		for t[i].key != 0 {
			i = (i + 1) % len(t)
		}
		n++
		words[n] = name
		t[i] = attributeEntry{key, w, uint8(n)}
	}
	return &t, &words
}

func attributeIndex(key uint64) int { return int(key * 0x9E3779B97F4A7C15 >> (64 - attributeBits)) }

// identify finds an attribute by its name.
func identify(name []byte) which {
	if len(name) > longestAttribute {
		return other
	}
	var key uint64
	for i, c := range name {
		key = addLetter(key, i, toLower(c))
	}
	for i := attributeIndex(key); attributeTable[i].key != 0; i = (i + 1) % (1 << attributeBits) {
		if e := &attributeTable[i]; e.key == key {
			if len(name) > 8 && !equal(name, attributeWords[e.word]) {
				return other
			}
			return e.which
		}
	}
	return other
}

// everywhere are the attributes that matter on every element. wanted has for each
// length of a name the first letters, as bits.
var everywhere = [...]string{
	"archive", "attributionsrc", "background", "xml:base", "class", "classid", "code", "codebase", "data", "datasrc", "dynsrc", "fill", "stroke",
	"filter", "mask", "clip-path", "marker", "marker-start", "marker-mid", "marker-end", "cursor", "color-profile", "href", "xlink:href",
	"o:href", "icon", "id", "imagesrcset", "implementation", "lang", "xml:lang", "lowsrc", "manifest", "movie", "object", "ping", "poster",
	"src", "altimg", "srcdoc", "srcset", "style", "action", "formaction",
}

var wanted = newWanted()

func newWanted() *[longestAttribute + 1]uint32 {
	var w [longestAttribute + 1]uint32
	for _, name := range everywhere {
		w[len(name)] |= 1 << (name[0] & 31)
	}
	return &w
}

func toLower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// isSpace is ASCII white space as HTML has it.
func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
