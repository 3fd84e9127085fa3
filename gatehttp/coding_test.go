package gatehttp

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"
)

// packedWriter packs what a handler writes.
type packedWriter struct {
	io.Writer
	p packer
	w http.ResponseWriter
}

func packed(t *testing.T, w http.ResponseWriter, coding string) *packedWriter {
	t.Helper()
	if coding == "" {
		return &packedWriter{Writer: w, w: w}
	}
	w.Header().Set("Content-Encoding", coding)
	p, ok := lend(coding, w)
	if !ok {
		t.Fatalf("nothing packs %q", coding)
	}
	return &packedWriter{Writer: p, p: p, w: w}
}

func (p *packedWriter) flush() {
	if p.p != nil {
		_ = p.p.Flush()
	}
	_ = http.NewResponseController(p.w).Flush()
}

func (p *packedWriter) Close() {
	if p.p != nil {
		_ = p.p.Close()
	}
}

func codings(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}

func pack(t testing.TB, coding, text string) string {
	t.Helper()
	var b bytes.Buffer
	p, ok := lend(coding, &b)
	if !ok {
		t.Fatalf("nothing packs %q", coding)
	}
	defer p.giveBack()
	if _, err := io.WriteString(p, text); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func dial(t *testing.T, s *httptest.Server) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

func TestPackedPages(t *testing.T) {
	long := strings.Repeat("<p>a page of some length</p>", 5000)
	for _, coding := range []string{"gzip", "x-gzip", "br", "zstd", "deflate"} {
		x := through(t, answering(200, pack(t, coding, long), html, "Content-Encoding: "+coding), "Accept-Encoding: "+coding)
		got, err := io.ReadAll(unpack(strings.NewReader(x.body), codings(coding)))
		if err != nil || string(got) != strings.ToUpper(long) || x.Header.Get("Content-Encoding") != coding || x.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: %v, %d bytes, %v", coding, err, len(got), x.Header)
		}
	}
}

func TestOddPacking(t *testing.T) {
	var bare bytes.Buffer
	f, _ := flate.NewWriter(&bare, 6)
	_, _ = io.WriteString(f, "<p>bare</p>")
	_ = f.Close()
	for name, tt := range map[string]struct{ body, coding, want string }{
		"a bare stream":      {bare.String(), "deflate", "<P>BARE</P>"},
		"two codings":        {pack(t, "gzip", pack(t, "br", "<p>two</p>")), "br, gzip", "<P>TWO</P>"},
		"rubbish at the end": {pack(t, "gzip", "<p>gz</p>") + "rubbish that is longer than a header", "gzip", "<P>GZ</P>"},
		"identity":           {"<p>plain</p>", "identity", "<P>PLAIN</P>"},
		"no coding at all":   {"<p>plain</p>", "none", "<P>PLAIN</P>"},
		"another thing":      {"<p>plain</p>", "UTF-8", "<P>PLAIN</P>"},
		"both":               {pack(t, "gzip", "<p>gz</p>"), "utf-8, gzip", "<P>GZ</P>"},
	} {
		x := through(t, answering(200, tt.body, html, "Content-Encoding: "+tt.coding))
		names, _ := codingsOf(x.Header["Content-Encoding"])
		got, err := io.ReadAll(unpack(strings.NewReader(x.body), names))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %v, %q, %v", name, err, got, x.Header)
		}
	}
}

// endless gives zeros for ever.
type endless struct{}

func (endless) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestBombs(t *testing.T) {
	for _, coding := range []string{"gzip", "br", "zstd"} {
		var b bytes.Buffer
		p, _ := lend(coding, &b)
		if _, err := io.CopyN(p, endless{}, 40<<20); err != nil {
			t.Fatal(err)
		}
		_ = p.Close()
		bomb := b.Bytes()
		if coding == "gzip" { // it packs to a thousandth at best, so put it into another
			bomb = []byte(pack(t, "gzip", string(bomb)))
			coding = "gzip, gzip"
		}
		names, err := codingsOf([]string{coding})
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, unpack(bytes.NewReader(bomb), names))
		if !errors.Is(err, errBomb) || n > 2*harmless {
			t.Errorf("%s: %d bytes came out of %d, %v", coding, n, len(bomb), err)
		}
	}
}

// The handler is asked for nothing that could not be read.
func TestCodingsAreNarrowed(t *testing.T) {
	for header, want := range map[string]string{
		"gzip, deflate, br, zstd":       "gzip, deflate, br, zstd",
		"gzip;q=0.5, dcb, dcz, br":      "gzip;q=0.5, br",
		"compress, *":                   "identity",
		"identity;q=0, GZIP":            "identity;q=0, GZIP",
		"dcb":                           "identity",
		"gzip ; q=1.0 , exi, pack200-x": "gzip ; q=1.0",
	} {
		h := http.Header{"Accept-Encoding": {header}}
		narrowCodings(h)
		if got := h.Get("Accept-Encoding"); got != want {
			t.Errorf("%q becomes %q, want %q", header, got, want)
		}
	}
	h := http.Header{}
	if narrowCodings(h); len(h) > 0 {
		t.Errorf("nothing becomes %v", h)
	}
}
