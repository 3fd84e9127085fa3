package serve

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"github.com/gatefold/gatefold/internal/article"
)

const browser = "gzip, deflate, br, zstd"

func TestStatusAndWhere(t *testing.T) {
	s, _ := newServer(t, Options{})
	for _, c := range []struct {
		target   string
		status   int
		location string
	}{
		{"/", 200, ""},
		{"/?utm=1", 200, ""},
		{"/news/tide/", 200, ""},
		{"/ar/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/", 200, ""},
		{"/nothing/", 404, ""},
		{"/404.html", 404, ""},
		{"/news/gone/", 410, ""},
		{"/old/", 301, "/news/tide/"},
		// What was probably meant, where it exists.
		{"/news/tide", 301, "/news/tide/"},
		{"/news/tide?a=b&c", 301, "/news/tide/?a=b&c"},
		{"/news/tide/index.html", 301, "/news/tide/"},
		{"/index.html", 301, "/"},
		{"/News/Tide/", 301, "/news/tide/"},
		{"/NEWS/TIDE", 301, "/news/tide/"},
		{"//news//tide/", 301, "/news/tide/"},
		{"/news/./tide/", 301, "/news/tide/"},
		{"/news/x/../tide/", 301, "/news/tide/"},
		{"/robots.txt/", 301, "/robots.txt"},
		{"/ar/%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1", 301, "/ar/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/"},
		// Nothing leads out of the site or hides where it leads.
		{"//evil.example/", 404, ""},
		{"//evil.example/..", 301, "/"},
		{"//evil.example/%2e%2e", 301, "/"},
		{"/\\evil.example/", 404, ""},
		{"/%5Cevil.example/", 404, ""},
		{"/news%2Ftide/", 404, ""},
		{"/news%2ftide/", 404, ""},
		{"/..%2f..%2fetc/passwd", 404, ""},
		{"/../../etc/passwd", 404, ""},
		{"/%2e%2e/%2e%2e/etc/passwd", 404, ""},
		{"/news/tide/%00", 404, ""},
		{"/%0d%0aSet-Cookie:a=b", 404, ""},
		{"/news/tide;a=b/", 404, ""},
	} {
		t.Run(c.target, func(t *testing.T) {
			for _, method := range []string{"GET", "HEAD"} {
				w := ask(s, method, c.target)
				if got := w.Header().Get("Location"); w.Code != c.status || got != c.location {
					t.Errorf("%s: got %d %q, want %d %q", method, w.Code, got, c.status, c.location)
				}
				if method == "HEAD" && w.Body.Len() > 0 {
					t.Error("a HEAD with a body")
				}
			}
		})
	}
}

func TestBelowABasePath(t *testing.T) {
	s := New(Options{Problems: true})
	s.show(newShelf(t, "/mag"), nil)
	for target, want := range map[string]string{
		"/mag/":                    "200 ",
		"/mag/news/tide/":          "200 ",
		"/mag/news/tide":           "301 /mag/news/tide/",
		"/mag/_gatefold/problems/": "200 ",
		"/mag":                     "301 /mag/",
		"/":                        "301 /mag/",
		"/news/tide/":              "404 ",
		"/magazine/":               "404 ",
	} {
		w := ask(s, "GET", target)
		if got := http.StatusText(w.Code); got == "" {
			t.Errorf("%s: status %d", target, w.Code)
		}
		if got := strings.TrimSpace(w.Result().Status[:3]) + " " + w.Header().Get("Location"); got != want {
			t.Errorf("%s: got %q, want %q", target, got, want)
		}
	}
}

func TestNotFoundSpeaksTheLanguageOfThePath(t *testing.T) {
	s, _ := newServer(t, Options{})
	if w := ask(s, "GET", "/ar/nothing/"); !strings.HasSuffix(w.Body.String(), "/ar/404.html") {
		t.Errorf("got %q", w.Body.String())
	}
}

func TestMethods(t *testing.T) {
	s, _ := newServer(t, Options{})
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"} {
		w := ask(s, method, "/news/tide/")
		if w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, w.Code, w.Header().Get("Allow"))
		}
	}
}

func TestEncodings(t *testing.T) {
	s, _ := newServer(t, Options{})
	tags := map[string]bool{}
	for _, c := range []struct{ accept, encoding string }{
		{browser, "br"}, {"gzip", "gzip"}, {"identity", ""}, {"br;q=0.1, gzip;q=0.2", "gzip"}, {browser, "br"},
	} {
		for _, method := range []string{"HEAD", "GET"} {
			w := ask(s, method, "/news/tide/", "Accept-Encoding", c.accept)
			h := w.Header()
			if w.Code != 200 || h.Get("Content-Encoding") != c.encoding || h.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%s %s: %d, %v", method, c.accept, w.Code, h)
			}
			tags[h.Get("Etag")] = true
			if method == "HEAD" {
				continue
			}
			if got := unpacked(t, c.encoding, w.Body.Bytes()); got != longText {
				t.Errorf("%s: other bytes", c.accept)
			}
			if want := w.Body.Len(); h.Get("Content-Length") != itoa(want) {
				t.Errorf("%s: Content-Length %s for %d bytes", c.accept, h.Get("Content-Length"), want)
			}
		}
	}
	if len(tags) != 3 || tags[""] {
		t.Errorf("tags %v: want one for each of three encodings", tags)
	}
}

func TestWhatIsNotPacked(t *testing.T) {
	s, _ := newServer(t, Options{})
	for _, target := range []string{"/", "/robots.txt", "/pictures/a.jpg"} {
		if w := ask(s, "GET", target, "Accept-Encoding", browser); w.Header().Get("Content-Encoding") != "" || w.Code != 200 {
			t.Errorf("%s: %d, %v", target, w.Code, w.Header())
		}
		if w := ask(s, "GET", target, "Accept-Encoding", "gzip, identity;q=0"); w.Header().Get("Content-Encoding") != "gzip" {
			t.Errorf("%s: identity was excluded, and %v was sent", target, w.Header())
		}
		if w := ask(s, "GET", target, "Accept-Encoding", "*;q=0"); w.Code != 406 {
			t.Errorf("%s: everything was excluded, and %d was sent", target, w.Code)
		}
	}
}

func TestNotModified(t *testing.T) {
	s, _ := newServer(t, Options{})
	for _, target := range []string{"/", "/news/tide/", "/pictures/a.jpg", "/style.css"} {
		tag := ask(s, "GET", target, "Accept-Encoding", browser).Header().Get("Etag")
		for condition, want := range map[string]int{
			tag: 304, "W/" + tag: 304, `"x", ` + tag: 304, `"x" ,W/"y",` + tag + ` , "z"`: 304, "*": 304,
			`"x"`: 200, strings.Trim(tag, `"`): 200, tag[:len(tag)-1]: 200, "": 200, `W/`: 200,
		} {
			w := ask(s, "GET", target, "Accept-Encoding", browser, "If-None-Match", condition)
			if w.Code != want {
				t.Errorf("%s, If-None-Match %s: got %d, want %d", target, condition, w.Code, want)
			}
			if w.Code == 304 && (w.Body.Len() > 0 || w.Header().Get("Etag") != tag || w.Header().Get("Cache-Control") == "" ||
				w.Header().Get("Content-Length") != "" || w.Header().Get("Content-Encoding") != "") {
				t.Errorf("%s: a 304 with %v", target, w.Header())
			}
		}
	}
	gone := ask(s, "GET", "/news/gone/")
	if w := ask(s, "GET", "/news/gone/", "If-None-Match", gone.Header().Get("Etag")); w.Code != 410 {
		t.Errorf("a withdrawn page became %d", w.Code)
	}
}

func TestStaticFiles(t *testing.T) {
	s, _ := newServer(t, Options{})
	for _, target := range []string{"/pictures/a.jpg", "/style.css"} {
		whole := ask(s, "GET", target)
		if got := whole.Header().Get("Last-Modified"); got != modified {
			t.Errorf("%s: Last-Modified %q", target, got)
		}
		part := ask(s, "GET", target, "Range", "bytes=10-19", "Accept-Encoding", browser)
		if part.Code != 206 || part.Body.String() != whole.Body.String()[10:20] || part.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s: a part came as %d %q %v", target, part.Code, part.Body, part.Header())
		}
		if w := ask(s, "GET", target, "Range", "bytes=999999-"); w.Code != 416 {
			t.Errorf("%s: a part behind the end came as %d", target, w.Code)
		}
		if w := ask(s, "GET", target, "Range", "lines=1-2"); w.Code != 200 || w.Body.String() != whole.Body.String() {
			t.Errorf("%s: a part of an unknown unit came as %d", target, w.Code)
		}
		if w := ask(s, "HEAD", target, "Range", "bytes=10-19"); w.Code != 200 || w.Header().Get("Content-Range") != "" {
			t.Errorf("%s: the head of a part came as %d %v", target, w.Code, w.Header())
		}
		if w := ask(s, "GET", target, "If-Modified-Since", modified); target == "/pictures/a.jpg" && w.Code != 304 {
			t.Errorf("%s: not modified, but %d", target, w.Code)
		}
		if got := whole.Header().Get("X-Dns-Prefetch-Control"); got != "off" {
			t.Errorf("%s: no security headers: %v", target, whole.Header())
		}
	}
	w := ask(s, "GET", "/style.css", "Accept-Encoding", browser)
	if w.Header().Get("Content-Encoding") != "br" || len(unpacked(t, "br", w.Body.Bytes())) != 11000 {
		t.Errorf("a style sheet came as %v", w.Header())
	}
}

// Part of the program is a file to readers, but not on the disk.
func TestProgramFiles(t *testing.T) {
	s, docs := newServer(t, Options{})
	r := docs.put("/_gatefold/closed.html", "<title>Closed</title>")
	r.size = int64(len("<title>Closed</title>"))
	docs.add(*r)
	for _, headers := range [][]string{nil, {"Range", "bytes=1-2"}, {"Accept-Encoding", browser}} {
		if w := ask(s, "GET", "/_gatefold/closed.html", headers...); w.Code != 200 || w.Body.String() != "<title>Closed</title>" {
			t.Errorf("%v: %d %s", headers, w.Code, w.Body)
		}
	}
}

func TestHeaders(t *testing.T) {
	s, _ := newServer(t, Options{})
	for _, target := range []string{"/", "/news/tide/", "/nothing/", "/news/gone/", "/old/"} {
		h := ask(s, "GET", target).Header()
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "X-Dns-Prefetch-Control": "off",
			"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache", "Server": "", "Set-Cookie": "",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", target, name, got, want)
			}
		}
	}
	for _, w := range []*httptest.ResponseRecorder{ask(s, "POST", "/"), ask(s, "GET", "/news/tide"), ask(New(Options{}), "GET", "/")} {
		if w.Header().Get("Content-Security-Policy") == "" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%d: %v", w.Code, w.Header())
		}
	}
}

func TestNothingToShowYet(t *testing.T) {
	if w := ask(New(Options{}), "GET", "/"); w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("got %d %v", w.Code, w.Header())
	}
}

func TestPageThatCannotBeMade(t *testing.T) {
	var log bytes.Buffer
	s, docs := newServer(t, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	r := docs.put("/broken/", "x")
	r.content = made{err: errors.New("theme/story.html:12: no such field")}
	docs.add(*r)
	w := ask(s, "GET", "/broken/")
	if w.Code != 500 || strings.Contains(w.Body.String(), "theme") || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("got %d %q %v", w.Code, w.Body, w.Header())
	}
	if !strings.Contains(log.String(), "theme/story.html:12") {
		t.Errorf("the log says %q", log.String())
	}
}

func TestPanicIsLoggedWithoutTheReader(t *testing.T) {
	log := &syncBuffer{}
	s := New(Options{Log: slog.New(slog.NewTextHandler(log, nil))})
	s.show(&shelf{}, nil) // has no 404 page
	server := httptest.NewServer(s)
	defer server.Close()
	if res, err := http.Get(server.URL + "/x/"); err == nil {
		t.Errorf("got %d", res.StatusCode)
	}
	if !strings.Contains(log.String(), "/x/") || strings.Contains(log.String(), "127.0.0.1") {
		t.Errorf("the log says %q", log.String())
	}
}

func TestRequestLog(t *testing.T) {
	var log bytes.Buffer
	s, _ := newServer(t, Options{Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	ask(s, "GET", "/news/tide/")
	ask(s, "GET", "/pictures/a.jpg")
	for _, want := range []string{"path=/news/tide/", "status=200", "bytes=5000"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %s in %q", want, log.String())
		}
	}
	if strings.Contains(log.String(), "192.0.2.1") { // httptest's client
		t.Errorf("the log names the reader: %q", log.String())
	}
}

func TestProblemsPage(t *testing.T) {
	problems := []*article.Problem{
		{File: "content/a.md", Line: 3, Key: "date", Message: `"<b>soon</b>" is not a date`, Remedy: "write it as in 2026-05-04"},
		{File: "content/b.md", Message: "the picture is missing", Warning: true},
	}
	s, docs := newServer(t, Options{})
	s.show(docs, problems)
	if w := ask(s, "GET", problemsPath); w.Code != 404 {
		t.Errorf("readers see the problems: %d", w.Code)
	}
	s, docs = newServer(t, Options{Problems: true})
	s.show(docs, problems)
	w := ask(s, "GET", problemsPath)
	for _, want := range []string{"<h2>Errors", "content/a.md:3", "&lt;b&gt;soon", "2026-05-04", "<h2>Warnings", "content/b.md"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no %q in %s", want, w.Body)
		}
	}
	s.keep(errors.New("gatefold.toml:3: title: no"))
	if w := ask(s, "GET", problemsPath); !strings.Contains(w.Body.String(), "<pre>gatefold.toml:3") {
		t.Errorf("no failure in %s", w.Body)
	}
	s.show(docs, nil)
	if w := ask(s, "GET", problemsPath); !strings.Contains(w.Body.String(), "None.") || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("got %s", w.Body)
	}
}

func unpacked(t *testing.T, encoding string, b []byte) string {
	t.Helper()
	var r io.Reader = bytes.NewReader(b)
	switch encoding {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = z
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}
