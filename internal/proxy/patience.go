package proxy

import (
	"context"
	"io"
	"net/http"
	"time"
)

// watched is the body of an answer that is given up when nothing comes for a while.
type watched struct {
	io.ReadCloser
	timer   *time.Timer
	silence time.Duration
}

func watch(body io.ReadCloser, silence time.Duration, cancel context.CancelCauseFunc) io.ReadCloser {
	return &watched{ReadCloser: body, silence: silence, timer: time.AfterFunc(silence, func() { cancel(errSilence) })}
}

func (b *watched) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == nil {
		b.timer.Reset(b.silence)
	} else {
		b.timer.Stop()
	}
	return n, err
}

func (b *watched) Close() error {
	b.timer.Stop()
	return b.ReadCloser.Close()
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
	n, err := p.ResponseWriter.Write(b)
	p.bytes += int64(n)
	return n, err
}
