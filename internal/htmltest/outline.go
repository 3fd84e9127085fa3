package htmltest

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Outline writes the elements within n, n included, one a line and indented,
// with the names of their attributes but without values and text. Two pages
// with the same outline have the same structure, whatever they say.
func (n Node) Outline() string {
	var b strings.Builder
	outline(&b, n.Node, 0)
	return b.String()
}

func outline(b *strings.Builder, n *html.Node, depth int) {
	if n.Type == html.ElementNode || n.Type == html.CommentNode || n.Type == html.DoctypeNode {
		b.WriteString(strings.Repeat(" ", depth))
		b.WriteString(label(n))
		b.WriteByte('\n')
	}
	for c := range n.ChildNodes() {
		outline(b, c, depth+1)
	}
}

func label(n *html.Node) string {
	switch n.Type {
	case html.CommentNode:
		return "(comment)"
	case html.DoctypeNode:
		return "(doctype)"
	}
	names := []string{n.Data}
	for _, a := range n.Attr {
		names = append(names, a.Key)
	}
	slices.Sort(names[1:])
	return strings.Join(names, " ")
}
