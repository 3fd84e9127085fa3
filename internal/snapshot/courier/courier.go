package courier

import (
	"cmp"
	"context"
	"crypto/tls"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Options say how to ask. Agent is required; the zero value of everything else
// is safe.
type Options struct {
	// Agent is the User-Agent: it names the program and the site, and where to
	// complain.
	Agent string

	Pause    time.Duration // between two questions to one host; a second if 0
	Timeout  time.Duration // of one question with its answer; 30 s if 0
	Attempts int           // how often something that fails in passing is tried; 3 if 0
	Delay    time.Duration // before the second attempt, doubled each time; a second if 0
	Patience time.Duration // how long to wait for a host that asks for it; a minute if 0

	// The following are for tests. Lookup and Connect take the place of the
	// system's: whether an address is public is checked between the two.
	Lookup    func(ctx context.Context, host string) ([]netip.Addr, error)
	Connect   func(ctx context.Context, to netip.AddrPort) (net.Conn, error)
	TLS       *tls.Config
	AllowHTTP bool
}

// Courier asks other hosts. It is safe for concurrent use.
type Courier struct {
	o      Options
	client *http.Client
	paces  paces
}

const maxRedirects = 5

// New makes a courier. Close it at the end.
func New(o Options) *Courier {
	o.Pause = cmp.Or(o.Pause, time.Second)
	o.Timeout = cmp.Or(o.Timeout, 30*time.Second)
	o.Attempts = cmp.Or(o.Attempts, 3)
	o.Delay = cmp.Or(o.Delay, time.Second)
	o.Patience = cmp.Or(o.Patience, time.Minute)
	if o.Lookup == nil {
		o.Lookup = lookup
	}
	if o.Connect == nil {
		o.Connect = connect
	}
	c := &Courier{o: o}
	c.client = &http.Client{
		CheckRedirect: c.redirect,
		Transport: &http.Transport{
			DialContext:            c.dial,
			TLSClientConfig:        o.TLS,
			TLSHandshakeTimeout:    10 * time.Second,
			MaxResponseHeaderBytes: 64 << 10,
			MaxIdleConns:           20,
			MaxConnsPerHost:        2,
			IdleConnTimeout:        30 * time.Second,
			ForceAttemptHTTP2:      true,
		},
	}
	return c
}

// Close ends the connections that are kept open.
func (c *Courier) Close() { c.client.CloseIdleConnections() }

// Question is what to ask.
type Question struct {
	URL    string
	Method string // GET if empty
	Accept string // media types
	Limit  int64  // the largest answer, in bytes, after decompression

	// What the last answer said, so that an unchanged one need not be sent
	// again (RFC 9110, section 13).
	ETag, LastModified string
}

// Answer is what a host said. Whether it is any good is for the caller to tell.
type Answer struct {
	Status             int
	URL                string // where the last redirect led
	Type               string // Content-Type
	ETag, LastModified string
	Body               []byte
}

// Ask asks. The error is a [*Refusal].
func (c *Courier) Ask(ctx context.Context, q Question) (*Answer, error) {
	u, err := url.Parse(q.URL)
	if err == nil {
		err = c.check(u)
	}
	if err != nil {
		return nil, refusal(ctx, err)
	}
	pace := c.paces.of(u.Host)
	for attempt := 1; ; attempt++ {
		if err := pace.enter(ctx, c.o.Patience); err != nil {
			return nil, err
		}
		a, header, err := c.once(ctx, q)
		again := c.again(a, err)
		if again {
			pace.rest(c.delay(attempt, header))
		}
		last := !again || attempt == c.o.Attempts || ctx.Err() != nil
		if last {
			pace.strike(again || err != nil && err.isHosts())
		}
		pace.leave(c.o.Pause)
		switch {
		case !last:
		case err != nil:
			return nil, err
		default:
			return a, nil
		}
	}
}

// isHosts reports whether something failed that fails for all questions to the
// host alike.
func (r *Refusal) isHosts() bool {
	return r.Why == Slow || r.Why == Network || r.Why == TLS || r.Why == Unknown
}

// again reports whether the same question may well get another answer soon. What
// was slow is not asked again: it has taken long enough.
func (c *Courier) again(a *Answer, err *Refusal) bool {
	if err != nil {
		return err.Why == Network
	}
	switch a.Status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// delay is how long to wait after a failed attempt: as long as the host asks for,
// or else longer each time, and never quite the same.
func (c *Courier) delay(attempt int, header http.Header) time.Duration {
	if d, ok := retryAfter(header.Get("Retry-After"), time.Now()); ok {
		return d
	}
	const most = 6
	d := c.o.Delay << (min(attempt, most) - 1)
	return d/2 + rand.N(d)
}

// retryAfter reads the header of that name (RFC 9110, section 10.2.3).
func retryAfter(s string, now time.Time) (time.Duration, bool) {
	const day = 24 * time.Hour
	if n, err := strconv.ParseUint(strings.TrimSpace(s), 10, 32); err == nil {
		return min(time.Duration(n)*time.Second, day), true
	}
	if t, err := http.ParseTime(s); err == nil {
		return min(max(t.Sub(now), 0), day), true
	}
	return 0, false
}

// once asks without trying again.
func (c *Courier) once(ctx context.Context, q Question) (*Answer, http.Header, *Refusal) {
	limited, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	req, err := c.request(limited, q)
	if err != nil {
		return nil, nil, refusal(ctx, err)
	}
	res, err := c.client.Do(req)
	if err != nil {
		return nil, nil, refusal(ctx, err)
	}
	defer res.Body.Close()
	a := &Answer{
		Status: res.StatusCode, URL: res.Request.URL.String(), Type: res.Header.Get("Content-Type"),
		ETag: res.Header.Get("ETag"), LastModified: res.Header.Get("Last-Modified"),
	}
	a.Body, err = io.ReadAll(io.LimitReader(res.Body, q.Limit+1))
	switch {
	case int64(len(a.Body)) > q.Limit:
		return nil, nil, &Refusal{Why: Large, Detail: "more than " + strconv.FormatInt(q.Limit>>10, 10) + " KiB"}
	case err != nil:
		return nil, nil, refusal(ctx, err)
	}
	return a, res.Header, nil
}

func (c *Courier) request(ctx context.Context, q Question) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, cmp.Or(q.Method, http.MethodGet), q.URL, nil)
	if err != nil {
		return nil, err
	}
	for name, value := range map[string]string{
		"User-Agent": c.o.Agent, "Accept": q.Accept, "If-None-Match": q.ETag, "If-Modified-Since": q.LastModified,
	} {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	return req, nil
}

// redirect decides whether to follow.
func (c *Courier) redirect(req *http.Request, via []*http.Request) error {
	req.Header.Del("Referer")
	if len(via) > maxRedirects {
		return &Refusal{Why: Redirects}
	}
	return c.check(req.URL)
}

// check refuses addresses that are not worth looking up.
func (c *Courier) check(u *url.URL) error {
	switch {
	case u.Scheme == "http" && !c.o.AllowHTTP:
		return &Refusal{Why: Insecure, Detail: u.Host}
	case u.Scheme != "https" && u.Scheme != "http", u.User != nil, u.Hostname() == "":
		return &Refusal{Why: Astray}
	}
	return nil
}
