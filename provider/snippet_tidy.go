package provider

import "slices"

// tidy gives the pieces what stands around them for their sake alone.
func (p *paste) tidy() {
	p.takeFallbacks()
	for i := range p.pieces {
		if one := &p.pieces[i]; one.entry != nil && !one.loader {
			p.unwrap(one)
		}
	}
	for i := range p.pieces {
		if one := &p.pieces[i]; one.entry != nil && one.match.CanFrame() {
			p.takeCredit(one)
		}
	}
	p.pieces = slices.DeleteFunc(p.pieces, func(one piece) bool { return one.dropped })
}

// takeFallbacks gives what is meant for readers without scripts to the piece that
// it stands beside: the same piece, a link to it, or a word that scripts are
// needed.
func (p *paste) takeFallbacks() {
	for i := range p.nodes {
		n := &p.nodes[i]
		if n.name != "noscript" || p.inPiece(n) {
			continue
		}
		one := p.beside(n)
		if one < 0 || !p.fallsBack(n, &p.pieces[one]) {
			continue
		}
		owner := p.pieces[one].node
		p.pieces = slices.DeleteFunc(p.pieces, func(in piece) bool { return n.start <= in.Start && in.End <= n.end })
		for j := range p.pieces {
			if p.pieces[j].node == owner {
				p.pieces[j].rest = append(p.pieces[j].rest, Extent{n.start, n.end})
			}
		}
	}
}

// inPiece reports whether an element goes away with a piece.
func (p *paste) inPiece(n *node) bool {
	return slices.ContainsFunc(p.pieces, func(one piece) bool { return one.Start <= n.start && n.end <= one.End })
}

// beside returns the place of the known piece that stands before an element, or
// else behind it, with nothing between; -1 if there is none.
func (p *paste) beside(n *node) int {
	before, behind := -1, -1
	for i := range p.pieces {
		switch one := &p.pieces[i]; {
		case one.End <= n.start:
			before = i
		case one.Start >= n.end && behind < 0:
			behind = i
		}
	}
	if before >= 0 && p.joins(p.pieces[before].entry, p.pieces[before].End, n.start) {
		return before
	}
	if behind >= 0 && p.joins(p.pieces[behind].entry, n.end, p.pieces[behind].Start) {
		return behind
	}
	return -1
}

// joins reports whether next to nothing stands between a known piece and another
// element.
func (p *paste) joins(e *entry, from, to int) bool {
	return e != nil && to-from <= maxGap && p.blank(from, to)
}

// fallsBack reports whether all that an element holds is part of the piece.
func (p *paste) fallsBack(n *node, one *piece) bool {
	for i := range p.pieces {
		in := &p.pieces[i]
		if in.Start < n.start || in.End > n.end {
			continue
		}
		picture := in.entry == nil && p.nodes[in.node].sight.kind == PictureMark
		if !in.match.isPiece(&one.match) && !picture && (in.entry != one.entry || in.match.CanFrame()) {
			return false
		}
	}
	return true
}

// isPiece reports whether two matches are one piece, whose address may be written
// with the name of the account or without.
func (m *Match) isPiece(other *Match) bool {
	return *m == *other || m.item != "" && m.item == other.item && m.Provider == other.Provider && m.host == other.host
}

// unwrap widens a piece to the elements around it that hold nothing else and are
// there for its sake: those that give it a shape, a paragraph, a link, a fallback.
func (p *paste) unwrap(one *piece) {
	for up := p.nodes[one.node].parent; up >= 0; up = p.nodes[up].parent {
		n := &p.nodes[up]
		if !wraps(n) || !p.holdsOnly(n, one) {
			return
		}
		one.Extent = Extent{n.start, n.end}
	}
}

// wraps reports whether an element may be there for the sake of what it holds.
func wraps(n *node) bool {
	switch n.name {
	case "a", "p", "center", "noscript":
		return true
	case "div", "span":
		_, styled := attribute(n.attrs, "style")
		return styled || len(n.attrs) == 0
	}
	return false
}

// holdsOnly reports whether an element holds nothing but a piece and what belongs
// to it.
func (p *paste) holdsOnly(n *node, one *piece) bool {
	return p.blankBut(n.body, n.tail, append([]Extent{one.Extent}, one.rest...)) && !p.holdsOther(n, one)
}

// holdsOther reports whether an element holds another piece, which need not be seen.
func (p *paste) holdsOther(n *node, one *piece) bool {
	return slices.ContainsFunc(p.pieces, func(other piece) bool {
		return other.node != one.node && n.start <= other.Start && other.End <= n.end && (other.Start < one.Start || other.End > one.End)
	})
}

// blankBut reports whether a stretch is blank but for some others.
func (p *paste) blankBut(from, to int, others []Extent) bool {
	others = slices.Clone(others)
	slices.SortFunc(others, func(a, b Extent) int { return a.Start - b.Start })
	for _, o := range others {
		if o.End <= from || o.Start >= to {
			continue
		}
		if o.Start < from || o.End > to || !p.blank(from, o.Start) {
			return false
		}
		from = o.End
	}
	return p.blank(from, to)
}

// result returns what was found.
func (p *paste) result() []Pasted {
	list := make([]Pasted, 0, len(p.pieces))
	for i := range p.pieces {
		one := &p.pieces[i]
		s := &p.nodes[one.node].sight
		found := Pasted{Extent: one.Extent, Kind: s.kind, Match: one.match, Loader: one.loader, Credit: one.credit, holds: s.holds, entry: one.entry, catalogue: p.c, nodes: p.first(one.Extent)}
		if one.entry == nil {
			m := s.mark()
			found.Address, found.Host = m.Address, m.Host
		}
		found.Rest = apart(one.rest, one.Extent)
		list = append(list, found)
	}
	slices.SortFunc(list, func(a, b Pasted) int { return a.Start - b.Start })
	return list
}

// first returns the elements of a piece that the fragment begins with: what was read of
// them then holds for the piece alone, if all of them have ended with it.
func (p *paste) first(e Extent) []node {
	if e.Start != 0 {
		return nil
	}
	n := 0
	for n < len(p.nodes) && p.nodes[n].start < e.End {
		if p.nodes[n].end > e.End {
			return nil
		}
		n++
	}
	return p.nodes[:n:n]
}

// apart returns the extents that are not within another, in order.
func apart(rest []Extent, from Extent) []Extent {
	rest = slices.DeleteFunc(rest, func(r Extent) bool { return r.Start >= from.Start && r.End <= from.End })
	slices.SortFunc(rest, func(a, b Extent) int { return a.Start - b.Start })
	if len(rest) == 0 {
		return nil
	}
	return rest
}
