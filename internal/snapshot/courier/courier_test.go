package courier_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/internal/snapshot/pretend"
)

// quick is a courier that does not wait long.
func quick(t *testing.T, n *pretend.Internet, change ...func(*courier.Options)) *courier.Courier {
	t.Helper()
	o := courier.Options{Agent: "Test/1 (+https://review.example/)", Pause: time.Microsecond, Delay: time.Microsecond, Timeout: 5 * time.Second}
	n.Wire(&o)
	for _, c := range change {
		c(&o)
	}
	c := courier.New(o)
	t.Cleanup(c.Close)
	return c
}

func ask(c *courier.Courier, url string) (*courier.Answer, error) {
	return c.Ask(context.Background(), courier.Question{URL: url, Limit: 1 << 20, Accept: "application/json"})
}

func why(err error) courier.Why {
	if r, ok := errors.AsType[*courier.Refusal](err); ok {
		return r.Why
	}
	return ""
}

func TestAsk(t *testing.T) {
	n := pretend.New(t)
	n.Host("video.example", func(w http.ResponseWriter, r *http.Request) {
		for _, h := range []string{"Cookie", "Referer", "Authorization", "X-Forwarded-For"} {
			if v := r.Header.Get(h); v != "" {
				t.Errorf("%s: %s is sent", h, v)
			}
		}
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, "%s %s", r.UserAgent(), r.Header.Get("Accept"))
	})
	n.Host("short.example", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1", Domain: "example"})
		http.Redirect(w, r, "https://video.example/watch", http.StatusFound)
	})
	c := quick(t, n)
	for range 2 {
		a, err := ask(c, "https://short.example/1")
		if err != nil || a.Status != 200 || a.URL != "https://video.example/watch" || a.ETag != `"1"` || a.Type != "application/json" {
			t.Fatalf("%+v %v", a, err)
		}
		if got := string(a.Body); got != "Test/1 (+https://review.example/) application/json" {
			t.Error(got)
		}
	}
	a, err := c.Ask(context.Background(), courier.Question{URL: "https://video.example/", ETag: `"1"`})
	if err != nil || a.Status != http.StatusNotModified {
		t.Errorf("%+v %v", a, err)
	}
}

// Nothing that a stranger says leads into the own network.
func TestNowhereButTheInternet(t *testing.T) {
	n := pretend.New(t)
	n.Name("rebound.example", "8.8.8.8") // what somebody else may have looked up before
	for name, address := range map[string]string{
		"loopback.example": "127.0.0.1", "private.example": "10.1.2.3", "cloud.example": "169.254.169.254", "nat.example": "100.64.0.1",
		"six.example": "::1", "mapped.example": "::ffff:192.168.0.1", "translated.example": "64:ff9b::a00:1", "unique.example": "fd00::1",
		"tunnel.example": "2002:a00:1::", "rebound.example": "127.0.0.1", "nobody.example": "0.0.0.0", "many.example": "224.0.0.1",
	} {
		n.Name(name, address)
	}
	var target atomic.Value
	n.Host("social.example", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, target.Load().(string), http.StatusMovedPermanently)
	})
	for _, to := range []struct {
		url string
		why courier.Why
	}{
		{"https://loopback.example/", courier.Private}, {"https://private.example/", courier.Private}, {"https://cloud.example/latest/meta-data/", courier.Private},
		{"https://nat.example/", courier.Private}, {"https://six.example/", courier.Private}, {"https://mapped.example/", courier.Private},
		{"https://translated.example/", courier.Private}, {"https://unique.example/", courier.Private}, {"https://tunnel.example/", courier.Private},
		{"https://rebound.example/", courier.Private}, {"https://nobody.example/", courier.Private}, {"https://many.example/", courier.Private},
		{"https://127.0.0.1/", courier.Private}, {"https://[::1]/", courier.Private}, {"https://[::ffff:7f00:1]/", courier.Private},
		{"https://[fe80::1%25eth0]/", courier.Private}, {"https://2130706433/", courier.Unknown}, {"https://0x7f.1/", courier.Unknown},
		{"http://social.example/", courier.Insecure}, {"https://social.example:8443/", courier.Astray}, {"https://a:b@social.example/", courier.Astray},
		{"file:///etc/passwd", courier.Astray}, {"gopher://social.example/", courier.Astray}, {"https:///nothing", courier.Astray},
		{"https://unheard-of.example/", courier.Unknown},
	} {
		c := quick(t, n)
		if _, err := ask(c, to.url); why(err) != to.why {
			t.Errorf("%s: %v, want %s", to.url, err, to.why)
		}
		target.Store(to.url)
		if _, err := ask(c, "https://social.example/"); why(err) != to.why {
			t.Errorf("redirected to %s: %v, want %s", to.url, err, to.why)
		}
		c.Close()
	}
}

// Of a name with addresses of both kinds, only the public ones are used.
func TestMixedAddresses(t *testing.T) {
	n := pretend.New(t)
	n.Host("mixed.example", func(w http.ResponseWriter, r *http.Request) {})
	n.Name("mixed.example", "10.0.0.1", "8.8.8.8")
	if _, err := ask(quick(t, n), "https://mixed.example/"); err != nil {
		t.Error(err)
	}
}

// The socket is checked even if nothing before it was: without a pretend internet
// a name of this machine is looked up and refused.
func TestGuard(t *testing.T) {
	c := courier.New(courier.Options{Agent: "Test/1"})
	defer c.Close()
	if _, err := ask(c, "https://localhost/"); why(err) != courier.Private && why(err) != courier.Unknown {
		t.Error(err)
	}
}

func TestWhatGoesWrong(t *testing.T) {
	n := pretend.New(t)
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	z.Write(make([]byte, 20<<20))
	z.Close()
	n.Host("loop.example", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/"+r.URL.Path, http.StatusFound) })
	n.Host("large.example", func(w http.ResponseWriter, r *http.Request) { w.Write(make([]byte, 10<<20)) })
	n.Host("bomb.example", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(bomb.Bytes())
	})
	n.Host("drip.example", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			w.Write([]byte(" "))
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond)
		}
	})
	n.Host("silent.example", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	n.Host("impostor.example", func(w http.ResponseWriter, r *http.Request) {})
	n.Impostor("impostor.example")
	n.Host("broken.example", func(w http.ResponseWriter, r *http.Request) {
		conn, _, _ := http.NewResponseController(w).Hijack()
		conn.Close()
	})
	before := runtime.NumGoroutine()
	for url, want := range map[string]courier.Why{
		"https://loop.example/": courier.Redirects, "https://large.example/": courier.Large, "https://bomb.example/": courier.Large,
		"https://drip.example/": courier.Slow, "https://silent.example/": courier.Slow, "https://impostor.example/": courier.TLS,
		"https://broken.example/": courier.Network,
	} {
		c := quick(t, n, func(o *courier.Options) { o.Timeout = 300 * time.Millisecond })
		if _, err := ask(c, url); why(err) != want {
			t.Errorf("%s: %v, want %s", url, err, want)
		}
		c.Close()
	}
	for range 400 {
		if runtime.NumGoroutine() <= before+2 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if now := runtime.NumGoroutine(); now > before+2 {
		t.Errorf("%d goroutines, %d before", now, before)
	}
}

func TestTryingAgain(t *testing.T) {
	n := pretend.New(t)
	var asked atomic.Int32
	n.Host("tired.example", func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) < 3 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	if a, err := ask(quick(t, n), "https://tired.example/"); err != nil || a.Status != 200 || asked.Load() != 3 {
		t.Errorf("%+v %v after %d attempts", a, err, asked.Load())
	}
	n.Host("never.example", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	c := quick(t, n)
	for range 5 {
		if a, err := ask(c, "https://never.example/"); err == nil && a.Status != 500 {
			t.Errorf("%+v", a)
		}
	}
	if got := n.Requests("never.example"); got != 9 {
		t.Errorf("a host that never answers was asked %d times, want 3 questions of 3 attempts", got)
	}
}

// A host that asks for patience beyond ours is left alone.
func TestRetryAfter(t *testing.T) {
	n := pretend.New(t)
	n.Host("busy.example", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	c := quick(t, n)
	for range 2 {
		_, err := ask(c, "https://busy.example/")
		if why(err) != courier.Busy || !strings.Contains(err.Error(), "h0m0s") && !strings.Contains(err.Error(), "59m") {
			t.Error(err)
		}
	}
	if got := n.Requests("busy.example"); got != 1 {
		t.Errorf("asked %d times", got)
	}
}

func TestStopping(t *testing.T) {
	n := pretend.New(t)
	ctx, stop := context.WithCancel(context.Background())
	n.Host("silent.example", func(w http.ResponseWriter, r *http.Request) { stop(); <-r.Context().Done() })
	c := quick(t, n)
	if _, err := c.Ask(ctx, courier.Question{URL: "https://silent.example/"}); why(err) != courier.Stopped {
		t.Error(err)
	}
	if _, err := c.Ask(ctx, courier.Question{URL: "https://silent.example/"}); why(err) != courier.Stopped {
		t.Error(err)
	}
}
