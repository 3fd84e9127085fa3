package rewrite

import (
	"bytes"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// hostNames maps names as the WHATWG URL Standard has it ("domain to ASCII").
var hostNames = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false), idna.CheckHyphens(false), idna.BidiRule())

// capitalSharpS is a letter that Unicode 15.1 has taken for another than before, so browsers
// disagree about it.
const capitalSharpS = '\u1E9E'

// longestWritten bounds how long a host may be written: in escapes a name is longer.
const longestWritten = 4 * longestHost

// Host gives the name of a host as browsers ask for it (WHATWG URL Standard, section 3.5):
// in lower case, letters outside of ASCII as DNS has them, numbers as an address of four
// parts. name is in UTF-8 and has no port. It reports false for what is no host, and for
// names with characters that no site needs.
func Host(name string) (host string, ok bool) {
	if len(name) > longestWritten {
		return "", false
	}
	if strings.HasPrefix(name, "[") {
		return hostOfSix(name)
	}
	name, err := url.PathUnescape(name)
	if err != nil || !utf8.ValidString(name) || strings.ContainsRune(name, capitalSharpS) {
		return "", false
	}
	host, err = hostNames.ToASCII(name)
	if err != nil || host == "" || len(host) > longestHost {
		return "", false
	}
	for i := range len(host) {
		if c := host[i]; !isLetter(c) && !isDigit(c) && c != '-' && c != '.' && c != '_' {
			return "", false
		}
	}
	if endsInNumber(host) {
		return hostOfFour(host)
	}
	return host, true
}

// hostOfSix reads an address of the sixth version of the protocol in its brackets.
func hostOfSix(name string) (string, bool) {
	inner, ok := strings.CutSuffix(name[1:], "]")
	address, err := netip.ParseAddr(inner)
	if !ok || err != nil || !address.Is6() || address.Zone() != "" {
		return "", false
	}
	return "[" + address.String() + "]", true
}

// endsInNumber reports whether browsers take a name for an address of the fourth version
// ("ends in a number checker").
func endsInNumber[T string | []byte](name T) bool {
	end := len(name)
	if end > 1 && name[end-1] == '.' {
		end--
	}
	from := end
	for from > 0 && name[from-1] != '.' {
		from--
	}
	if from == end || !isDigit(name[from]) {
		return false
	}
	if _, ok := numberOf(string(name[from:end])); ok {
		return true
	}
	for _, c := range []byte(name[from:end]) {
		if !isDigit(c) {
			return false
		}
	}
	return true
}

// hostOfFour reads an address of the fourth version ("IPv4 parser"): one to four numbers,
// the last of which stands for all parts that are left.
func hostOfFour(name string) (string, bool) {
	parts := strings.Split(strings.TrimSuffix(name, "."), ".")
	if len(parts) > 4 {
		return "", false
	}
	var sum uint64
	for i, part := range parts {
		n, ok := numberOf(part)
		left := 8 * (4 - i)
		if last := i == len(parts)-1; !ok || !last && n > 255 || last && n>>left != 0 {
			return "", false
		}
		if i == len(parts)-1 {
			sum |= n
		} else {
			sum |= n << (left - 8)
		}
	}
	return netip.AddrFrom4([4]byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)}).String(), true
}

// numberOf reads a number of such an address ("IPv4 number parser"): decimal, with "0x"
// before it hexadecimal, with "0" octal.
func numberOf(s string) (n uint64, ok bool) {
	base := 10
	switch {
	case len(s) >= 2 && s[0] == '0' && s[1]|0x20 == 'x':
		s, base = s[2:], 16
	case len(s) >= 2 && s[0] == '0':
		s, base = s[1:], 8
	case s == "":
		return 0, false
	}
	if s == "" {
		return 0, true
	}
	if c := s[0]; c == '+' || c == '-' {
		return 0, false
	}
	n, err := strconv.ParseUint(s, base, 64)
	return n, err == nil
}

// oddHost reads the host of an address that is not written as browsers ask for it. whole is
// the address with that host. It reports false where there is nothing to add to what
// readAddress says, or no telling: in the page's encoding the name may be another.
func (s *stream) oddHost(host, clean []byte) (name, whole []byte, ok bool) {
	if len(host) > 0 && host[0] != '[' && !endsInNumber(host) {
		return nil, nil, false
	}
	from, to := hostWithin(clean)
	if !s.utf8 && !isASCII(clean[:to]) {
		return nil, nil, false
	}
	plain, ok := Host(string(clean[from:to]))
	if !ok || plain == string(host) {
		return nil, nil, false
	}
	whole = append(append(append(make([]byte, 0, len(clean)+len(plain)), clean[:from]...), plain...), clean[to:]...)
	return []byte(plain), whole, true
}

// hostWithin says where in an address that names one the host stands.
func hostWithin(clean []byte) (from, to int) {
	_, rest := cutScheme(clean)
	from = len(clean) - len(rest) + slashes(rest)
	to = len(clean)
	if end := bytes.IndexAny(clean[from:], `/\?#`); end >= 0 {
		to = from + end
	}
	if at := bytes.LastIndexByte(clean[from:to], '@'); at >= 0 {
		from += at + 1
	}
	if colon := bytes.LastIndexByte(clean[from:to], ':'); colon >= 0 && clean[to-1] != ']' {
		to = from + colon
	}
	return from, to
}
