package rewrite

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// leaks builds the tree that a browser would and lists what in it would contact
// somebody other than the page's own host. It shares no code with what it checks.
func leaks(page string) []string {
	var all []string
	for _, scripting := range []bool{true, false} {
		all = append(all, leaksOf(page, scripting, 0)...)
	}
	return all
}

func leaksOf(page string, scripting bool, depth int) []string {
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

var loadingRel = regexp.MustCompile(`(?i)stylesheet|icon|apple-touch|preload|prefetch|preconnect|prerender|manifest|import|search|offline|subresource|dictionary|monetization`)

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
	if n.Data == "style" {
		var text strings.Builder
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				text.WriteString(c.Data)
			}
		}
		o.css(n, text.String())
	}
}

func (o *oracle) attribute(n *html.Node, key, value string, attrs map[string]string) {
	switch {
	case n.Data == "script" && key == "src":
		if isCode(attrs) && abroadOf(value) {
			o.leak(n, key, value)
		}
	case n.Data == "meta" && key == "content":
		if strings.EqualFold(strings.TrimSpace(attrs["http-equiv"]), "refresh") && strings.Contains(value, "leak.example") {
			o.leak(n, "refresh", value)
		}
	case n.Data == "link" && key == "href":
		if loadingRel.MatchString(attrs["rel"]) && abroadOf(value) {
			o.leak(n, "link "+attrs["rel"], value)
		}
	case n.Data == "base" && key == "href", loadingAttributes[key] && n.Data != "data":
		if abroadOf(value) {
			o.leak(n, key, value)
		}
	case key == "href" || key == "xlink:href":
		if n.Data != "a" && n.Data != "area" && abroadOf(value) {
			o.leak(n, key, value)
		}
	case key == "srcset", key == "imagesrcset", key == "ping", key == "attributionsrc":
		for _, part := range strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(" \t\r\n\f,", r) }) {
			if abroadOf(part) {
				o.leak(n, key, part)
			}
		}
	case key == "srcdoc" && n.Data == "iframe" && o.depth < 5:
		o.found = append(o.found, leaksOf(value, o.scripting, o.depth+1)...)
	case key == "style", key == "fill", key == "filter", key == "mask", key == "stroke", key == "clip-path", key == "cursor":
		o.css(n, value)
	case (key == "to" || key == "values" || key == "from" || key == "by") && (n.Data == "set" || strings.HasPrefix(n.Data, "animate")):
		if strings.Contains(value, "leak.example") {
			o.leak(n, key, value)
		}
	}
}

func isCode(attrs map[string]string) bool {
	kind, ok := attrs["type"]
	return !ok || kind == "" || kind == "module" || strings.Contains(strings.ToLower(kind), "javascript")
}

// abroadOf reports whether an address leads to another host, by the reading of
// net/url and, where that gives up, by the name of the host that all tests leak to.
func abroadOf(address string) bool {
	address = strings.TrimFunc(address, func(r rune) bool { return r <= ' ' })
	address = strings.NewReplacer("\n", "", "\r", "", "\t", "", "\\", "/").Replace(address)
	lower := strings.ToLower(address)
	if strings.HasPrefix(lower, "javascript:") || strings.HasPrefix(lower, "data:text/html") {
		return strings.Contains(lower, "leak.example")
	}
	if strings.HasPrefix(lower, "data:") || strings.HasPrefix(lower, "about:") || strings.HasPrefix(lower, "#") {
		return false
	}
	if _, rest, ok := strings.Cut(lower, ":"); ok && strings.HasPrefix(lower, "http") && strings.HasPrefix(strings.TrimLeft(rest, "/"), "#") {
		return false // an address without a host
	}
	u, err := url.Parse(address)
	if err != nil {
		return absolute.MatchString(lower) && strings.Contains(lower, "leak.example")
	}
	return u.Hostname() != "" && u.Hostname() != "harbour.example" || u.Scheme != "" && u.Host == "" && strings.Contains(lower, "leak.example")
}

var absolute = regexp.MustCompile(`^([a-z][a-z0-9+.-]*:|//)`)

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?(\*/|$)`)
	cssQuoted  = regexp.MustCompile(`"[^"\n]*\([^"\n]*("|$)|'[^'\n]*\([^'\n]*('|$)`) // a function in a string is none
	cssHex     = regexp.MustCompile(`\\[0-9a-fA-F]{1,6}[ \t\r\n\f]?`)
	cssLoad    = regexp.MustCompile(`(?i)(?:^|[^\w#@-])(?:url|src|image|image-set|-webkit-image-set)\((?:[^;()]*?[:"'\s,])?[/\\]{2,}leak\.example` +
		`|(?:@import|--[a-z]+\s*:)[^;]*?[:"'(\s,][/\\]{2,}leak\.example`)
)

// css looks for the name of the host behind anything that loads.
func (o *oracle) css(n *html.Node, text string) {
	plain := cssHex.ReplaceAllStringFunc(text, func(e string) string {
		var r rune
		fmt.Sscanf(strings.TrimSpace(e[1:]), "%x", &r)
		return string(r)
	})
	for _, t := range []string{cssComment.ReplaceAllString(text, " "), cssComment.ReplaceAllString(plain, " ")} {
		if m := cssLoad.FindString(cssQuoted.ReplaceAllString(t, " ")); m != "" {
			o.leak(n, "css", m)
			return
		}
	}
}
