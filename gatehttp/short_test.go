package gatehttp

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gatefold/gatefold/rewrite"
)

// behindProxies gives servers that ask an upstream by a reverse proxy: one with the door
// around it as around any handler, one that gives pages the short way. Where the length of
// an answer is known, it waits for so long.
func behindProxies(t *testing.T, d *Door, wait time.Duration, h http.HandlerFunc) (long, short string) {
	t.Helper()
	up := httptest.NewServer(h)
	t.Cleanup(up.Close)
	p := &httputil.ReverseProxy{
		Rewrite:       func(r *httputil.ProxyRequest) { r.SetURL(mustParse(t, up.URL)); r.Out.Host = r.In.Host },
		Transport:     &http.Transport{DisableCompression: true},
		FlushInterval: wait,
	}
	t.Cleanup(p.Transport.(*http.Transport).CloseIdleConnections)
	servers := [2]*httptest.Server{httptest.NewServer(d.Middleware(p)), httptest.NewServer(d.Proxy(p))}
	for _, s := range servers {
		t.Cleanup(s.Close)
	}
	return servers[0].URL, servers[1].URL
}

// The short way leads to the same answers, whatever the upstream does.
func TestTheShortWayComesToTheSame(t *testing.T) {
	text := strings.Repeat("<p>words of a page</p>", 4000)
	sized := func(body string, headers ...string) http.HandlerFunc {
		return answering(200, body, append(headers, "Content-Length: "+strconv.Itoa(len(body)))...)
	}
	part := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("ETag", `"abc"`)
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(text))
	}
	for name, tt := range map[string]struct {
		h       http.HandlerFunc
		method  string
		headers []string
	}{
		"a page":                     {h: answering(200, text, html)},
		"its length is said":         {h: sized(text, html)},
		"it is small":                {h: sized("<p>", html)},
		"it is empty":                {h: sized("", html)},
		"it is an error":             {h: answering(404, "<p>no", html)},
		"gzip":                       {h: sized(pack(t, "gzip", text), html, "Content-Encoding: gzip"), headers: []string{"Accept-Encoding: gzip"}},
		"brotli":                     {h: answering(200, pack(t, "br", text), html, "Content-Encoding: br"), headers: []string{"Accept-Encoding: br"}},
		"a cut gzip":                 {h: sized(pack(t, "gzip", text)[:30], html, "Content-Encoding: gzip")},
		"an unknown coding":          {h: sized(text, html, "Content-Encoding: compress")},
		"HEAD":                       {h: sized(text, html), method: http.MethodHead},
		"no content":                 {h: answering(204, "", html)},
		"a part":                     {h: part, headers: []string{"Range: bytes=2-9"}},
		"a copy from before":         {h: part, headers: []string{`If-None-Match: "abc"`}},
		"no type":                    {h: answering(200, text, "Content-Type: ")},
		"XHTML":                      {h: answering(200, "<html xmlns='http://www.w3.org/1999/xhtml'><p>x</p></html>", "Content-Type: application/xhtml+xml")},
		"a drawing":                  {h: answering(200, "<svg/>", "Content-Type: image/svg+xml")},
		"no page":                    {h: sized("abc", "Content-Type: text/plain")},
		"a download":                 {h: sized(text, html, "Content-Disposition: attachment")},
		"the rewriter panics":        {h: sized("panic", html)},
		"the rewriter panics late":   {h: answering(200, text+"panic", html)},
		"the upstream says too much": {h: answering(200, text, html, "Content-Length: 1000000")},
		"trailers": {h: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Trailer", "Sum")
			_, _ = io.WriteString(w, text)
			w.Header().Set("Sum", "1")
			w.Header().Set(http.TrailerPrefix+"More", "2")
		}},
		"trailers of a small page": {h: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<p>")
			_ = http.NewResponseController(w).Flush()
			w.Header().Set(http.TrailerPrefix+"More", "2")
		}},
		"it breaks off at once": {h: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Length", "100")
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d := testDoor(t, nil)
			long, short := behindProxies(t, d, time.Minute, tt.h)
			if tt.method == "" {
				tt.method = http.MethodGet
			}
			a, b := ask(t, tt.method, long+"/", tt.headers...), ask(t, tt.method, short+"/", tt.headers...)
			if (a.err == nil) != (b.err == nil) {
				t.Fatalf("%v, %v", a.err, b.err)
			}
			if a.StatusCode != b.StatusCode || a.err == nil && unpackAs(t, a) != unpackAs(t, b) {
				t.Errorf("%d with %d bytes, %d with %d", a.StatusCode, len(a.body), b.StatusCode, len(b.body))
			}
			if a.err == nil && !reflect.DeepEqual(lasting(a.Header), lasting(b.Header)) || !reflect.DeepEqual(a.Trailer, b.Trailer) {
				t.Errorf("%v %v\n%v %v", a.Header, a.Trailer, b.Header, b.Trailer)
			}
		})
	}
}

// unpackAs gives a body without its coding, since how it is cut into packages may differ.
func unpackAs(t *testing.T, x exchange) string {
	t.Helper()
	coding := x.Header.Get("Content-Encoding")
	if coding == "" || x.StatusCode != 200 {
		return x.body
	}
	b, err := io.ReadAll(unpack(strings.NewReader(x.body), []string{coding}))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// lasting leaves out what is of the moment, and the length, which the long way never knows.
func lasting(h http.Header) http.Header {
	h = h.Clone()
	h.Del("Date")
	h.Del("Content-Length")
	return h
}

// A page that is there as a whole says how long it is; one with trailers, or that is longer
// than what waits, does not.
func TestLengthOfAWholePage(t *testing.T) {
	for _, tt := range []struct {
		h    http.HandlerFunc
		want int64
	}{
		{answering(200, strings.Repeat("<p>", 5000), html, "Content-Length: 15000"), 15000},
		{answering(200, strings.Repeat("<p>", 50000), html, "Content-Length: 150000"), -1},
		{func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Trailer", "Sum")
			_, _ = io.WriteString(w, "<p>")
			w.Header().Set("Sum", "1")
		}, -1},
	} {
		_, short := behindProxies(t, testDoor(t, nil), time.Minute, tt.h)
		if x := ask(t, http.MethodGet, short); x.ContentLength != tt.want || x.err != nil {
			t.Errorf("%d, want %d; %v", x.ContentLength, tt.want, x.err)
		}
	}
}

// What the upstream has sent is with the reader before the upstream goes on; its headers
// are, too, when nothing follows them.
func TestTheShortWayDoesNotWait(t *testing.T) {
	for _, length := range []int{0, 9} {
		for _, coding := range []string{"", "gzip"} {
			t.Run(fmt.Sprint(length, coding), func(t *testing.T) {
				step := make(chan struct{})
				_, short := behindProxies(t, testDoor(t, nil), 50*time.Millisecond, func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Type", "text/html")
					if length > 0 && coding == "" {
						w.Header().Set("Content-Length", strconv.Itoa(length))
					}
					var to io.Writer = w
					flush := func() error { return nil }
					if coding != "" {
						w.Header().Set("Content-Encoding", coding)
						z, _ := lend(coding, w)
						defer z.Close()
						to, flush = z, z.Flush
					}
					for _, text := range []string{"", "<p>", "<b>", "<i>"} {
						_, _ = io.WriteString(to, text)
						_ = flush()
						_ = http.NewResponseController(w).Flush()
						select {
						case <-step:
						case <-time.After(10 * time.Second):
							return
						}
					}
				})
				res, err := plainClient.Get(short)
				if err != nil {
					t.Fatal(err)
				}
				defer res.Body.Close()
				body := io.Reader(res.Body)
				if coding != "" {
					body = unpack(body, []string{coding})
				}
				step <- struct{}{}
				for _, want := range []string{"<P>", "<B>", "<I>"} {
					got := make([]byte, 3)
					if _, err := io.ReadFull(body, got); err != nil || string(got) != want {
						t.Fatalf("%q %v", got, err)
					}
					step <- struct{}{}
				}
				if rest, err := io.ReadAll(body); len(rest) > 0 || err != nil {
					t.Errorf("%q %v", rest, err)
				}
			})
		}
	}
}

// slow is a rewriter that lets time pass where others are at work.
type slow struct {
	marking
	pause time.Duration
}

func (s *slow) Rewrite(dst io.Writer, src io.Reader, p *rewrite.Page) (*rewrite.Result, error) {
	time.Sleep(s.pause)
	if s.fails != nil {
		time.Sleep(s.pause)
		return nil, s.fails
	}
	return s.marking.Rewrite(dst, src, p)
}

// A Flush of the reverse proxy that comes while a page is at work, or after it has failed,
// sends nothing that is not decided.
func TestFlushesThatComeInBetween(t *testing.T) {
	for _, fails := range []error{nil, errors.New("it failed")} {
		d := testDoor(t, func(o *Options) { o.Rewriter = &slow{marking{fails: fails}, 80 * time.Millisecond} })
		_, short := behindProxies(t, d, 50*time.Millisecond, answering(200, "<p>", html, "Content-Length: 3"))
		x := ask(t, http.MethodGet, short)
		if fails == nil && (x.StatusCode != 200 || x.body != "<P>" || x.Header.Get("Content-Security-Policy") != "wall" || x.err != nil) {
			t.Errorf("%d %q %v", x.StatusCode, x.body, x.err)
		}
		if fails != nil && x.err == nil && x.StatusCode == 200 {
			t.Errorf("a failure passes for a page: %q", x.body)
		}
	}
}

// Only pages go the short way, and only from a reverse proxy whose answers nobody touches.
func TestTheLongWayStays(t *testing.T) {
	var mu sync.Mutex
	written := ""
	up := httptest.NewServer(answering(200, "<p>", html))
	t.Cleanup(up.Close)
	p := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(mustParse(t, up.URL)) }}
	s := httptest.NewServer(testDoor(t, nil).Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.ServeHTTP(&noting{w, func(b []byte) { mu.Lock(); written += string(b); mu.Unlock() }}, r)
	})))
	t.Cleanup(s.Close)
	x := ask(t, http.MethodGet, s.URL)
	mu.Lock()
	defer mu.Unlock()
	if x.body != "<P>" || written != "<p>" {
		t.Errorf("%q, seen on the way: %q", x.body, written)
	}
}

// noting sees what is written.
type noting struct {
	http.ResponseWriter
	note func([]byte)
}

func (n *noting) Unwrap() http.ResponseWriter { return n.ResponseWriter }
func (n *noting) Write(b []byte) (int, error) {
	n.note(b)
	return n.ResponseWriter.Write(b)
}

// What a reverse proxy does to answers itself is done before.
func TestTheProxyMayChangeAnswers(t *testing.T) {
	up := httptest.NewServer(answering(200, "<p>", html))
	t.Cleanup(up.Close)
	gone := errors.New("no such answer")
	s := httptest.NewServer(testDoor(t, nil).Proxy(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(mustParse(t, up.URL)) },
		ModifyResponse: func(res *http.Response) error {
			if res.Request.URL.Path == "/gone" {
				return gone
			}
			res.Body = io.NopCloser(strings.NewReader("<b>"))
			return nil
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, err error) {
			if errors.Is(err, gone) {
				w.WriteHeader(http.StatusGone)
			}
		},
	}))
	t.Cleanup(s.Close)
	if x := ask(t, http.MethodGet, s.URL); x.body != "<B>" {
		t.Errorf("%q", x.body)
	}
	if x := ask(t, http.MethodGet, s.URL+"/gone"); x.StatusCode != http.StatusGone {
		t.Errorf("%d", x.StatusCode)
	}
}

// A reader who leaves, and an upstream that dies, leave nothing behind.
func TestTheShortWayLeavesNothingBehind(t *testing.T) {
	ended := make(chan struct{}, 100)
	_, short := behindProxies(t, testDoor(t, nil), 50*time.Millisecond, func(w http.ResponseWriter, r *http.Request) {
		defer func() { ended <- struct{}{} }()
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, strings.Repeat("<p>", 1000))
		_ = http.NewResponseController(w).Flush()
		if r.URL.Path == "/dies" {
			panic(http.ErrAbortHandler)
		}
		<-r.Context().Done()
	})
	ask(t, http.MethodGet, short+"/dies")
	<-ended
	plainClient.CloseIdleConnections()
	before := runtime.NumGoroutine()
	for range 20 {
		if x := ask(t, http.MethodGet, short+"/dies"); x.err == nil && x.StatusCode == 200 {
			t.Errorf("half a page passes for a whole one")
		}
		<-ended
		res, err := plainClient.Get(short)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.ReadFull(res.Body, make([]byte, 10))
		res.Body.Close()
		<-ended
	}
	plainClient.CloseIdleConnections()
	settled(t, before+4) // connections to the upstream that are kept
}
