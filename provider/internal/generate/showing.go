package main

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/provider"
)

// script says whether a piece needs the provider's script, and what becomes of it
// then.
func script(p *provider.Provider) string {
	o := p.Opaque
	switch {
	case !p.NeedsScript && frames(p) > 0:
		return "not needed"
	case frames(p) > 0:
		return "the code it offers for pasting needs it; the frame does not"
	case o == nil && p.NeedsScript:
		return "needed, and nothing is known of how it would do in a document of opaque origin, so the gate links to the original"
	case o == nil:
		return ""
	case o.Works == "no":
		return "needed, and it cannot run in a document of opaque origin: " + text(o.Why)
	}
	s := "needed; it is believed to run in a document of opaque origin, where it reaches " + code(o.Hosts)
	if o.Why != "" {
		s += ". " + text(o.Why)
	}
	return s
}

// reports says what a frame tells about its height.
func reports(p *provider.Provider) string {
	if p.Resize.Kind != "message" || frames(p) == 0 {
		return ""
	}
	var parts []string
	for _, r := range p.Resize.Rules {
		from := r.Origin
		if from == "frame" {
			from = "its own origin"
		}
		how := "as " + form(r.Data) + " from " + from
		if r.Request != nil {
			how += ", when it is asked"
		}
		if !slices.Contains(parts, how) {
			parts = append(parts, how)
		}
	}
	s := "by message, " + strings.Join(parts, "; ")
	if p.Resize.FrameQuery != "" {
		s += "; only if its address has `" + p.Resize.FrameQuery + "`"
	}
	return s
}

// form names the form of a message.
func form(data string) string {
	switch data {
	case "object":
		return "an object"
	case "json":
		return "JSON"
	case "json-or-object":
		return "JSON or an object"
	case "query":
		return "a query"
	}
	return "text"
}
