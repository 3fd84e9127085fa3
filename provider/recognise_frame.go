package provider

// recogniseFrame says which piece the address of a provider's frame shows. Some
// providers have addresses for frames that are none of a page, and authors paste
// either. Only on hosts that providers claim: what is a frame on any host is
// recognised as a page's address, or not at all.
func (c *Catalogue) recogniseFrame(a *address, host []byte) (Match, bool) {
	var found [maxCandidates]candidate
	e, form := ask(FrameMark, a, host, c.marks().hosts.owners(host, found[:0]))
	if e == nil {
		return Match{}, false
	}
	normal, ok := a.normal(host)
	if !ok {
		return Match{}, false
	}
	f := finder{c: c, e: e, wraps: e.load().Topic == topicWrapper}
	f.takeFrame(&sighting{kind: FrameMark, entry: e, claimed: true, form: form, address: normal, reach: foreign})
	return f.first, f.first.Provider != nil
}
