package provider

import (
	"html"
	"strings"
)

// Opaque says how the pieces of a service that offers no frame are shown by its
// script, in a document of opaque origin: one that belongs to no site, so that
// the script has neither cookies nor storage and reaches nothing of the page.
type Opaque struct {
	// Works is "believed" where references or the script's own documentation
	// let expect that it does without an origin, "no" where they do not.
	Works string `json:"works"`
	Why   string `json:"why"` // for "no", and what is lost for "believed"

	// HTML is the body of the document, a template. Groups are escaped. It
	// holds no script but those it loads, so that the policy of the document
	// is the same for all pieces.
	HTML string `json:"html"`

	// Hosts are what the script may reach for whatever it loads, as host
	// sources of a content security policy; the first serves the script.
	Hosts []string `json:"hosts"`
}

// usable reports whether pieces can be shown this way.
func (o *Opaque) usable() bool { return o != nil && o.Works != "no" && o.HTML != "" }

// Opaque returns the HTML of a piece that is shown by a script in a document of
// opaque origin: that of a provider which offers no frame, or an unknown script.
// It is empty for all other pieces. It must never become part of a document of
// the site's own origin.
func (m Match) Opaque() string {
	if m.opaque != "" || m.packed == "" {
		return m.opaque
	}
	s, ok := m.Stranger()
	switch {
	case !ok || s.Kind != StrangeScript:
		return ""
	case s.Code != "":
		return s.Code
	}
	return `<script src="` + html.EscapeString(s.Address) + `"></script>`
}

// fillHTML is fill for a template of HTML.
func (t template) fillHTML(address string, groups []int) (string, bool) {
	var b strings.Builder
	for _, p := range t {
		b.WriteString(p.text)
		if p.group == 0 {
			continue
		}
		if groups[2*p.group] < 0 {
			return "", false
		}
		b.WriteString(html.EscapeString(group(address, groups, p.group)))
	}
	return b.String(), b.Len() > 0
}
