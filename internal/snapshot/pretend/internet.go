// Package pretend is an internet of one's own, for tests: hosts by name, with
// certificates that hold, on a server of this machine. Nothing of it leaves the
// machine, and names that nobody has set up lead nowhere.
package pretend

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/snapshot/courier"
)

// Internet is a set of hosts.
type Internet struct {
	server *httptest.Server
	pool   *x509.CertPool
	key    *ecdsa.PrivateKey
	ca     *x509.Certificate

	mu    sync.Mutex
	hosts map[string]http.Handler
	names map[string][]netip.Addr
	seen  map[string]int // requests by host
	bad   map[string]bool
}

// New makes an internet that ends with the test.
func New(t testing.TB) *Internet {
	t.Helper()
	n := &Internet{hosts: map[string]http.Handler{}, names: map[string][]netip.Addr{}, seen: map[string]int{}, bad: map[string]bool{}}
	var err error
	if n.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		t.Fatal(err)
	}
	n.ca = &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Pretend"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, n.ca, n.ca, &n.key.PublicKey, n.key)
	if err != nil {
		t.Fatal(err)
	}
	n.pool = x509.NewCertPool()
	if ca, err := x509.ParseCertificate(der); err == nil {
		n.pool.AddCert(ca)
	}
	n.server = httptest.NewUnstartedServer(http.HandlerFunc(n.serve))
	n.server.TLS = &tls.Config{GetCertificate: n.certificate}
	n.server.StartTLS()
	t.Cleanup(n.server.Close)
	return n
}

// certificate makes one for the host that is asked for, or, for a bad host, for
// another.
func (n *Internet) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	name := hello.ServerName
	n.mu.Lock()
	if n.bad[name] {
		name = "somebody-else.example"
	}
	n.mu.Unlock()
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), DNSNames: []string{name}, NotBefore: n.ca.NotBefore, NotAfter: n.ca.NotAfter,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, n.ca, &n.key.PublicKey, n.key)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: n.key}, err
}

func (n *Internet) serve(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	h := n.hosts[r.Host]
	n.seen[r.Host]++
	n.mu.Unlock()
	if h == nil {
		http.NotFound(w, r)
		return
	}
	h.ServeHTTP(w, r)
}

// Host sets up a host with a public address.
func (n *Internet) Host(name string, h http.HandlerFunc) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.hosts[name] = h
	last := byte(len(n.hosts))
	n.names[name] = []netip.Addr{netip.AddrFrom4([4]byte{8, 8, 4, last})}
}

// Name gives a name addresses of one's choice.
func (n *Internet) Name(name string, addresses ...string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.names[name] = nil
	for _, a := range addresses {
		n.names[name] = append(n.names[name], netip.MustParseAddr(a))
	}
}

// Impostor gives a host the certificate of another.
func (n *Internet) Impostor(name string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.bad[name] = true
}

// Requests returns how often a host was asked.
func (n *Internet) Requests(host string) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.seen[host]
}

// Wire lets a courier use this internet and no other.
func (n *Internet) Wire(o *courier.Options) {
	o.Lookup, o.TLS = n.lookup, &tls.Config{RootCAs: n.pool}
	o.Connect = func(ctx context.Context, _ netip.AddrPort) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "tcp", n.server.Listener.Addr().String())
	}
}

func (n *Internet) lookup(_ context.Context, host string) ([]netip.Addr, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if addrs, ok := n.names[host]; ok {
		return addrs, nil
	}
	return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
}
