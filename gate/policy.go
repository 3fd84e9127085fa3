package gate

import (
	"strings"

	"github.com/gatefold/gatefold/provider"
)

// PagePolicy is the content security policy of a page with gates: it may reach
// its own site and nobody else. styleHashes allow inline style sheets, each as
// [StyleHash] gives it. The policy goes into a <meta http-equiv> before
// anything it governs; see [HeaderPolicy] for the header.
func PagePolicy(styleHashes []string) string {
	var b strings.Builder
	b.WriteString("default-src 'none'; script-src 'self'; style-src 'self'")
	for _, h := range styleHashes {
		b.WriteString(" '" + strings.Trim(h, "'") + "'")
	}
	b.WriteString("; img-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
		"frame-src 'self'; form-action 'self'; base-uri 'none'")
	return b.String()
}

// DocumentPolicy is the content security policy of the embed document of a
// piece: its own script and style, and exactly the hosts of the provider's
// frame.
func (g *Gates) DocumentPolicy(m provider.Match) string { return string(appendPolicy(nil, m)) }

func appendPolicy(dst []byte, m provider.Match) []byte {
	dst = append(dst, "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-src"...)
	none := true
	for _, host := range m.FrameHosts() {
		if isHostSource(host) {
			dst = append(dst, " https://"...)
			dst = append(dst, host...)
			none = false
		}
	}
	if none {
		dst = append(dst, " 'none'"...)
	}
	return dst
}

// HeaderPolicy is a policy as the HTTP header has it: with what browsers do
// not obey in a <meta>, namely that no other site may frame the document.
func HeaderPolicy(policy string) string { return policy + "; frame-ancestors 'self'" }

// isHostSource reports whether s is a host, with or without "*." and a port, so
// that it cannot end its directive.
func isHostSource(s string) bool {
	s = strings.TrimPrefix(s, "*.")
	for i := range len(s) {
		if c := s[i]; !isUnreserved(c) && c != ':' || c == '_' || c == '~' {
			return false
		}
	}
	return s != "" && s[0] != '.'
}
