package proxy

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/gatehttp"
	"github.com/gatefold/gatefold/internal/report"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
	"github.com/gatefold/gatefold/rewrite"
)

// shouting is a rewriter whose pages are in capital letters.
type shouting struct{}

func (shouting) Rewrite(dst io.Writer, src io.Reader, _ *rewrite.Page) (*rewrite.Result, error) {
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if _, werr := dst.Write(bytes.ToUpper(buf[:n])); werr != nil {
			return nil, werr
		}
		if err == io.EOF {
			return &rewrite.Result{}, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func (shouting) Policies(*rewrite.Page) []string { return []string{"wall"} }

// logged is a log that can be read while it is written.
type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// proxied is a proxy in front of an upstream.
type proxied struct {
	*httptest.Server
	proxy *Proxy
	log   *logged
}

func inFront(t *testing.T, upstream string, change func(*Options)) *proxied {
	t.Helper()
	l := &logged{}
	log := slog.New(slog.NewTextHandler(l, nil))
	door, err := gatehttp.New(gatehttp.Options{
		Log: log, Rewriter: shouting{}, Gates: gate.New(gate.Options{Catalogue: provider.Default(), DefaultLang: "en"}),
	})
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(upstream)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Upstream: u, Door: door, Log: log}
	if change != nil {
		change(&o)
	}
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(p)
	t.Cleanup(func() { s.Close(); p.Close() })
	return &proxied{s, p, l}
}

// behind runs an upstream and a proxy in front of it.
func behind(t *testing.T, h http.HandlerFunc, change func(*Options)) *proxied {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return inFront(t, s.URL, change)
}

// raw is an upstream that says the same bytes to whoever connects, and then does
// what it is told.
func raw(t *testing.T, say string, then func(net.Conn)) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ln.Close() })
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				if _, err := http.ReadRequest(bufio.NewReader(conn)); err != nil {
					return
				}
				_, _ = io.WriteString(conn, say)
				if then != nil {
					then(conn)
				}
			}()
		}
	}()
	return "http://" + ln.Addr().String()
}

var client = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// get asks, and gives the error of the body, too.
func (p *proxied) get(t *testing.T, path string, headers ...string) (*http.Response, string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	res, err := client.Do(r)
	if err != nil {
		return &http.Response{}, "", err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return res, string(b), err
}

func page(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, text)
	}
}

func TestPagesPassTheDoor(t *testing.T) {
	res, body, err := behind(t, page("<p>x</p>"), nil).get(t, "/")
	if err != nil || body != "<P>X</P>" || res.Header.Get("Content-Security-Policy") != "wall" {
		t.Errorf("%q %v %v", body, err, res.Header)
	}
}

// Readers are told that something is wrong and nothing of what; the log is told
// all but who they are.
func TestUpstreamThatDoesNotAnswer(t *testing.T) {
	headers := func(n int) string {
		var b strings.Builder
		b.WriteString("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n")
		for i := range n {
			fmt.Fprintf(&b, "X-%d: y\r\n", i)
		}
		return b.String() + "\r\nx"
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	for name, tt := range map[string]struct {
		upstream string
		status   int
		log      string
	}{
		"it is down":               {gone.URL, 502, "connection refused"},
		"it hangs":                 {raw(t, "", func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }), 504, "timeout"},
		"it hangs up":              {raw(t, "", nil), 502, "EOF"},
		"it talks nonsense":        {raw(t, "SSH-2.0-x\r\n", nil), 502, "malformed"},
		"it has 10,000 headers":    {raw(t, headers(10000), nil), 502, "too many headers"},
		"it has an endless header": {raw(t, "HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 1<<20), nil), 502, "header"},
		"its gzip is none":         {raw(t, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\nthis is none", nil), 502, "gzip"},
		"it says nothing it said":  {raw(t, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n", nil), 502, "cut off"},
	} {
		t.Run(name, func(t *testing.T) {
			p := inFront(t, tt.upstream, func(o *Options) {
				if o.Timeout = 20 * time.Second; tt.status == http.StatusGatewayTimeout {
					o.Timeout = 50 * time.Millisecond
				}
			})
			res, body, err := p.get(t, "/where", "Accept-Language: ar")
			if err != nil || res.StatusCode != tt.status || !strings.Contains(body, `lang="ar"`) {
				t.Errorf("%d %q %v", res.StatusCode, body, err)
			}
			if host := strings.TrimPrefix(tt.upstream, "http://"); strings.Contains(body, host) || strings.Contains(body, tt.log) {
				t.Errorf("readers are told %q", body)
			}
			if l := p.log.String(); !strings.Contains(l, tt.log) || !strings.Contains(l, "path=/where") {
				t.Errorf("the log says %q, without %q", l, tt.log)
			}
		})
	}
}

// Half a page is not taken for a whole one.
func TestUpstreamThatStopsHalfWay(t *testing.T) {
	const head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<p>half"
	for name, then := range map[string]func(net.Conn){
		"it hangs up": nil,
		"it hangs":    func(c net.Conn) { _, _ = io.Copy(io.Discard, c) },
	} {
		p := inFront(t, raw(t, head, then), func(o *Options) { o.Silence = 100 * time.Millisecond })
		if res, body, err := p.get(t, "/where"); err == nil && res.StatusCode == 200 {
			t.Errorf("%s: %d %q", name, res.StatusCode, body)
		}
		if l := p.log.String(); !strings.Contains(l, `"the upstream broke off within its answer" path=/where`) || strings.Contains(l, "httputil") {
			t.Errorf("%s: the log says %q", name, l)
		}
	}
}

// A reader who stops in the middle of what they send does not keep the upstream waiting.
func TestReaderWhoStops(t *testing.T) {
	ended := make(chan error, 1)
	p := behind(t, func(_ http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, r.Body)
		ended <- err
	}, func(o *Options) { o.patience = 100 * time.Millisecond })
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, _ = io.WriteString(conn, "POST / HTTP/1.1\r\nHost: site.example\r\nContent-Length: 100\r\n\r\nhalf")
	if err := <-ended; err == nil {
		t.Error("the upstream took half for all of it")
	}
	if told, err := io.ReadAll(conn); err != nil || strings.Contains(string(told), " 200 ") {
		t.Errorf("the reader is told %q, %v", told, err)
	}
	if l := p.log.String(); l != "" {
		t.Errorf("the log says %q", l)
	}
}

// One who has sent all of it waits for the answer as long as it takes.
func TestReaderWhoWaits(t *testing.T) {
	p := behind(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		time.Sleep(300 * time.Millisecond) // three times as long as a reader may stop
		page("<p>x</p>")(w, r)
	}, func(o *Options) { o.patience = 100 * time.Millisecond })
	for range 2 {
		res, err := client.Post(p.URL, "text/plain", strings.NewReader("words"))
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || string(b) != "<P>X</P>" {
			t.Errorf("%q %v", b, err)
		}
	}
}

func TestAddressesAreMapped(t *testing.T) {
	u, _ := url.Parse("http://app.internal:8080/blog")
	p := &Proxy{o: Options{Upstream: u}}
	public, _ := url.Parse("https://site.example")
	for in, want := range map[string]string{
		"http://app.internal:8080/blog/a?b#c":    "https://site.example/a?b#c",
		"https://app.internal/blog/":             "https://site.example/",
		"//app.internal:8080/blog":               "//site.example/",
		"/blog/a%2Fb":                            "/a%2Fb",
		"/blogger":                               "/blogger",
		"/blog//far.example/":                    "https://site.example//far.example/",
		"http://app.internal/blog//far.example/": "https://site.example//far.example/",
		"a/b":                                    "a/b",
		"https://far.example/blog/":              "https://far.example/blog/",
		"http://app.internal:9090/blog/":         "http://app.internal:9090/blog/",
		"mailto:a@app.internal":                  "mailto:a@app.internal",
		"http://user:secret@app.internal/blog/x": "https://site.example/x",
		"http://%":                               "http://%",
	} {
		got := p.mapped(in, public)
		if in[0] == '/' && in[1] == '/' {
			got = strings.TrimPrefix(got, "https:")
		}
		if got != want {
			t.Errorf("%s becomes %s, want %s", in, got, want)
		}
	}
}

// A machine has several names for itself, and a site behind a proxy on it may use any.
func TestAddressesOfTheSameMachineAreMapped(t *testing.T) {
	u, _ := url.Parse("http://127.0.0.1:8080")
	p := &Proxy{o: Options{Upstream: u}}
	public, _ := url.Parse("https://site.example")
	for in, want := range map[string]string{
		"http://localhost:8080/a":   "https://site.example/a",
		"http://[::1]:8080/a":       "https://site.example/a",
		"http://127.0.0.1/a":        "https://site.example/a",
		"http://localhost/a":        "http://localhost/a",
		"http://localhost:9090/a":   "http://localhost:9090/a",
		"http://10.0.0.1:8080/a":    "http://10.0.0.1:8080/a",
		"http://site.example:8080/": "http://site.example:8080/",
	} {
		if got := p.mapped(in, public); got != want {
			t.Errorf("%s becomes %s, want %s", in, got, want)
		}
	}
}

func TestCookiesAreMapped(t *testing.T) {
	u, _ := url.Parse("http://app.site.example/blog")
	p := &Proxy{o: Options{Upstream: u}}
	for _, tt := range []struct{ in, public, want string }{
		{"a=b; Domain=app.site.example; Secure", "https://www.other.example", "a=b; Secure"},
		{"a=b; domain=.site.example", "https://www.site.example", "a=b; domain=.site.example"},
		{"a=b; Domain=far.example", "https://www.site.example", "a=b; Domain=far.example"},
		{"a=b; Path=/blog/x; HttpOnly", "https://s.example", "a=b; Path=/x; HttpOnly"},
		{"a=b; Secure; SameSite=None; Partitioned", "http://localhost", "a=b"},
		{"a=b; Secure; SameSite=Lax", "http://localhost", "a=b; SameSite=Lax"},
		{"__Host-a=b; Secure; Path=/", "http://localhost", "__Host-a=b; Secure; Path=/"},
		{"a=b; Max-Age=1; Odd=thing", "https://s.example", "a=b; Max-Age=1; Odd=thing"},
	} {
		public, _ := url.Parse(tt.public)
		if got := p.mappedCookie(tt.in, public); got != tt.want {
			t.Errorf("%s at %s becomes %s, want %s", tt.in, tt.public, got, tt.want)
		}
	}
}

func TestHeadersOnTheirWayBack(t *testing.T) {
	var self string
	p := behind(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", self+"/next")
		w.Header().Set("Refresh", "3; url="+self+"/next")
		w.Header().Add("Set-Cookie", "a=b; Domain=127.0.0.1")
		w.WriteHeader(http.StatusFound)
	}, func(o *Options) { self = o.Upstream.String(); o.Origin, _ = url.Parse("https://site.example") })
	res, _, _ := p.get(t, "/")
	if res.Header.Get("Location") != "https://site.example/next" || res.Header.Get("Set-Cookie") != "a=b" {
		t.Errorf("%v", res.Header)
	}
}

// A site that is sent the readers' host and asked by plain HTTP sends them to itself by
// plain HTTP, where they have come by HTTPS.
func TestRedirectsOfASiteThatKeepsItsHost(t *testing.T) {
	for _, tt := range []struct{ to, want string }{
		{"http://site.example/next", "https://site.example/next"},
		{"http://SITE.example/next?a=b#c", "https://site.example/next?a=b#c"},
		{"https://site.example/next", "https://site.example/next"},
		{"http://site.example:8080/next", "http://site.example:8080/next"},
		{"http://www.site.example/next", "http://www.site.example/next"},
	} {
		p := behind(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", tt.to)
			w.WriteHeader(http.StatusFound)
		}, func(o *Options) { o.KeepHost = true; o.Origin, _ = url.Parse("https://site.example") })
		if res, _, _ := p.get(t, "/"); res.Header.Get("Location") != tt.want {
			t.Errorf("%s becomes %q, want %q", tt.to, res.Header.Get("Location"), tt.want)
		}
	}
}

func TestForwardedHeaders(t *testing.T) {
	tell := func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.Host, " ", r.Header.Get("X-Forwarded-For"), " ", r.Header.Get("X-Forwarded-Host"), " ", r.Header.Get("X-Forwarded-Proto"))
	}
	lies := []string{"X-Forwarded-For: 10.0.0.9", "X-Forwarded-Proto: https"}
	var p *proxied
	ask := func() string { _, b, _ := p.get(t, "/", lies...); return b }
	own := func() string { return p.Listener.Addr().String() }

	p = behind(t, tell, nil)
	if got, want := ask(), p.proxy.o.Upstream.Host+" 127.0.0.1 "+own()+" http"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p = behind(t, tell, func(o *Options) { o.KeepHost, o.TrustForwarded = true, true })
	if got, want := ask(), own()+" 10.0.0.9, 127.0.0.1 "+own()+" https"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p = behind(t, tell, func(o *Options) { o.KeepHost = true; o.Origin, _ = url.Parse("https://site.example") })
	if got, want := ask(), "site.example 127.0.0.1 site.example https"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// schemed is a rewriter whose policies say by which scheme the page is read.
type schemed struct{ shouting }

func (schemed) Policies(p *rewrite.Page) []string { return []string{p.URL.Scheme} }

// What a policy of the site lets through depends on the scheme that readers have, also
// where TLS ends before the proxy.
func TestPagesHaveTheSchemeOfReaders(t *testing.T) {
	door, err := gatehttp.New(gatehttp.Options{Rewriter: schemed{}, Gates: gate.New(gate.Options{Catalogue: provider.Default(), DefaultLang: "en"})})
	if err != nil {
		t.Fatal(err)
	}
	page := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<p>a")
	}
	for trust, want := range map[bool]string{false: "http", true: "https"} {
		p := behind(t, page, func(o *Options) { o.Door, o.TrustForwarded = door, trust })
		res, _, _ := p.get(t, "/a", "X-Forwarded-Proto: https")
		if got := res.Header.Get("Content-Security-Policy"); got != want {
			t.Errorf("with trust %t the page is read by %q", trust, got)
		}
	}
}

// A proxy whose upstream leads back to it, by way of another one or not, does not ask
// itself for ever.
func TestUpstreamThatLeadsBack(t *testing.T) {
	a := inFront(t, "http://127.0.0.1:1", nil)
	b := inFront(t, a.URL, nil)
	for name, upstream := range map[string]string{"itself": a.URL, "another": b.URL} {
		u, err := url.Parse(upstream)
		if err != nil {
			t.Fatal(err)
		}
		a.proxy.o.Upstream = u
		if res, _, _ := a.get(t, "/"); res.StatusCode != http.StatusBadGateway {
			t.Errorf("%s: %d", name, res.StatusCode)
		}
		if told := a.log.String(); strings.Count(told, "leads back to the proxy itself") != 1 {
			t.Errorf("%s: the log says %s", name, told)
		}
		a.log.b.Reset()
	}
}

// Nobody guesses at what the upstream has forbidden to guess at.
func TestNoSniffing(t *testing.T) {
	up := raw(t, "HTTP/1.1 200 OK\r\nX-Content-Type-Options: nosniff\r\nContent-Length: 6\r\n\r\n<html>", nil)
	if res, body, _ := inFront(t, up, nil).get(t, "/"); body != "<html>" || res.Header.Get("Content-Type") != "text/plain" {
		t.Errorf("%q as %q", body, res.Header.Get("Content-Type"))
	}
	up = raw(t, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", nil)
	if res, body, _ := inFront(t, up, nil).get(t, "/"); body != "<HTML>" || res.Header.Get("Content-Type") != "text/html" {
		t.Errorf("%q as %q", body, res.Header.Get("Content-Type"))
	}
}

func TestPartsOfFilms(t *testing.T) {
	p := behind(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "video/mp4")
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader("0123456789"))
	}, nil)
	if res, body, _ := p.get(t, "/", "Range: bytes=2-4"); res.StatusCode != 206 || body != "234" {
		t.Errorf("%d %q", res.StatusCode, body)
	}
}

// Events and pages reach the reader while the upstream has not finished.
func TestStreams(t *testing.T) {
	for _, tt := range []struct{ kind, length string }{{"text/event-stream", ""}, {"text/html", ""}, {"text/html", "18"}} {
		kind, received := tt.kind, make(chan struct{})
		p := behind(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			if tt.length != "" {
				w.Header().Set("Content-Length", tt.length)
			}
			_, _ = io.WriteString(w, "data: 1\n\n")
			_ = http.NewResponseController(w).Flush()
			select {
			case <-received:
				_, _ = io.WriteString(w, "data: 2\n\n")
			case <-r.Context().Done():
			}
		}, nil)
		res, err := client.Get(p.URL)
		if err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(res.Body).ReadString('\n')
		if err != nil || !strings.EqualFold(line, "data: 1\n") {
			t.Errorf("%s: %q %v", kind, line, err)
		}
		close(received)
		if rest, err := io.ReadAll(res.Body); err != nil || !strings.HasSuffix(strings.ToLower(string(rest)), "data: 2\n\n") {
			t.Errorf("%s: then %q %v", kind, rest, err)
		}
		res.Body.Close()
	}
}

func dialTo(t *testing.T, address string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// echo is an upstream that speaks something else after a handshake.
func echo(w http.ResponseWriter, _ *http.Request) {
	conn, rw, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	_, _ = rw.WriteString("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
	_ = rw.Flush()
	for {
		line, err := rw.ReadString('\n')
		if err != nil {
			return
		}
		_, _ = rw.WriteString("echo " + line)
		_ = rw.Flush()
	}
}

const handshake = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n"

func TestWebSockets(t *testing.T) {
	p := behind(t, echo, nil)
	conn := dialTo(t, p.Listener.Addr().String())
	_, _ = io.WriteString(conn, handshake)
	r := bufio.NewReader(conn)
	for line := ""; line != "\r\n"; {
		var err error
		if line, err = r.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	for _, word := range []string{"one\n", "two\n"} {
		_, _ = io.WriteString(conn, word)
		if got, err := r.ReadString('\n'); err != nil || got != "echo "+word {
			t.Errorf("%q %v", got, err)
		}
	}
}

func TestEarlyHintsOfTheUpstream(t *testing.T) {
	up := raw(t, "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nLink: <https://far.example>; rel=preconnect\r\n\r\n"+
		"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>", nil)
	conn := dialTo(t, inFront(t, up, nil).Listener.Addr().String())
	_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
	all, _ := io.ReadAll(conn)
	if text := string(all); !strings.Contains(text, "103 Early Hints\r\nLink: </a.css>") || strings.Contains(text, "far.example") || !strings.HasSuffix(text, "\r\n\r\n<P>") {
		t.Errorf("%s", all)
	}
}

func TestHTTP2Upstreams(t *testing.T) {
	tell := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<p>", r.Proto)
	}
	s := httptest.NewUnstartedServer(http.HandlerFunc(tell))
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(s.Close)
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	p := inFront(t, s.URL, nil)
	p.proxy.to.TLSClientConfig = &tls.Config{RootCAs: roots}
	if _, body, _ := p.get(t, "/"); body != "<P>HTTP/2.0" {
		t.Errorf("with TLS: %q", body)
	}

	var protocols http.Protocols
	protocols.SetUnencryptedHTTP2(true)
	plain := httptest.NewUnstartedServer(http.HandlerFunc(tell))
	plain.Config.Protocols = &protocols
	plain.Start()
	t.Cleanup(plain.Close)
	if _, body, _ := inFront(t, strings.Replace(plain.URL, "http", "h2c", 1), nil).get(t, "/"); body != "<P>HTTP/2.0" {
		t.Errorf("without: %q", body)
	}
}

func TestHealth(t *testing.T) {
	s := httptest.NewServer(page("x"))
	p := inFront(t, s.URL, nil)
	for path, want := range map[string]int{healthPath: 200, readyPath: 200} {
		if res, _, _ := p.get(t, path); res.StatusCode != want {
			t.Errorf("%s: %d", path, res.StatusCode)
		}
	}
	s.Close()
	p.proxy.ready.asked = time.Time{}
	if res, body, _ := p.get(t, readyPath); res.StatusCode != 503 || strings.Contains(body, "127.0.0.1") {
		t.Errorf("%d %q", res.StatusCode, body)
	}
	if res, _, _ := p.get(t, healthPath); res.StatusCode != 200 {
		t.Errorf("%d", res.StatusCode)
	}
}

func TestReportIsShown(t *testing.T) {
	bundle, _ := locale.New(nil)
	p := behind(t, page("<p>upstream"), func(o *Options) {
		o.Report = &report.Window{Book: &report.Book{}, Token: "0123456789abcdef", Locale: bundle.For}
	})
	if _, body, _ := p.get(t, report.Path+"?token=0123456789abcdef"); !strings.Contains(body, "<h1>") {
		t.Errorf("%q", body)
	}
	if res, body, _ := p.get(t, report.Path); res.StatusCode != 404 || strings.Contains(body, "UPSTREAM") {
		t.Errorf("%d %q", res.StatusCode, body)
	}
}

// When told to stop, the proxy lets a page end and closes what has no end.
func TestStopsGracefully(t *testing.T) {
	asked, release := make(chan struct{}), make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") != "" {
			echo(w, r)
			return
		}
		close(asked)
		<-release
		page("<p>late")(w, r)
	}))
	defer s.Close()
	p := inFront(t, s.URL, nil).proxy
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- p.Serve(ctx, ln) }()
	socket := dialTo(t, ln.Addr().String())
	_, _ = io.WriteString(socket, handshake)
	_, _ = bufio.NewReader(socket).ReadString('\n')
	body := make(chan string, 1)
	go func() {
		res, err := client.Get("http://" + ln.Addr().String())
		if err != nil {
			body <- err.Error()
			return
		}
		b, _ := io.ReadAll(res.Body)
		res.Body.Close()
		body <- string(b)
	}()
	<-asked
	stop()
	close(release)
	if got := <-body; got != "<P>LATE" {
		t.Errorf("the page under way is %q", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	_ = socket.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.Copy(io.Discard, socket); err != nil {
		t.Errorf("the web socket was not closed: %v", err)
	}
}

// Readers that leave in the middle of an endless page, and upstreams that fail in
// all ways, leave nothing behind.
func TestNothingIsLeftBehind(t *testing.T) {
	endless := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte("<p>"), 1000)); err != nil {
				return
			}
		}
	}
	p := behind(t, endless, nil)
	gone := inFront(t, raw(t, "", nil), nil)
	half := inFront(t, raw(t, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<p>half", nil), nil)
	var before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	goroutines := runtime.NumGoroutine()
	for range 20 {
		res, err := client.Get(p.URL)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.CopyN(io.Discard, res.Body, 1<<20)
		res.Body.Close()
		_, _, _ = gone.get(t, "/")
		_, _, _ = half.get(t, "/")
	}
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		p.proxy.Close()
		if runtime.NumGoroutine() <= goroutines+2 {
			break
		}
		if time.Now().After(deadline) {
			buf := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), goroutines, buf[:runtime.Stack(buf, true)])
		}
	}
	var after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&after)
	if after.HeapAlloc > before.HeapAlloc+8<<20 {
		t.Errorf("%d bytes more are in use", after.HeapAlloc-before.HeapAlloc)
	}
}

func TestUpstreamAddresses(t *testing.T) {
	for address, ok := range map[string]bool{
		"http://a": true, "https://a/b": true, "h2c://a:8080": true, "a:80": false, "/a": false, "ftp://a": false, "http://u:secret@a": false, "http://a?b": false,
		"http://a:65535": true, "http://a:65536": false, "http://a:0": false, "http://[::1]:8080": true, "http://[::1]": true,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := checkUpstream(u); (err == nil) != ok || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
}
