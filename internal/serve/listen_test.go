package serve

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
)

func listen(t testing.TB) net.Listener {
	t.Helper()
	ln, err := Listen(context.Background(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ln.Close() })
	return ln
}

func TestPortInUse(t *testing.T) {
	address := listen(t).Addr().String()
	_, err := Listen(t.Context(), address)
	if err == nil || !strings.Contains(err.Error(), address+" is in use") || !strings.Contains(err.Error(), "--listen :8081") {
		t.Errorf("error %v", err)
	}
}

func TestNonsenseAddress(t *testing.T) {
	for _, address := range []string{"8080", ":http:", "300.1.1.1:80", ":99999"} {
		ln, err := Listen(t.Context(), address)
		if err == nil {
			ln.Close()
			t.Errorf("%s was opened", address)
		} else if !strings.Contains(err.Error(), "--listen") {
			t.Errorf("%s: no remedy in %v", address, err)
		}
	}
}

func TestURL(t *testing.T) {
	ln := listen(t)
	if got, want := URL(ln, "/mag"), "http://"+ln.Addr().String()+"/mag/"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	everywhere, err := Listen(t.Context(), ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer everywhere.Close()
	if got := URL(everywhere, ""); !strings.HasPrefix(got, "http://localhost:") {
		t.Errorf("got %s", got)
	}
}

// slowPage ends when it is told to.
type slowPage struct {
	made
	begun, end chan struct{}
}

func (s slowPage) Append(_ context.Context, dst []byte) ([]byte, error) {
	close(s.begun)
	<-s.end
	return append(dst, "the end"...), nil
}

// A server that is stopped lets those who are reading finish.
func TestStop(t *testing.T) {
	s, docs := newServer(t, Options{})
	slow := slowPage{begun: make(chan struct{}), end: make(chan struct{})}
	r := docs.put("/slow/", "slow")
	r.content = slow
	docs.add(*r)
	ctx, stop := context.WithCancel(t.Context())
	ln := listen(t)
	stopped := make(chan error)
	go func() { stopped <- s.Serve(ctx, ln) }()
	answer := make(chan string)
	go func() {
		res, err := http.Get(URL(ln, "/slow"))
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		answer <- string(b)
	}()
	<-slow.begun
	stop()
	close(slow.end)
	if got := <-answer; got != "the end" {
		t.Errorf("the reader got %q", got)
	}
	if err := <-stopped; err != nil {
		t.Errorf("stopped with %v", err)
	}
	if _, err := net.Dial("tcp", ln.Addr().String()); err == nil {
		t.Error("it still listens")
	}
}

// What goes over the wire for a page, byte for byte: nothing that the program
// did not mean to say.
func TestOnTheWire(t *testing.T) {
	s, _ := newServer(t, Options{})
	ln := listen(t)
	go func() { _ = s.Serve(t.Context(), ln) }()
	c, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, "GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(c)
	if err != nil {
		t.Fatal(err)
	}
	head, body, _ := strings.Cut(string(b), "\r\n\r\n")
	if body != "User-agent: *\n" {
		t.Errorf("body %q", body)
	}
	var names []string
	for _, line := range strings.Split(head, "\r\n")[1:] {
		name, _, _ := strings.Cut(line, ":")
		names = append(names, name)
	}
	const want = "Cache-Control Content-Length Content-Security-Policy Content-Type Etag Vary X-Dns-Prefetch-Control Date Connection"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("headers\n%s, want\n%s", got, want)
	}
}

func TestHugeHeadersAreRefused(t *testing.T) {
	s, _ := newServer(t, Options{})
	ln := listen(t)
	go func() { _ = s.Serve(t.Context(), ln) }()
	r, err := http.NewRequestWithContext(t.Context(), "GET", URL(ln, ""), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", strings.Repeat("a", 2*headerBytes))
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d", res.StatusCode)
	}
}

func TestComplaintsDoNotNameReaders(t *testing.T) {
	var log bytes.Buffer
	w := anonymous{slog.New(slog.NewTextHandler(&log, nil))}
	for _, line := range []string{
		"http: TLS handshake error from 203.0.113.7:55123: EOF\n",
		"http: panic serving [2001:db8::7]:55123: no\n",
		"http: panic serving [fe80::1%eth0]:55123: no\n",
	} {
		if _, err := w.Write([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if got := log.String(); strings.Contains(got, "203.0") || strings.Contains(got, "db8") || strings.Contains(got, "fe80") || !strings.Contains(got, "a client") {
		t.Errorf("the log says %q", got)
	}
}
