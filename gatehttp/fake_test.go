package gatehttp

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/provider"
	"github.com/gatefold/gatefold/rewrite"
)

// marking is a rewriter that writes capital letters, so that what went through it
// can be told from what did not. What it reads it writes at once.
type marking struct {
	fails error // at the end of the page
	seen  []rewrite.Page
}

func (m *marking) Rewrite(dst io.Writer, src io.Reader, p *rewrite.Page) (*rewrite.Result, error) {
	m.seen = append(m.seen, *p)
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if bytes.Contains(buf[:n], []byte("panic")) {
				panic("a page said so")
			}
			if _, err := dst.Write(bytes.ToUpper(buf[:n])); err != nil {
				return nil, err
			}
		}
		if err == io.EOF {
			return &rewrite.Result{Findings: []rewrite.Finding{{Kind: rewrite.Script, Host: "far.example"}}}, m.fails
		}
		if err != nil {
			return &rewrite.Result{}, err
		}
	}
}

func (m *marking) Policies(p *rewrite.Page) []string {
	return append(append([]string(nil), p.Policies...), "wall")
}

const key = "0123456789abcdef0123456789abcdef"

// testDoor makes a door with a marking rewriter.
func testDoor(t testing.TB, change func(*Options)) *Door {
	t.Helper()
	o := Options{
		Rewriter: &marking{},
		Gates:    gate.New(gate.Options{Catalogue: provider.Default(), Host: "site.example", DefaultLang: "en", Key: []byte(key)}),
	}
	if change != nil {
		change(&o)
	}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// exchange is one request and what came back.
type exchange struct {
	*http.Response
	body string
	err  error // of the body
}

// serve runs a handler behind a door and a real server.
func serve(t *testing.T, d *Door, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(d.Middleware(h))
	t.Cleanup(s.Close)
	return s
}

// plainClient neither unpacks nor follows anything.
var plainClient = &http.Client{
	Transport:     &http.Transport{DisableCompression: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// ask sends a request. headers are "Name: value".
func ask(t *testing.T, method, address string, headers ...string) exchange {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	res, err := plainClient.Do(r)
	if err != nil {
		return exchange{err: err, Response: &http.Response{Header: http.Header{}}}
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return exchange{res, string(b), err}
}

// through asks for one page of a handler.
func through(t *testing.T, h http.HandlerFunc, headers ...string) exchange {
	t.Helper()
	return ask(t, http.MethodGet, serve(t, testDoor(t, nil), h).URL+"/page", headers...)
}

// answering makes a handler that gives one answer.
func answering(status int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Add(name, value)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

const html = "Content-Type: text/html; charset=utf-8"

func mustParse(t testing.TB, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
