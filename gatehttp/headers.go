package gatehttp

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/rewrite"
)

// cleaner takes out of the values of a header what leads elsewhere.
type cleaner func(d *Door, page *url.URL, values []string) []string

// cleaners are for the headers by which an answer, and not a reader, makes a
// browser contact somebody. Keys are canonical, as they are in what is cleaned.
var cleaners = map[string]cleaner{
	"Link":                                cleanLinks,    // RFC 8288: preload, preconnect and their like
	"Refresh":                             cleanRefresh,  // HTML, "shared declarative refresh steps"
	"Report-To":                           cleanReportTo, // Reporting API, first version
	"Reporting-Endpoints":                 cleanEndpoints,
	"Content-Security-Policy":             cleanPolicies, // report-uri
	"Content-Security-Policy-Report-Only": cleanPolicies,
	"Alt-Svc":                             cleanAltSvc, // RFC 7838: another host answers for this one
	"Sourcemap":                           cleanAddress,
	"X-Sourcemap":                         cleanAddress,
	"Speculation-Rules":                   drop,        // a list of addresses to fetch, in a file of its own
	"Secure-Session-Registration":         cleanQuoted, // Device Bound Session Credentials: where a key is sent to
	"Sec-Session-Registration":            cleanQuoted,
	"Attribution-Reporting-Redirect":      drop, // a list of addresses to tell of a click
	"Expect-Ct":                           dropReports,
	"X-Xss-Protection":                    dropReports,
	"Public-Key-Pins":                     dropReports,
	"Public-Key-Pins-Report-Only":         dropReports,
}

// clean takes what leads elsewhere out of the headers of an answer, and says what
// that was.
func (d *Door) clean(page *url.URL, h http.Header) (found []rewrite.Finding) {
	reports := len(h["Report-To"])
	for name, values := range h {
		c := cleaners[name]
		if c == nil {
			continue
		}
		kept := c(d, page, values)
		if found = appendGone(found, name, values, kept); len(kept) > 0 {
			h[name] = kept
		} else {
			delete(h, name)
		}
	}
	if reports > len(h["Report-To"]) && len(h["Nel"]) > 0 {
		// Browsers remember where to report failures to; this makes them forget.
		h["Nel"] = []string{`{"report_to":"none","max_age":0}`}
	}
	h["X-Dns-Prefetch-Control"] = []string{"off"} // else hosts of links are looked up
	return found
}

// appendGone reports the values of a header that are not what they were.
func appendGone(found []rewrite.Finding, name string, before, after []string) []rewrite.Finding {
	const most = 512 // bytes of a value
	for _, v := range before {
		if slices.Contains(after, v) {
			continue
		}
		f := rewrite.Finding{Kind: rewrite.Hint, Action: rewrite.Dropped, Element: "header " + strings.ToLower(name), Address: v[:min(len(v), most)]}
		if i := strings.Index(v, "//"); i >= 0 {
			host, _, _ := strings.Cut(strings.TrimRight(v[i+2:], "/>\""), "/")
			host, _, _ = strings.Cut(host, ">")
			if u, err := url.Parse("//" + host); err == nil {
				f.Host = strings.ToLower(u.Hostname())
			}
		}
		found = append(found, f)
	}
	return found
}

func drop(*Door, *url.URL, []string) []string { return nil }

// dropReports drops headers that name an address for reports; no browser heeds
// them any more, and what else they say is for browsers of that time.
func dropReports(_ *Door, _ *url.URL, values []string) []string {
	return filter(values, func(v string) bool { return !strings.Contains(strings.ToLower(v), "report") })
}

func cleanAddress(d *Door, page *url.URL, values []string) []string {
	return filter(values, func(v string) bool { return !d.elsewhere(page, v) })
}

func filter(values []string, keep func(string) bool) (kept []string) {
	for _, v := range values {
		if keep(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

// cleanRefresh drops a Refresh to elsewhere. A redirect stays: the reader asked
// for that answer.
func cleanRefresh(d *Door, page *url.URL, values []string) []string {
	return filter(values, func(v string) bool {
		return !slices.ContainsFunc(rewrite.RefreshTargets([]byte(v)), func(to []byte) bool { return d.elsewhere(page, string(to)) })
	})
}

// RefreshTarget reads the address out of a Refresh header, "5; url='…'", as HTML has it; ""
// where the page is to be loaded again.
func RefreshTarget(v string) string {
	if all := rewrite.RefreshTargets([]byte(v)); len(all) > 0 {
		return string(all[0])
	}
	return ""
}

// cleanReportTo drops all groups when a text in one of them leads elsewhere, or they
// cannot be read: a policy names groups only.
func cleanReportTo(d *Door, page *url.URL, values []string) []string {
	text := "[" + strings.Join(values, ",") + "]"
	if !json.Valid([]byte(text)) {
		return nil
	}
	for dec := json.NewDecoder(strings.NewReader(text)); ; {
		t, err := dec.Token()
		if err != nil {
			return values // the end
		}
		if s, ok := t.(string); ok && d.elsewhere(page, s) {
			return nil
		}
	}
}

// cleanEndpoints reads name="address", name="address".
func cleanEndpoints(d *Door, page *url.URL, values []string) []string {
	return filterItems(values, commas, func(item string) bool {
		_, address, ok := strings.Cut(item, "=")
		return ok && !strings.Contains(item, `\`) && !d.elsewhere(page, firstQuoted(address))
	})
}

// cleanQuoted drops the items in which something in quotes leads elsewhere.
func cleanQuoted(d *Door, page *url.URL, values []string) []string {
	return filterItems(values, commas, func(item string) bool {
		for i, part := range strings.Split(item, `"`) {
			if i%2 == 1 && d.elsewhere(page, part) {
				return false
			}
		}
		return !strings.Contains(item, `\`)
	})
}

// cleanAltSvc reads h3=":443"; ma=86400, h2="other.example:443". What is not in quotes,
// or may be in others, browsers read in more than one way.
func cleanAltSvc(d *Door, page *url.URL, values []string) []string {
	return filterItems(values, commas, func(item string) bool {
		_, authority, ok := strings.Cut(item, "=")
		if !ok {
			return strings.TrimSpace(item) == "clear"
		}
		if !strings.HasPrefix(authority, `"`) || strings.ContainsAny(item, `'\`) {
			return false
		}
		host := firstQuoted(authority)
		if i := strings.LastIndexByte(host, ':'); i >= 0 {
			host = host[:i]
		}
		return host == "" || d.isOurs(page, strings.Trim(host, "[]"))
	})
}

// firstQuoted gives what stands between the first two quotes.
func firstQuoted(s string) string {
	_, s, _ = strings.Cut(s, `"`)
	s, _, _ = strings.Cut(s, `"`)
	return s
}

// cleanPolicies takes addresses elsewhere out of report-uri. Nothing else in a
// policy makes a browser contact anybody.
func cleanPolicies(d *Door, page *url.URL, values []string) []string {
	kept := make([]string, 0, len(values))
	for _, v := range values {
		if !strings.Contains(strings.ToLower(v), "report-uri") {
			kept = append(kept, v)
			continue
		}
		var policies []string
		for policy := range strings.SplitSeq(v, ",") {
			if policy = withoutReports(d, page, policy); policy != "" {
				policies = append(policies, policy)
			}
		}
		if len(policies) > 0 {
			kept = append(kept, strings.Join(policies, ", "))
		}
	}
	return kept
}

func withoutReports(d *Door, page *url.URL, policy string) string {
	var kept []string
	for directive := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(directive)
		if len(words) == 0 {
			continue
		}
		if strings.EqualFold(words[0], "report-uri") {
			words = append(words[:1], filter(words[1:], func(a string) bool { return !d.elsewhere(page, a) })...)
			if len(words) == 1 {
				continue
			}
			directive = strings.Join(words, " ")
		}
		kept = append(kept, strings.Trim(directive, " \t"))
	}
	return strings.Join(kept, "; ")
}

// marks are what holds the items of a list together besides quotes.
type marks bool

const (
	commas marks = false // nothing
	angles marks = true  // angle brackets
)

// filterItems filters the items of lists. A quotation that one list leaves open may end in
// the next, since several headers of a name are one list; then they are read as one.
func filterItems(values []string, m marks, keep func(item string) bool) (kept []string) {
	for _, v := range values {
		if _, whole := splitList(v, m); !whole {
			values = []string{strings.Join(values, ", ")}
			break
		}
	}
	for _, v := range values {
		items, whole := splitList(v, m)
		if !whole {
			items = []string{v} // nobody can tell what is an item
		}
		if items = filter(items, func(item string) bool { return keep(item) && (whole || m == angles) }); len(items) > 0 {
			kept = append(kept, strings.Join(items, ","))
		}
	}
	return kept
}

// splitList splits a list at the commas that stand neither in quotes nor in
// angle brackets, where these mean something. It reports whether all of them are closed.
func splitList(s string, m marks) (items []string, whole bool) {
	start, quoted, angled := 0, false, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"' && !angled:
			quoted = !quoted
		case c == '<' && !quoted:
			angled = m == angles
		case c == '>' && !quoted:
			angled = false
		case c == ',' && !quoted && !angled:
			items = append(items, s[start:i])
			start = i + 1
		}
	}
	return append(items, s[start:]), !quoted && !angled
}
