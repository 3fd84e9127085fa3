package provider

import "slices"

// Bounds on what counts as a credit, in bytes.
const (
	maxCredit     = 2000 // markup and all
	maxCreditText = 48   // text that is no link
	maxCredits    = 3    // elements
)

// takeCredit notes the lines below a frame that repeat what it shows.
func (p *paste) takeCredit(one *piece) {
	at, parent := one.End, p.nodes[one.node].parent
	for parent >= 0 && p.nodes[parent].start >= one.Start {
		parent = p.nodes[parent].parent
	}
	for range maxCredits {
		at = p.skip(at, one.rest)
		if at > one.End+maxGap {
			return
		}
		i, ok := slices.BinarySearchFunc(p.nodes, at, func(n node, at int) int { return n.start - at })
		if !ok || p.nodes[i].parent != parent || !p.isCredit(i, one.entry) {
			return
		}
		n := &p.nodes[i]
		for j := range p.pieces {
			if in := &p.pieces[j]; n.start <= in.Start && in.End <= n.end {
				in.dropped = true // the provider's badge
			}
		}
		one.credit = append(one.credit, Extent{n.start, n.end})
		at = n.end
	}
}

// skip passes over what is blank and what goes away.
func (p *paste) skip(at int, rest []Extent) int {
	for at < len(p.text) {
		next := at
		if i := slices.IndexFunc(rest, func(r Extent) bool { return r.Start == at }); i >= 0 {
			next = rest[i].End
		} else if isSpace(p.text[at]) {
			next++
		} else {
			next = max(next, p.passable(at))
		}
		if next == at {
			break
		}
		at = next
	}
	return at
}

// isCredit reports whether an element is no more than a line of links to a
// provider.
func (p *paste) isCredit(i int, e *entry) bool {
	n := &p.nodes[i]
	switch n.name {
	case "p", "div", "small", "span", "a", "i", "em", "strong", "center":
	default:
		return false
	}
	if n.end-n.start > maxCredit {
		return false
	}
	links, text, at := 0, 0, n.start
	for j := i; j < p.behind(i); j++ {
		in := &p.nodes[j]
		if s := &in.sight; s.seen() && (s.kind != PictureMark || !p.isOwnLink(e, s.address)) {
			return false
		}
		if in.start < at {
			continue // within a link
		}
		text += textIn(p.text[at:in.start])
		at = in.body
		if in.name == "a" {
			href, _ := attribute(in.attrs, "href")
			if !p.isOwnLink(e, href) {
				return false
			}
			links++
			at = in.end
		}
	}
	if at < n.end {
		text += textIn(p.text[at:n.end])
	}
	return links > 0 && text <= maxCreditText
}

// textIn counts the bytes of a stretch that are neither white space nor tags.
func textIn(s string) int {
	n, tag := 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '<':
			tag = true
		case c == '>' && tag:
			tag = false
		case !tag && !isSpace(c):
			n++
		}
	}
	return n
}

// isOwnLink reports whether a link leads to a provider's site.
func (p *paste) isOwnLink(e *entry, href string) bool {
	clean, r := reachOf(href)
	return r == foreign && (p.c.isHostOf(e, clean) || hostOf(clean) == hostOf(e.load().Website))
}
