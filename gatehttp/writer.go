package gatehttp

import (
	"bufio"
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/rewrite"
)

// writer stands between a handler and the client.
//
// The handler has a header map of its own. It becomes the client's when the
// answer is sent, which for a page is when the first of its bytes comes out of the
// rewriter: until then it can still become another answer.
type writer struct {
	door   *Door
	to     http.ResponseWriter
	asked  *asked
	from   *url.URL // the address of the page
	header http.Header
	later  http.Header // what the handler has instead from its status on; nil where it is the same

	status   int  // what the handler said; 0 before
	sent     bool // the client has the headers
	proxied  bool // the handler is a reverse proxy, which says nothing more of headers after its status
	hijacked bool
	spoilt   error             // why the answer cannot be passed on; errAgain: because the handler is asked again
	before   *answer           // what the first answer was, when this is the second
	found    []rewrite.Finding // in the headers
	body     *pipeline         // of a page; nil for what passes as it is
	silent   bool              // another answer was sent, and nobody wants this one
	stop     func()            // tells the handler that nobody waits for it

	mu sync.Mutex // a page that goes the short way can be flushed at any time
}

// answer is a status with headers.
type answer struct {
	status int
	header http.Header
}

// errAgain ends a handler whose answer is of no use.
var errAgain = errors.New("the answer is a part, and the whole is asked for")

func (d *Door) newWriter(to http.ResponseWriter, a *asked, from *url.URL) *writer {
	return &writer{door: d, to: to, asked: a, from: from, header: to.Header().Clone()}
}

// Header gives the handler's headers.
func (w *writer) Header() http.Header {
	if w.later != nil {
		return w.later
	}
	if w.header == nil {
		w.header = http.Header{}
	}
	return w.header
}

// Unwrap is for http.ResponseController: deadlines are the connection's.
func (w *writer) Unwrap() http.ResponseWriter { return w.to }

// WriteHeader takes the status, and with it the decision what becomes of the
// answer. What the handler says of headers from then on is for trailers alone, as it is
// without a door, also where they are not sent yet.
func (w *writer) WriteHeader(status int) {
	switch {
	case w.status != 0 || w.hijacked || w.spoilt != nil:
		return
	case status >= 100 && status < 200 && status != http.StatusSwitchingProtocols:
		w.inform(status)
		return
	}
	w.status = status
	canonicalise(w.header)
	w.plan()
	if !w.sent && !w.proxied {
		w.later, w.header = w.header, w.header.Clone()
	}
}

// canonicalise gives each header the name under which it is looked for. Handlers can
// write others into the map, and browsers take them all the same.
func canonicalise(h http.Header) {
	for name, values := range h {
		if c := http.CanonicalHeaderKey(name); c != name && !strings.HasPrefix(name, http.TrailerPrefix) {
			delete(h, name)
			h[c] = append(h[c], values...)
		}
	}
}

// inform passes an interim answer on. One that hints at nothing any more is not
// sent.
func (w *writer) inform(status int) {
	h := w.header.Clone()
	if !w.door.o.ReportOnly {
		canonicalise(h)
		w.door.clean(w.from, h)
		h.Del("X-Dns-Prefetch-Control")
	}
	if status == http.StatusEarlyHints && len(h["Link"]) == 0 || w.sent {
		return
	}
	to := w.to.Header()
	saved := maps.Clone(to)
	replace(to, h)
	w.to.WriteHeader(status)
	replace(to, saved)
}

// replace makes one map hold what another holds.
func replace(to, from http.Header) {
	clear(to)
	maps.Copy(to, from)
}

// send gives the client the headers.
func (w *writer) send() {
	if w.sent {
		return
	}
	w.sent = true
	replace(w.to.Header(), w.header)
	w.to.WriteHeader(w.status)
}

// Write takes some of the answer.
func (w *writer) Write(p []byte) (int, error) {
	if w.hijacked {
		return 0, http.ErrHijacked
	}
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	switch {
	case w.spoilt != nil:
		return 0, w.spoilt
	case w.silent:
		return 0, errAgain
	case w.body == nil:
		return w.to.Write(p)
	case w.body.watches:
		n, err := w.to.Write(p)
		w.body.push(p[:n]) // what it thinks of it is not the client's business
		return n, err
	}
	if err := w.body.push(p); err != nil {
		w.spoil(err)
		return 0, err
	}
	return len(p), nil
}

// WriteString is io.StringWriter, which handlers look for.
func (w *writer) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// ReadFrom keeps the way open for the kernel to send a file by itself.
func (w *writer) ReadFrom(from io.Reader) (int64, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	if w.spoilt == nil && w.body == nil && !w.silent && !w.hijacked {
		return io.Copy(w.to, from)
	}
	return io.Copy(onlyWriter{w}, from)
}

type onlyWriter struct{ io.Writer }

// Flush is http.Flusher.
func (w *writer) Flush() { _ = w.FlushError() }

// FlushError sends what there is.
func (w *writer) FlushError() error {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.spoilt != nil || w.silent || w.hijacked {
		return w.spoilt
	}
	if w.body != nil && w.body.short != nil {
		return w.body.short.flush()
	}
	if w.body != nil && !w.body.watches {
		if err := w.body.flush(); err != nil {
			w.spoil(err)
			return err
		}
		if w.body.unsaid || w.body.held {
			return nil // nobody knows yet what the headers are going to be
		}
	}
	w.send()
	return http.NewResponseController(w.to).Flush()
}

// Hijack hands the connection over, to what speaks something else than HTTP.
func (w *writer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	if w.body != nil || w.spoilt != nil || w.silent {
		return nil, nil, errors.New("gatehttp: a page that has begun cannot be hijacked")
	}
	conn, rw, err := http.NewResponseController(w.to).Hijack()
	w.hijacked = err == nil
	return conn, rw, err
}

// Push is HTTP/2's server push.
func (w *writer) Push(target string, o *http.PushOptions) error {
	if p, ok := w.to.(http.Pusher); ok {
		return p.Push(target, o)
	}
	return http.ErrNotSupported
}

// spoil notes why an answer cannot be passed on. What happens next depends on
// whether the client has seen any of it.
func (w *writer) spoil(err error) {
	if w.spoilt == nil {
		w.spoilt = err
	}
	if (errors.Is(err, errAgain) || errors.Is(err, errOwn)) && w.stop != nil {
		w.stop()
	}
}

// finish ends the answer of a handler that has returned.
func (w *writer) finish() {
	if w.hijacked {
		return
	}
	if w.status == 0 && w.spoilt == nil {
		w.WriteHeader(http.StatusOK)
	}
	if w.body != nil {
		if err := w.body.finish(); err != nil && !w.body.watches {
			w.spoil(err)
		}
	}
	if w.spoilt != nil || w.silent {
		return
	}
	w.send()
	w.sendTrailers()
}

// sendTrailers hands over what the handler set after its headers were sent.
func (w *writer) sendTrailers() {
	to, said := w.to.Header(), w.Header()
	for name, values := range said {
		if strings.HasPrefix(name, http.TrailerPrefix) {
			to[name] = values
		}
	}
	for _, list := range w.header["Trailer"] {
		for name := range strings.SplitSeq(list, ",") {
			name = http.CanonicalHeaderKey(strings.TrimSpace(name))
			if v, ok := said[name]; ok {
				to[name] = v
			}
		}
	}
}

// release lets go of what an answer holds, however it ended.
func (w *writer) release() {
	if w.body != nil {
		w.body.release()
	}
}

// pageOf describes the page to the rewriter.
func (w *writer) pageOf(charset string) *rewrite.Page {
	return &rewrite.Page{URL: w.from, Charset: charset, Policies: w.header["Content-Security-Policy"]}
}

var _ Rewriter = (*rewrite.Rewriter)(nil)
