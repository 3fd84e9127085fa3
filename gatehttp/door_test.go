package gatehttp

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/rewrite"
)

func TestPagesAreRewritten(t *testing.T) {
	x := through(t, answering(200, "<p>a page</p>", html, "Content-Length: 13", "Accept-Ranges: bytes", `ETag: "abc"`,
		"Last-Modified: Mon, 04 May 2026 10:00:00 GMT", "Content-Security-Policy: img-src 'self'", "Content-Digest: sha-256=:abc:", "X-Own: kept"))
	if x.body != "<P>A PAGE</P>" {
		t.Errorf("the page is %q", x.body)
	}
	for name, want := range map[string]string{
		"Accept-Ranges": "none", "Content-Digest": "", "X-Own": "kept", "X-Dns-Prefetch-Control": "off",
		"Last-Modified": "Mon, 04 May 2026 10:00:00 GMT", "Content-Type": "text/html; charset=utf-8",
	} {
		if got := x.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got := x.Header["Content-Security-Policy"]; len(got) != 2 || got[0] != "img-src 'self'" || got[1] != "wall" {
		t.Errorf("the policies are %q", got)
	}
	if tag := x.Header.Get("ETag"); !strings.HasPrefix(tag, `W/"abc-gfs`) {
		t.Errorf("the tag is %s", tag)
	}
}

// What is no page passes to the byte, with all that belongs to its bytes.
func TestOthersPassUnchanged(t *testing.T) {
	for _, kind := range []string{"text/plain", "application/json", "image/png", "text/css", "video/mp4", "application/pdf", "text/event-stream"} {
		x := through(t, answering(200, "<p>x</p>", "Content-Type: "+kind, `ETag: "abc"`, "Accept-Ranges: bytes", "Content-Length: 8"))
		if x.body != "<p>x</p>" || x.Header.Get("ETag") != `"abc"` || x.Header.Get("Accept-Ranges") != "bytes" || x.ContentLength != 8 ||
			x.Header.Get("Content-Security-Policy") != "" {
			t.Errorf("%s: %q, %v", kind, x.body, x.Header)
		}
	}
}

// What can act as a page is not read as one, but gets its policy.
func TestWalledAnswers(t *testing.T) {
	for _, kind := range []string{"image/svg+xml", "text/xml", "application/atom+xml; charset=utf-8", "text/javascript", "application/x-javascript",
		"multipart/x-mixed-replace; boundary=a"} {
		x := through(t, answering(200, "<x/>", "Content-Type: "+kind))
		if x.body != "<x/>" || x.Header.Get("Content-Security-Policy") != "wall" {
			t.Errorf("%s: %q, policy %q", kind, x.body, x.Header["Content-Security-Policy"])
		}
	}
	x := through(t, answering(200, "<p>x</p>", html, "Content-Disposition: attachment; filename=a.html"))
	if x.body != "<p>x</p>" {
		t.Errorf("a download was changed: %q", x.body)
	}
}

// A handler that writes names as it likes into the map gets no other treatment.
func TestNamesAsTheyCome(t *testing.T) {
	x := through(t, func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		h["content-type"] = []string{"text/html"}
		h["LINK"] = []string{"<https://far.example>; rel=preconnect"}
		h["content-length"] = []string{"5"}
		_, _ = io.WriteString(w, "words")
	})
	if x.body != "WORDS" || x.Header.Get("Link") != "" || x.Header.Get("Content-Type") != "text/html" {
		t.Errorf("%q %v", x.body, x.Header)
	}
}

// What a handler says of headers after the status is too late, with a door as without.
func TestHeadersThatComeLate(t *testing.T) {
	for _, status := range []int{0, 200} {
		x := through(t, func(w http.ResponseWriter, _ *http.Request) {
			h := w.Header()
			h.Set("Content-Type", "text/html")
			h.Set("X-Own", "kept")
			if status > 0 {
				w.WriteHeader(status)
			} else {
				_, _ = io.WriteString(w, "") // the status is that of a first write, of nothing too
			}
			for _, late := range []http.Header{h, w.Header()} {
				late.Set("Link", "<https://far.example>; rel=preconnect")
				late.Set("Content-Length", "1")
				late.Set("Content-Type", "text/plain")
				late.Del("X-Own")
			}
			_, _ = io.WriteString(w, "words")
		})
		if x.body != "WORDS" || x.Header.Get("Link") != "" || x.Header.Get("Content-Type") != "text/html" || x.Header.Get("X-Own") != "kept" {
			t.Errorf("%q %v", x.body, x.Header)
		}
	}
}

func TestNoTransformIsNoExcuse(t *testing.T) {
	x := through(t, answering(200, "<p>", html, "Cache-Control: no-transform, max-age=60"))
	if x.body != "<P>" || x.Header.Get("Cache-Control") != "no-transform, max-age=60" {
		t.Errorf("%q, %q", x.body, x.Header.Get("Cache-Control"))
	}
}

// The first part reaches the client while the handler still waits for it to.
func TestStreams(t *testing.T) {
	for _, coding := range []string{"", "gzip", "br", "zstd", "deflate"} {
		t.Run(coding, func(t *testing.T) {
			received := make(chan struct{})
			s := serve(t, testDoor(t, nil), func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				to := packed(t, w, coding)
				_, _ = io.WriteString(to, "<p>first</p>")
				to.flush()
				select {
				case <-received:
				case <-r.Context().Done():
					return
				}
				_, _ = io.WriteString(to, "<p>second</p>")
				to.Close()
			})
			r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL, nil)
			r.Header.Set("Accept-Encoding", "gzip, br, zstd, deflate")
			res, err := plainClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			from := bufio.NewReader(unpack(res.Body, codings(coding)))
			first := make([]byte, len("<P>FIRST</P>"))
			if _, err := io.ReadFull(from, first); err != nil || string(first) != "<P>FIRST</P>" {
				t.Fatalf("%q, %v", first, err)
			}
			close(received)
			if rest, err := io.ReadAll(from); err != nil || string(rest) != "<P>SECOND</P>" {
				t.Errorf("%q, %v", rest, err)
			}
			if res.Header.Get("Content-Encoding") != coding {
				t.Errorf("it is packed as %q", res.Header.Get("Content-Encoding"))
			}
		})
	}
}

// Headers that are flushed before the page begins are those of the changed page.
func TestHeadersThatGoAhead(t *testing.T) {
	received := make(chan struct{})
	s := serve(t, testDoor(t, nil), func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Length", "3")
		_ = http.NewResponseController(w).Flush()
		<-received
		_, _ = io.WriteString(w, "<p>")
	})
	res, err := plainClient.Get(s.URL)
	close(received)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.Header.Get("Content-Security-Policy") != "wall" || res.ContentLength != -1 {
		t.Errorf("%v", res.Header)
	}
}

func TestHeadAndNoContent(t *testing.T) {
	s := serve(t, testDoor(t, nil), func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("ETag", `"abc"`)
		w.Header().Set("Content-Length", "100")
		if r.URL.Path == "/none" {
			w.Header().Del("Content-Length")
			w.WriteHeader(http.StatusNoContent)
		}
	})
	x := ask(t, http.MethodHead, s.URL+"/page")
	if x.ContentLength != -1 || !strings.HasPrefix(x.Header.Get("ETag"), `W/"abc-gfs`) || x.Header.Get("Content-Security-Policy") != "wall" {
		t.Errorf("HEAD: %d, %v", x.ContentLength, x.Header)
	}
	if x := ask(t, http.MethodGet, s.URL+"/none"); x.StatusCode != 204 || x.err != nil {
		t.Errorf("204: %d, %v", x.StatusCode, x.err)
	}
}

// A page that fails before the client has seen any of it becomes a page that says
// so; one that fails later is broken off, so that nobody takes it for whole.
func TestFailures(t *testing.T) {
	tests := map[string]struct {
		handler http.HandlerFunc
		begun   bool
	}{
		"the handler breaks off at once": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(200)
			panic(http.ErrAbortHandler)
		}, false},
		"the handler breaks off later": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<p>")
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}, true},
		"the rewriter panics at once": {answering(200, "panic", html), false},
		"the rewriter panics later": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<p>")
			_, _ = io.WriteString(w, "panic")
		}, true},
		"an unknown coding":  {answering(200, "x", html, "Content-Encoding: compress"), false},
		"too many codings":   {answering(200, "x", html, "Content-Encoding: gzip, gzip, gzip"), false},
		"no gzip at all":     {answering(200, "this is no gzip", html, "Content-Encoding: gzip"), false},
		"a gzip that is cut": {answering(200, pack(t, "gzip", "<p>page</p>")[:14], html, "Content-Encoding: gzip"), false},
		"no zstd at all":     {answering(200, "this is no zstd", html, "Content-Encoding: zstd"), false},
		"XHTML that is none": {answering(200, "<a", "Content-Type: application/xhtml+xml"), false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			x := through(t, tt.handler, "Accept-Language: ar, en;q=0.5")
			switch {
			case tt.begun && x.err == nil:
				t.Errorf("half a page passes for a whole one: %q", x.body)
			case !tt.begun && (x.StatusCode != http.StatusBadGateway || !strings.Contains(x.body, "حاول مرة أخرى") || strings.Contains(x.body, "gzip")):
				t.Errorf("%d, %v: %q", x.StatusCode, x.err, x.body)
			}
		})
	}
}

// An error of the rewriter at the end, when all has been sent, is not swallowed.
func TestRewriterThatFails(t *testing.T) {
	d := testDoor(t, func(o *Options) { o.Rewriter = &marking{fails: errors.New("no")} })
	if x := ask(t, http.MethodGet, serve(t, d, answering(200, "<p>", html)).URL); x.err == nil {
		t.Errorf("%d %q", x.StatusCode, x.body)
	}
}

func TestReportOnlyChangesNothing(t *testing.T) {
	var found []rewrite.Finding
	d := testDoor(t, func(o *Options) {
		o.ReportOnly = true
		o.Found = func(_ *rewrite.Page, r *rewrite.Result) { found = append(found, r.Findings...) }
	})
	body := pack(t, "gzip", "<p>x</p>")
	s := serve(t, d, answering(200, body, html, "Content-Encoding: gzip", `ETag: "abc"`, "Link: <https://far.example>; rel=preconnect"))
	x := ask(t, http.MethodGet, s.URL)
	if x.body != body || x.Header.Get("ETag") != `"abc"` || x.Header.Get("Link") == "" || x.Header.Get("Content-Security-Policy") != "" || x.ContentLength != int64(len(body)) {
		t.Errorf("%v, %q", x.Header, x.body)
	}
	if len(found) != 1 || found[0].Host != "far.example" {
		t.Errorf("found %v", found)
	}
}

func TestFoundIsToldOfEachPage(t *testing.T) {
	var pages []string
	d := testDoor(t, func(o *Options) {
		o.Origin = mustParse(t, "https://site.example")
		o.Found = func(p *rewrite.Page, _ *rewrite.Result) { pages = append(pages, p.URL.String()+" "+p.Charset) }
	})
	ask(t, http.MethodGet, serve(t, d, answering(200, "<p>", "Content-Type: text/html; charset=koi8-r")).URL+"/a?b")
	if len(pages) != 1 || pages[0] != "https://site.example/a?b koi8-r" {
		t.Errorf("%q", pages)
	}
}

// Interim answers pass without what contacts somebody.
func TestEarlyHints(t *testing.T) {
	h := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Add("Link", "</own.css>; rel=preload; as=style")
		w.Header().Add("Link", "<https://far.example>; rel=preconnect")
		w.WriteHeader(http.StatusEarlyHints)
		w.Header().Del("Link")
		w.Header().Set("Link", "<https://far.example>; rel=preconnect")
		w.WriteHeader(http.StatusEarlyHints)
		w.Header().Del("Link")
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<p>")
	}
	s := serve(t, testDoor(t, nil), h)
	conn := dial(t, s)
	_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
	all, _ := io.ReadAll(conn)
	text := string(all)
	if strings.Count(text, "103 Early Hints") != 1 || !strings.Contains(text, "Link: </own.css>") || strings.Contains(text, "far.example") {
		t.Errorf("%s", text)
	}
	if !strings.Contains(text, "<P>") {
		t.Error("the page is missing")
	}
}

func TestTrailers(t *testing.T) {
	x := through(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Trailer", "X-Sum")
		_, _ = io.WriteString(w, "<p>")
		w.Header().Set("X-Sum", "7")
		w.Header().Set(http.TrailerPrefix+"X-More", "8")
	})
	if x.Trailer.Get("X-Sum") != "7" || x.Trailer.Get("X-More") != "8" {
		t.Errorf("%v", x.Trailer)
	}
}

// What is not HTTP any more is none of the door's business.
func TestUpgrade(t *testing.T) {
	s := serve(t, testDoor(t, nil), func(w http.ResponseWriter, _ *http.Request) {
		conn, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		_, _ = rw.WriteString("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
		_ = rw.Flush()
		line, _ := rw.ReadString('\n')
		_, _ = rw.WriteString("echo " + line)
		_ = rw.Flush()
	})
	conn := dial(t, s)
	_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello\n")
	all, _ := io.ReadAll(conn)
	if !strings.HasSuffix(string(all), "echo hello\n") {
		t.Errorf("%q", all)
	}
}

// Headers that a server around the door has set stay, whatever the handler says.
func TestHeadersAroundTheDoorStay(t *testing.T) {
	inner := testDoor(t, nil).Middleware(answering(200, "<p>", html))
	rec := httptest.NewRecorder()
	rec.Header().Set("X-Around", "1")
	inner.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/", nil))
	if rec.Header().Get("X-Around") != "1" || rec.Body.String() != "<P>" {
		t.Errorf("%v %s", rec.Header(), rec.Body)
	}
}

// Nothing runs on when handlers end in whatever way.
func TestNothingIsLeftBehind(t *testing.T) {
	d := testDoor(t, nil)
	handlers := []http.HandlerFunc{
		answering(200, "<p>", html),
		answering(200, "panic", html),
		answering(200, "no gzip", html, "Content-Encoding: gzip"),
		func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<p>")
			panic(http.ErrAbortHandler)
		},
	}
	before := runtime.NumGoroutine()
	for range 50 {
		for _, h := range handlers {
			func() {
				defer func() { _ = recover() }()
				d.Middleware(h).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
			}()
		}
	}
	settled(t, before)
}

// settled waits until there are no more goroutines than there were.
func settled(t *testing.T, before int) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}
