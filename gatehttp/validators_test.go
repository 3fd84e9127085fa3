package gatehttp

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const modified = "Mon, 04 May 2026 10:00:00 GMT"

// files serves a page and a picture as http.ServeContent does, with ranges and
// conditions, and counts what it is asked.
func files(asked *int, tag string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		*asked++
		if tag != "" {
			w.Header().Set("ETag", tag)
		}
		kind := map[string]string{"/page": "text/html; charset=utf-8", "/picture": "image/png", "/worker.js": "text/javascript"}[r.URL.Path]
		w.Header().Set("Content-Type", kind)
		when, _ := http.ParseTime(modified)
		http.ServeContent(w, r, "", when, strings.NewReader("<p>0123456789</p>"))
	}
}

// A page that has passed here is not sent again while it is the same page and the
// same door.
func TestRevalidation(t *testing.T) {
	for _, tag := range []string{`"abc"`, `W/"abc"`, ""} {
		asked := 0
		s := serve(t, testDoor(t, nil), files(&asked, tag))
		first := ask(t, http.MethodGet, s.URL+"/page")
		mine := first.Header.Get("ETag")
		if !strings.HasPrefix(mine, `W/"`) {
			t.Fatalf("%s becomes %s", tag, mine)
		}
		again := ask(t, http.MethodGet, s.URL+"/page", "If-None-Match: "+mine, "If-Modified-Since: "+modified)
		if again.StatusCode != http.StatusNotModified || again.Header.Get("ETag") != mine || asked != 2 {
			t.Errorf("%s: %d %s after %d questions", tag, again.StatusCode, again.Header.Get("ETag"), asked)
		}
		if len(again.Header["Content-Security-Policy"]) != 0 {
			t.Error("a 304 takes the page's own policy away")
		}

		other := serve(t, testDoor(t, func(o *Options) { o.Version = "2" }), files(&asked, tag))
		if x := ask(t, http.MethodGet, other.URL+"/page", "If-None-Match: "+mine); x.StatusCode != 200 || !strings.Contains(x.body, "<P>") {
			t.Errorf("%s: another configuration says %d %q", tag, x.StatusCode, x.body)
		}
	}
}

// A copy of a page from before the door was there is not called good, whatever
// the reader knows it by; a picture's is.
func TestCopiesFromBefore(t *testing.T) {
	for _, condition := range []string{`If-None-Match: "abc"`, `If-None-Match: W/"abc"`, "If-Modified-Since: " + modified, "If-None-Match: *"} {
		asked := 0
		s := serve(t, testDoor(t, nil), files(&asked, `"abc"`))
		if x := ask(t, http.MethodGet, s.URL+"/page", condition); x.StatusCode != 200 || x.body != "<P>0123456789</P>" {
			t.Errorf("%s: the page: %d %q", condition, x.StatusCode, x.body)
		}
		if x := ask(t, http.MethodGet, s.URL+"/worker.js", condition); x.StatusCode != 200 || x.Header.Get("Content-Security-Policy") != "wall" {
			t.Errorf("%s: what may be a worker: %d %v", condition, x.StatusCode, x.Header)
		}
		asked = 0
		if x := ask(t, http.MethodGet, s.URL+"/picture", condition); x.StatusCode != 304 || x.Header.Get("ETag") != `"abc"` || x.body != "" {
			t.Errorf("%s: the picture: %d %v", condition, x.StatusCode, x.Header)
		}
		asked = 0
		if x := ask(t, http.MethodGet, s.URL+"/picture", condition, "Sec-Fetch-Dest: image"); x.StatusCode != 304 || asked != 1 {
			t.Errorf("%s: the picture on a page: %d after %d questions", condition, x.StatusCode, asked)
		}
	}
}

// When the second question is answered at length, nobody waits for the end.
func TestSecondAnswerIsCutShort(t *testing.T) {
	stopped := make(chan struct{})
	s := serve(t, testDoor(t, nil), func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		defer close(stopped)
		w.Header().Set("Content-Type", "video/mp4")
		for {
			if _, err := w.Write(make([]byte, 1<<16)); err != nil {
				return
			}
		}
	})
	if x := ask(t, http.MethodGet, s.URL, `If-None-Match: "abc"`); x.StatusCode != http.StatusNotModified {
		t.Errorf("%d", x.StatusCode)
	}
	select {
	case <-stopped:
	case <-time.After(10 * time.Second):
		t.Error("the handler was not stopped")
	}
}

func TestRanges(t *testing.T) {
	asked := 0
	s := serve(t, testDoor(t, nil), files(&asked, `"abc"`))
	if x := ask(t, http.MethodGet, s.URL+"/picture", "Range: bytes=3-5"); x.StatusCode != 206 || x.body != "012" || x.Header.Get("Content-Range") != "bytes 3-5/17" {
		t.Errorf("a part of a picture: %d %q", x.StatusCode, x.body)
	}
	if x := ask(t, http.MethodGet, s.URL+"/page", "Range: bytes=3-5"); x.StatusCode != 200 || x.body != "<P>0123456789</P>" || x.Header.Get("Content-Range") != "" {
		t.Errorf("a part of a page: %d %q %v", x.StatusCode, x.body, x.Header)
	}
	if x := ask(t, http.MethodGet, s.URL+"/page", "Range: bytes=0-1,3-5"); x.StatusCode != 200 || x.body != "<P>0123456789</P>" {
		t.Errorf("several parts of a page: %d %q", x.StatusCode, x.body)
	}
	mine := ask(t, http.MethodGet, s.URL+"/page").Header.Get("ETag")
	if x := ask(t, http.MethodGet, s.URL+"/page", "Range: bytes=3-5", "If-Range: "+mine); x.StatusCode != 200 || x.body != "<P>0123456789</P>" {
		t.Errorf("a part of a page that is known: %d %q", x.StatusCode, x.body)
	}
}

// A handler that gives parts or 304 whatever it is asked ends in an error, not in
// a circle.
func TestHandlerThatInsists(t *testing.T) {
	for _, status := range []int{http.StatusPartialContent, http.StatusNotModified} {
		asked := 0
		h := func(w http.ResponseWriter, _ *http.Request) {
			asked++
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(status)
			if status != 304 {
				_, _ = io.WriteString(w, "<p>")
			}
		}
		x := ask(t, http.MethodGet, serve(t, testDoor(t, nil), h).URL, "Range: bytes=0-2", `If-None-Match: "a"`)
		if asked > 2 || x.StatusCode < 500 || strings.Contains(x.body, "<p>\n") {
			t.Errorf("%d: %d %q after %d questions", status, x.StatusCode, x.body, asked)
		}
	}
}

func TestWhatATypeSays(t *testing.T) {
	for header, want := range map[string]class{
		"text/html": page, "Text/HTML ; charset=x": page, "text/html;charset": page, "text/plain, text/html": page,
		"text/html; charset=\"": page, "application/xhtml+xml": xhtml, "image/svg+xml": walled, "application/rss+xml": walled,
		"text/plain": other, "image/png": other, "unknown/unknown": unknown, "*/*": unknown, "html": unknown, "": unknown,
		"application/javascript": walled,
		// As lenient browsers read them, and so as nobody else may.
		"text/html charset=utf-8": page, "text/html (x)": page, "text/html, foo bar/baz": page, `text/html; x=",text/plain"`: page,
		`text/html; x="\",text/plain;"`: page, "text/html, /": page, "text/html, text/": page, "text/html, te@xt/plain": page, "text/plain, text/html x": page,
		"text/html, text/plain x": other, "te@xt/plain": unknown, ";text/html": unknown, "multipart/byteranges; boundary=x": walled, "multipart/mixed": walled,
		"\ttext/html\t": page, "text/html\v": page,
	} {
		if got, _ := classOf(http.Header{"Content-Type": {header}}); got != want {
			t.Errorf("%q is %d, want %d", header, got, want)
		}
	}
	if got, _ := classOf(http.Header{"Content-Type": {"text/plain", "text/html"}}); got != page {
		t.Errorf("of two types the last one counts, not %d", got)
	}
	if got, _ := classOf(http.Header{"Content-Type": nil, "X-Content-Type-Options": {"NoSniff"}}); got != other {
		t.Errorf("what nobody may guess at is %d", got)
	}
}

// What browsers could read in more than one way is said so that they cannot.
func TestTypesAreSaidPlainly(t *testing.T) {
	for said, want := range map[string]string{
		"text/html; charset=utf-8": "", "text/html": "", "text/plain": "", `video/mp4; codecs="avc1, mp4a"`: "", `text/css; charset="utf-8"`: "",
		"text/html charset=utf-8":                             "text/html",
		"text/html x; charset=gbk":                            "text/html; charset=gbk",
		`text/html; charset="utf-8"`:                          "text/html; charset=utf-8",
		`text/html; charset='utf-8'`:                          "text/html; charset=utf-8",
		`text/html; x="; charset=utf-7"; charset=gbk`:         "text/html; charset=gbk",
		"text/html; charset*=utf-8''utf-16":                   "text/html",
		"text/html; charset=utf-8; charset=utf-16":            "text/html; charset=utf-8",
		"text/html; charset=\"a b\"":                          "text/html",
		"text/html, text/plain":                               "text/plain",
		"text/plain (x)":                                      "text/plain",
		`text/html, multipart/x-mixed-replace; boundary="a,"`: `multipart/x-mixed-replace; boundary="a,"`,
	} {
		if got := readType([]string{said}).again; got != want {
			t.Errorf("%q is said again as %q, want %q", said, got, want)
		}
	}
	for said, want := range map[string]string{
		"text/html charset=utf-8":   "text/html",
		"text/html, foo bar/baz":    "text/html",
		`text/html; x=",image/png"`: "text/html",
		`text/html; charset="UTF-8`: "text/html; charset=UTF-8",
		"te@xt/plain":               "text/html", // what its bytes are
	} {
		x := through(t, answering(200, "<!doctype html><p>x</p>", "Content-Type: "+said))
		if x.body != "<!DOCTYPE HTML><P>X</P>" || x.Header.Get("Content-Type") != want || len(x.Header["Content-Security-Policy"]) == 0 {
			t.Errorf("%q: %q %v", said, x.body, x.Header)
		}
	}
}

// Where nobody may guess, what has a type that cannot be read is text: to take it for a
// page would let it act as one.
func TestUnreadableTypesAreNotGuessed(t *testing.T) {
	for _, said := range []string{"te@xt/html", "html", "unknown/unknown", ""} {
		x := through(t, answering(200, "<!doctype html><p>x</p>", "Content-Type: "+said, "X-Content-Type-Options: nosniff"))
		if x.body != "<!doctype html><p>x</p>" || x.Header.Get("Content-Type") != "text/plain" {
			t.Errorf("%q: %q %v", said, x.body, x.Header)
		}
	}
}

// What has no type is what its bytes say, and is called so.
func TestAnswersWithoutAType(t *testing.T) {
	for name, tt := range map[string]struct {
		parts []string
		flush bool
		want  string
		kind  string
	}{
		"a page":               {[]string{"  \n<!doctype html><p>x"}, false, "  \n<!DOCTYPE HTML><P>X", "text/html"},
		"a page in pieces":     {[]string{"<", "ht", "ml><p>x"}, false, "<HTML><P>X", "text/html"},
		"a page that hurries":  {[]string{"<html>", "<p>x"}, true, "<HTML><P>X", "text/html"},
		"a tag cut by a flush": {[]string{"<ht", "ml><p>x"}, true, "<html><p>x", "text/plain; charset=utf-8"},
		"text":                 {[]string{"words < more"}, false, "words < more", "text/plain; charset=utf-8"},
		"a picture":            {[]string{"\x89PNG\r\n\x1a\n..."}, false, "\x89PNG\r\n\x1a\n...", "image/png"},
		"nothing":              {nil, true, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			x := through(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header()["Content-Type"] = nil // net/http is not to guess for us
				if tt.flush {
					_ = http.NewResponseController(w).Flush()
				}
				for _, p := range tt.parts {
					_, _ = io.WriteString(w, p)
					if tt.flush {
						_ = http.NewResponseController(w).Flush()
					}
				}
			})
			if x.body != tt.want || x.Header.Get("Content-Type") != tt.kind {
				t.Errorf("%q as %q", x.body, x.Header.Get("Content-Type"))
			}
		})
	}
	body := pack(t, "gzip", "<!doctype html><p>x")
	if x := through(t, answering(200, body, "Content-Encoding: gzip"), "Accept-Encoding: gzip"); x.Header.Get("Content-Type") != "text/html" {
		t.Errorf("packed: %v", x.Header)
	}
	body = pack(t, "gzip", "just text")
	if x := through(t, answering(200, body, "Content-Encoding: gzip", `ETag: "a"`), "Accept-Encoding: gzip"); x.body != "just text" || x.Header.Get("Content-Encoding")+x.Header.Get("ETag") != "" {
		t.Errorf("packed text: %q %v", x.body, x.Header)
	}
}

func TestRecorderNeedsNoServer(t *testing.T) {
	rec := httptest.NewRecorder()
	testDoor(t, nil).Middleware(answering(http.StatusNotFound, "<p>no", html)).ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/x", nil))
	if rec.Code != 404 || rec.Body.String() != "<P>NO" {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}
