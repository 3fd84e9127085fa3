package proxy

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

// watched is the body of an answer that is given up when nothing comes for a while.
type watched struct {
	io.ReadCloser
	timer   *time.Timer // nil for what may pause as long as it likes
	silence time.Duration
	failed  func(error) // is told, once, what went wrong
}

func (b *watched) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF && b.failed != nil {
		b.failed(err)
		b.failed = nil
	}
	switch {
	case b.timer == nil:
	case err == nil:
		b.timer.Reset(b.silence)
	default:
		b.timer.Stop()
	}
	return n, err
}

func (b *watched) Close() error {
	if b.timer != nil {
		b.timer.Stop()
	}
	return b.ReadCloser.Close()
}

// watch has the log say which answer broke off, and gives up one that pauses too long.
func (p *Proxy) watch(res *http.Response, cancel context.CancelCauseFunc) {
	path := res.Request.URL.Path
	b := &watched{ReadCloser: res.Body, silence: p.o.Silence, failed: func(err error) {
		if !errors.Is(err, context.Canceled) { // else the reader has gone
			p.log.Error("the upstream broke off within its answer", slog.String("path", path), slog.Any("error", err))
		}
	}}
	if !isEventStream(res.Header) {
		b.timer = time.AfterFunc(p.o.Silence, func() { cancel(errSilence) })
	}
	res.Body = b
}

// saidBefore leaves out what the log has said already, with the path.
type saidBefore struct{ to io.Writer }

func (s saidBefore) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte("read error during body copy")) {
		return len(line), nil
	}
	return s.to.Write(line)
}

// A reader may take as long as they like, as long as they take something now and
// then.
const (
	readerTime = 2 * time.Minute
	renewAfter = 10 * time.Second
)

// patient is a response that is given up when the reader takes nothing any more.
type patient struct {
	http.ResponseWriter
	renewed time.Time
	status  int
	bytes   int64
}

// Unwrap is for http.ResponseController.
func (p *patient) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// WriteHeader notes the status.
func (p *patient) WriteHeader(status int) {
	if status >= 200 || status == http.StatusSwitchingProtocols {
		p.status = status
	}
	p.ResponseWriter.WriteHeader(status)
}

func (p *patient) Write(b []byte) (int, error) {
	if now := time.Now(); now.Sub(p.renewed) > renewAfter {
		p.renewed = now
		// Writers that have no deadline, as in tests, do without one.
		_ = http.NewResponseController(p.ResponseWriter).SetWriteDeadline(now.Add(readerTime))
	}
	if p.status == 0 {
		p.status = http.StatusOK // net/http says it by itself
	}
	n, err := p.ResponseWriter.Write(b)
	p.bytes += int64(n)
	return n, err
}

// upload is what a reader sends. It is given up when nothing comes any more, for it
// holds a connection to the upstream meanwhile.
type upload struct {
	io.ReadCloser
	to      *http.ResponseController
	most    time.Duration
	renewed time.Time
	cancel  context.CancelCauseFunc

	mu     sync.Mutex
	closed bool // then the connection may be busy with the next request already
}

func (u *upload) Read(p []byte) (int, error) {
	if now := time.Now(); now.Sub(u.renewed) > min(renewAfter, u.most/2) {
		u.renewed = now
		u.within(now.Add(u.most))
	}
	n, err := u.ReadCloser.Read(p)
	if err == io.EOF {
		u.within(time.Time{}) // the server goes on to listen whether the reader leaves
	} else if err != nil {
		u.giveUp(err)
	}
	return n, err
}

func (u *upload) within(deadline time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.closed {
		_ = u.to.SetReadDeadline(deadline) // as above
	}
}

func (u *upload) giveUp(err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.closed {
		u.cancel(err)
	}
}

func (u *upload) Close() error {
	u.mu.Lock()
	u.closed = true
	u.mu.Unlock()
	return u.ReadCloser.Close()
}
