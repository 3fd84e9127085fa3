package browser

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
)

// World is every host there is, served from this machine.
type World struct {
	secure, plain *httptest.Server

	mu       sync.Mutex
	hosts    map[string]http.Handler
	contacts []Contact
}

// Contact is one thing that the browser asked of a host.
type Contact struct {
	Kind string // "look-up" of a name, "connect" for a TLS handshake, "request", or "clear" for a request without TLS
	Host string // without a port
	Path string // with query, of a request
	Dest string // what a request was for: "document", "iframe", "image" …
}

func (c Contact) String() string { return strings.TrimSpace(c.Kind + " " + c.Host + c.Path) }

func newWorld() *World {
	w := &World{hosts: map[string]http.Handler{}}
	w.secure = httptest.NewUnstartedServer(w)
	w.secure.EnableHTTP2 = true
	w.secure.TLS = &tls.Config{GetConfigForClient: w.handshake}
	w.secure.Config.ErrorLog = silence()
	w.secure.StartTLS()
	w.plain = httptest.NewServer(w)
	return w
}

func (w *World) close() {
	w.secure.CloseClientConnections()
	w.plain.CloseClientConnections()
	w.secure.Close()
	w.plain.Close()
}

// address is where a server listens, port is the last part of it.
func address(s *httptest.Server) string { return s.Listener.Addr().String() }

func port(s *httptest.Server) string {
	_, p, err := net.SplitHostPort(address(s))
	if err != nil {
		panic(err) // the address of a listener is well-formed
	}
	return p
}

// Serve says what https://HOST answers. A host of which nothing was said has a
// small page that says so.
func (w *World) Serve(host string, h http.Handler) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hosts[host] = h
}

// served lists the hosts that answer.
func (w *World) served() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Collect(maps.Keys(w.hosts))
}

// Contacts lists what was asked of any host since the last Forget.
func (w *World) Contacts() []Contact {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.contacts)
}

// Hosts lists the hosts that were contacted since the last Forget, sorted.
func (w *World) Hosts() []string {
	var hosts []string
	for _, c := range w.Contacts() {
		hosts = append(hosts, c.Host)
	}
	slices.Sort(hosts)
	return slices.Compact(hosts)
}

// Forget empties the list of contacts, and cuts connections so that what needs
// one is seen again.
func (w *World) Forget() {
	w.secure.CloseClientConnections()
	w.plain.CloseClientConnections()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.contacts = nil
}

func (w *World) note(c Contact) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.contacts = append(w.contacts, c)
}

// handshake sees every TLS connection, a preconnect that asks nothing
// included.
func (w *World) handshake(hello *tls.ClientHelloInfo) (*tls.Config, error) {
	if hello.ServerName != "" { // else it is on its way to resolve
		w.note(Contact{Kind: "connect", Host: hello.ServerName})
	}
	return nil, nil
}

// ServeHTTP answers for every host.
func (w *World) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if host == "127.0.0.1" && r.URL.Path == dnsPath {
		w.resolve(rw, r)
		return
	}
	c := Contact{Kind: "request", Host: host, Path: r.URL.RequestURI(), Dest: r.Header.Get("Sec-Fetch-Dest")}
	if r.TLS == nil {
		c.Kind = "clear"
	}
	w.note(c)
	w.mu.Lock()
	h := w.hosts[host]
	w.mu.Unlock()
	if h == nil {
		h = http.HandlerFunc(nobody)
	}
	h.ServeHTTP(rw, r)
}

// nobody answers for hosts of which nothing was said.
func nobody(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "<!doctype html><html lang=en><title>Nobody here</title><p>Nobody here.</p></html>")
	out.Flush()
}
