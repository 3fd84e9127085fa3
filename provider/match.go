package provider

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
)

// Match is one piece of third-party content that the catalogue recognised. Two
// addresses of the same piece give equal matches; Match can be compared with ==.
type Match struct {
	Provider *Provider

	// Noun says in English what the piece is ("post", "video"); NounKey is
	// the message key that belongs to it ("noun.live-blog").
	Noun    string
	NounKey string

	// URL is the permalink: where "the original" leads.
	URL string

	// Key names the piece within its provider. See the package comment.
	// Empty where the piece has no key of at most 200 bytes; such a piece
	// cannot be framed.
	Key string

	// Author is the handle of the account that published the piece, without
	// "@", where the permalink tells it.
	Author string

	// Ratio is the shape of the frame, "16:9", or empty. Height is its
	// height in CSS px, or 0. At most one of the two is set.
	Ratio  string
	Height int

	pattern *Pattern // the form that the permalink has
	frame   string   // the frame's address; {host} stands for the publication's
	host    string   // of a federated service
	item    string   // the id, for the resize rules
	packed  string   // of an unknown piece, see Stranger
	opaque  string   // what a document of opaque origin holds, where there is no frame
}

// CanFrame reports whether the piece can be shown behind a gate: in a plain
// frame, or by a script in one of opaque origin (see [Match.Opaque]).
func (m Match) CanFrame() bool { return m.frame != "" || m.opaque != "" }

// Linked returns the piece without its frame: it can be named and linked, and
// nothing shows it.
func (m Match) Linked() Match {
	m.frame, m.opaque = "", ""
	return m
}

// Frame returns the https address of the provider's frame, or "" where there
// is none. Host is the host name of the publication, which some providers want
// to be told; a port is left out.
func (m Match) Frame(host string) string {
	if !strings.Contains(m.frame, hostPlaceholder) {
		return m.frame
	}
	return strings.ReplaceAll(m.frame, hostPlaceholder, queryEscape(withoutPort(host)))
}

// FrameHosts returns the hosts that the frame is loaded from and may redirect
// to, as CSP host sources without a scheme: "player.example", "*.cdn.example".
// It is nil where there is no frame. Of a piece that its provider's script shows
// they are the hosts that the script may reach; of an unknown one, its host and the
// subdomains of that.
func (m Match) FrameHosts() []string {
	if m.opaque != "" {
		return m.Provider.Opaque.Hosts
	}
	if m.packed != "" {
		return m.strangerHosts()
	}
	if m.frame == "" {
		return nil
	}
	hosts := m.Provider.FrameHosts
	if !m.Provider.HostsVary() {
		return hosts
	}
	filled := make([]string, len(hosts))
	for i, h := range hosts {
		filled[i] = strings.ReplaceAll(h, hostPlaceholder, m.host)
	}
	return filled
}

// HostsVary reports whether the hosts of the provider's frames depend on the
// piece.
func (p *Provider) HostsVary() bool { return slices.Contains(p.FrameHosts, hostPlaceholder) }

// FrameName returns the name that the frame must carry, or "". Its digits are
// derived from the key, so a page is the same bytes for everyone.
func (m Match) FrameName() string {
	const placeholder, digits, limit = "{random17}", 17, 1e17
	name := m.Provider.FrameName
	if !strings.Contains(name, placeholder) {
		return name
	}
	h := fnv.New64a()
	h.Write([]byte(m.Provider.ID + "/" + m.Key))
	n := strconv.FormatUint(h.Sum64()%limit, 10)
	n = strings.Repeat("0", digits-len(n)) + n
	return strings.ReplaceAll(name, placeholder, n)
}

// withoutPort returns a host name without its port; the brackets of an IPv6
// address belong to it.
func withoutPort(host string) string {
	colon := strings.LastIndexByte(host, ':')
	if colon < 0 || strings.HasSuffix(host, "]") {
		return host
	}
	return host[:colon]
}
