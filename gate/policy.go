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
// frame. Of an unknown piece it is the one host that the gate names, for what is
// shown and nothing else. Where a script shows the piece, in a document of opaque
// origin that inherits this policy, it is the hosts that the script may reach.
func (g *Gates) DocumentPolicy(m provider.Match) string { return string(appendPolicy(nil, m)) }

func appendPolicy(dst []byte, m provider.Match) []byte {
	if code := m.Opaque(); code != "" {
		return appendOpaquePolicy(dst, m, code)
	}
	dst = append(dst, "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'; base-uri 'none'; "...)
	dst = append(dst, loadedBy(m)...)
	return appendHosts(dst, m.FrameHosts(), "'none'")
}

// loadedBy is the directive for what the document loads from others.
func loadedBy(m provider.Match) string {
	switch s, _ := m.Stranger(); s.Kind {
	case provider.StrangePicture:
		return "img-src"
	case provider.StrangeVideo, provider.StrangeAudio:
		return "media-src"
	}
	return "frame-src"
}

// appendHosts appends hosts as sources, or a keyword where there is none.
func appendHosts(dst []byte, hosts []string, none string) []byte {
	before := len(dst)
	for _, host := range hosts {
		if isHostSource(host) {
			dst = append(dst, " https://"...)
			dst = append(dst, host...)
		}
	}
	if len(dst) == before {
		dst = append(append(dst, ' '), none...)
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
