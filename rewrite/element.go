package rewrite

import "math/rand/v2"

// element is an element that something here has to know by name; none is any
// other.
type element uint8

const (
	none element = iota
	eA
	eApplet
	eArea
	eAudio
	eB
	eBase
	eBasefont
	eBgsound
	eBlockquote
	eBody
	eBr
	eButton
	eCanvas
	eCaption
	eCenter
	eCol
	eColgroup
	eDd
	eDesc
	eDiv
	eDt
	eEmbed
	eFencedframe
	eFieldset
	eFigure
	eFont
	eForeignObject
	eForm
	eFormatting // em, i, strong and so on
	eFrame
	eFrameset
	eHeading1
	eHeading2
	eHeading3
	eHeading4
	eHeading5
	eHeading6
	eHead
	eHr
	eHtml
	eIframe
	eImage
	eImg
	eInput
	eKeygen
	eLabel
	eLegend
	eLi
	eLink
	eListing
	eMarquee
	eMath
	eMathText // mi, mo, mn, ms, mtext
	eMeta
	eNoembed
	eNoframes
	eNoscript
	eObject
	eOptgroup
	eOption
	eP
	eParam
	ePicture
	ePlaintext
	ePortal
	ePre
	eRuby // ruby, rb, rt, rtc, rp
	eScript
	eSection // what only structures: article, aside, details, ul and so on
	eSelect
	eSource
	eSpan // span, which breaks out of a drawing
	eStyle
	eSummary
	eSvg
	eTable
	eTbody // tbody, thead, tfoot
	eTd    // td, th
	eTemplate
	eTextarea
	eTitle
	eTr
	eTrack
	eVideo
	eWbr
	eXmp
	eAnimate // animate, set and their like
	eVar     // inline elements that break out of a drawing
	eAnnotation
	eMenuitem
	eAmpPicture // what pages for AMP have in the place of img, iframe, video and audio
	eAmpFrame
	eAmpVideo
	eAmpAudio
)

// trait is what is true of an element wherever it stands.
type trait uint16

const (
	void       trait = 1 << iota // it has no content (HTML, 13.1.2)
	raw                          // its content is text to the tokenizer (HTML, 13.2.5)
	closesP                      // it ends an open paragraph (HTML, 13.2.6.4.7)
	watched                      // all of its attributes matter
	sighted                      // all of its attributes matter if one of them leads elsewhere
	breaksOut                    // it ends a drawing or formula (HTML, 13.2.6.5)
	scoped                       // no end tag within closes what is outside (HTML, 13.2.4.2)
	formatting                   // its end tag closes all that is open within
	inline                       // it stands within a line
	endsLine                     // a line ends where it does
	counted                      // how many are open is counted
	ruled                        // what its start tag closes has a rule of its own
	careful                      // none of its tags may be passed over
)

var elementNames = map[string]struct {
	element
	trait
}{
	"a": {eA, formatting | inline}, "applet": {eApplet, watched | scoped}, "area": {eArea, void}, "audio": {eAudio, watched},
	"b": {eFormatting, formatting | inline | breaksOut}, "base": {eBase, void | watched}, "basefont": {eBasefont, void},
	"bgsound": {eBgsound, void | watched}, "blockquote": {eBlockquote, closesP | breaksOut}, "body": {eBody, breaksOut},
	"br": {eBr, void | breaksOut}, "button": {eButton, 0}, "canvas": {eCanvas, 0}, "caption": {eCaption, scoped}, "center": {eCenter, closesP | breaksOut},
	"col": {eCol, void}, "colgroup": {eColgroup, 0}, "dd": {eDd, closesP | breaksOut}, "desc": {eDesc, 0}, "div": {eDiv, closesP | breaksOut},
	"dt": {eDt, closesP | breaksOut}, "embed": {eEmbed, void | watched | breaksOut}, "fencedframe": {eFencedframe, watched},
	"fieldset": {eFieldset, closesP}, "figure": {eFigure, closesP}, "font": {eFont, formatting | inline},
	"foreignobject": {eForeignObject, 0}, "form": {eForm, closesP}, "frame": {eFrame, void | watched}, "frameset": {eFrameset, 0},
	"h1": {eHeading1, closesP | breaksOut}, "h2": {eHeading2, closesP | breaksOut}, "h3": {eHeading3, closesP | breaksOut},
	"h4": {eHeading4, closesP | breaksOut}, "h5": {eHeading5, closesP | breaksOut}, "h6": {eHeading6, closesP | breaksOut},
	"head": {eHead, breaksOut}, "hr": {eHr, void | closesP | breaksOut}, "html": {eHtml, 0}, "iframe": {eIframe, raw | watched},
	"image": {eImage, void | sighted}, "img": {eImg, void | sighted | breaksOut}, "input": {eInput, void}, "keygen": {eKeygen, void},
	"label": {eLabel, inline}, "legend": {eLegend, 0}, "li": {eLi, closesP | breaksOut}, "link": {eLink, void | sighted},
	"listing": {eListing, closesP | breaksOut}, "marquee": {eMarquee, scoped}, "math": {eMath, 0}, "meta": {eMeta, void | watched | breaksOut},
	"noembed": {eNoembed, raw}, "noframes": {eNoframes, raw}, "noscript": {eNoscript, 0}, "object": {eObject, watched | scoped},
	"optgroup": {eOptgroup, 0}, "option": {eOption, 0}, "p": {eP, closesP | breaksOut}, "param": {eParam, void | watched}, "picture": {ePicture, inline | watched},
	"plaintext": {ePlaintext, raw | closesP}, "portal": {ePortal, watched}, "pre": {ePre, closesP | breaksOut},
	"ruby": {eRuby, inline | breaksOut}, "rb": {eRuby, inline}, "rt": {eRuby, inline}, "rtc": {eRuby, inline}, "rp": {eRuby, inline},
	"script": {eScript, raw | watched}, "select": {eSelect, 0}, "source": {eSource, void | sighted}, "span": {eSpan, inline | breaksOut},
	"style": {eStyle, raw}, "summary": {eSummary, closesP}, "svg": {eSvg, 0}, "table": {eTable, closesP | scoped | breaksOut},
	"tbody": {eTbody, 0}, "thead": {eTbody, 0}, "tfoot": {eTbody, 0}, "td": {eTd, scoped}, "th": {eTd, scoped},
	"template": {eTemplate, scoped}, "textarea": {eTextarea, raw}, "title": {eTitle, raw}, "tr": {eTr, 0}, "track": {eTrack, void | sighted},
	"video": {eVideo, watched}, "wbr": {eWbr, void}, "xmp": {eXmp, raw | closesP},

	"annotation-xml": {eAnnotation, 0}, "mi": {eMathText, 0}, "mo": {eMathText, 0}, "mn": {eMathText, 0}, "ms": {eMathText, 0},
	"mtext": {eMathText, 0}, "animate": {eAnimate, watched}, "set": {eAnimate, watched}, "animatemotion": {eAnimate, watched},
	"animatetransform": {eAnimate, watched}, "animatecolor": {eAnimate, watched}, "discard": {eAnimate, watched}, "menuitem": {eMenuitem, 0},

	"amp-img": {eAmpPicture, watched}, "amp-anim": {eAmpPicture, watched}, "amp-iframe": {eAmpFrame, watched},
	"amp-video": {eAmpVideo, watched}, "amp-audio": {eAmpAudio, watched},

	"big": {eFormatting, formatting | inline | breaksOut}, "code": {eFormatting, formatting | inline | breaksOut},
	"em": {eFormatting, formatting | inline | breaksOut}, "i": {eFormatting, formatting | inline | breaksOut},
	"nobr": {eFormatting, formatting | inline | breaksOut}, "s": {eFormatting, formatting | inline | breaksOut},
	"small": {eFormatting, formatting | inline | breaksOut}, "strike": {eFormatting, formatting | inline | breaksOut},
	"strong": {eFormatting, formatting | inline | breaksOut}, "tt": {eFormatting, formatting | inline | breaksOut},
	"u": {eFormatting, formatting | inline | breaksOut}, "sub": {eVar, inline | breaksOut}, "sup": {eVar, inline | breaksOut},
	"var": {eVar, inline | breaksOut}, "abbr": {eVar, inline}, "cite": {eVar, inline}, "q": {eVar, inline}, "time": {eVar, inline},
	"mark": {eVar, inline}, "kbd": {eVar, inline}, "samp": {eVar, inline}, "dfn": {eVar, inline}, "bdi": {eVar, inline}, "bdo": {eVar, inline},
	"ins": {eVar, inline}, "del": {eVar, inline}, "data": {eVar, inline},

	"address": {eSection, closesP}, "article": {eSection, closesP}, "aside": {eSection, closesP}, "details": {eSection, closesP},
	"dialog": {eSection, closesP}, "dir": {eSection, closesP}, "dl": {eSection, closesP | breaksOut}, "figcaption": {eSection, closesP},
	"footer": {eSection, closesP}, "header": {eSection, closesP}, "hgroup": {eSection, closesP}, "main": {eSection, closesP},
	"menu": {eSection, closesP | breaksOut}, "nav": {eSection, closesP}, "ol": {eSection, closesP | breaksOut},
	"search": {eSection, closesP}, "section": {eSection, closesP}, "ul": {eSection, closesP | breaksOut},
}

// known is an entry of the table by which names are found.
// It is small, since many entries are looked at in turn.
type known struct {
	key uint64
	trait
	element
	word uint8 // its place in elementWords
}

// name is the name of the element; empty for an unknown one.
func (k *known) name() string { return elementWords[k.word] }

// A name is found by its first eight letters, or by a hash if it is longer: see
// nameKey.
const (
	tableBits   = 10
	tableFactor = 0x0cfa42d476bbbb49 // found by trying: no two names fall on one place
)

var table, elementWords = newTable()

func newTable() (*[1 << tableBits]known, *[1 << 8]string) {
	var t [1 << tableBits]known
	var words [1 << 8]string
	n := 0
	for name, e := range elementNames {
		key := nameKey([]byte(name))
		i := place(key)
		for t[i].key != 0 {
			i = (i + 1) % len(t)
		}
		n++
		words[n] = name
		t[i] = known{key, e.trait | moreTraits(e.element, e.trait), e.element, uint8(n)}
	}
	return &t, &words
}

// moreTraits are the traits that follow from others, or are those of a few elements.
func moreTraits(e element, t trait) (more trait) {
	if t&closesP != 0 {
		more |= endsLine
	}
	if t&(raw|watched) != 0 {
		more |= careful
	}
	switch e {
	case eP:
		more |= counted
	case eTemplate, eNoscript:
		more |= counted | careful
	case eMath, eSelect, eFrameset, eCol:
		more |= careful
	case eTd, eTr:
		more |= ruled | endsLine
	case eA, eLi, eDd, eDt, eTbody, eOption, eHeading1, eHeading2, eHeading3, eHeading4, eHeading5, eHeading6, eBr:
		more |= ruled
	}
	return more
}

func place(key uint64) int { return int(key * tableFactor >> (64 - tableBits)) }

// stirring is odd, so that no hash loses anything, and another in every process, so
// that nobody can make up a name that has the key of another.
var stirring = rand.Uint64() | 1

// nameKey makes one number of a name in lower case: its letters, or, from the
// ninth letter on, a hash of all of them. Long names are compared again where it
// matters.
func nameKey(name []byte) uint64 {
	var key uint64
	for i, c := range name {
		key = addLetter(key, i, c)
	}
	return key
}

func addLetter(key uint64, i int, c byte) uint64 {
	if c == 0 {
		c = 0xFF // U+FFFD (HTML, 13.2.5.8), which must not count for nothing
	}
	if i < 8 {
		return key | uint64(c)<<(8*i)
	}
	return key*stirring ^ uint64(c) // stirred first: else two letters could change places
}

// find finds an element by its key; of an unknown one all is zero.
func find(key uint64) *known {
	for i := place(key); ; i = (i + 1) % (1 << tableBits) {
		if e := &table[i]; e.key == key || e.key == 0 {
			return e
		}
	}
}
