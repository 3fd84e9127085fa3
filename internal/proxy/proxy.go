package proxy

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/gatehttp"
	"github.com/gatefold/gatefold/internal/report"
	"github.com/gatefold/gatefold/internal/serve"
)

// Options say what is in front of what. Upstream and Door are needed; the zero
// value of everything else is safe.
type Options struct {
	// Upstream is the site: "http://127.0.0.1:8080", "https://host/path", or
	// "h2c://host" for HTTP/2 without TLS.
	Upstream *url.URL

	Door *gatehttp.Door

	// Origin is where readers find the site, "https://example.org"; if it is
	// nil, the host that each request names.
	Origin *url.URL

	// KeepHost sends the upstream the host that the reader asked for, which
	// most sites want to make links with. Else it gets its own.
	KeepHost bool

	// TrustForwarded believes and hands on X-Forwarded-* headers of requests,
	// for a proxy that stands behind another one.
	TrustForwarded bool

	// Timeout is how long the upstream may take to begin its answer; a minute
	// if 0. Silence is how long it may pause within one; five minutes if 0.
	Timeout, Silence time.Duration

	// Report shows what was found; nil for nobody.
	Report *report.Window

	// Also serves what pages need besides, such as kept copies. It reports
	// whether it did; nil for nothing.
	Also func(w http.ResponseWriter, r *http.Request) bool

	// Log gets what happens, without anything about readers; nil for nobody.
	Log *slog.Logger

	patience time.Duration // with a reader who sends nothing; other than readerTime in tests
}

// Proxy is an http.Handler, safe for concurrent use.
type Proxy struct {
	o       Options
	log     *slog.Logger
	passing http.Handler // through the door to the upstream
	to      *http.Transport
	ready   readiness
	name    string // what no other proxy is called
}

// New makes a proxy. Close it at the end.
func New(o Options) (*Proxy, error) {
	if o.Door == nil {
		return nil, errors.New("proxy: there is no door")
	}
	upstream, plain2, err := checkUpstream(o.Upstream)
	if err != nil {
		return nil, err
	}
	o.Upstream = upstream
	o.Timeout = cmp.Or(o.Timeout, time.Minute)
	o.Silence = cmp.Or(o.Silence, 5*time.Minute)
	o.patience = cmp.Or(o.patience, readerTime)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	p := &Proxy{o: o, log: o.Log, name: rand.Text(), to: newTransport(o.Timeout, plain2)}
	p.passing = o.Door.Proxy(&httputil.ReverseProxy{
		Rewrite:        p.forward,
		Transport:      p.to,
		ModifyResponse: p.receive,
		ErrorHandler:   p.fail,
		ErrorLog:       log.New(saidBefore{serve.ErrorLog(o.Log).Writer()}, "", 0),
		BufferPool:     &buffers{},
		FlushInterval:  flushInterval,
	})
	return p, nil
}

// flushInterval is how long something may wait for more when the upstream said how
// long its answer is; what comes without a length is passed on as it comes.
const flushInterval = 100 * time.Millisecond

// checkUpstream says whether the upstream speaks HTTP/2 without TLS, and what is
// wrong with its address.
func checkUpstream(u *url.URL) (_ *url.URL, plain2 bool, _ error) {
	if u == nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "h2c" {
		return nil, false, fmt.Errorf("%q is not the address of a site: write it as in http://127.0.0.1:8080 or https://site.example", u)
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, false, fmt.Errorf("%q: the address of the upstream has a host and perhaps a path, and nothing else", u.Redacted())
	}
	if n, err := strconv.ParseUint(u.Port(), 10, 16); u.Port() != "" && (err != nil || n == 0) {
		return nil, false, fmt.Errorf("%q: there is no port %s: ports are 1 to 65535", u, u.Port())
	}
	c := *u
	if c.Scheme == "h2c" {
		c.Scheme, plain2 = "http", true
	}
	return &c, plain2, nil
}

// Limits of the connection to the upstream.
const (
	dialTime    = 10 * time.Second
	idleTime    = 90 * time.Second
	headerBytes = 512 << 10 // of an answer
	maxHeaders  = 1000      // in an answer
)

func newTransport(timeout time.Duration, plain2 bool) *http.Transport {
	var protocols http.Protocols
	protocols.SetHTTP1(!plain2)
	protocols.SetHTTP2(!plain2)
	protocols.SetUnencryptedHTTP2(plain2)
	return &http.Transport{
		Proxy:                  nil, // the upstream is the site's own
		DialContext:            (&net.Dialer{Timeout: dialTime, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:    dialTime,
		ResponseHeaderTimeout:  timeout,
		ExpectContinueTimeout:  time.Second,
		IdleConnTimeout:        idleTime,
		MaxIdleConns:           500,
		MaxIdleConnsPerHost:    100,
		MaxResponseHeaderBytes: headerBytes,
		DisableCompression:     true, // what the reader takes is asked for
		Protocols:              &protocols,
		HTTP2:                  &http.HTTP2Config{SendPingTimeout: 30 * time.Second, PingTimeout: 15 * time.Second},
	}
}

// Close lets go of the connections to the upstream that are not in use.
func (p *Proxy) Close() { p.to.CloseIdleConnections() }

// ServeHTTP answers a request.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	pw := &patient{ResponseWriter: w}
	if p.log.Enabled(r.Context(), slog.LevelDebug) {
		defer func() {
			p.log.Debug("request", slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("status", pw.status), slog.Int64("bytes", pw.bytes), slog.Duration("took", time.Since(began)))
		}()
	}
	switch {
	case r.URL.Path == healthPath || r.URL.Path == readyPath:
		p.health(pw, r)
	case p.o.Report != nil && p.o.Report.Shows(r):
		p.o.Report.ServeHTTP(pw, r)
	case p.o.Also != nil && p.o.Also(pw, r):
	case slices.Contains(r.Header[passedHeader], p.name):
		p.log.Error("the upstream leads back to the proxy itself", slog.String("path", r.URL.Path), slog.String("remedy", "name with --upstream where the site really is"))
		p.o.Door.Refuse(pw, r, http.StatusBadGateway)
	default:
		ctx, cancel := context.WithCancelCause(r.Context())
		defer cancel(nil)
		public, at := p.public(r), *r.URL
		r = r.WithContext(context.WithValue(ctx, passageKey{}, &passage{public: public, cancel: cancel}))
		at.Scheme = public.Scheme // for the door, which knows of no TLS that ends before us
		r.URL = &at
		if r.Body != nil && r.ContentLength != 0 {
			r.Body = &upload{ReadCloser: r.Body, to: http.NewResponseController(w), most: p.o.patience, cancel: cancel}
		}
		p.passing.ServeHTTP(pw, r)
	}
}

// passedHeader tells the upstream which proxies have passed a request on, so that
// one that leads back here is seen. Via (RFC 9110, section 7.6.3) is for that, but at its sight
// nginx no longer packs its answers.
const passedHeader = "X-Gatefold-Passed"

// passage is what is known of a request on its way to the upstream and back.
type passage struct {
	public *url.URL // scheme and host as the reader has them
	cancel context.CancelCauseFunc
}

type passageKey struct{}

func passageOf(ctx context.Context) *passage {
	p, _ := ctx.Value(passageKey{}).(*passage)
	return p
}

// public gives scheme and host of the site as the reader has them.
func (p *Proxy) public(r *http.Request) *url.URL {
	if p.o.Origin != nil {
		return p.o.Origin
	}
	u := &url.URL{Scheme: "http", Host: r.Host}
	if r.TLS != nil || p.o.TrustForwarded && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		u.Scheme = "https"
	}
	return u
}

// Kinds of failure, for the status and the log.
var (
	errSilence = errors.New("the upstream paused too long within its answer")
	errHeaders = errors.New("the answer of the upstream has too many headers")
)

// fail answers for an upstream that does not.
func (p *Proxy) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil && !errors.Is(context.Cause(r.Context()), errSilence) {
		panic(http.ErrAbortHandler) // the reader has gone
	}
	status := http.StatusBadGateway
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() || errors.Is(err, context.DeadlineExceeded) {
		status = http.StatusGatewayTimeout
	}
	p.log.Error("the upstream gives no answer", slog.String("path", r.URL.Path), slog.Int("status", status), slog.Any("error", err))
	p.o.Door.Refuse(w, r, status)
}
