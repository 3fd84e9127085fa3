package htmltest

import (
	"strings"

	"golang.org/x/net/html"
)

// Name returns the accessible name of n: what a screen reader calls it. It
// follows the steps of Accessible Name and Description Computation 1.2 that do
// not need a style sheet: aria-labelledby, aria-label, alternative text, then
// the content without what is hidden from everyone.
func (n Node) Name() string {
	return strings.Join(strings.Fields(accessibleName(n.Node, true)), " ")
}

func accessibleName(n *html.Node, follow bool) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	if n.Type == html.ElementNode {
		if ids, ok := attr(n, "aria-labelledby"); ok && follow {
			return labels(n, ids)
		}
		if label, _ := attr(n, "aria-label"); label != "" {
			return label
		}
		if n.Data == "img" {
			alt, _ := attr(n, "alt")
			return alt
		}
		if hiddenFromAll(n) {
			return ""
		}
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(accessibleName(c, follow))
	}
	return b.String()
}

// labels joins the names of the elements with the given IDs.
func labels(n *html.Node, ids string) string {
	root := n
	for root.Parent != nil {
		root = root.Parent
	}
	var names []string
	for _, id := range strings.Fields(ids) {
		for d := range root.Descendants() {
			if v, _ := attr(d, "id"); v == id && d.Type == html.ElementNode {
				names = append(names, accessibleName(d, false))
				break
			}
		}
	}
	return strings.Join(names, " ")
}

func hiddenFromAll(n *html.Node) bool {
	if v, _ := attr(n, "aria-hidden"); v == "true" {
		return true
	}
	_, hidden := attr(n, "hidden")
	return hidden || n.Data == "script" || n.Data == "style" || n.Data == "template"
}
