package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// Limits of a connection. A request of this site is a line and some headers.
const (
	requestTime = 10 * time.Second
	idleTime    = 2 * time.Minute
	headerBytes = 16 << 10
	stopTime    = 10 * time.Second // for responses that are under way when the server stops
)

// Listen opens an address such as ":8080" or "127.0.0.1:0". The error says what
// to do.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	var lc net.ListenConfig
	ln, err := lc.Listen(ctx, "tcp", address)
	switch {
	case err == nil:
		return ln, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is in use by another program: stop it, or choose another port, as in --listen :8081: %w", address, err)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("%s may not be opened: ports below 1024 are for the administrator, choose another one, as in --listen :8080: %w", address, err)
	}
	return nil, fmt.Errorf("%q cannot be opened: write --listen :8080, or --listen 127.0.0.1:8080: %w", address, err)
}

// URL gives the address at which a person finds what listens there.
func URL(ln net.Listener, base string) string {
	host, port, err := net.SplitHostPort(ln.Addr().String())
	if err != nil {
		return ln.Addr().String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + base + "/"
}

// Serve answers on a listener until ctx ends. Then it takes no new requests and
// lets those under way end.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	server := &http.Server{
		Handler:        s,
		ReadTimeout:    requestTime, // of the headers too: there is no body to wait for
		WriteTimeout:   patience,
		IdleTimeout:    idleTime,
		MaxHeaderBytes: headerBytes,
		ErrorLog:       ErrorLog(s.log),
		ConnContext:    withConnection,
	}
	stopped := make(chan error, 1)
	unregister := context.AfterFunc(ctx, func() {
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		err := server.Shutdown(grace)
		if errors.Is(err, context.DeadlineExceeded) {
			err = server.Close()
		}
		stopped <- err
	})
	defer s.sayRefused()
	err := server.Serve(gathering{ln})
	if unregister() { // it was not ctx that ended it
		return err
	}
	return <-stopped
}

// ErrorLog is for what net/http has to say about connections.
func ErrorLog(l *slog.Logger) *log.Logger { return log.New(anonymous{l}, "", 0) }

// anonymous passes on what net/http complains about, without the addresses of
// readers.
type anonymous struct{ log *slog.Logger }

var clientAddress = regexp.MustCompile(`(\d{1,3}\.){3}\d{1,3}(:\d+)?|\[[0-9a-fA-F:.%a-z]+\](:\d+)?`)

func (a anonymous) Write(line []byte) (int, error) {
	a.log.Warn(strings.TrimSpace(clientAddress.ReplaceAllString(string(line), "a client")))
	return len(line), nil
}

var _ io.Writer = anonymous{}
