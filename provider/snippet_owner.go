package provider

// owner returns the provider that claims an address, and which of its address
// forms does; -1 where it is one of the addresses that the provider is
// recognised by, which count for what an element loads.
func (x *markIndex) owner(kind MarkKind, clean string, loads bool) (*entry, int) {
	var place [maxHost + 1]byte
	a, host, ok := parseAddress(clean, &place)
	if !ok {
		return nil, -1
	}
	var found [maxCandidates]candidate
	candidates, claimedHere := x.hosts.lookup(host, found[:0])
	claimed := claimedHere
	if e, form := ask(kind, &a, host, candidates); e != nil {
		return e, form
	}
	if !claimed {
		_, claimed = x.catalogue.hosts.lookup(host, found[len(candidates):len(candidates)])
	}
	for i := range x.hosts.anywhere {
		if one := x.hosts.anywhere[i : i+1]; !claimed || !one[0].load().AnyHost {
			if e, form := ask(kind, &a, host, one); e != nil {
				return e, form
			}
		}
	}
	if loads && kind == StyleMark && len(candidates) == 1 && claimedHere {
		return candidates[0].entry, -1 // a hint to connect, or a sheet that is not in the signature
	}
	if loads && (kind == FrameMark || kind == PictureMark || kind == MediaMark) {
		if m, ok := x.catalogue.recognise(clean); ok {
			return x.catalogue.byID[m.Provider.ID], -1
		}
	}
	return nil, -1
}

// ask returns the first provider that has an address among its own, and which of
// its address forms fits.
func ask(kind MarkKind, a *address, host []byte, candidates []candidate) (*entry, int) {
	for _, c := range candidates {
		if !c.codeMay(a.rest) {
			continue
		}
		normal, ok := a.normal(host)
		if !ok {
			return nil, -1
		}
		if i := c.snippets().find(kind, normal, a.rest, c.patterns); i >= 0 {
			return c.entry, i
		}
	}
	return nil, -1
}

// codeMay reports whether some address form could fit an address that ends in
// rest.
func (c candidate) codeMay(rest string) bool {
	for i := range c.code.prefixes {
		if c.patterns&(1<<i) != 0 && hasPrefix(rest, c.code.prefixes[i]) {
			return true
		}
	}
	return false
}

// claims reports whether a provider has the address among its own of that kind:
// a few providers share a script.
func (e *entry) claims(kind MarkKind, address string) bool {
	var place [maxHost + 1]byte
	a, host, ok := parseAddress(address, &place)
	if !ok {
		return false
	}
	normal, ok := a.normal(host)
	return ok && e.snippets().find(kind, normal, a.rest, allPatterns) >= 0
}
