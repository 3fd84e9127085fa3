package htmltest

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Node is an element of a parsed document, or the document itself.
type Node struct {
	*html.Node
	t testing.TB
}

// Parse parses a whole document.
func Parse(t testing.TB, doc []byte) Node {
	t.Helper()
	n, err := html.Parse(bytes.NewReader(doc))
	if err != nil {
		t.Fatalf("htmltest: %v", err)
	}
	return Node{n, t}
}

// All returns the elements below n that the selector matches, in document
// order. See [Matches] for what a selector can say.
func (n Node) All(selector string) []Node {
	n.t.Helper()
	sel, err := parseSelector(selector)
	if err != nil {
		n.t.Fatalf("htmltest: selector %q: %v", selector, err)
	}
	var found []Node
	for d := range n.Descendants() {
		if sel.matches(d, n.Node) {
			found = append(found, Node{d, n.t})
		}
	}
	return found
}

// One returns the only element that the selector matches and stops the test if
// there is not exactly one.
func (n Node) One(selector string) Node {
	n.t.Helper()
	found := n.All(selector)
	if len(found) != 1 {
		n.t.Fatalf("there are %d elements %q, want one", len(found), selector)
	}
	return found[0]
}

// None reports as an error every element that the selector matches.
func (n Node) None(selector string) {
	n.t.Helper()
	for _, f := range n.All(selector) {
		n.t.Errorf("there is an element %q: %s", selector, f.Outline())
	}
}

// Attr returns the value of an attribute, "" if it is missing.
func (n Node) Attr(name string) string {
	v, _ := attr(n.Node, name)
	return v
}

// Has reports whether n has the attribute.
func (n Node) Has(name string) bool {
	_, ok := attr(n.Node, name)
	return ok
}

// Text returns the text within n with white space folded, as innerText would
// have it if nothing were hidden. Scripts and styles are not text.
func (n Node) Text() string {
	var b strings.Builder
	writeText(&b, n.Node)
	return strings.Join(strings.Fields(b.String()), " ")
}

func writeText(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
	case n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "template"):
		return
	}
	for c := range n.ChildNodes() {
		writeText(b, c)
	}
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}
