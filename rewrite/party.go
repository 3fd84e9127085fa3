package rewrite

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// hosts are hosts by name, and domains with all that is below them.
type hosts struct {
	exact  map[string]bool
	suffix []string // ".example.org"
}

// newHosts reads a list such as Options.FirstParty.
func newHosts(list []string) (hosts, error) {
	h := hosts{exact: map[string]bool{}}
	for _, host := range list {
		name, below := strings.CutPrefix(PlainHost(host), "*.")
		if !isHost(name) {
			return h, fmt.Errorf("rewrite: %q is no host: write \"cdn.example.org\", or \"*.example.org\" for all below a domain", host)
		}
		if below {
			h.suffix = append(h.suffix, "."+name)
		} else {
			h.exact[name] = true
		}
	}
	return h, nil
}

// plainHosts are the hosts of such a list as browsers ask for them.
func plainHosts(list []string) []string {
	all := make([]string, len(list))
	for i, host := range list {
		all[i] = PlainHost(host)
	}
	return all
}

// PlainHost is a host of the site as a configuration names it, perhaps with "*." before it, as
// browsers ask for it: see [Host]. What is none stays as it is, in lower case.
func PlainHost(host string) string {
	host = strings.ToLower(host)
	name, below := strings.CutPrefix(host, "*.")
	name, ok := Host(name)
	switch {
	case !ok:
		return host
	case below:
		return "*." + name
	}
	return name
}

// isHost reports whether s is a host name in the letters that DNS has.
func isHost(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isLetter(c) && !isDigit(c) && c != '-' && c != '.' {
			return false
		}
	}
	return s != "" && len(s) <= 253 && s[0] != '.' && s[len(s)-1] != '.' && !strings.Contains(s, "..")
}

func (h *hosts) has(host []byte) bool {
	if h.exact[string(host)] {
		return true
	}
	for _, s := range h.suffix {
		if len(host) > len(s) && string(host[len(host)-len(s):]) == s {
			return true
		}
	}
	return false
}

// exception is one entry of the allow list.
type exception struct {
	hosts
	kinds  []Kind
	reason string
}

func newExceptions(list []Allow) ([]exception, error) {
	all := make([]exception, len(list))
	for i, a := range list {
		h, err := newHosts([]string{a.Host})
		if err != nil {
			return nil, err
		}
		all[i] = exception{h, a.Kinds, a.Reason}
	}
	return all, nil
}

// allows returns the exception that lets a kind of thing from a host through.
func (r *Rewriter) allows(k Kind, host []byte) *exception {
	for i := range r.exceptions {
		e := &r.exceptions[i]
		if (len(e.kinds) == 0 || slices.Contains(e.kinds, k)) && e.has(host) {
			return e
		}
	}
	return nil
}

// FirstParty reports whether an address, as a page has it, leads to the page's
// own host or another of the site, or nowhere at all.
func (r *Rewriter) FirstParty(p *Page, address string) bool {
	reach, host, _ := readAddress([]byte(address), nil)
	return reach == near || reach == abroad && r.isOurs(p, host)
}

// Allowed reports whether the site lets an address through for a kind of thing,
// though it is not its own.
func (r *Rewriter) Allowed(p *Page, k Kind, address string) bool {
	reach, host, _ := readAddress([]byte(address), nil)
	return reach == abroad && r.allows(k, host) != nil
}

// Leaves reports whether an address that stands in a header may lead to a host that it
// names, and to which, as browsers ask for it: in lower case, without a port and brackets.
// The host is empty where nobody can tell.
func Leaves(address string) (host string, leaves bool) {
	reach, name, _ := readAddress(bytes.TrimLeftFunc([]byte(address), isControl), nil)
	if reach == near {
		return "", false
	}
	host, _ = Host(string(name))
	return strings.Trim(host, "[]"), true
}

// isOurs reports whether a host belongs to the site.
func (r *Rewriter) isOurs(p *Page, host []byte) bool {
	if p.URL != nil && isOwn(p.URL, host) {
		return true
	}
	return r.ours.has(host)
}

// isOwn compares a host, in lower case and without a port, with that of the page.
func isOwn(page *url.URL, host []byte) bool {
	own := page.Host
	if i := strings.LastIndexByte(own, ':'); i >= 0 && !strings.HasSuffix(own, "]") {
		own = own[:i]
	}
	if own != "" && (own[0] == '[' || !isASCII([]byte(own))) {
		own, _ = Host(own)
	}
	return own != "" && len(own) == len(host) && bytes.EqualFold([]byte(own), host)
}
