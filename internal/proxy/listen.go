package proxy

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/gatefold/gatefold/internal/serve"
)

// Limits of a reader's connection.
const (
	requestTime  = 10 * time.Second // for the headers
	readerIdle   = 2 * time.Minute
	requestBytes = 64 << 10 // of headers
	stopTime     = 10 * time.Second
)

// Serve answers on a listener until ctx ends. Then it takes no new requests and
// lets those under way end; web sockets and streams, which have no end, are closed
// after ten seconds.
func (p *Proxy) Serve(ctx context.Context, ln net.Listener) error {
	living, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	server := &http.Server{
		Handler:           p,
		ReadHeaderTimeout: requestTime,
		IdleTimeout:       readerIdle,
		MaxHeaderBytes:    requestBytes,
		Protocols:         &protocols,
		ErrorLog:          serve.ErrorLog(p.log),
		BaseContext:       func(net.Listener) context.Context { return living },
	}
	stopped := make(chan error, 1)
	unregister := context.AfterFunc(ctx, func() {
		grace, cancel := context.WithTimeout(living, stopTime)
		defer cancel()
		err := server.Shutdown(grace)
		end() // of web sockets, which the server no longer knows of
		if errors.Is(err, context.DeadlineExceeded) {
			err = server.Close()
		}
		stopped <- err
	})
	err := server.Serve(ln)
	if unregister() { // it was not ctx that ended it
		return err
	}
	return <-stopped
}
