package gatehttp

import (
	"bytes"
	"errors"
	"io"
	"net/http"
)

// pipeline is what a page runs through: unpacked, looked at if nobody said what it
// is, translated, rewritten, packed again.
type pipeline struct {
	w       *writer
	feed    *feed   // made when something is pushed
	short   *short  // instead of a feed
	err     error   // at the end of the short way
	packing packing // lent while the page is packed
	watches bool    // nothing of what comes out is used

	kind    class
	charset string
	codings []string
	unsaid  bool // what it is has to be seen from its bytes
	held    bool // nothing is sent, whoever flushes, until the page turns out to be whole
}

func newPipeline(w *writer, kind class, charset string, codings []string) *pipeline {
	return &pipeline{w: w, kind: kind, charset: charset, codings: codings, unsaid: kind == unknown}
}

// newWatcher makes a pipeline whose end is nowhere.
func newWatcher(w *writer, kind class, charset string, codings []string) *pipeline {
	return &pipeline{w: w, kind: kind, charset: charset, codings: codings, watches: true}
}

// fed is the coroutine, which rests until it is given something.
func (p *pipeline) fed() *feed {
	if p.feed == nil {
		p.feed = newFeed(p.run)
	}
	return p.feed
}

// run is the coroutine.
func (p *pipeline) run(src io.Reader) error {
	plain := unpack(src, p.codings)
	if p.unsaid {
		start, err := p.look(plain)
		if err != nil {
			return err
		}
		plain = &resumed{start: start, from: plain}
	}
	if p.kind == other {
		return p.copy(plain)
	}
	if p.kind == xhtml {
		whole, err := p.hold(newXHTML(plain, p.charset))
		if err != nil {
			return err
		}
		plain, p.charset = whole, "utf-8"
	}
	return p.rewrite(plain)
}

// maxHeld is how much of a page of XML waits until its end has been read. In XML one
// mistake is the end of a page, and half a page is worse than to be told so.
const maxHeld = 1 << 20

// hold reads a page to its end, or as much of it as may wait.
func (p *pipeline) hold(from io.Reader) (io.Reader, error) {
	p.held = true
	defer func() { p.held = false }()
	var start bytes.Buffer
	if _, err := start.ReadFrom(io.LimitReader(from, maxHeld)); err != nil {
		return nil, err
	}
	return io.MultiReader(&start, from), nil
}

// rewrite lets the page through the rewriter.
func (p *pipeline) rewrite(plain io.Reader) error {
	described := p.w.pageOf(p.charset)
	dst := io.Discard
	switch {
	case p.short != nil:
		dst = p.short.open()
	case !p.watches:
		dst = &solid{p.begin(outlet{p.w})}
	}
	result, err := p.w.door.o.Rewriter.Rewrite(dst, plain, described)
	if result != nil && p.w.door.o.Found != nil && (err == nil || errors.Is(err, errCut)) {
		result.Findings = append(result.Findings, p.w.found...)
		p.w.door.o.Found(described, result)
	}
	if err != nil {
		return err
	}
	if p.short != nil {
		return p.short.close()
	}
	return p.packing.close()
}

// copy passes on what turned out to be no page, unpacked.
func (p *pipeline) copy(plain io.Reader) error {
	h := p.w.header
	if len(p.codings) > 0 {
		for _, name := range gone {
			delete(h, name)
		}
		h["Accept-Ranges"] = []string{"none"}
		h.Del("Etag")
	}
	_, err := io.Copy(onlyWriter{outlet{p.w}}, plain)
	return err
}

// begin changes the headers and gives what the rewritten page is written to: a packer
// before to if the page came packed.
func (p *pipeline) begin(to io.Writer) io.Writer {
	coding := ""
	if n := len(p.codings); n > 0 {
		coding = p.codings[n-1]
	}
	if lent, ok := lend(coding, to); ok {
		p.packing, to = lent, lent
	}
	p.w.changeHeaders(p.kind, p.charset, coding)
	return to
}

// solid leaves out writes of nothing, which packers answer with a header.
type solid struct{ to io.Writer }

func (s *solid) Write(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	return s.to.Write(b)
}

// push, flush and finish are the handler's.
func (p *pipeline) push(b []byte) error { return p.fed().push(b) }

func (p *pipeline) flush() error {
	if err := p.goOn(); err != nil {
		return err
	}
	return p.packing.flush()
}

// goOn lets the coroutine come to where it waits for more, so that the headers
// are those of the changed page before anything is sent.
func (p *pipeline) goOn() error {
	if p.unsaid && len(p.codings) == 0 {
		return p.fed().press()
	}
	return p.fed().push(nil)
}

func (p *pipeline) finish() error {
	if p.short != nil {
		return p.err
	}
	return p.fed().finish()
}

// release ends a pipeline that may not have come to its end.
func (p *pipeline) release() {
	if p.feed != nil {
		p.feed.abandon()
	}
	if p.short != nil {
		p.short.release()
	}
	p.packing.giveBack()
}

// outlet is where a page leaves. Its first byte takes the headers along.
type outlet struct{ w *writer }

func (o outlet) Write(b []byte) (int, error) {
	o.w.send()
	return o.w.to.Write(b)
}

// sniffed is how much of an answer without a type is looked at, as net/http does.
const sniffed = 512

// look finds out what an answer without a type is, and says so in its headers:
// where there is a type, browsers make no guess of their own that could be
// another one. It waits for enough of it, but not when the handler flushes.
func (p *pipeline) look(plain io.Reader) (start []byte, err error) {
	start = make([]byte, 0, sniffed)
	for len(start) < sniffed {
		n, err := plain.Read(start[len(start):sniffed])
		start = start[:len(start)+n]
		if err == io.EOF || errors.Is(err, errHurry) && len(start) > 0 {
			break
		}
		if errors.Is(err, errHurry) {
			continue
		}
		if err != nil {
			return nil, err
		}
	}
	p.unsaid = false
	guess := http.DetectContentType(start)
	p.kind, p.charset = other, ""
	switch t := readType([]string{guess}); t.name {
	case "text/html":
		// The guess adds a charset, which only the page itself can know.
		p.kind, guess = page, t.name
	case "text/xml":
		p.w.wall("")
	}
	if len(start) > 0 {
		p.w.header["Content-Type"] = []string{guess}
	}
	return start, nil
}

// resumed reads on behind what was looked at.
type resumed struct {
	start []byte
	from  io.Reader
}

func (r *resumed) Read(p []byte) (int, error) {
	if len(r.start) == 0 {
		return r.from.Read(p)
	}
	n := copy(p, r.start)
	r.start = r.start[n:]
	return n, nil
}
