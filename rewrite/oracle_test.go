package rewrite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// leaks builds the tree that a browser would and lists what in it would contact
// somebody other than the page's own host. It shares no code with what it checks.
func leaks(page string) []string {
	page = withoutLoneSigns(page)
	var all []string
	for _, scripting := range []bool{true, false} {
		all = append(all, leaksOf(page, scripting, 0)...)
	}
	return all
}

// withoutLoneSigns puts another sign in the place of every "<" that begins nothing. It is text
// wherever it stands; but in the comment of a script the library leaves the comment there,
// which HTML (13.2.5.23) does not. Before a reference it stays if there is no script: in a style
// attribute it may begin "<!--" with what that stands for.
func withoutLoneSigns(page string) string {
	b := []byte(page)
	scripts := scriptBegins.MatchString(page)
	for i, c := range b {
		if c == '<' && (scripts || i+1 == len(b) || b[i+1] != '&') && (i+1 == len(b) || (b[i+1]|0x20 < 'a' || b[i+1]|0x20 > 'z') && !strings.ContainsRune("/!?", rune(b[i+1]))) {
			b[i] = '~'
		}
	}
	return string(b)
}

// withoutScriptSigns does the same in scripts with every "<" that is text in the state in which HTML
// reads it (13.2.5.15 to 13.2.5.31) and makes the library lose its own.
func withoutScriptSigns(page string) string {
	b := []byte(page)
	for at := 0; ; {
		tag := scriptTag.FindIndex(b[at:])
		if tag == nil {
			return string(b)
		}
		at += tag[1]
		at += readScript(b[at:])
	}
}

var (
	scriptBegins = regexp.MustCompile(`(?i)<script`)
	scriptTag    = regexp.MustCompile(`(?i)<script(?:[\s/][^>]*)?>`)
	scriptStarts = regexp.MustCompile(`(?i)^<script[\s/>]`)
	scriptEnds   = regexp.MustCompile(`(?i)^</script[\s/>]`)
	lostSign     = regexp.MustCompile(`^<(?:[^a-zA-Z/]|[a-zA-Z]+<|$)`)
)

// readScript puts another sign in the place of those, and returns where the script ends.
func readScript(b []byte) int {
	const (
		data = iota
		escaped
		doubleEscaped
	)
	state := data
	for i := 0; i < len(b); i++ {
		rest := b[i:]
		switch {
		case state != data && bytes.HasPrefix(rest, []byte("-->")):
			state = data
		case b[i] != '<':
		case scriptEnds.Match(rest) && state == doubleEscaped:
			state = escaped
		case scriptEnds.Match(rest):
			return i
		case scriptStarts.Match(rest) && state == escaped:
			state = doubleEscaped
		case state == data && bytes.HasPrefix(rest, []byte("<!--")):
			state = escaped
			i++ // its dashes may be those of the end
		case lostSign.Match(rest):
			b[i] = '~'
		}
	}
	return len(b)
}

func leaksOf(page string, scripting bool, depth int) []string {
	found := leaksIn(page, scripting, depth)
	if len(found) == 0 || len(leaksIn(withoutScriptSigns(page), scripting, depth)) == 0 {
		return nil // or only to the library
	}
	return found
}

func leaksIn(page string, scripting bool, depth int) []string {
	doc, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(scripting))
	if err != nil {
		return nil // too deep for the library
	}
	o := oracle{scripting: scripting, depth: depth}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			o.element(n)
		}
	}
	return o.found
}

type oracle struct {
	found     []string
	scripting bool
	depth     int
}

func (o *oracle) leak(n *html.Node, what, address string) {
	o.found = append(o.found, fmt.Sprintf("<%s> %s: %s (scripting %t)", n.Data, what, address, o.scripting))
}

// loadingAttributes are those that browsers load from, or have loaded from, on any
// element.
var loadingAttributes = map[string]bool{
	"src": true, "poster": true, "background": true, "data": true, "lowsrc": true, "dynsrc": true, "archive": true, "code": true,
	"codebase": true, "classid": true, "manifest": true, "icon": true, "movie": true, "datasrc": true, "altimg": true,
}

// paints are attributes of drawings whose values are CSS.
var paints = map[string]bool{
	"fill": true, "stroke": true, "filter": true, "mask": true, "clip-path": true, "cursor": true,
	"marker": true, "marker-start": true, "marker-mid": true, "marker-end": true,
}

// animations are the elements that give an attribute of another a value.
var animations = map[string]bool{
	"set": true, "animate": true, "animateColor": true, "animateMotion": true, "animateTransform": true,
	"animatecolor": true, "animatemotion": true, "animatetransform": true,
}

// loadingRel finds a relation that loads something among those of a link; a word that holds
// one counts, but not one with a sign in it that no relation has.
var loadingRel = regexp.MustCompile(`(?i)(^|[ \t\n\f\r])[a-z-]*(stylesheet|icon|apple-touch|preload|prefetch|preconnect|prerender|manifest|import|search|offline|subresource|dictionary|monetization)[a-z-]*($|[ \t\n\f\r])`)

func (o *oracle) element(n *html.Node) {
	attrs := map[string]string{}
	for _, a := range n.Attr {
		key := a.Key
		if a.Namespace != "" {
			key = a.Namespace + ":" + key
		}
		if _, ok := attrs[key]; !ok {
			attrs[key] = a.Val
		}
	}
	for key, value := range attrs {
		o.attribute(n, key, value, attrs)
	}
	switch kind := strings.ToLower(strings.TrimFunc(attrs["type"], htmlSpace)); {
	case n.Data == "style":
		o.css(n, cssAddresses(textOf(n)))
		o.addresses(n, "looking ahead", aheadImports(textOf(n)))
	case n.Data == "script" && (kind == "importmap" || kind == "speculationrules"):
		o.addresses(n, kind, namedIn([]byte(textOf(n))))
	}
}

// textOf is the text that stands in an element itself.
func textOf(n *html.Node) string {
	var text strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			text.WriteString(c.Data)
		}
	}
	return text.String()
}

// namedIn are the addresses with a host that JSON names.
func namedIn(text []byte) (all []string) {
	var v any
	if json.Unmarshal(text, &v) != nil {
		return nil
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			v = strings.TrimLeft(v, "\x00 ") // in JSON there can be a zero
			if scheme, _ := schemeOf(v); scheme == "" || scheme == "http" || scheme == "https" {
				all = append(all, v)
			}
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			for key, one := range v {
				walk(key)
				walk(one)
			}
		}
	}
	walk(v)
	return all
}

func (o *oracle) attribute(n *html.Node, key, value string, attrs map[string]string) {
	switch {
	case n.Data == "script" && key == "src":
		if isCode(attrs) && abroadOf(value) && !isWithin(value) {
			o.leak(n, key, value)
		}
	case n.Data == "meta" && key == "content":
		if strings.EqualFold(attrs["http-equiv"], "refresh") && (abroadOf(refreshTo(value)) || abroadOf(refreshInChromium(value))) {
			o.leak(n, "refresh", value)
		}
	case n.Data == "link" && key == "href":
		if loadingRel.MatchString(attrs["rel"]) && abroadOf(value) {
			o.leak(n, "link "+attrs["rel"], value)
		}
	case n.Data == "base" && key == "href", loadingAttributes[key] && n.Data != "data":
		if abroadOf(value) && !(shows(n.Data, key) && isWithin(value)) {
			o.leak(n, key, value)
		}
	case key == "href" || key == "xlink:href":
		if n.Data != "a" && n.Data != "area" && abroadOf(value) && !(shows(n.Data, key) && isWithin(value)) {
			o.leak(n, key, value)
		}
	case key == "srcset", key == "imagesrcset":
		o.addresses(n, key, slices.DeleteFunc(candidates(value), isWithin))
	case key == "ping", key == "attributionsrc":
		o.addresses(n, key, strings.FieldsFunc(value, htmlSpace))
	case key == "srcdoc" && n.Data == "iframe" && o.depth < 5:
		o.found = append(o.found, leaksOf(value, o.scripting, o.depth+1)...)
	case key == "style", paints[key]:
		o.css(n, declaredAddresses(value))
	case (key == "to" || key == "values" || key == "from" || key == "by") && animations[n.Data]:
		o.addresses(n, key, strings.Split(value, ";"))
		o.css(n, declaredAddresses(value))
	}
}

// shows reports whether an attribute does no more than show what its address leads to. A page
// would then load nothing.
func shows(element, key string) bool {
	switch key {
	case "poster", "background", "lowsrc", "dynsrc", "icon", "altimg":
		return true
	case "src":
		return slices.Contains([]string{"img", "image", "input", "video", "audio", "source", "track", "bgsound", "amp-img", "amp-video", "amp-audio"}, element)
	}
	return element == "image" || element == "img" || element == "script"
}

// isWithin reports whether an address leads to nobody: what it names is in it, or in the browser.
func isWithin(address string) bool {
	address = strings.TrimFunc(strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(address), func(r rune) bool { return r <= ' ' })
	scheme, _ := schemeOf(address)
	return scheme == "data" || scheme == "blob"
}

func (o *oracle) addresses(n *html.Node, key string, all []string) {
	for _, address := range all {
		if abroadOf(address) {
			o.leak(n, key, address)
		}
	}
}

func isCode(attrs map[string]string) bool {
	kind, ok := attrs["type"]
	return !ok || kind == "" || kind == "module" || strings.Contains(strings.ToLower(kind), "javascript")
}

// css looks at the addresses that a style sheet, declarations or a value load.
func (o *oracle) css(n *html.Node, addresses []string) {
	o.addresses(n, "css", slices.DeleteFunc(addresses, isWithin)) // what is in an address of its own is shown as a picture
}
