package rewrite

import (
	"net/http"
	"strings"
)

// Header takes out of the headers of a page what would make a browser contact
// somebody else, puts [Rewriter.Policies] in, and switches off that names of hosts
// are looked up in advance. It reports what it took out, with "header" and the name
// as the element. What the body needs (lengths, validators, encodings) is for the
// caller.
//
// With Options.ReportOnly it changes nothing.
func (r *Rewriter) Header(p *Page, h http.Header) []Finding {
	x := headers{r: r, p: p, h: h}
	x.filter("Link", Hint, ',', x.linkStays)
	x.filter("Refresh", Refresh, 0, func(value string) bool {
		to, ok := refreshAddress([]byte(value))
		return !ok || r.FirstParty(p, string(to))
	})
	// Reports about the page go to where these say, and rules for loading in advance
	// come from there: nothing that a reader would miss.
	for _, name := range []string{"Report-To", "Reporting-Endpoints", "NEL", "Speculation-Rules", "SourceMap", "X-SourceMap", "Supports-Loading-Mode"} {
		x.filter(name, Hint, 0, func(value string) bool { return !strings.Contains(value, ":") })
	}
	x.filter("Content-Security-Policy-Report-Only", Hint, 0, func(value string) bool { return r.withoutReports(p, value) == value })
	x.filter("Attribution-Reporting-Register-Source", Ping, 0, func(string) bool { return false })
	x.filter("Attribution-Reporting-Register-Trigger", Ping, 0, func(string) bool { return false })
	if r.o.ReportOnly {
		return x.found
	}
	h.Del("Content-Security-Policy")
	for _, policy := range r.Policies(p) {
		h.Add("Content-Security-Policy", policy)
	}
	h.Set("X-DNS-Prefetch-Control", "off")
	return x.found
}

// headers is the header while it is looked at.
type headers struct {
	r     *Rewriter
	p     *Page
	h     http.Header
	found []Finding
}

// filter keeps the values of a header for which stays is true. sep, if it is not 0,
// separates several in one.
func (x *headers) filter(name string, k Kind, sep byte, stays func(value string) bool) {
	values := x.h.Values(name)
	var kept []string
	changed := false
	for _, value := range values {
		for _, one := range splitHeader(value, sep) {
			if stays(one) {
				kept = append(kept, one)
				continue
			}
			changed = true
			x.found = append(x.found, Finding{
				Kind: k, Element: "header " + strings.ToLower(name), Address: one[:min(len(one), maxNoted)], Action: Dropped,
			})
		}
	}
	if !changed || x.r.o.ReportOnly {
		return
	}
	x.h.Del(name)
	for _, one := range kept {
		x.h.Add(name, one)
	}
}

// splitHeader splits a value at separators that stand neither in quotes nor in an
// address (RFC 8288, section 3).
func splitHeader(value string, sep byte) (parts []string) {
	quoted, address, from := false, false, 0
	for i := 0; i < len(value) && sep != 0; i++ {
		switch c := value[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '<':
			address = true
		case c == '>':
			address = false
		case c == sep && !address:
			parts = append(parts, strings.TrimSpace(value[from:i]))
			from = i + 1
		}
	}
	return append(parts, strings.TrimSpace(value[from:]))
}

// linkStays reports whether a link of a Link header loads nothing from elsewhere.
func (x *headers) linkStays(link string) bool {
	address, params, ok := strings.Cut(strings.TrimPrefix(link, "<"), ">")
	if !ok {
		return true
	}
	rel, as := "", ""
	for _, param := range splitHeader(params, ';') {
		name, value, _ := strings.Cut(param, "=")
		value = strings.ToLower(strings.Trim(strings.TrimSpace(value), `"`))
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "rel":
			rel = value
		case "as":
			as = value
		case "imagesrcset":
			if strings.Contains(value, "//") {
				return false
			}
		}
	}
	k, loads := linkKind(rel, as)
	return !loads || x.r.FirstParty(x.p, address) || x.r.Allowed(x.p, k, address)
}
