package gate

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/provider"
)

// innerSandbox is what the provider's own frame may do: run its scripts, keep
// to its own origin, open windows, show itself on another screen. Anything
// more is said by the catalogue, with the reason.
func innerSandbox(p *provider.Provider) string { return sandbox(p) }

// outerSandbox is for the frame that holds the embed document. A frame cannot
// have more than the one around it, so it is the same and one more: the embed
// document is ours, and when a reader follows its link to the original or back
// to the article, that opens in the tab. The provider's frame cannot do so.
func outerSandbox(p *provider.Provider) string {
	return sandbox(p) + " allow-top-navigation-by-user-activation"
}

func sandbox(p *provider.Provider) string {
	tokens := []string{"allow-scripts", "allow-same-origin", "allow-popups", "allow-presentation"}
	for _, token := range p.Sandbox {
		if isSandboxToken(token) && !slices.Contains(tokens, token) {
			tokens = append(tokens, token)
		}
	}
	return strings.Join(tokens, " ")
}

// isSandboxToken lets through what a piece may need. To move the whole tab
// elsewhere is never part of it, and a word that browsers do not know is none.
func isSandboxToken(token string) bool {
	switch token {
	case "allow-forms", "allow-modals", "allow-downloads", "allow-pointer-lock", "allow-orientation-lock",
		"allow-popups-to-escape-sandbox", "allow-storage-access-by-user-activation":
		return true
	}
	return false
}
