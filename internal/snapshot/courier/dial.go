package courier

import (
	"context"
	"net"
	"net/netip"
	"syscall"
	"time"
)

const dialTimeout = 5 * time.Second // for each address of a host

// dial connects to a host that the client wants to reach. The address is in the
// form "host:port".
func (c *Courier) dial(ctx context.Context, _, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if port != "443" && !(c.o.AllowHTTP && port == "80") {
		return nil, &Refusal{Why: Astray, Detail: "port " + port}
	}
	addrs, err := c.addresses(ctx, host)
	if err != nil {
		return nil, err
	}
	const most = 4
	var last error
	for _, a := range addrs[:min(len(addrs), most)] {
		if !IsPublic(a) {
			last = private(a)
			continue
		}
		conn, err := c.connect(ctx, netip.MustParseAddrPort(net.JoinHostPort(a.String(), port)))
		if err == nil {
			return conn, nil
		}
		last = err
	}
	return nil, last
}

func private(a netip.Addr) error { return &Refusal{Why: Private, Detail: a.String()} }

// addresses looks a host up, unless it is an address itself.
func (c *Courier) addresses(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	addrs, err := c.o.Lookup(ctx, host)
	if err == nil && len(addrs) == 0 {
		err = &net.DNSError{Err: "no address", Name: host, IsNotFound: true}
	}
	return addrs, err
}

func (c *Courier) connect(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	return c.o.Connect(ctx, to)
}

// lookup asks the system's resolver.
func lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}

// connect opens a connection. The socket itself is checked once more, so that
// no change of this program can make it reach a private address.
func connect(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
	d := net.Dialer{Control: guard}
	return d.DialContext(ctx, "tcp", to.String())
}

func guard(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if !IsPublic(to.Addr()) {
		return private(to.Addr())
	}
	return nil
}
