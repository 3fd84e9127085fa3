package serve

import (
	"context"
	"net"
	"sync"
)

// net/http sends a response through a buffer of 4 kB: a larger one leaves in two
// system calls and often in two packets more than it needs, the first of them
// with the headers and a little of the body. A system call is the dearest part of
// sending a page from memory, so connections here can be told to hold the first
// piece back until the second comes, and then hand both to the kernel at once.

// bufferSize is the size of net/http's buffer. A body of at least that size does
// not fit beside its headers, so a second piece is certain to come.
const bufferSize = 4 << 10

// gatherer is a connection that can hold a piece back. It is used by one
// goroutine at a time, as net/http writes.
type gatherer struct {
	*net.TCPConn
	hold bool      // the next piece
	held *[]byte   // from pieces, or nil
	both [2][]byte // what is handed over, kept here so that it costs no memory
	list net.Buffers
}

var pieces = sync.Pool{New: func() any { b := make([]byte, 0, bufferSize); return &b }}

// Write holds a piece back, or sends it with the one that was held.
func (g *gatherer) Write(p []byte) (int, error) {
	switch {
	case g.hold:
		g.hold = false
		g.held = pieces.Get().(*[]byte)
		*g.held = append((*g.held)[:0], p...)
		return len(p), nil
	case g.held == nil:
		return g.TCPConn.Write(p)
	}
	before := len(*g.held)
	g.both = [2][]byte{*g.held, p}
	g.list = g.both[:]
	n, err := g.list.WriteTo(g.TCPConn)
	pieces.Put(g.held)
	g.held, g.both, g.list = nil, [2][]byte{}, nil
	return max(0, int(n)-before), err
}

// gathering is a listener whose connections are gatherers.
type gathering struct{ net.Listener }

// Accept waits for a connection.
func (l gathering) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if tcp, ok := c.(*net.TCPConn); ok {
		return &gatherer{TCPConn: tcp}, err
	}
	return c, err
}

// connection is the key under which a request's context has its gatherer.
type connection struct{}

func withConnection(ctx context.Context, c net.Conn) context.Context {
	if g, ok := c.(*gatherer); ok {
		return context.WithValue(ctx, connection{}, g)
	}
	return ctx
}

// gather makes the response that is about to be written leave in one piece.
func gather(ctx context.Context, body []byte) {
	if len(body) < bufferSize {
		return
	}
	if g, ok := ctx.Value(connection{}).(*gatherer); ok {
		g.hold = true
	}
}
