package provider

import "strings"

// isSet reports whether an attribute holds several addresses.
func isSet(key string) bool { return strings.HasSuffix(key, "srcset") }

// cutCandidate cuts the first address of a srcset (HTML, 4.8.4.2.1); what follows
// it up to the comma is its descriptor.
func cutCandidate(set string) (address, rest string) {
	set = strings.TrimLeft(set, " \t\n\r\f,")
	end := strings.IndexAny(set, " \t\n\r\f")
	if end < 0 {
		return strings.TrimRight(set, ","), ""
	}
	address, rest = set[:end], set[end:]
	if trimmed := strings.TrimRight(address, ","); trimmed != address {
		return trimmed, rest
	}
	_, rest, _ = strings.Cut(rest, ",")
	return address, rest
}
