package htmltest

import (
	"strings"

	"golang.org/x/net/html"
)

// UniqueIDs reports as an error every id that two elements share.
func (n Node) UniqueIDs() {
	n.t.Helper()
	seen := map[string]bool{}
	for _, e := range n.All("[id]") {
		id := e.Attr("id")
		if seen[id] {
			n.t.Errorf("two elements have the id %q", id)
		}
		seen[id] = true
	}
}

// Resolves reports as an error every reference to an id that no element has:
// links to fragments of the page and the ARIA attributes that name elements.
func (n Node) Resolves() {
	n.t.Helper()
	ids := map[string]bool{}
	for _, e := range n.All("[id]") {
		ids[e.Attr("id")] = true
	}
	for d := range n.Descendants() {
		for _, ref := range references(d) {
			if !ids[ref] {
				n.t.Errorf("<%s> refers to #%s, which is nowhere on the page", d.Data, ref)
			}
		}
	}
}

func references(n *html.Node) (refs []string) {
	for _, a := range n.Attr {
		switch a.Key {
		case "href":
			if id, ok := strings.CutPrefix(a.Val, "#"); ok && id != "" {
				refs = append(refs, id)
			}
		case "aria-labelledby", "aria-describedby", "aria-controls", "for":
			refs = append(refs, strings.Fields(a.Val)...)
		}
	}
	return refs
}

// loading are the attributes that make a browser fetch something, by element.
var loading = map[string][]string{
	"img": {"src", "srcset"}, "source": {"src", "srcset"}, "script": {"src"}, "iframe": {"src"}, "frame": {"src"},
	"embed": {"src"}, "object": {"data"}, "video": {"src", "poster"}, "audio": {"src"}, "track": {"src"},
	"input": {"src"}, "image": {"href", "xlink:href"}, "use": {"href", "xlink:href"}, "body": {"background"},
	"form": {"action"}, "a": {"ping"},
}

// loadingLinks are the link relations that make a browser fetch or connect.
var loadingLinks = []string{"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest", "prerender", "apple-touch-icon"}

// LoadsOnlyFrom reports as an error every address that the page would load by
// itself and that does not begin with one of the prefixes.
func (n Node) LoadsOnlyFrom(prefixes ...string) {
	n.t.Helper()
	for d := range n.Descendants() {
		for _, address := range loads(d) {
			if !hasPrefix(address, prefixes) || strings.HasPrefix(address, "//") {
				n.t.Errorf("<%s> loads %s", d.Data, address)
			}
		}
	}
}

func loads(n *html.Node) (addresses []string) {
	for _, name := range loading[n.Data] {
		if v, ok := attr(n, name); ok && v != "" {
			addresses = append(addresses, v)
		}
	}
	if n.Data != "link" {
		return addresses
	}
	rel, _ := attr(n, "rel")
	href, _ := attr(n, "href")
	for _, word := range strings.Fields(strings.ToLower(rel)) {
		if hasPrefix(word, loadingLinks) {
			addresses = append(addresses, href)
		}
	}
	return addresses
}

func hasPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
