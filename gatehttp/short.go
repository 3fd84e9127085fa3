package gatehttp

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"runtime/debug"
	"strconv"
	"sync"
	"time"
)

// Proxy puts the door around a reverse proxy, as Middleware does, and gives its pages a
// shorter way: the rewriter reads them from the upstream by itself. p is copied. Its
// FlushInterval counts for pages as it does for all else.
func (d *Door) Proxy(p *httputil.ReverseProxy) http.Handler {
	near := *p
	near.ModifyResponse = func(res *http.Response) error {
		if p.ModifyResponse != nil {
			if err := p.ModifyResponse(res); err != nil {
				return err
			}
		}
		shorten(res, p.FlushInterval)
		return nil
	}
	return d.Middleware(&near)
}

// writerKey is what a request has its writer under.
type writerKey struct{}

// shorten lets a page be drawn by the writer that it is for.
func shorten(res *http.Response, wait time.Duration) {
	if res.Request == nil || res.StatusCode == http.StatusSwitchingProtocols || isDownload(res.Header) {
		return
	}
	w, ok := res.Request.Context().Value(writerKey{}).(*writer)
	if kind, _ := classOf(res.Header); !ok || kind != page || w.door.o.ReportOnly {
		return
	}
	w.proxied = true
	res.Body = &drawable{ReadCloser: res.Body, w: w, res: res, atOnce: wait < 0 || res.ContentLength < 0}
	if res.ContentLength < 0 && wait > 0 {
		// Else the reverse proxy flushes headers before it has looked for anything else.
		// What comes is sent at once all the same.
		res.ContentLength = 0
	}
}

// drawable is the body of an answer. The first that is read of it makes a page pass as a
// whole, if it may, and then there is nothing left to read.
type drawable struct {
	io.ReadCloser
	w      *writer
	res    *http.Response
	atOnce bool
	begun  bool
}

func (b *drawable) Read(p []byte) (int, error) {
	if !b.begun {
		b.begun = true
		if s := b.w.short(b); s != nil {
			return 0, s.pass()
		}
	}
	return b.ReadCloser.Read(p)
}

// short is the short way of a page: what the rewriter reads from, and writes to.
type short struct {
	w    *writer
	from io.Reader
	res  *http.Response // of which from is the body
	err  error          // of from

	// The rest is guarded by the writer's mutex, for a Flush may come at any time.
	to     io.Writer // out, perhaps through a packer; nil before the headers are known, and after a failure
	out    *bufio.Writer
	atOnce bool // what is written does not wait for more
	waits  bool // something was written and not sent
	ended  bool // nothing more will be written
}

// outs lends the buffers in which a page comes together.
var outs = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 48<<10) }}

// short gives the short way for the page that is to come; nil if there is none, since the
// answer is none that is known to be a page, or has begun to go the other way.
func (w *writer) short(b *drawable) *short {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.body
	if p == nil || p.feed != nil || p.watches || p.kind != page || w.spoilt != nil || w.silent {
		return nil
	}
	p.short = &short{w: w, from: b.ReadCloser, res: b.res, atOnce: b.atOnce}
	return p.short
}

// pass lets the page pass, and returns what is read at its end. What is wrong with the
// upstream is for the reverse proxy to say.
func (s *short) pass() error {
	err := s.run()
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	s.w.body.err = err
	if err != nil {
		s.to = nil
	}
	switch {
	case s.err != nil:
		return s.err
	case err != nil:
		s.w.spoil(err)
		return context.Canceled // which a reverse proxy has nothing to say about
	}
	return io.EOF
}

func (s *short) run() (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%w: %v\n%s", errPanic, cause, debug.Stack())
		}
	}()
	p := s.w.body
	return p.rewrite(unpack(s, p.codings))
}

// Read is for the rewriter. What has to be seen is sent before, since there may be nothing
// to read for long.
func (s *short) Read(b []byte) (int, error) {
	if err := s.settle(); err != nil {
		return 0, err
	}
	n, err := s.from.Read(b)
	if err != nil && err != io.EOF {
		s.err, err = err, errCut
	}
	return n, err
}

// settle sends what waits if it does not wait for more. Where the length of the answer is
// known, that begins with the first Flush of the reverse proxy.
func (s *short) settle() error {
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	if !s.waits || !s.atOnce {
		return nil
	}
	return s.flush()
}

// Write is for the rewriter.
func (s *short) Write(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil // packers answer that with a header
	}
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	s.waits = true
	return s.to.Write(b)
}

// open begins the answer.
func (s *short) open() io.Writer {
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	s.out = outs.Get().(*bufio.Writer)
	s.out.Reset(outlet{s.w})
	s.to = s.w.body.begin(s.out)
	return s
}

// close ends the answer. Where all of it is here and nothing was sent, its length is known,
// but for what comes in a frame because something follows it.
func (s *short) close() error {
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	s.ended = true
	if err := s.w.body.packing.close(); err != nil {
		return err
	}
	if !s.w.sent && len(s.res.Trailer) == 0 {
		s.w.header["Content-Length"] = []string{strconv.Itoa(s.out.Buffered())}
	}
	return s.out.Flush()
}

// flush sends what there is.
func (s *short) flush() error {
	s.atOnce = true
	if s.to == nil {
		return nil
	}
	s.waits = false
	if !s.ended {
		if err := s.w.body.packing.flush(); err != nil {
			return err
		}
	}
	if err := s.out.Flush(); err != nil {
		return err
	}
	s.w.send()
	return http.NewResponseController(s.w.to).Flush()
}

// release gives back what was lent.
func (s *short) release() {
	if s.out != nil {
		s.out.Reset(nil)
		outs.Put(s.out)
		s.out = nil
	}
}
