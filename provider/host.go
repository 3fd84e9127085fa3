package provider

import "strings"

// privateZones are the ends of names that no public DNS server answers for (RFC
// 6761, RFC 8375, and what routers and offices use).
var privateZones = [...]string{
	".localhost", ".local", ".internal", ".invalid", ".onion", ".arpa",
	".lan", ".home", ".corp", ".intranet", ".private", ".localdomain",
}

// isPublic reports whether a host name in lower case looks like a name of the
// public DNS. A piece on such a host is framed under that name, so a private
// one would let an article look into the reader's own network.
func isPublic(host string) bool {
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
	}
	for _, zone := range privateZones {
		if strings.HasSuffix(host, zone) {
			return false
		}
	}
	return true
}

// allowsHost reports whether one of the sources covers a host. Sources are
// names, "*." with a name for any subdomain, or {host} for the piece's own.
func allowsHost(sources []string, host, own string) bool {
	for _, s := range sources {
		if s == host || s == hostPlaceholder && host == own {
			return true
		}
		if domain, ok := strings.CutPrefix(s, "*"); ok && strings.HasSuffix(host, domain) {
			return true
		}
	}
	return false
}
