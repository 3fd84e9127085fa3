package rewrite

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"net/url"
	"strconv"
)

// verdict is what becomes of an address.
type verdict struct {
	stays   bool
	action  Action // Allowed, Localised or HeldBack; meaningless where nothing is to be reported
	host    string
	address string
	reason  string
	path    string // of the copy on the own site
	reach   reach
}

// judge says what becomes of an address, its character references and escapes
// read. For an address of the own site it allocates nothing.
func (s *stream) judge(k Kind, raw []byte) (v verdict, own bool) {
	reach, host, clean := readAddress(raw, s.host[:0])
	if reach == abroad && s.base0 != nil {
		if path, ok := s.relative(clean); ok {
			return s.judgeMoved(k, path)
		}
	}
	switch {
	case reach == near && (s.base0 == nil || isFragment(clean)):
		return verdict{stays: true}, true
	case reach == near:
		return s.judgeMoved(k, clean)
	case reach == abroad && s.isOurs(host):
		return verdict{stays: true}, true
	case reach == carried && carries(k, clean), reach == strange && (k == Picture || k == Media) && hasScheme(clean, "blob"):
		return verdict{stays: true}, true
	}
	if reach == abroad {
		if name, whole, ok := s.oddHost(host, clean); ok {
			if s.isOurs(name) {
				return verdict{stays: true}, true
			}
			host, clean = name, whole
		}
	}
	return s.weigh(k, reach, host, clean), false
}

// judgement is what became of the address that was judged last.
type judgement struct {
	known bool // there was one in this tag
	kind  Kind
	at    int64 // where in the page it stands
	verdict
	own bool
}

// judgeValue judges the value of an attribute. It remembers the last, since those who decide
// about the element ask first, and those who decide about its attributes ask again.
func (s *stream) judgeValue(k Kind, a *attribute) (verdict, bool) {
	last, at := &s.lately, s.base+int64(s.pos)+int64(a.value)
	if !last.known || last.kind != k || last.at != at {
		v, own := s.judge(k, s.value(a))
		*last = judgement{true, k, at, v, own}
	}
	return last.verdict, last.own
}

// relative reports whether an address that seems to name a host is relative to the base of
// another site: with the scheme of the base, and fewer than two slashes behind it, it is a
// path.
func (s *stream) relative(clean []byte) (path []byte, ok bool) {
	scheme, rest := cutScheme(clean)
	return rest, len(scheme) > 0 && slashes(rest) < 2 && equal(scheme, s.base0.Scheme)
}

func isFragment(clean []byte) bool {
	return len(clean) == 0 || clean[0] == '#' || hasScheme(clean, "about")
}

func hasScheme(clean []byte, scheme string) bool {
	return len(clean) > len(scheme) && clean[len(scheme)] == ':' && equal(clean[:len(scheme)], scheme)
}

// carries reports whether a thing may be in its own address: it then loads nothing
// more. A list of what to play does.
func carries(k Kind, clean []byte) bool {
	switch k {
	case Media:
		kind := bytes.ToLower(trim(clean[len("data:"):min(len(clean), len("data:")+32)]))
		film := bytes.HasPrefix(kind, []byte("video/")) || bytes.HasPrefix(kind, []byte("audio/")) || bytes.HasPrefix(kind, []byte("text/vtt"))
		return film && !bytes.Contains(kind, []byte("url")) && !bytes.Contains(kind, []byte("xml")) && !isPlaylist(clean)
	case Picture, Font, Icon, Script:
		return true
	}
	return false
}

// isPlaylist reports whether the content of a data address may be a list of what to play,
// whatever type it has: players look at how it begins.
func isPlaylist(clean []byte) bool {
	const most = 256 // bytes that are looked at
	about, content, _ := bytes.Cut(clean, []byte{','})
	content = unescaped(content[:min(len(content), most)])
	if bytes.Contains(bytes.ToLower(about), []byte("base64")) {
		signs := bytes.Join(bytes.Fields(content), nil)
		n, _ := base64.StdEncoding.Decode(content, signs) // up to what is none
		content = content[:n]
	}
	content = bytes.TrimLeft(content, " \t\r\n\f\v\xef\xbb\xbf\x00")
	return len(content) > 0 && bytes.IndexByte([]byte("#<["), content[0]) >= 0
}

// unescaped is a copy of a part of an address with its escapes read (URL, 1.3, "percent-decode").
func unescaped(part []byte) []byte {
	plain := make([]byte, 0, len(part))
	for i := 0; i < len(part); i++ {
		if part[i] == '%' && i+2 < len(part) {
			if n, err := strconv.ParseUint(string(part[i+1:i+3]), 16, 8); err == nil {
				plain = append(plain, byte(n))
				i += 2
				continue
			}
		}
		plain = append(plain, part[i])
	}
	return plain
}

// weigh judges an address that leads elsewhere.
func (s *stream) weigh(k Kind, reach reach, host, clean []byte) verdict {
	v := verdict{action: HeldBack, host: partyOf(s, host).host, address: s.addressOf(clean), reach: reach}
	if reach != abroad {
		return v
	}
	if e := s.r.allows(k, host); e != nil {
		v.stays, v.action, v.reason = true, Allowed, e.reason
		return v
	}
	if f := s.r.o.Localise; f != nil && (k == Style || k == Font || k == Picture || k == Icon) {
		if path, ok := f(k, s.absolute(clean)); ok && s.r.FirstParty(s.page, path) {
			v.action, v.path = Localised, path
		}
	}
	return v
}

// judgeMoved judges an address that is relative to the base of another site.
func (s *stream) judgeMoved(k Kind, clean []byte) (verdict, bool) {
	reach, host, whole := readAddress([]byte(s.resolve(clean)), s.host[:0])
	if reach != abroad {
		return verdict{action: HeldBack, address: string(clean)}, false
	}
	return s.weigh(k, reach, host, whole), false
}

// resolve makes an address whole that is relative to the base of another site.
func (s *stream) resolve(clean []byte) string {
	u, err := url.Parse(string(bytes.ReplaceAll(clean, []byte{'\\'}, []byte{'/'})))
	if err != nil {
		return s.base0.String()
	}
	return s.base0.ResolveReference(u).String()
}

// absolute gives an address a scheme, the page's own.
func (s *stream) absolute(clean []byte) string {
	if slashes(clean) < 2 {
		return string(clean)
	}
	scheme := "https"
	if s.page.URL != nil && s.page.URL.Scheme == "http" {
		scheme = "http"
	}
	return scheme + ":" + string(clean)
}

// maxNoted bounds what a finding says of an address.
const maxNoted = 512

// findVerdict reports what became of an address; offset is from pos.
func (s *stream) findVerdict(k Kind, v verdict, offset int32) {
	s.find(Finding{Kind: k, Host: v.host, Address: v.address, Element: s.element(), Action: v.action, Reason: v.reason}, int(offset))
}

// find reports something; offset is from pos.
func (s *stream) find(f Finding, offset int) {
	if len(s.res.Findings) == maxFindings {
		s.res.More++
		return
	}
	if len(f.Address) > maxNoted {
		f.Address = f.Address[:maxNoted]
	}
	s.countTo(min(s.pos+offset, s.end))
	f.Line = s.lines + 1
	f.Offset = s.base + int64(s.pos+offset)
	if f.Provider == "" && f.Host != "" {
		f.Provider = s.owner(f.Host)
		f.Name = f.Provider
	}
	if s.res.Findings == nil {
		s.res.Findings = make([]Finding, 0, s.findings)
	}
	s.res.Findings = append(s.res.Findings, f)
}

const maxFindings = 1000

// party is a host that pages name, and whose it is: the catalogue's name, where that
// can be told from the host alone. Pages name the same few again and again.
type party struct {
	host, owner string
	asked       bool   // owner is known
	page        string // ours is true or false on the pages of this host
	ours        bool
}

const partyBits = 5

// partyOf finds a host among the last that were named.
func partyOf[T string | []byte](s *stream, host T) *party {
	p := &s.parties[partyPlace(host)]
	if p.host != string(host) {
		*p = party{host: string(host)}
	}
	return p
}

// addressOf is an address as a string. The last short ones are remembered: the heads of a
// site's pages name the same ones.
func (s *stream) addressOf(clean []byte) string {
	n := len(clean)
	if n < 8 || n > 256 {
		return string(clean)
	}
	sum := uint64(n) ^ binary.LittleEndian.Uint64(clean[n-8:])*stirring ^ binary.LittleEndian.Uint64(clean[n/2-4:])
	slot := &s.addresses[sum*stirring>>(64-addressBits)]
	if *slot != string(clean) {
		*slot = string(clean)
	}
	return *slot
}

const addressBits = 6

// isOurs reports whether a host belongs to the site.
func (s *stream) isOurs(host []byte) bool {
	if s.page.URL == nil || s.page.URL.Host == "" {
		return s.r.isOurs(s.page, host)
	}
	p := partyOf(s, host)
	if p.page != s.page.URL.Host {
		p.page, p.ours = s.page.URL.Host, s.r.isOurs(s.page, host)
	}
	return p.ours
}

func partyPlace[T string | []byte](host T) int {
	n := len(host)
	if n < 4 {
		return n
	}
	sum := uint32(n) ^ uint32(host[0])<<8 ^ uint32(host[n/2])<<16 ^ uint32(host[n-1]) ^ uint32(host[n-4])<<24
	return int(sum * 2654435769 >> (32 - partyBits))
}

// owner is the catalogue's name of whose host it is.
func (s *stream) owner(host string) string {
	p := partyOf(s, host)
	if !p.asked {
		t, _ := s.r.o.Catalogue.Tracker(host, "/")
		p.owner, p.asked = t.Owner, true
	}
	return p.owner
}
