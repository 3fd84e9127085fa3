package courier

import "net/netip"

// notPublic are the address blocks, within those that look public, that do not
// lead to the internet (IANA special-purpose address registries, RFC 6890).
var notPublic = prefixes(
	"0.0.0.0/8",       // this network
	"10.0.0.0/8",      // private
	"100.64.0.0/10",   // carrier-grade NAT
	"127.0.0.0/8",     // loopback
	"169.254.0.0/16",  // link-local, where clouds keep their secrets
	"172.16.0.0/12",   // private
	"192.0.0.0/24",    // protocol assignments
	"192.0.2.0/24",    // documentation
	"192.88.99.0/24",  // 6to4 relays
	"192.168.0.0/16",  // private
	"198.18.0.0/15",   // benchmarks
	"198.51.100.0/24", // documentation
	"203.0.113.0/24",  // documentation
	"224.0.0.0/3",     // multicast, reserved, broadcast
	"2001::/23",       // protocol assignments, Teredo among them
	"2001:db8::/32",   // documentation
	"3fff::/20",       // documentation
)

// globalUnicast is the one block of IPv6 that is in use on the internet
// (RFC 4291, section 2.4, and IANA's assignments). Private, link-local, multicast
// and IPv4-compatible addresses lie outside.
var globalUnicast = netip.MustParsePrefix("2000::/3")

// These hold an IPv4 address, which decides: behind a translator (RFC 6052), and
// in a tunnel (RFC 3056).
var (
	translated = netip.MustParsePrefix("64:ff9b::/96")
	tunnelled  = netip.MustParsePrefix("2002::/16")
)

func prefixes(all ...string) []netip.Prefix {
	var ps []netip.Prefix
	for _, s := range all {
		ps = append(ps, netip.MustParsePrefix(s))
	}
	return ps
}

// IsPublic reports whether an address is one on the internet, and not one of the
// own machine, the own network or nobody's.
func IsPublic(a netip.Addr) bool {
	if a.Zone() != "" {
		return false
	}
	if a = a.Unmap(); a.Is6() {
		b := a.As16()
		switch {
		case translated.Contains(a):
			return IsPublic(netip.AddrFrom4([4]byte(b[12:16])))
		case tunnelled.Contains(a):
			return IsPublic(netip.AddrFrom4([4]byte(b[2:6])))
		case !globalUnicast.Contains(a):
			return false
		}
	}
	for _, p := range notPublic {
		if p.Contains(a) {
			return false
		}
	}
	return a.IsValid()
}
