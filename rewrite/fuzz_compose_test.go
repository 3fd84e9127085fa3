package rewrite

import (
	"fmt"
	"strings"
	"testing"
)

// FuzzAttributes builds tags of the names and values that they have, and of ways in which
// the same can be written: what stands beside each other matters, and which comes first.
func FuzzAttributes(f *testing.F) { fuzzComposed(f, 80, composedTags) }

// FuzzSheets does the same with what style sheets are made of, wherever they stand.
func FuzzSheets(f *testing.F) { fuzzComposed(f, 60, composedSheet) }

// FuzzCodes does the same with codes as sites paste them: few kinds of elements, with what names a
// piece, within each other, and broken off or garbled anywhere.
func FuzzCodes(f *testing.F) { fuzzComposed(f, 80, composedCodes) }

// fuzzComposed checks pages that are made of up to so many choices.
func fuzzComposed(f *testing.F, most int, compose func(choices) string) {
	for i := range 256 {
		b := byte(i)
		f.Add([]byte{b, b * 3, b * 7, b * 31, b * 101, b * 11, b * 13, b * 17, b * 19, b * 23, b * 29, b * 37, b * 41, b * 43})
	}
	r := newTestRewriter(f, Options{})
	f.Fuzz(func(t *testing.T, letters []byte) {
		if len(letters) <= most {
			check(t, r, compose(letters))
		}
	})
}

// choices are the bytes by which a fuzzer chooses.
type choices []byte

// next is the next one, 0 behind the last.
func (c *choices) next() int {
	if len(*c) == 0 {
		return 0
	}
	b := (*c)[0]
	*c = (*c)[1:]
	return int(b)
}

func (c *choices) of(list []string) string { return list[c.next()%len(list)] }

func composedTags(c choices) string {
	var b strings.Builder
	for len(c) > 0 {
		b.WriteString(c.of(tagBeginnings) + c.of(gaps))
		for range c.next() % 5 {
			value := c.disguised(c.value())
			quote := c.of([]string{`"`, "'", ""})
			switch quote {
			case "":
				value = strings.NewReplacer(" ", "&#32;", "\n", "&#10", "\t", "&#9;", "\r", "", "\f", "&#12;", ">", "&gt;").Replace(value)
			case `"`:
				value = strings.ReplaceAll(value, quote, "&quot;")
			case "'":
				value = strings.ReplaceAll(value, quote, "&#39")
			}
			b.WriteString(c.of(attributeWordsOfTests) + c.of([]string{"=", "= ", " ="}) + quote + value + quote + c.of(gaps))
		}
		b.WriteString(c.of([]string{">", "/>", ">a</a>", "></iframe>", "></object>", "></script>", "></style>"}))
		if n := c.next(); n < 64 {
			b.WriteString(fragments[n%len(fragments)])
		}
	}
	return b.String()
}

// value is what an attribute may have.
func (c *choices) value() string {
	switch c.next() % 8 {
	case 0:
		return c.of(attributeValues)
	case 1:
		return c.of(attributeValues) + " " + c.of(attributeValues)
	case 2:
		return c.of(sheetParts) + c.of(sheetParts) + c.of(sheetParts)
	case 3:
		return strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(c.of(fragments) + c.of(fragments) + c.of(fragments))
	}
	return c.of(attributeAddresses)
}

// disguised is the same value, written in another way: every so many bytes are a reference, in
// capitals, or have something before them that is left out.
func (c *choices) disguised(value string) string {
	how := c.next()
	every := 1 + how>>4%5
	var b strings.Builder
	for i := range len(value) {
		sign, behind := value[i], byte(' ')
		if i+1 < len(value) {
			behind = value[i+1]
		}
		switch way := how & 15; {
		case way > 8 || (i+how)%every != 0:
			b.WriteByte(sign)
		case way == 0:
			fmt.Fprintf(&b, "&#%d;", sign)
		case way == 1 && (behind < '0' || behind > '9'):
			fmt.Fprintf(&b, "&#%d", sign)
		case way == 2 && !isHex(behind):
			fmt.Fprintf(&b, "&#x%X", sign)
		case way == 3 && strings.IndexByte("<>\"&", sign) >= 0 && behind != '=' && !isLetter(behind) && !isDigit(behind):
			b.WriteString(map[byte]string{'<': "&lt", '>': "&GT", '"': "&quot", '&': "&amp"}[sign])
		case way == 4 && strings.IndexByte("/\\:()", sign) >= 0:
			b.WriteString(map[byte]string{'/': "&sol;", '\\': "&bsol;", ':': "&colon;", '(': "&lpar;", ')': "&rpar;"}[sign])
		case way == 5:
			b.WriteString("&Tab;" + string(rune(sign)))
		case way == 6:
			b.WriteString("\r\n" + string(rune(sign)))
		case way == 7:
			b.WriteString(strings.ToUpper(string(rune(sign))))
		case way == 8:
			b.WriteString("\\" + string(rune(sign)))
		default:
			b.WriteByte(sign)
		}
	}
	return b.String()
}

func composedCodes(c choices) string {
	var b strings.Builder
	how, from, n := c.next(), c.next(), c.next()
	for len(c) > 0 {
		name := c.of(codeElements)
		b.WriteString("<" + name)
		for range 1 + c.next()%4 {
			value := ""
			switch c.next() % 4 {
			case 0:
				value = c.of(codeAddresses)
			case 1:
				value = c.of(codeNames)
			case 2:
				value = c.of(codeParts) + c.of(codeParts)
			case 3:
				value = c.of(attributeAddresses)
			}
			b.WriteString(" " + c.of(codeAttributes) + `="` + strings.ReplaceAll(value, `"`, "&quot;") + `"`)
		}
		b.WriteString(">")
		for range c.next() % 3 {
			b.WriteString(c.of(codeParts))
		}
		b.WriteString(c.of([]string{"</" + name + ">", "</" + name + " >", "</" + name, ""}))
		for range c.next() % 2 {
			b.WriteString(c.of(codeParts))
		}
	}
	return garbled(b.String(), how, from, n)
}

// garbled is a page that is broken off at a place, or in which something is lacking, is there twice, or
// has another sign.
func garbled(page string, how, from, n int) string {
	if len(page) == 0 {
		return page
	}
	from = from * 7 % len(page)
	to := min(len(page), from+1+n%12)
	switch how % 8 {
	case 0:
		return page[:from]
	case 1:
		return page[:from] + page[to:]
	case 2:
		return page[:to] + page[from:]
	case 3:
		return page[:from] + string("<>\"'/ =&;!-"[n%11]) + page[from+1:]
	}
	return page
}

var codeElements = []string{
	"iframe", "object", "embed", "video", "img", "picture", "source", "script", "blockquote", "div", "a", "p", "noscript", "lite-youtube", "input", "link", "svg", "button", "section", "figure", "meta", "form", "td", "param", "amp-iframe",
}

var codeAttributes = []string{
	"src", "srcdoc", "data-src", "data-lazy-src", "style", "class", "title", "data", "href", "poster", "srcset", "data-href", "data-instgrm-permalink", "data-slug-hash", "type", "rel", "cite", "width", "height", "data-service", "id",
	"xlink:href", "videoid", "data-gf-src", "content", "http-equiv",
}

var codeNames = []string{
	"twitter-tweet", "twitter-timeline", "instagram-media", "fb-post", "codepen", "tiktok-embed", "g-recaptcha", "text/plain", "stylesheet", "preconnect", "refresh", "youtube", "1", "gf-in-place", "video/youtube", "lazyload", "image",
}

var codeAddresses = []string{
	"//leak.example/a", "https://www.youtube.com/embed/abcdefghijk", "https://www.instagram.com/p/abc/", "https://twitter.com/a/status/1", "/own", "about:blank", "https://player.vimeo.com/video/76979871",
	"https://open.spotify.com/embed/track/abc", "//platform.twitter.com/widgets.js", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1",
}

var codeParts = []string{
	"<", ">", "'", " ", "a", "<p>", "</p>", "<div>", "</div>", "<a href=/b>", "</a>", "<noscript>", "</noscript>", "<iframe srcdoc=\"", " title=\"", " src=", "<!--", "-->", "<svg>", "</svg>", "<select>", "</select>", "<template>", "</template>",
	"<iframe src=https://www.youtube.com/embed/abcdefghijk></iframe>", "<iframe src=//leak.example/i>", "</iframe>", "<iframe src='https://player.vimeo.com/video/76979871'></iframe>",
	"<blockquote class=twitter-tweet><a href=https://twitter.com/a/status/1>", "<blockquote class=twitter-tweet>", "</blockquote>", "<script async src=https://platform.twitter.com/widgets.js></script>", "<a class=twitter-timeline href=https://twitter.com/a>",
	"<div class=fb-post data-href=https://www.facebook.com/a/posts/1>", "<div class=fb-post data-href=https://www.facebook.com/a/posts/1></div>", "<p class=codepen data-slug-hash=abc data-user=a>", "<lite-youtube videoid=abcdefghijk>",
	"<object data=https://www.youtube.com/v/abcdefghijk>", "</object>", "<embed src=https://www.youtube.com/v/abcdefghijk>", "<img src=//leak.example/p>", "<img src=//leak.example/p width=1 height=1>", "<figure>", "</figure>", "<table>", "<tr><td>", "</table>",
	"<style>", "</style>", "<script>", "</script>", "<picture>", "</picture>", "<source srcset=//leak.example/s>", "<video src=//leak.example/v>", "</video>", "<button class=g-recaptcha data-sitekey=a>", "</button>", "<h2>", "</h2>", "<li>", "<br>",
}

func composedSheet(c choices) string {
	around := c.next() % 6
	var b strings.Builder
	for len(c) > 0 {
		b.WriteString(c.of(sheetParts))
	}
	css := b.String()
	switch around {
	case 0:
		return `<p style="` + c.disguised(strings.ReplaceAll(css, `"`, "&quot;")) + `">`
	case 1:
		return "<svg><style>" + css + "</style></svg><p>a"
	case 2:
		return "<noscript><style>" + css + "</style></noscript>"
	case 3:
		return "<svg><path fill='" + strings.ReplaceAll(css, "'", "&#39") + "'/>"
	case 4:
		return "<svg><animate values='" + strings.ReplaceAll(css, "'", "&#39;") + "'/>"
	}
	return "<style>" + css + "</style>"
}

var gaps = []string{" ", " ", "\n", "/", "\f", "\t "}

var tagBeginnings = []string{
	"<a", "<area", "<audio", "<base", "<body", "<button", "<div", "<embed", "<form", "<frame", "<html", "<iframe", "<img", "<image", "<input", "<link", "<meta", "<object", "<p", "<param", "<picture><source", "<script",
	"<source", "<style", "<svg", "<table", "<td", "<track", "<video", "<portal", "<applet", "<bgsound", "<fencedframe", "<marquee", "<layer", "<xml", "<model", "<amp-img", "<amp-iframe",
	"<svg><image", "<svg><use", "<svg><a", "<svg><set", "<svg><animate", "<svg><feImage", "<svg><script", "<svg><linearGradient", "<svg><foreignObject><img", "<svg><font-face-uri", "<svg><pattern", "<svg><mpath", "<svg><textPath", "<svg><cursor", "<svg><filter",
	"<math><mi", "<math><mglyph", "<math><annotation-xml", "<noscript><img", "<noscript><iframe", "<noscript><link", "<noscript><p", "<template><img", "<template shadowrootmode=open><img", "<select><img", "<head><link", "<frameset", "<frameset><frame",
}

var attributeWordsOfTests = []string{
	"src", "href", "SRC", "xlink:href", "o:href", "altimg", "srcset", "imagesrcset", "data", "poster", "background", "action", "formaction", "ping", "attributionsrc", "content", "style", "srcdoc", "codebase", "classid", "archive", "code",
	"manifest", "lowsrc", "dynsrc", "longdesc", "cite", "usemap", "profile", "icon", "movie", "object", "implementation", "value", "fill", "filter", "mask", "clip-path", "cursor", "marker", "stroke", "from", "to", "values", "by", "attributeName",
	"rel", "as", "type", "language", "http-equiv", "media", "sizes", "width", "height", "loading", "data-src", "data-srcset", "class", "id", "title", "alt", "lang", "xml:lang", "hidden", "name", "xml:base", "xmlns", "imagesizes", "integrity", "nonce", "async",
	"encoding", "target", "shadowrootmode", "crossorigin", "onload", "=src", "data-gf-src", "src\x00",
}

var attributeValues = []string{
	"stylesheet", "preload", "icon", "preconnect", "dns-prefetch", "modulepreload", "refresh", "Refresh", "content-security-policy", "image", "script", "style", "text/css", "module", "importmap", "speculationrules", "text/html",
	"image/svg+xml", "application/x-shockwave-flash", "text/plain", "hidden", "1", "0", "100%", "href", "fill", "open", "default-style", "alternate", "canonical", "shortcut", "twitter-tweet", "lazy", "", "fb-post", "instagram-media", "display:none",
}

var attributeAddresses = []string{
	"//leak.example/a", "https://leak.example/b", `http:\\leak.example`, "https:leak.example", "https:/leak.example/c", "/own", "own.png", "https://harbour.example/d", "//harbour.example@leak.example/", "https://leak.example:443",
	"data:text/html,<img src=//leak.example>", "data:text/css,a{b:url(//leak.example/x)}", "data:image/png;base64,AA==", "javascript:location='//leak.example'", "blob:https://harbour.example/a", "about:blank", "#a", "", " ", "?a", "//", "https://",
	"0;url=//leak.example", "0; //leak.example", "5;URL='//leak.example'", "/a 1x, //leak.example/e 2x", "//leak.example/f 100w,/b 200w", "ftp://leak.example/", "wss://leak.example/", "mailto:a@harbour.example", "https://www.youtube.com/embed/abcdefghijk",
	"//platform.twitter.com/widgets.js", "a:b", "a//leak.example", `/\leak.example`, `\/leak.example`, "///leak.example", "https:///leak.example", `https:\leak.example`, "https://%6ceak.example/", "url(//leak.example/g)", "red;url(//leak.example/h)",
	"#a;//leak.example/i", "(//leak.example)", "/a,//leak.example", "/a (,//leak.example) 2x, //leak.example 3x", `{"prefetch":[{"urls":["//leak.example"]}]}`,
}

var sheetParts = []string{
	"@import", "@charset", "@layer", "@font-face", "@media", "@supports", "@namespace", "@property --a", "@function --f()", "@container", " ", " ", "\n", "\f", "\r", "\t", "/*", "*/", "/**/", `"`, "'", `\`, "\\\n", "\\\r\n", "(", ")", "{", "}", "[", "]", ";", ":", ",",
	"<!--", "-->", "#", "@", "-", "--", "--a:", "a{b:", "a{--b:", "url(", "URL(", `u\72l(`, `\75rl(`, "src(", "image-set(", "-webkit-image-set(", "-webkit-cross-fade(", "image(", "var(--a,", "attr(a type(<url>))", "if(", "format(", "local(", "supports(", "layer(",
	"//leak.example/c", "'//leak.example/d'", `"//leak.example/e"`, `\2f\2fleak.example`, `\/\/leak.example`, "url(//leak.example/f)", "url('//leak.example/g')", "url( //leak.example/h )", "url(/own)", "url(a b)", `url(a"b)`, "1x", "2x", "!important", "content:",
	"background:", "initial-value:", "result:", "a", "b", "1", "1e", "%", "\x00", "é", `\0`, `\000000`, `\g`, "and ", "print", "<", ">", "</", "!", "&quot;", "&#92;", "&quot", "&#39", "&lt", "u+26", ".", "+", "*", "/", "=",
}
