package decision

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// byReader says whether a request is what a browser sends when a reader of this
// site presses a button of a gate. Programs can send what they like; browsers
// cannot be made to by other sites.
func byReader(r *http.Request, hosts []string) bool {
	h := r.Header
	for _, name := range [...]string{"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"} {
		if v := h.Get(name); strings.Contains(v, "prefetch") || strings.Contains(v, "prerender") || v == "preview" {
			return false
		}
	}
	if h.Get("Sec-Fetch-Site") == "" {
		// An old browser, or a site without TLS: there, browsers leave these
		// headers out. What another site sends names that site all the same.
		return fromHere(r, h.Get("Origin"), hosts) && fromHere(r, h.Get("Referer"), hosts)
	}
	if h.Get("Sec-Fetch-Site") != "same-origin" {
		return false
	}
	switch h.Get("Sec-Fetch-Dest") {
	case "iframe", "frame", "empty", "":
		return true
	case "document": // the form was opened in a tab of its own
		return h.Get("Sec-Fetch-User") == "?1"
	}
	return false
}

// fromHere says whether an Origin or a Referer is empty or names this site.
func fromHere(r *http.Request, address string, hosts []string) bool {
	if address == "" {
		return true
	}
	u, err := url.Parse(address)
	return err == nil && (u.Host == r.Host || u.Host == r.Header.Get("X-Forwarded-Host") || slices.Contains(hosts, u.Host))
}
