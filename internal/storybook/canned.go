package storybook

import (
	"fmt"
	"html"
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// cannedGates makes embed documents that hold nothing of anybody.
type cannedGates struct{ *gate.Gates }

const cannedPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'; base-uri 'none'"

// DocumentPolicy lets a document load its own script and style.
func (cannedGates) DocumentPolicy(provider.Match) string { return cannedPolicy }

// AppendDocument makes a document in whose frame stands what would be there.
func (g cannedGates) AppendDocument(dst []byte, l *locale.Locale, d *gate.Document) []byte {
	name := html.EscapeString(d.Match.Provider.Name)
	said := fmt.Sprintf(`<p lang="en">Here %s shows its %s.<br>In the storybook nobody was contacted.`, name, html.EscapeString(d.Match.Noun))
	rights := ""
	if d.Match.Opaque() != "" {
		rights = apart
		said = g.program(said)
	}
	var head strings.Builder
	for _, a := range gate.Assets() {
		switch {
		case strings.HasPrefix(a.Path, "/_gatefold/embed.") && strings.HasSuffix(a.Path, ".css"):
			fmt.Fprintf(&head, `<link rel="stylesheet" href="%s">`, g.Base()+a.Path)
		case strings.HasPrefix(a.Path, "/_gatefold/embed.") && strings.HasSuffix(a.Path, ".js"):
			fmt.Fprintf(&head, `<script src="%s"></script>`, g.Base()+a.Path)
		}
	}
	return fmt.Appendf(dst, `<!doctype html><html lang="%s" dir="%s"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="%s">`+
		`<meta name="robots" content="noindex"><title>%s</title>%s</head><body><main><p class="gf-failed" hidden><button class="gf-again"></button></p><iframe title="%s" srcdoc="%s"%s></iframe></main></body></html>`,
		l.Lang(), l.Dir(), cannedPolicy, name, head.String(), name, html.EscapeString(said), rights)
}

// apart gives a frame the opaque origin that the programs of others run in, and
// has it heard when it says how tall it is.
const apart = ` sandbox="allow-scripts" data-resize="[{&quot;origin&quot;:&quot;null&quot;,&quot;data&quot;:&quot;object&quot;,&quot;height&quot;:[&quot;gatefold&quot;]}]"`

// program puts before what is said the script that stands before every program,
// which is the storybook's own and runs where theirs would.
func (g cannedGates) program(said string) string {
	for _, a := range gate.Assets() {
		if strings.HasPrefix(a.Path, "/_gatefold/height.") {
			return `<!doctype html><html lang="en"><meta charset="utf-8"><script src="` + g.Base() + a.Path + `"></script><body>` + said
		}
	}
	return said
}
