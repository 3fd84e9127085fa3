package site

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/gate"
)

// embedPolicy is a policy that embed documents have: all of a provider, whose
// folder ends in a slash and a star, or that of one unknown piece.
type embedPolicy struct{ pattern, policy string }

// policies returns a function that lists the policies of the providers whose
// frames are on the same hosts whatever the piece, in the order of the
// providers, and then those of the unknown pieces in the order of their paths.
func (es *embeds) policies(s *Site) func() []embedPolicy {
	samples, unknown := es.samples, es.unknown
	return func() (all []embedPolicy) {
		for _, p := range s.parts.Catalogue.All() {
			e := samples[p.ID]
			if e != nil && !p.HostsVary() {
				all = append(all, embedPolicy{reserved + "embed/" + p.ID + "/*", e.policy(s)})
			}
		}
		first := len(all)
		for _, e := range unknown {
			all = append(all, embedPolicy{e.doc.Path, e.policy(s)})
		}
		slices.SortFunc(all[first:], func(a, b embedPolicy) int { return strings.Compare(a.pattern, b.pattern) })
		return all
	}
}

// policy is the one for the header of the document.
func (e *embed) policy(s *Site) string {
	m, ok := e.piece.Match(s.parts.Catalogue)
	if !ok {
		return wall // the document cannot be made either
	}
	return gate.HeaderPolicy(s.parts.Gates.DocumentPolicy(m))
}

// wallFor is the wall of a publication some of whose embed documents load more
// than frames from others: pictures and media of unknown hosts, scripts in
// documents of opaque origin. A static host sends the wall for these, too, and a
// browser would hold to it. So it lets the same through; that pages let nothing
// through is said in each page.
func wallFor(policies []embedPolicy) string {
	parts := strings.Split(wall, "; ")
	for i, part := range parts {
		name, _, _ := strings.Cut(part, " ")
		for _, p := range policies {
			parts[i] = widen(parts[i], name, p.policy)
		}
		if len(parts[i]) > maxDirective {
			// More than the host reads of a line. The documents have their own.
			parts[i] = part + " https:"
		}
	}
	return strings.Join(parts, "; ")
}

// maxDirective is how much of the wall's line a directive may take, in bytes:
// seven of them can grow.
const maxDirective = 250

// widen adds the sources that a policy has for a directive.
func widen(directive, name, policy string) string {
	for part := range strings.SplitSeq(policy, ";") {
		fields := strings.Fields(part)
		if len(fields) == 0 || fields[0] != name || !loads(name) {
			continue
		}
		for _, source := range fields[1:] {
			if source != "'none'" && !slices.Contains(strings.Fields(directive), source) {
				directive += " " + source
			}
		}
	}
	return directive
}

// loads reports whether a directive of the wall is about whom documents contact.
func loads(name string) bool {
	switch name {
	case "script-src", "style-src", "connect-src", "img-src", "media-src", "font-src", "form-action":
		return true
	}
	return false
}
