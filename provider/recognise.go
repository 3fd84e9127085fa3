package provider

import "strings"

// Recognise says which piece of which provider an address leads to: that of a
// page, or that of a frame in the provider's own code. The address may be
// relative to a scheme ("//host/path") and have white space around it. Specific
// providers are asked before those that run on any host. An address that no
// provider knows costs no allocation.
func (c *Catalogue) Recognise(rawURL string) (Match, bool) {
	var place [maxHost + 1]byte
	a, host, ok := parseAddress(unescapedTwice(rawURL), &place)
	if !ok {
		return Match{}, false
	}
	if m, ok := c.recognisePage(&a, host); ok {
		return m, true
	}
	return c.recogniseFrame(&a, host)
}

// recognise is Recognise without the addresses of frames, which lead here.
func (c *Catalogue) recognise(rawURL string) (Match, bool) {
	var place [maxHost + 1]byte
	a, host, ok := parseAddress(unescapedTwice(rawURL), &place)
	if !ok {
		return Match{}, false
	}
	return c.recognisePage(&a, host)
}

// recognisePage asks the providers that a host may belong to.
func (c *Catalogue) recognisePage(a *address, host []byte) (Match, bool) {
	var found [maxCandidates]candidate
	candidates, claimed := c.hosts.lookup(host, found[:0])
	if !claimed {
		candidates = c.hosts.anywhere
	}
	for _, e := range candidates {
		if !e.mayMatch(a.rest) || !claimed && hasLongPart(a.rest) {
			continue
		}
		normal, ok := a.normal(host)
		if !ok {
			return Match{}, false
		}
		if m, ok := e.recognise(normal, e.patterns); ok {
			return m, true
		}
	}
	return Match{}, false
}

// hasLongPart reports whether a part of a path is longer than the names and ids of
// software that runs on any host.
func hasLongPart(rest string) bool {
	const longest = 128
	part := 0
	for i := range len(rest) {
		switch rest[i] {
		case '?', '#':
			return false
		case '/':
			part = i
		}
		if i-part > longest {
			return true
		}
	}
	return false
}

// ByKey is the inverse of [Match.Key]: it gives the match that has this key, and
// nothing for a text that is not the key of any.
func (c *Catalogue) ByKey(providerID, key string) (Match, bool) {
	e, ok := c.byID[providerID]
	if !ok || key == "" || len(key) > maxKey {
		return Match{}, false
	}
	short, ok := readKey(key)
	if !ok {
		return Match{}, false
	}
	m, ok := c.recognise(e.load().lengthen(short))
	if !ok || m.Provider != e.provider || m.Key != key {
		return Match{}, false
	}
	return m, true
}

// mayMatch reports whether some pattern could fit an address that ends in rest.
func (c candidate) mayMatch(rest string) bool {
	for i := range c.prefixes {
		if c.patterns&(1<<i) != 0 && c.patternMay(i, rest) {
			return true
		}
	}
	return false
}

// patternMay reports whether pattern i could fit.
func (e *entry) patternMay(i int, rest string) bool {
	if i >= len(e.prefixes) {
		return true // not in the index yet
	}
	return hasPrefix(rest, e.prefixes[i])
}

// hasPrefix reports whether rest begins with one of the prefixes, or there are
// none.
func hasPrefix(rest string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(rest, p) {
			return true
		}
	}
	return len(prefixes) == 0
}

// recognise matches an address in normal form against the provider's patterns
// and goes on to the permalink, so that all addresses of a piece give one match.
func (e *entry) recognise(address string, patterns uint64) (Match, bool) {
	address = untracked(address)
	m, ok := e.match(address, patterns)
	if !ok {
		return Match{}, false
	}
	source := address
	if m.URL != address {
		for _, shorter := range [...]string{m.URL, m.frame} {
			if again, ok := e.match(shorter, allPatterns); ok && again.same(&m) {
				m, source = again, shorter
				break
			}
		}
	}
	if m.Key = m.Provider.makeKey(source); m.Key == "" {
		m.frame, m.opaque = "", ""
	}
	return m, true
}

// same reports whether two matches show the same piece in the same way.
func (m *Match) same(other *Match) bool {
	return m.URL == other.URL && m.frame == other.frame && m.opaque == other.opaque && m.Noun == other.Noun &&
		m.Ratio == other.Ratio && m.Height == other.Height
}

// match tries some patterns in order. The match has no key yet.
func (e *entry) match(address string, patterns uint64) (Match, bool) {
	e.load()
	if !isNormal(address) {
		return Match{}, false
	}
	rest := address[len(origin(address)):]
	for i := range e.forms {
		if patterns&(1<<i) == 0 || !e.patternMay(i, rest) {
			continue
		}
		f := &e.forms[i]
		if groups := f.match(address); groups != nil {
			return f.make(address, groups)
		}
	}
	return Match{}, false
}

// make builds the match of an address and its groups.
func (f *form) make(address string, groups []int) (Match, bool) {
	m := Match{
		Provider: f.provider,
		Noun:     f.pattern.Noun,
		NounKey:  f.nounKey,
		Ratio:    f.pattern.Ratio,
		Height:   f.pattern.Height,
		pattern:  f.pattern,
		host:     f.named(address, groups, "host"),
		item:     f.named(address, groups, "id"),
	}
	if m.host != "" && !isPublic(m.host) {
		return Match{}, false
	}
	var ok bool
	if m.URL, ok = f.permalink(address, groups); !ok {
		return Match{}, false
	}
	m.Author = handle(f.named(address, groups, f.pattern.Author))
	if m.frame, ok = f.frame.fill(address, groups, m.URL); ok && !f.safeFrame(m.frame, m.host) {
		m.frame = ""
	}
	if m.frame == "" && len(f.opaque) > 0 {
		m.opaque, _ = f.opaque.fillHTML(address, groups)
	}
	return m, true
}

// permalink fills the pattern's template, or else leaves out query and fragment
// where the address is recognised without them.
func (f *form) permalink(address string, groups []int) (string, bool) {
	if len(f.canonical) > 0 {
		url, ok := f.canonical.fill(address, groups, "")
		return url, ok && isNormal(url)
	}
	if end := strings.IndexAny(address, "?#"); end >= 0 && f.re.MatchString(address[:end]) {
		return address[:end], true
	}
	return address, true
}

// safeFrame reports whether a frame's address is in normal form and on one of
// the provider's hosts.
func (f *form) safeFrame(frame, own string) bool {
	if !isNormal(strings.ReplaceAll(frame, hostPlaceholder, "")) {
		return false
	}
	return allowsHost(f.provider.FrameHosts, origin(frame)[len("https://"):], own)
}

// isNormal reports whether an address is its own normal form.
func isNormal(url string) bool {
	var place [maxHost + 1]byte
	a, host, ok := parseAddress(url, &place)
	if !ok {
		return false
	}
	normal, ok := a.normal(host)
	return ok && normal == url
}

// handle makes a readable name of a group, or nothing: numbers and what needs
// escaping name an account only to its provider.
func handle(s string) string {
	const longest = 64
	s = strings.TrimPrefix(s, "@")
	if len(s) > longest {
		return ""
	}
	letter := false
	for i := range len(s) {
		letter = letter || (s[i]|0x20) >= 'a' && (s[i]|0x20) <= 'z'
		if !unreserved(s[i]) {
			return ""
		}
	}
	if !letter {
		return ""
	}
	return s
}
