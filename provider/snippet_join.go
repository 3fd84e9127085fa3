package provider

import (
	"slices"
	"strings"
)

// join makes one of pieces that are the same one: an element and the script that
// fills it, a quotation and the frame that replaces it.
func (p *paste) join() {
	for i := len(p.pieces) - 1; i >= 0; i-- {
		one := &p.pieces[i]
		if one.entry == nil {
			continue
		}
		if j := p.partner(i); j >= 0 {
			p.pieces[j].absorb(one)
			p.pieces = slices.Delete(p.pieces, i, i+1) // of few, see maxThings
		}
	}
}

// doubtless leaves out elements with a weak mark that lead nowhere, where
// something else in the fragment is the provider's piece.
func (p *paste) doubtless() {
	leads := func(e *entry) bool {
		return slices.ContainsFunc(p.pieces, func(one piece) bool { return one.entry == e && one.match.URL != "" })
	}
	p.pieces = slices.DeleteFunc(p.pieces, func(one piece) bool {
		s := &p.nodes[one.node].sight
		return s.weak && s.reach == near && one.match.URL == "" && leads(one.entry)
	})
}

// partner returns the place of the piece that piece i is a part of, or -1.
func (p *paste) partner(i int) int {
	one := &p.pieces[i]
	if p.isScript(one) {
		same := func(other piece) bool {
			return other.entry == one.entry && other.match == one.match && !p.isScript(&other) && p.nodes[other.node].sight.kind != PictureMark
		}
		if j := slices.IndexFunc(p.pieces, same); j >= 0 {
			return j
		}
	}
	for _, j := range [...]int{i - 1, i + 1} {
		if j < 0 || j == len(p.pieces) || p.pieces[j].entry != one.entry {
			continue
		}
		first, second := &p.pieces[min(i, j)], &p.pieces[max(i, j)]
		if p.belong(&p.pieces[j], one) && p.blank(first.End, second.Start) {
			return j
		}
	}
	return -1
}

func (p *paste) isScript(one *piece) bool { return p.nodes[one.node].name == "script" }

// belong reports whether part, which stands beside one, is a part of it.
func (p *paste) belong(one, part *piece) bool {
	switch {
	case p.isScript(one):
		return false
	case p.isScript(part):
		return one.match.URL == "" || one.match.URL == part.match.URL
	case part.match.URL == "" && one.match.URL != "":
		return true
	case one.match.CanFrame() || part.match.CanFrame() || one.match.URL == "":
		return false
	}
	return strings.HasPrefix(part.match.URL, one.match.URL)
}

// absorb takes over what another piece is and has.
func (one *piece) absorb(part *piece) {
	if part.match.CanFrame() && !one.match.CanFrame() || one.match.URL == "" {
		one.match = part.match
	}
	one.rest = append(append(one.rest, part.Extent), part.rest...)
}

// settle gives scripts and style sheets to the nearest piece that needs them,
// rather to one before them than to one behind.
func (p *paste) settle() {
	var alone []piece
	for _, i := range p.loaders {
		n := &p.nodes[i]
		extent := Extent{n.start, n.end}
		if one := p.nearest(n); one != nil {
			one.rest = append(one.rest, extent)
			continue
		}
		alone = append(alone, piece{Extent: extent, node: i, entry: n.sight.entry, match: n.sight.entry.unframed(""), loader: true})
	}
	p.pieces = append(p.pieces, alone...)
	slices.SortFunc(p.pieces, func(a, b piece) int { return a.Start - b.Start })
}

// nearest returns the piece that a script or style sheet belongs to.
func (p *paste) nearest(n *node) *piece {
	var behind *piece
	for i := len(p.pieces) - 1; i >= 0; i-- {
		one := &p.pieces[i]
		if one.entry == nil || one.entry != n.sight.entry && !one.entry.claims(n.sight.kind, n.sight.address) {
			continue
		}
		if one.Start < n.start {
			return one
		}
		behind = one
	}
	return behind
}

// blank reports whether nothing is to be seen in a stretch of the fragment:
// nothing but white space, line breaks, comments and elements that go away.
func (p *paste) blank(from, to int) bool {
	for from < to {
		text := p.text[from:to]
		switch {
		case isSpace(text[0]):
			from++
		case strings.HasPrefix(text, "&nbsp;"):
			from += len("&nbsp;")
		case strings.HasPrefix(text, "<!--"):
			end := strings.Index(text, "-->")
			if end < 0 {
				return false
			}
			from += end + len("-->")
		default:
			end := p.passable(from)
			if end <= from {
				return false
			}
			from = end
		}
	}
	return from == to
}

// passable returns the end of the line break or of the known script or style
// sheet that begins at a place; 0 if there is none.
func (p *paste) passable(at int) int {
	i, ok := slices.BinarySearchFunc(p.nodes, at, func(n node, at int) int { return n.start - at })
	if !ok {
		return 0
	}
	switch n := &p.nodes[i]; {
	case n.name == "br":
		return n.body
	case n.sight.entry != nil && (n.name == "script" || n.sight.kind == StyleMark):
		return n.end
	}
	return 0
}
