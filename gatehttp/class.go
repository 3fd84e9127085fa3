package gatehttp

import (
	"mime"
	"net/http"
	"strings"
)

// class is what an answer is to a browser.
type class uint8

const (
	other   class = iota // neither shows as a page nor runs as one
	page                 // HTML
	xhtml                // XML that is a page
	walled               // XML, drawings and scripts: they can act like a page, and get its policy
	unknown              // it has no type, so what it is depends on its bytes
)

// classOf tells what an answer is by its headers.
func classOf(h http.Header) (class, string) {
	values, stated := h["Content-Type"]
	if len(values) == 0 && stated && isNoSniff(h) {
		return other, "" // shown as plain text, and net/http makes no guess either
	}
	t := readType(values)
	return classOfType(t.name), t.charset
}

func classOfType(t string) class {
	switch t {
	case "text/html", "text/x-server-parsed-html":
		return page
	case "application/xhtml+xml", "application/vnd.wap.xhtml+xml":
		return xhtml
	case "", "unknown/unknown", "application/unknown": // MIME Sniffing, section 7
		return unknown
	case "text/xml", "application/xml", "text/xsl", "image/svg+xml", "message/rfc822", "application/x-mimearchive":
		return walled
	}
	if strings.HasSuffix(t, "+xml") || strings.HasPrefix(t, "multipart/") || strings.Contains(t, "javascript") || strings.Contains(t, "ecmascript") ||
		strings.Contains(t, "livescript") || strings.Contains(t, "jscript") || t == "text/html-sandboxed" {
		return walled
	}
	return other
}

func isNoSniff(h http.Header) bool {
	first, _, _ := strings.Cut(h.Get("X-Content-Type-Options"), ",")
	return strings.EqualFold(strings.TrimSpace(first), "nosniff")
}

// isDownload says whether a browser saves an answer and does not show it.
func isDownload(h http.Header) bool {
	values := h["Content-Disposition"]
	if len(values) != 1 {
		return false
	}
	kind, _, err := mime.ParseMediaType(values[0])
	return err == nil && kind == "attachment"
}

// hasBody says whether an answer has content (RFC 9110, section 6.4.1).
func hasBody(method string, status int) bool {
	return method != http.MethodHead && status >= 200 && status != http.StatusNoContent && status != http.StatusNotModified
}
