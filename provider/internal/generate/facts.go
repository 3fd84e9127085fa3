package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/provider"
)

// pieces says what is recognised.
func pieces(p *provider.Provider) string {
	if len(p.Patterns) == 0 {
		return "recognised by pasted code only (" + p.Noun + ")"
	}
	var nouns []string
	for i := range p.Patterns {
		if n := p.Patterns[i].Noun; !slices.Contains(nouns, n) {
			nouns = append(nouns, n)
		}
	}
	return strings.Join(nouns, ", ")
}

// responsible names the company and its policies.
func responsible(p *provider.Provider) string {
	parts := []string{company(p)}
	for _, link := range []struct{ label, url string }{
		{"website", p.Website}, {"privacy policy", p.PrivacyPolicy}, {"cookie policy", p.CookiePolicy},
	} {
		if link.url != "" {
			parts = append(parts, fmt.Sprintf("[%s](%s)", link.label, link.url))
		}
	}
	return strings.Join(parts, " · ")
}

// contacts names the hosts that a reader's browser talks to.
func contacts(p *provider.Provider) string {
	var parts []string
	if len(p.FrameHosts) > 0 {
		parts = append(parts, code(p.FrameHosts))
	}
	if len(p.AssetHosts) > 0 {
		parts = append(parts, "also seen "+code(p.AssetHosts))
	}
	if p.Script != "" && frames(p) == 0 {
		parts = append(parts, "its script `"+p.Script+"`")
	}
	return strings.Join(parts, "; ")
}

// display says how a piece is shown.
func display(p *provider.Provider) string {
	if !hasContent(p) {
		return "no content of its own"
	}
	var s string
	switch shown(p) {
	case "frame":
		s = "a plain frame"
	case "frame (some)":
		s = fmt.Sprintf("a plain frame for %d of %d forms of address", frames(p), len(p.Patterns))
	case "script":
		if p.Opaque != nil && p.Opaque.Works != "no" {
			return "its script, in a document of opaque origin"
		}
		return "what it said and a link: only its own script shows it"
	case "nothing":
		return "what it said and a link: its addresses lead to no frame"
	default:
		return "no content of its own"
	}
	switch r := p.Resize; r.Kind {
	case "message":
		s += ", which reports its height"
	case "ratio":
		s += ", " + p.Ratio
	case "fixed":
		s += fmt.Sprintf(", %d px high", p.Height)
	default:
		s += fmt.Sprintf(", %d px high for want of knowledge", p.Height)
	}
	if p.PrivacyMode != "" {
		_, mode, _ := strings.Cut(p.PrivacyMode, ":")
		s += "; in its more private mode (`" + mode + "`)"
	}
	return s
}

func cookies(p *provider.Provider) string {
	switch p.SetsCookies {
	case provider.Yes:
		if len(p.Cookies) > 0 {
			return "yes; the service is known for " + code(p.Cookies)
		}
		return "yes"
	case provider.No:
		return "none, say the references"
	}
	return ""
}

// permissions says what a frame is allowed beyond the usual, and why.
func permissions(p *provider.Provider) string {
	if len(p.Sandbox) == 0 {
		return ""
	}
	return code(p.Sandbox) + ": " + text(p.SandboxReason)
}

// doubts lists what nobody has confirmed.
func doubts(p *provider.Provider) []string {
	general := func(basis []string) bool { return slices.Equal(basis, []string{"general"}) }
	var list []string
	add := func(when bool, what string) {
		if when {
			list = append(list, what)
		}
	}
	add(p.Confidence == provider.Low, "the record as a whole (low confidence)")
	add(general(p.ControllerBasis), "the company (general knowledge)")
	add(p.Controller == "" && !p.AnyHost, "who answers for it")
	add(p.PrivacyPolicy == "" && !p.AnyHost, "no privacy policy address could be confirmed")
	add(general(p.PolicyBasis.Privacy), "the address of the privacy policy")
	add(general(p.PolicyBasis.Cookie), "the address of the cookie policy")
	add(p.SetsCookies == provider.Unknown, "whether it sets cookies")
	add(frames(p) > 0 && p.Resize.Kind == "unknown", "how its frame gets its height")
	add(p.Resize.Note != "", "height: "+text(p.Resize.Note))
	return list
}

// code writes names as code.
func code(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }

// text escapes what Markdown would read as markup.
var markup = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", "&lt;", "[", `\[`, "|", `\|`, "`", "\\`")

func text(s string) string { return markup.Replace(s) }
