package provider

import (
	"net/url"
	"slices"
	"strings"
)

// finder looks for the address of a piece in the code that bears a provider's
// mark.
type finder struct {
	c     *Catalogue
	e     *entry
	whole string // the fragment
	nodes []node // the marked element and what is in it
	wraps bool   // the provider wraps other people's pieces

	first  Match  // the first piece that was found, if it cannot be framed
	beside string // an address that leads there, but is not recognised
}

// topicWrapper is the topic of providers that wrap other people's pieces.
const topicWrapper = "meta-embed"

// find returns the piece: the first that can be framed, or the first at all.
// Attributes that hold the address go before links, the last link before the
// others, and links before frames; but what a frame shows is said by its own
// address.
func (f *finder) find() (Match, bool) {
	if all := f.nodes; len(all) > 1 {
		if f.nodes = outermost(all, f.e); len(f.nodes) < len(all) {
			if m, ok := f.findIn(); ok {
				return m, true
			}
		}
		f.nodes = all
	}
	return f.findIn()
}

// outermost leaves out the pieces of a provider within another: what a post quotes is
// not that post.
func outermost(nodes []node, e *entry) []node {
	end := 0 // of the piece within
	inner := func(n *node) bool {
		if n.start >= end && isInner(&nodes[0], n, e) {
			end = n.end
		}
		return n.start < end
	}
	i := 1
	for i < len(nodes) && !inner(&nodes[i]) {
		i++
	}
	if i == len(nodes) {
		return nodes
	}
	own := slices.Clone(nodes[:i])
	for i++; i < len(nodes); i++ {
		if !inner(&nodes[i]) {
			own = append(own, nodes[i])
		}
	}
	return own
}

// isInner reports whether an element within one that bears a provider's mark by name is
// of the same kind.
func isInner(outer, n *node, e *entry) bool {
	s := &n.sight
	return s.entry == e && s.kind == NameMark && !s.weak && outer.sight.named && n.name == outer.name
}

// findIn is find in all of the elements.
func (f *finder) findIn() (Match, bool) {
	ways := [...]func() bool{f.byAttributes, f.byLinks, f.byFrames, f.byParams, f.byScripts}
	if s := &f.nodes[0].sight; s.kind == FrameMark && s.claimed {
		ways = [...]func() bool{f.byFrames, f.byAttributes, f.byLinks, f.byParams, f.byScripts}
	}
	for _, way := range ways {
		if way() {
			return f.first, true
		}
	}
	return f.first, f.first.Provider != nil
}

// take notes an address, and reports whether it leads to a piece that can be
// framed. An address that is not recognised is kept for the link to the original
// if it is said to lead there.
func (f *finder) take(raw string, leads bool) bool {
	clean, r := reachOf(raw)
	if r == near && strings.HasPrefix(clean, "/") && !f.e.load().AnyHost {
		clean, r, leads = origin(f.e.load().Website)+clean, foreign, false // a path on the provider's own site
	}
	if r != foreign {
		return false
	}
	m, ok := f.c.recognise(clean)
	if ok && (m.Provider == f.e.provider || f.wraps) {
		if m.CanFrame() || f.first.Provider == nil {
			f.first = m
		}
		return m.CanFrame()
	}
	if leads && f.beside == "" {
		f.beside = untracked(linkTo(clean))
	}
	return false
}

// byAttributes asks the attributes that the signature names: all of them on the
// marked element, and those that hold an address within it.
func (f *finder) byAttributes() bool {
	for i := range f.nodes {
		n := &f.nodes[i]
		own := i == 0 || n.sight.entry == f.e
		for j := range f.e.snippets().attributes {
			rule := &f.e.snippets().attributes[j]
			value, ok := attribute(n.attrs, rule.name)
			if !ok || !own && rule.link != "" {
				continue
			}
			if link, ok := rule.permalink(value, n.attrs); ok && f.take(link, own && (f.e.provider.AnyHost || f.owns(link))) {
				return true
			}
		}
	}
	return false
}

// byLinks asks the links: the last one first, unless the provider does otherwise.
func (f *finder) byLinks() bool {
	for i := range f.nodes {
		if !f.e.provider.Signatures.FirstLink {
			i = len(f.nodes) - 1 - i
		}
		if n := &f.nodes[i]; n.name == "a" {
			if href, ok := attribute(n.attrs, "href"); ok && f.take(href, f.owns(href)) {
				return true
			}
		}
	}
	return false
}

// owns reports whether a link leads to one of the provider's hosts, or the
// provider has none of its own.
func (f *finder) owns(href string) bool {
	if len(f.e.provider.Patterns) == 0 {
		return true
	}
	clean, r := reachOf(href)
	return r == foreign && f.c.isHostOf(f.e, clean)
}

// isHostOf reports whether an address is on a host that the provider's pieces
// are on.
func (c *Catalogue) isHostOf(e *entry, clean string) bool {
	var place [maxHost + 1]byte
	_, host, ok := parseAddress(clean, &place)
	if !ok {
		return false
	}
	var found [maxCandidates]candidate
	candidates, _ := c.hosts.lookup(host, found[:0])
	for _, cand := range candidates {
		if cand.entry == e {
			return true
		}
	}
	return false
}

// byFrames asks the frames, and whatever else the provider's own addresses are
// in.
func (f *finder) byFrames() bool {
	for i := range f.nodes {
		if s := &f.nodes[i].sight; s.entry == f.e && s.claimed && f.takeFrame(s) {
			return true
		}
	}
	return false
}

// takeFrame notes the address of a frame: what it names as its target or the
// permalink that the signature makes of it, then the address as it is, then what
// other forms of the signature make of it.
func (f *finder) takeFrame(s *sighting) bool {
	forms := f.e.snippets().addresses
	normal := normalForm(s.address)
	if s.form >= 0 && f.takeForm(&forms[s.form], normal) {
		return true
	}
	if f.take(s.address, s.kind == FrameMark || s.kind == PictureMark || s.kind == MediaMark) {
		return true
	}
	for i := s.form + 1; i < len(forms) && s.form >= 0; i++ {
		if forms[i].kind == s.kind && f.takeForm(&forms[i], normal) {
			return true
		}
	}
	return false
}

// takeForm notes what an address form makes of an address, or of the text of a
// script.
func (f *finder) takeForm(form *addressForm, text string) bool {
	re := form.re.get()
	groups := re.FindStringSubmatchIndex(text)
	if groups == nil || isCut(text, groups) {
		return false
	}
	if target := group(text, groups, re.SubexpIndex("target")); target != "" && f.take(f.unescape(target), f.wraps || f.owns(f.unescape(target))) {
		return true
	}
	if form.link == "" {
		return false
	}
	link, ok := fillWith(form.link, func(name string) (string, bool) {
		n := re.SubexpIndex(name)
		return group(text, groups, n), n > 0 && groups[2*n] >= 0
	})
	return ok && f.take(link, true)
}

// isCut reports whether a group ends within a word: an expression that took the
// beginning of a longer name would lead to another piece.
func isCut(text string, groups []int) bool {
	for i := 2; i+1 < len(groups); i += 2 {
		end := groups[i+1]
		if end > groups[i] && end > 0 && end < len(text) && isLetterOrDigit(text[end-1]) && isLetterOrDigit(text[end]) {
			return true
		}
	}
	return false
}

func isLetterOrDigit(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// unescape reads the value of a query parameter that is an address, or a path on
// the provider's site.
func (f *finder) unescape(target string) string {
	plain, err := url.QueryUnescape(target)
	if err != nil {
		return target
	}
	if strings.HasPrefix(plain, "/") && !strings.HasPrefix(plain, "//") {
		return origin(f.e.provider.Website) + plain
	}
	return plain
}

// byParams asks the parameters of objects.
func (f *finder) byParams() bool {
	rules := f.e.snippets().params
	for i := range f.nodes {
		n := &f.nodes[i]
		if n.name != "param" {
			continue
		}
		name, _ := attribute(n.attrs, "name")
		for j := range rules {
			if !strings.EqualFold(rules[j].name, name) {
				continue
			}
			value, _ := attribute(n.attrs, "value")
			if link, ok := rules[j].permalink(value, n.attrs); ok && f.take(link, false) {
				return true
			}
		}
	}
	return false
}

// byScripts asks the scripts that stand in the code.
func (f *finder) byScripts() bool {
	for i := range f.nodes {
		n := &f.nodes[i]
		if n.name == "script" && f.takeScript(n) {
			return true
		}
	}
	return false
}

// takeScript asks the text of one script.
func (f *finder) takeScript(n *node) bool {
	forms := f.e.snippets().inline
	for i := range forms {
		if f.takeForm(&forms[i], f.whole[n.body:min(n.tail, n.body+maxScript)]) {
			return true
		}
	}
	return false
}

// unframed returns a piece of the provider that cannot be framed: what is known
// is at most where the original is.
func (e *entry) unframed(link string) Match {
	p := e.load()
	return Match{Provider: p, Noun: p.Noun, NounKey: NounKey(p.Noun), URL: link}
}
