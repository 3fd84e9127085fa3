package rewrite

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/gate"
)

// Assets are the files that rewritten pages need besides [gate.Assets].
func Assets() []gate.Asset { return []gate.Asset{retro()} }

// stylePath is the address of the style sheet, without the base path.
func stylePath() string { return retro().Path }

//go:embed assets/retro.css
var retroStyle string

// retro is the style of gates in pages of somebody else's making: what
// [gate.Style] says, so that the style of the page cannot undo it.
var retro = sync.OnceValue(func() gate.Asset {
	// What is important in a layer goes before what is important outside of all,
	// however much that weighs.
	css := "@layer gf{" + squeeze(retroStyle) + harden(gate.Style()) + "}"
	sum := sha256.Sum256([]byte(css))
	return gate.Asset{
		Path: "/_gatefold/retro." + hex.EncodeToString(sum[:5]) + ".css",
		Type: "text/css; charset=utf-8",
		Body: []byte(css),
	}
})

// squeeze takes comments, line ends and indentation out of a style sheet.
func squeeze(css string) string {
	var b strings.Builder
	for css != "" {
		before, rest, _ := strings.Cut(css, "/*")
		for line := range strings.Lines(before) {
			b.WriteString(strings.TrimSpace(line))
		}
		_, css, _ = strings.Cut(rest, "*/")
	}
	return b.String()
}

// weight makes a selector weigh as much as one with an id, which no page has.
const weight = ":not(#_)"

// harden gives the rules of our own style sheet more weight than a page's. It
// knows CSS as we write it: no strings with braces, no comments.
func harden(css string) string {
	var b strings.Builder
	for css != "" {
		i := strings.IndexAny(css, "{}")
		if i < 0 {
			break
		}
		head, open := css[:i], css[i] == '{'
		css = css[i+1:]
		switch {
		case !open:
			b.WriteByte('}')
		case strings.HasPrefix(head, "@"):
			b.WriteString(head + "{")
		default:
			body, rest, _ := strings.Cut(css, "}")
			css = rest
			b.WriteString(heavier(head) + "{" + important(body) + "}")
		}
	}
	return properties.Replace(b.String())
}

// properties gives the properties that our pages set for gates names that no other
// page sets. The one that is the gate's own, its shape, has such a name.
var properties = strings.NewReplacer("var(--gf,", "var(--gf,", "var(--", "var(--gf-")

// heavier gives each selector of a list more weight: behind its first compound
// selector, before what makes a pseudo-element of it.
func heavier(list string) string {
	depth, first := 0, true
	var b strings.Builder
	for i := 0; i < len(list); i++ {
		c := list[i]
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth > 0:
		case first && (c == ' ' || c == ',' || c == '>' || c == '+' || c == '~' || strings.HasPrefix(list[i:], "::")) && i > 0 && list[i-1] != ',' && list[i-1] != ' ':
			b.WriteString(weight)
			first = c == ','
		case c == ',':
			first = true
		}
		b.WriteByte(c)
	}
	if first {
		b.WriteString(weight)
	}
	return b.String()
}

// important marks the declarations of a rule. The height of which a piece tells is
// set by the script on the frame itself, important, too, and outweighs these.
func important(body string) string {
	var b strings.Builder
	for i, d := range strings.Split(body, ";") {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(d)
		if strings.TrimSpace(d) != "" && !strings.HasSuffix(d, "!important") {
			b.WriteString("!important")
		}
	}
	return b.String()
}
