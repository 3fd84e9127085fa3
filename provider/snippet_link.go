package provider

import "strings"

// linkTo returns a clean address in normal form, as a link for readers; empty
// where it has none.
func linkTo(clean string) string {
	var place [maxHost + 1]byte
	a, host, ok := parseAddress(clean, &place)
	if !ok || !isPublic(string(host)) {
		return ""
	}
	normal, _ := a.normal(host)
	return normal
}

// untracked leaves out the parameters that tell the service where a reader comes
// from. A link without any is returned as it is.
func untracked(link string) string {
	path, query, found := strings.Cut(link, "?")
	if !found || !isTracked(query) {
		return link
	}
	query, fragment, _ := strings.Cut(query, "#")
	var kept []string
	for param := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(param, "="); !isTracking(name) {
			kept = append(kept, param)
		}
	}
	if len(kept) > 0 {
		path += "?" + strings.Join(kept, "&")
	}
	if fragment != "" {
		path += "#" + fragment
	}
	return path
}

// isTracked reports whether a query has such a parameter.
func isTracked(query string) bool {
	for param := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(param, "="); isTracking(name) {
			return true
		}
	}
	return false
}

func isTracking(name string) bool {
	switch name {
	case "ref_src", "ref_url", "refer", "fbclid", "gclid", "igsh", "igshid", "mc_cid", "mc_eid":
		return true
	}
	return strings.HasPrefix(name, "utm_")
}

// normalForm returns a clean address in normal form, or as it is.
func normalForm(clean string) string {
	var place [maxHost + 1]byte
	if a, host, ok := parseAddress(clean, &place); ok {
		if normal, ok := a.normal(host); ok {
			return normal
		}
	}
	return clean
}
