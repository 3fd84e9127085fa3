package proxy

import (
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// Where whoever looks after the proxy asks how it is: whether it runs, and whether
// its upstream can be reached.
const (
	healthPath = "/_gatefold/health"
	readyPath  = "/_gatefold/ready"
)

// readiness remembers for a moment whether the upstream can be reached, so that
// asking often costs it nothing.
type readiness struct {
	mu    sync.Mutex
	asked time.Time
	err   error
}

const (
	readyFor  = time.Second
	readyTime = 2 * time.Second
)

func (p *Proxy) health(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	status, text := http.StatusOK, "ok\n"
	if r.URL.Path == readyPath && p.reach(r.Context()) != nil {
		status, text = http.StatusServiceUnavailable, "the upstream cannot be reached\n"
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = io.WriteString(w, text) // a client that has gone is nobody's error
	}
}

// reach opens a connection to the upstream and closes it again.
func (p *Proxy) reach(ctx context.Context) error {
	c := &p.ready
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Since(c.asked) < readyFor {
		return c.err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readyTime)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", net.JoinHostPort(p.o.Upstream.Hostname(), port(p.o.Upstream)))
	if err == nil {
		conn.Close()
	}
	c.asked, c.err = time.Now(), err
	return err
}
