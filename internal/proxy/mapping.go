package proxy

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/gatehttp"
)

// receive makes an answer of the upstream one of the site that readers know.
func (p *Proxy) receive(res *http.Response) error {
	if len(res.Header) > maxHeaders {
		return errHeaders
	}
	way := passageOf(res.Request.Context())
	h := res.Header
	for _, name := range [...]string{"Location", "Content-Location"} {
		if v := h.Get(name); v != "" {
			h.Set(name, p.mapped(v, way.public))
		}
	}
	if v := h.Get("Refresh"); v != "" {
		if target := gatehttp.RefreshTarget(v); target != "" {
			h.Set("Refresh", strings.Replace(v, target, p.mapped(target, way.public), 1))
		}
	}
	for i, c := range h["Set-Cookie"] {
		h["Set-Cookie"][i] = p.mappedCookie(c, way.public)
	}
	if len(h["Content-Type"]) == 0 && strings.EqualFold(strings.TrimSpace(h.Get("X-Content-Type-Options")), "nosniff") {
		// What it is may not be guessed (MIME Sniffing, section 7), which
		// net/http would do.
		h.Set("Content-Type", "text/plain")
	}
	if res.StatusCode != http.StatusSwitchingProtocols {
		p.watch(res, way.cancel)
	}
	return nil
}

func isEventStream(h http.Header) bool {
	t, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	return strings.EqualFold(strings.TrimSpace(t), "text/event-stream")
}

// mapped makes an address of the upstream one of the site that readers know.
// Those of others stay.
func (p *Proxy) mapped(address string, public *url.URL) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	switch {
	case u.Host == "" && (u.Scheme != "" || !strings.HasPrefix(u.Path, "/")):
		return address // relative, or no address of the web
	case u.Host != "" && !p.isUpstream(u, public):
		return address
	case u.Host != "":
		u.Scheme, u.Host, u.User = public.Scheme, public.Host, nil
	}
	escaped := p.withoutPrefix(u.EscapedPath())
	if u.Host == "" && strings.HasPrefix(escaped, "//") { // it would name a host
		u.Scheme, u.Host = public.Scheme, public.Host
	}
	if u.Path, err = url.PathUnescape(escaped); err != nil {
		return address
	}
	u.RawPath = escaped
	return u.String()
}

// isUpstream says whether the upstream means itself. One that is sent the host that
// readers ask for calls itself so, if often by plain HTTP, since it is asked by that.
func (p *Proxy) isUpstream(u, public *url.URL) bool {
	return sameHost(u, p.o.Upstream) || p.o.KeepHost && strings.EqualFold(u.Host, public.Host)
}

// withoutPrefix takes the upstream's own path off.
func (p *Proxy) withoutPrefix(path string) string {
	prefix := strings.TrimSuffix(p.o.Upstream.EscapedPath(), "/")
	rest, ok := strings.CutPrefix(path, prefix)
	if prefix == "" || !ok || rest != "" && rest[0] != '/' {
		return path
	}
	if rest == "" {
		return "/"
	}
	return rest
}

// sameHost compares hosts, with the port that a scheme implies. An upstream may
// well call itself by the other of the two schemes, and one on this machine by any of
// its names.
func sameHost(a, b *url.URL) bool {
	if !strings.EqualFold(a.Hostname(), b.Hostname()) {
		return port(a) == port(b) && isThisMachine(a.Hostname()) && isThisMachine(b.Hostname())
	}
	return port(a) == port(b) || a.Port() == ""
}

func isThisMachine(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

func port(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}

// mappedCookie lets a cookie of the upstream be one of the host that readers know
// (RFC 6265, section 4.1.2). What it does not understand of it, it leaves.
func (p *Proxy) mappedCookie(cookie string, public *url.URL) string {
	parts := strings.Split(cookie, ";")
	name, _, _ := strings.Cut(parts[0], "=")
	prefixed := strings.HasPrefix(strings.TrimSpace(name), "__")
	kept := parts[:1]
	for _, part := range parts[1:] {
		key, value, _ := strings.Cut(part, "=")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch {
		case key == "domain" && !within(public.Hostname(), value) && within(p.o.Upstream.Hostname(), value):
			continue // it is for the host that sends it
		case key == "path":
			if mapped := p.withoutPrefix(value); mapped != value {
				part = " Path=" + mapped
			}
		case public.Scheme == "http" && !prefixed && (key == "secure" || key == "partitioned" || key == "samesite" && strings.EqualFold(value, "none")):
			continue // over plain HTTP browsers would not take it
		}
		kept = append(kept, part)
	}
	return strings.Join(kept, ";")
}

// within says whether a host is a domain or below it.
func within(host, domain string) bool {
	host, domain = strings.ToLower(host), strings.ToLower(strings.TrimPrefix(domain, "."))
	if net.ParseIP(host) != nil {
		return host == domain
	}
	return domain != "" && (host == domain || strings.HasSuffix(host, "."+domain))
}
