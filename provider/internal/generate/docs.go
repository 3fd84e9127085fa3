package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/provider"
)

const introduction = `# Providers

Made by ` + "`go generate ./provider`" + ` from the records in
[provider/data](../provider/data/README.md); do not edit.

This is what Gatefold knows about the third parties whose content stands in
articles: %d services, %d of which it can show in a plain frame behind a gate.
The facts were collected from public references, which each record names; almost
nothing of it was measured in a browser, so read *confidence* for what it says:

- **high**: two or more references agree on addresses and frame
- **medium**: one reference, or small open points
- **low**: general knowledge, or references that disagree

Policy addresses should be opened once by a person before readers see them.

*Shown as* says what a gate can open: a **frame** that needs no script on the page
around it; a frame for **some** of its addresses (the others need to be resolved
first, and until then they are links behind a gate without a button); only its
**script**; or **nothing**, where there is no frame address to be had. *Height*
says how the frame gets its height: it **reports** it, keeps a shape, or has a fixed
one. A height with a question mark is a guess. *Snapshot* says where what a piece
said can be taken from without asking anybody who reads it: from the **code** that
the author pastes, or from the provider's **oEmbed** answer.

| Provider | Kind | Shown as | Height | Snapshot | Company | Confidence |
|---|---|---|---|---|---|---|
`

// makeDocs writes docs/providers.md.
func makeDocs(c *provider.Catalogue) ([]byte, error) {
	all := slices.Clone(c.All())
	slices.SortFunc(all, func(a, b *provider.Provider) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	framed := 0
	for _, p := range all {
		if frames(p) > 0 {
			framed++
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, introduction, len(all), framed)
	for _, p := range all {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s | %s | %s | %s |\n",
			text(p.Name), p.ID, p.Kind, shown(p), height(p), snapshotShort(p), company(p), p.Confidence)
	}
	for _, p := range all {
		section(&b, p)
	}
	return b.Bytes(), nil
}

// section writes what there is to say about one provider.
func section(b *bytes.Buffer, p *provider.Provider) {
	fmt.Fprintf(b, "\n<a id=%q></a>\n## %s\n\n", p.ID, text(p.Name))
	line := func(label, what string) {
		if what != "" {
			fmt.Fprintf(b, "- **%s:** %s\n", label, what)
		}
	}
	line("Id", "`"+p.ID+"`, "+pieces(p))
	line("Company", responsible(p))
	line("Showing it contacts", contacts(p))
	line("Shown as", display(p))
	if hasContent(p) {
		line("Its script", script(p))
		line("Height", reports(p))
		line("Snapshot", snapshot(p))
	}
	line("Cookies", cookies(p))
	line("May do more than others", permissions(p))
	line("Confidence", string(p.Confidence))
	line("Uncertain", strings.Join(doubts(p), "; "))
	line("Note", text(p.Note))
}

// hasContent reports whether a provider has something to show.
func hasContent(p *provider.Provider) bool {
	return p.Kind != provider.Font && p.Kind != provider.Analytics && p.Kind != provider.Captcha
}

// frames counts the patterns that lead to a frame.
func frames(p *provider.Provider) int {
	n := 0
	for i := range p.Patterns {
		if p.Patterns[i].Frame != "" {
			n++
		}
	}
	return n
}

func shown(p *provider.Provider) string {
	switch n := frames(p); {
	case n > 0 && n == len(p.Patterns):
		return "frame"
	case n > 0:
		return "frame (some)"
	case p.NeedsScript:
		return "script"
	case len(p.Patterns) == 0 && p.FrameTemplate == "":
		return "–"
	default:
		return "nothing"
	}
}

func height(p *provider.Provider) string {
	switch {
	case frames(p) == 0:
		return "–"
	case p.Resize.Kind == "message":
		return "reports"
	case p.Ratio != "":
		return p.Ratio
	case p.Resize.Kind == "unknown":
		return fmt.Sprintf("%d px?", p.Height)
	default:
		return fmt.Sprintf("%d px", p.Height)
	}
}

func company(p *provider.Provider) string {
	switch {
	case p.Controller == "" && p.AnyHost:
		return "the server's"
	case p.Controller == "":
		return "unknown"
	case p.Country == "":
		return text(p.Controller)
	}
	return text(p.Controller) + ", " + p.Country
}
