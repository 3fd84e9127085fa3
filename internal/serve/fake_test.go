package serve

import (
	"context"
	"crypto/sha256"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/site"
)

// made is content that is rendered. It counts how often.
type made struct {
	text     string
	err      error
	rendered *atomic.Int64
}

func (m made) Append(_ context.Context, dst []byte) ([]byte, error) {
	if m.rendered != nil {
		m.rendered.Add(1)
	}
	return append(dst, m.text...), m.err
}
func (m made) Open() (*os.File, error) { return nil, nil }
func (m made) CacheControl() string    { return "no-cache" }
func (m made) Headers() []site.Header {
	return []site.Header{{Name: "Content-Security-Policy", Value: "default-src 'none'"}, {Name: "X-DNS-Prefetch-Control", Value: "off"}}
}

// lying is content that is a file.
type lying struct {
	made
	name string
}

func (l lying) Append(_ context.Context, dst []byte) ([]byte, error) {
	b, err := os.ReadFile(l.name)
	return append(dst, b...), err
}
func (l lying) Open() (*os.File, error) { return os.Open(l.name) }
func (l lying) CacheControl() string    { return "public, max-age=3600" }

// shelf holds documents by path.
type shelf struct {
	below string
	docs  map[string]resource
}

func (s *shelf) find(path string) (resource, bool) {
	r, ok := s.docs[path]
	return r, ok
}
func (s *shelf) notFound(path string) resource {
	if strings.HasPrefix(path, s.below+"/ar/") {
		return s.docs["/ar/404.html"]
	}
	return s.docs["/404.html"]
}
func (s *shelf) base() string { return s.below }

// put adds a page.
func (s *shelf) put(path, text string) *resource {
	sum := sha256.Sum256([]byte(text))
	return s.add(resource{
		path: path, mediaType: "text/html; charset=utf-8", status: http.StatusOK,
		key: article.Digest(sum[:16]), content: made{text: text},
	})
}

func (s *shelf) add(r resource) *resource {
	s.docs[r.path] = r
	return &r
}

// longText is long enough to be packed.
var longText = "<!doctype html><title>The tide</title>" + strings.Repeat("<p>The tide comes in and the tide goes out again.", 200)

const modified = "Mon, 04 May 2026 09:00:00 GMT"

// newShelf has a document of every kind.
func newShelf(t testing.TB, base string) *shelf {
	t.Helper()
	s := &shelf{below: base, docs: map[string]resource{}}
	s.put("/", "<!doctype html><title>Front</title>")
	s.put("/news/tide/", longText)
	s.put("/ar/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/", longText+"ar")
	s.put("/robots.txt", "User-agent: *\n")
	for path, status := range map[string]int{"/404.html": 404, "/ar/404.html": 404, "/news/gone/": 410} {
		r := s.put(path, longText+path)
		r.status = status
		s.add(*r)
	}
	r := s.put("/old/", longText+"moved")
	r.status, r.redirect = http.StatusMovedPermanently, base+"/news/tide/"
	s.add(*r)
	s.file(t, "/pictures/a.jpg", "image/jpeg", strings.Repeat("pixel", 1000))
	s.file(t, "/style.css", "text/css; charset=utf-8", strings.Repeat("p{margin:0}", 1000))
	return s
}

func (s *shelf) file(t testing.TB, path, mediaType, text string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	when, err := time.Parse(http.TimeFormat, modified)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(text))
	s.add(resource{
		path: path, mediaType: mediaType, status: http.StatusOK, key: article.Digest(sum[:16]),
		modified: when, size: int64(len(text)), content: lying{name: name},
	})
}

func newServer(t testing.TB, o Options) (*Server, *shelf) {
	t.Helper()
	s, docs := New(o), newShelf(t, "")
	s.show(docs, nil)
	return s, docs
}

// ask makes a request. headers alternate names and values.
func ask(h http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://example.org/", nil)
	// As a server reads the request line, not as a client writes it.
	u, err := url.ParseRequestURI(target)
	if err != nil {
		panic(err)
	}
	r.URL = u
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func itoa(n int) string { return strconv.Itoa(n) }
