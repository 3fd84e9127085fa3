package serve

import "strings"

// encoding is how the bytes of a response are packed.
type encoding uint8

const (
	identity encoding = iota
	gzipped
	brotlied
	encodings // how many there are
)

// names are the encodings as HTTP calls them.
var names = [encodings]string{"identity", "gzip", "br"}

// weights says how much a client wants each encoding, in thousandths; 0 for
// not at all (RFC 9110, section 12.5.3).
type weights [encodings]int

// full is the weight of what is wanted without reservation.
const full = 1000

// accepted reads the Accept-Encoding headers of a request.
func accepted(headers []string) weights {
	if len(headers) == 0 {
		return weights{identity: full}
	}
	const unnamed = -1
	w := weights{unnamed, unnamed, unnamed}
	rest := unnamed // of what is not named: the weight of "*"
	for _, h := range headers {
		for h != "" {
			var item string
			item, h, _ = strings.Cut(h, ",")
			name, q := weighed(item)
			switch {
			case equalFold(name, "gzip"), equalFold(name, "x-gzip"):
				w[gzipped] = q
			case equalFold(name, "br"):
				w[brotlied] = q
			case equalFold(name, "identity"):
				w[identity] = q
			case name == "*":
				rest = q
			}
		}
	}
	for e := range w {
		if w[e] == unnamed {
			w[e] = max(rest, 0)
		}
	}
	if w[identity] == 0 && rest != 0 && !named(headers, "identity") {
		w[identity] = 1 // always good enough unless it is excluded
	}
	return w
}

// named says whether an encoding is mentioned at all.
func named(headers []string, name string) bool {
	for _, h := range headers {
		for item := range strings.SplitSeq(h, ",") {
			if n, _ := weighed(item); equalFold(n, name) {
				return true
			}
		}
	}
	return false
}

// weighed takes "gzip;q=0.5" apart. A weight that cannot be read is full.
func weighed(item string) (name string, q int) {
	name, params, has := strings.Cut(item, ";")
	name = strings.TrimSpace(name)
	if !has {
		return name, full
	}
	value, isWeight := strings.CutPrefix(strings.ToLower(strings.TrimSpace(params)), "q=")
	if !isWeight {
		return name, full
	}
	return name, thousandths(strings.TrimSpace(value))
}

// thousandths reads a qvalue: "1", "0.5", "0.333".
func thousandths(s string) int {
	if s == "" || s[0] != '0' && s[0] != '1' || len(s) > 1 && s[1] != '.' {
		return full
	}
	q := int(s[0]-'0') * full
	for i, unit := 2, full/10; i < len(s) && unit > 0; i, unit = i+1, unit/10 {
		if s[i] < '0' || s[i] > '9' {
			return full
		}
		q += int(s[i]-'0') * unit
	}
	return min(q, full)
}

// equalFold compares with a lower-case ASCII word.
func equalFold(s, lower string) bool {
	return len(s) == len(lower) && strings.EqualFold(s, lower)
}

// best gives the encoding to send: what the client wants most, and of equals
// the smallest. ok is false where nothing will do.
func (w weights) best(compressible bool) (e encoding, ok bool) {
	if !compressible && w[identity] > 0 {
		return identity, true
	}
	e = identity
	for c := gzipped; c < encodings; c++ {
		if w[c] > 0 && w[c] >= w[e] {
			e = c
		}
	}
	return e, w[e] > 0
}
