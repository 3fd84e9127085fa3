package rewrite

import (
	"bytes"
	"net/url"
	"strings"
)

// harmless are the relations of link elements that load nothing by themselves. The next page
// is one that Firefox has loaded ahead.
var harmless = map[string]bool{
	"alternate": true, "amphtml": true, "archives": true, "author": true, "bookmark": true, "canonical": true, "chapter": true,
	"cite-as": true, "contents": true, "copyright": true, "describedby": true, "dns-prefetch": false, "edit": true, "edituri": true,
	"enclosure": true, "external": true, "first": true, "glossary": true, "help": true, "hub": true, "image_src": true, "index": true,
	"last": true, "license": true, "me": true, "micropub": true, "nofollow": true, "noopener": true, "noreferrer": true,
	"openid.server": true, "openid.delegate": true, "openid2.provider": true, "openid2.local_id": true, "pgpkey": true, "pingback": true,
	"prev": true, "previous": true, "privacy-policy": true, "profile": true, "publisher": true, "related": true, "section": true,
	"self": true, "shortlink": true, "start": true, "subsection": true, "tag": true, "terms-of-service": true, "token_endpoint": true,
	"authorization_endpoint": true, "indieauth-metadata": true, "microsub": true, "up": true, "video_src": true, "webmention": true,
	"wlwmanifest": true, "schema.dc": true, "schema.dcterms": true, "home": true, "top": true, "appendix": true, "feedurl": true,
}

// link deals with a link element.
func (s *stream) link() {
	t := &s.t
	rel := strings.ToLower(string(s.rels(t)))
	k, loads := linkKind(rel, strings.ToLower(string(trim(s.text(t, aAs)))))
	if !loads {
		return
	}
	for i := range t.attrs {
		if a := &t.attrs[i]; a.which == aHref {
			s.linkAddress(k, a)
		}
	}
}

// linkAddress deals with the address of a link element.
func (s *stream) linkAddress(k Kind, a *attribute) {
	v, own := s.judge(k, s.value(a))
	if own {
		return
	}
	s.findVerdict(k, v, a.from)
	switch {
	case v.stays:
	case v.action == Localised:
		s.setValue(a, []byte(v.path))
		s.renameAll(&s.t, aIntegrity) // of what stood elsewhere
	default:
		s.rename(a)
	}
}

// linkKind says what a link element with some relations loads.
func linkKind(rel, as string) (k Kind, loads bool) {
	words := strings.Fields(rel)
	has := func(word string) bool {
		for _, w := range words {
			if w == word {
				return true
			}
		}
		return false
	}
	switch {
	case has("stylesheet"):
		return Style, true
	case has("preload"), has("modulepreload"), has("prefetch"), has("preconnect"), has("dns-prefetch"), has("prerender"):
		return Hint, true
	case has("manifest"):
		return Manifest, true
	case strings.Contains(rel, "icon"), strings.Contains(rel, "apple-touch"):
		return Icon, true
	}
	for _, word := range words {
		if !harmless[word] && !strings.Contains(word, "/") {
			return Other, true
		}
	}
	return Other, false
}

// meta deals with a meta element.
func (s *stream) meta() {
	t := &s.t
	s.metaCharset() // whatever else it is
	content := s.attr(t, aContent)
	if equiv := s.attr(t, aHTTPEquiv); equiv != nil && content != nil {
		s.pragma(equiv, content)
		return
	}
	const icons = "msapplication-"
	name := trim(s.text(t, aName))
	if content == nil || len(name) < len(icons) || !equal(name[:len(icons)], icons) {
		return
	}
	for _, part := range bytes.Split(s.value(content), []byte{';'}) {
		if _, value, ok := bytes.Cut(part, []byte{'='}); ok {
			part = value
		}
		if s.holdPart(Icon, content, part) {
			return
		}
	}
}

// pragma deals with a meta element that stands for a header (HTML, 4.2.5.3).
func (s *stream) pragma(equiv, content *attribute) {
	value := s.value(content)
	switch strings.ToLower(string(trim(s.value(equiv)))) {
	case "refresh":
		for _, to := range RefreshTargets(value) {
			v, own := s.judge(Refresh, to)
			if own {
				continue
			}
			s.findVerdict(Refresh, v, content.from)
			if !v.stays {
				s.renameAll(&s.t, aHTTPEquiv)
				break
			}
		}
	case "content-security-policy":
		s.policy.add(string(value))
	case "x-dns-prefetch-control":
		if !is(value, "off") {
			s.find(Finding{Kind: Hint, Element: "meta", Action: HeldBack, Reason: "names of hosts would be looked up in advance"}, 0)
			s.renameAll(&s.t, aHTTPEquiv)
		}
	case "link", "speculation-rules", "reporting-endpoints", "report-to", "nel":
		s.find(Finding{Kind: Hint, Element: "meta", Action: HeldBack}, 0)
		s.renameAll(&s.t, aHTTPEquiv)
	}
}

// RefreshTargets reads where a refresh leads, such as "5; url='/a'" (HTML, "shared
// declarative refresh steps"); nothing where the page is to be loaded again. Whatever
// comes behind the time is taken for an address. One in quotes ends at the next quote, as
// the standard has it, or at the last, as Chromium reads it: where that makes a difference
// there are two. Chromium also leaves out white space that is not ASCII, which in some
// encodings ends with a byte that is: where a sign may be such, what follows is read as well.
func RefreshTargets(value []byte) [][]byte {
	targets := targetsOf(nil, value)
	begins := bytes.IndexAny(value, `/\:`)
	for i := begins - 1; i >= 0; i-- {
		if isOddBlank(value[i]) {
			return targetsOf(targetsOf(targets, value[i+1:]), value[i+2:])
		}
	}
	return targets
}

// isOddBlank reports whether a byte may belong to white space that HTML does not know.
func isOddBlank(c byte) bool { return c > '~' || c < ' ' && strings.IndexByte(blanks, c) < 0 }

// targetsOf appends where one reading of a refresh leads.
func targetsOf(targets [][]byte, value []byte) [][]byte {
	rest := bytes.TrimLeft(trim(value), ".0123456789"+blanks)
	rest = bytes.TrimLeft(rest, ";,"+blanks)
	if len(rest) >= 3 && equal(rest[:3], "url") {
		if after, ok := bytes.CutPrefix(bytes.TrimLeft(rest[3:], blanks), []byte{'='}); ok {
			rest = bytes.TrimLeft(after, blanks)
		}
	}
	if len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
		quote := rest[0]
		rest = rest[1:]
		if i := bytes.LastIndexByte(rest, quote); i >= 0 {
			rest = rest[:i]
		}
		if i := bytes.IndexByte(rest, quote); i >= 0 {
			targets = append(targets, rest[:i])
		}
	}
	if len(rest) > 0 {
		targets = append(targets, rest)
	}
	return targets
}

// blanks is ASCII white space as HTML has it.
const blanks = " \t\n\r\f"

// baseElement deals with a base element: if it leads elsewhere it does nothing any
// more, and links that are relative to it are made whole. Of several the first
// counts.
func (s *stream) baseElement() {
	a := s.attr(&s.t, aHref)
	if a == nil {
		return
	}
	value := s.value(a)
	v, own := s.judge(Base, value)
	first := !s.hasBase
	s.hasBase = true
	if own {
		s.elsewhere = s.elsewhere || first && s.leavesOrigin(value)
		return
	}
	if first && v.reach == abroad {
		s.base0, _ = url.Parse(s.absolute([]byte(v.address)))
	}
	if v.stays && (!first || s.base0 == nil) { // addresses are not judged by it, so it may not count
		v.stays, v.action, v.reason = false, HeldBack, ""
	}
	s.findVerdict(Base, v, a.from)
	if v.stays {
		s.elsewhere = true
		return
	}
	s.moved = s.base0 != nil
	s.renameAll(&s.t, aHref)
}

// leavesOrigin reports whether an address is on another origin than the page, so
// that the addresses of our gates, which are paths, would lead there.
func (s *stream) leavesOrigin(value []byte) bool {
	reach, host, _ := readAddress(value, s.host[:0])
	return reach == abroad && (s.page.URL == nil || !isOwn(s.page.URL, host))
}
