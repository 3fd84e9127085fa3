package proxy

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

const odd = "<p>begin</p><p>end</p>"

// says makes an answer as it stands on the wire.
func says(status, body string, headers ...string) string {
	return "HTTP/1.1 " + status + "\r\n" + strings.Join(append(headers, "Connection: close"), "\r\n") + "\r\n\r\n" + body
}

// chunks frames a body in pieces of one byte.
func chunks(body string) string {
	var b strings.Builder
	for i := range len(body) {
		fmt.Fprintf(&b, "1\r\n%s\r\n", body[i:i+1])
	}
	return b.String() + "0\r\n\r\n"
}

// packed gives a text in a coding.
func packed(coding, text string) string {
	var b bytes.Buffer
	var z io.WriteCloser
	switch coding {
	case "gzip":
		z = gzip.NewWriter(&b)
	case "br":
		z = brotli.NewWriter(&b)
	case "zstd":
		z, _ = zstd.NewWriter(&b)
	}
	_, _ = io.WriteString(z, text)
	_ = z.Close()
	return b.String()
}

// What an upstream may say oddly and still means arrives whole, through the door.
func TestUpstreamsThatAreOddButMeanIt(t *testing.T) {
	const kind = "Content-Type: text/html"
	length := fmt.Sprintf("Content-Length: %d", len(odd))
	double := packed("br", packed("gzip", odd))
	for name, say := range map[string]string{
		"HTTP/1.0, until it hangs up":   "HTTP/1.0 200 OK\r\n" + kind + "\r\n\r\n" + odd,
		"more than it said":             says("200 OK", odd+"<p>an answer to nobody</p>", kind, length),
		"the length twice, the same":    says("200 OK", odd, kind, length, length),
		"pieces of one byte":            says("200 OK", chunks(odd), kind, "Transfer-Encoding: chunked"),
		"no type at all":                says("200 OK", "<!doctype html>"+odd, length[:len("Content-Length: ")]+strconv.Itoa(len(odd)+15)),
		"two codings, one in the other": says("200 OK", double, kind, "Content-Encoding: gzip, br", "Content-Length: "+strconv.Itoa(len(double))),
		"two interim answers": "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <https://far.example/a.css>; rel=preload\r\n\r\n" +
			says("200 OK", odd, kind, length),
		"a trailer": says("200 OK", strings.TrimSuffix(chunks(odd), "\r\n")+"X-Sum: 1\r\n\r\n", kind, "Transfer-Encoding: chunked", "Trailer: X-Sum"),
	} {
		t.Run(name, func(t *testing.T) {
			res, body, err := inFront(t, raw(t, say, nil), nil).get(t, "/")
			for _, coding := range strings.Split(res.Header.Get("Content-Encoding"), ",") {
				if r, ok := unpacked(strings.TrimSpace(coding), body); ok {
					body = r
				}
			}
			if want := strings.ToUpper(odd); err != nil || res.StatusCode != http.StatusOK || !strings.HasSuffix(body, want) || strings.Contains(body, "NOBODY") {
				t.Errorf("%d %q %v", res.StatusCode, body, err)
			}
			if res.Header.Get("Content-Security-Policy") != "wall" {
				t.Errorf("there is no policy: %v", res.Header)
			}
		})
	}
}

func unpacked(coding, body string) (string, bool) {
	var from io.Reader
	switch coding {
	case "gzip":
		z, err := gzip.NewReader(strings.NewReader(body))
		if err != nil {
			return err.Error(), true
		}
		from = z
	case "br":
		from = brotli.NewReader(strings.NewReader(body))
	default:
		return "", false
	}
	b, err := io.ReadAll(from)
	if err != nil {
		return err.Error(), true
	}
	return string(b), true
}

// What cannot be read, or read in two ways, is refused, or broken off: never half a
// page that looks whole, and never what a second reading would make of it.
func TestUpstreamsThatCannotBeRead(t *testing.T) {
	const kind = "Content-Type: text/html"
	length := fmt.Sprintf("Content-Length: %d", len(odd))
	for name, say := range map[string]string{
		"two lengths":             says("200 OK", odd, kind, length, "Content-Length: 5"),
		"a length that is none":   says("200 OK", odd, kind, "Content-Length: +22"),
		"a transfer coding twice": says("200 OK", chunks(odd), kind, "Transfer-Encoding: chunked, chunked"),
		"an unknown transfer":     says("200 OK", odd, kind, "Transfer-Encoding: rot13"),
		"a chunk of nonsense":     says("200 OK", "5\r\n<p>be\r\nzz\r\n", kind, "Transfer-Encoding: chunked"),
		"chunks without an end":   says("200 OK", "5\r\n<p>be\r\n", kind, "Transfer-Encoding: chunked"),
		"broken brotli":           says("200 OK", "\x8b\x0f\x80not brotli", kind, "Content-Encoding: br"),
		"brotli that is cut":      says("200 OK", packed("br", wholePage)[:20], kind, "Content-Encoding: br"),
		"broken zstd":             says("200 OK", "\x28\xb5\x2f\xfdnot zstd at all", kind, "Content-Encoding: zstd"),
		"an unknown coding":       says("200 OK", odd, kind, "Content-Encoding: rot13"),
		"a part of a page":        says("206 Partial Content", "<p>be", kind, "Content-Range: bytes 0-4/22", "Content-Length: 5"),
	} {
		t.Run(name, func(t *testing.T) {
			res, body, err := inFront(t, raw(t, say, nil), nil).get(t, "/")
			if err == nil && res.StatusCode < 500 {
				t.Errorf("%d %q %v", res.StatusCode, body, res.Header)
			}
			if err == nil && !strings.Contains(body, "</html>") {
				t.Errorf("readers are told %q", body)
			}
		})
	}
}

// A length beside chunks is what requests are smuggled with. The chunks count (RFC
// 9112, section 6.3), and the length goes no further.
func TestNoLengthBesideChunks(t *testing.T) {
	res, body, err := inFront(t, raw(t, says("200 OK", chunks(odd), "Content-Type: text/html", "Content-Length: 3", "Transfer-Encoding: chunked"), nil), nil).get(t, "/")
	if err != nil || body != strings.ToUpper(odd) || res.ContentLength == 3 {
		t.Errorf("%q %v %v", body, err, res)
	}
}

// zeros is a body of any length.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// A body far larger than all buffers, with a length and without, as a page and as
// anything else, passes in little memory.
func TestLargeBodiesPassInLittleMemory(t *testing.T) {
	size := int64(64 << 20)
	if s, err := strconv.ParseInt(os.Getenv("GATEFOLD_LARGE_BODY"), 10, 64); err == nil {
		size = s // bytes, by hand
	}
	for _, kind := range []string{"application/octet-stream", "text/html", "video/mp4"} {
		for _, stated := range []bool{true, false} {
			p := behind(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", kind)
				if stated {
					w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
				}
				_, _ = io.CopyN(w, zeros{}, size)
			}, nil)
			runtime.GC()
			before := inUse()
			most := before
			res, err := client.Get(p.URL)
			if err != nil {
				t.Fatal(err)
			}
			var got int64
			for err == nil {
				var n int64
				n, err = io.CopyN(io.Discard, res.Body, 16<<20)
				got += n
				most = max(most, inUse())
			}
			res.Body.Close()
			if !errors.Is(err, io.EOF) || got != size {
				t.Errorf("%s: %d of %d bytes, %v", kind, got, size, err)
			}
			if more := int64(most) - int64(before); more > 16<<20 {
				t.Errorf("%s, length stated %t: %d bytes of memory more", kind, stated, more)
			} else {
				t.Logf("%s, length stated %t: %d MiB pass with at most %d KiB more in use", kind, stated, size>>20, more>>10)
			}
		}
	}
}

func inUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}

// A reader who asks for the head of a page, or has the page already, gets no body and
// no length of a page that is another one now.
func TestHeadsAndCopies(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		http.ServeContent(w, r, "", time.Unix(1e9, 0), strings.NewReader(odd))
	}))
	defer s.Close()
	p := inFront(t, s.URL, nil)
	res, err := client.Head(p.URL)
	if err != nil || res.StatusCode != http.StatusOK || res.ContentLength == int64(len(odd)) || res.Header.Get("Content-Security-Policy") != "wall" {
		t.Errorf("HEAD: %v %v", res, err)
	}
	first, body, err := p.get(t, "/", "Range: bytes=0-4")
	if err != nil || first.StatusCode != http.StatusOK || body != strings.ToUpper(odd) {
		t.Errorf("a part of a page: %d %q %v", first.StatusCode, body, err)
	}
	again, body, err := p.get(t, "/", "If-Modified-Since: "+time.Unix(1e9, 0).UTC().Format(http.TimeFormat))
	if err != nil || again.StatusCode != http.StatusOK || body != strings.ToUpper(odd) {
		t.Errorf("a copy from before the door: %d %q %v", again.StatusCode, body, err)
	}
}

// A request with two lengths, or a length and chunks, reaches nobody as two.
func TestRequestsAreNotSmuggled(t *testing.T) {
	asked := make(chan string, 8)
	p := behind(t, func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		asked <- r.Method + " " + r.URL.Path + " " + string(b)
	}, nil)
	for _, head := range []string{
		"Content-Length: 4\r\nContent-Length: 44",
		"Content-Length: 4\r\nTransfer-Encoding: chunked",
		"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
		"Transfer-Encoding: xchunked",
	} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, "POST /a HTTP/1.1\r\nHost: paper.test\r\nConnection: close\r\n"+head+"\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: paper.test\r\n\r\n")
		_, _ = io.Copy(io.Discard, conn)
		conn.Close()
	}
	close(asked)
	for a := range asked {
		if strings.Contains(a, "smuggled") {
			t.Errorf("the upstream was asked %q", a)
		}
	}
}
