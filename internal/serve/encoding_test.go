package serve

import "testing"

func TestAccepted(t *testing.T) {
	const none = encoding(99)
	for _, c := range []struct {
		name    string
		headers []string
		page    encoding // of something compressible
		picture encoding // of something that is not
	}{
		{"no header", nil, identity, identity},
		{"empty header", []string{""}, identity, identity},
		{"a browser", []string{"gzip, deflate, br, zstd"}, brotlied, identity},
		{"a browser without TLS", []string{"gzip, deflate"}, gzipped, identity},
		{"two headers", []string{"gzip", "br"}, brotlied, identity},
		{"gzip preferred", []string{"br;q=0.5, gzip;q=1.0"}, gzipped, identity},
		{"equal", []string{"br;q=0.5, gzip;q=0.5"}, brotlied, identity},
		{"brotli excluded", []string{"gzip, br;q=0"}, gzipped, identity},
		{"all excluded but gzip", []string{"gzip, *;q=0"}, gzipped, gzipped},
		{"identity preferred", []string{"identity, gzip;q=0.5"}, identity, identity},
		{"identity excluded", []string{"identity;q=0, gzip"}, gzipped, gzipped},
		{"everything excluded", []string{"identity;q=0"}, none, none},
		{"everything excluded by the star", []string{"*;q=0"}, none, none},
		{"star", []string{"*"}, brotlied, identity},
		{"star, identity excluded", []string{"identity;q=0, *"}, brotlied, brotlied},
		{"unknown", []string{"zstd, compress"}, identity, identity},
		{"capitals and spaces", []string{" GZip ; Q=0.8 ,, BR ; q=0.001 "}, gzipped, identity},
		{"thousandths", []string{"gzip;q=0.999, br;q=0.998"}, gzipped, identity},
		{"nonsense for a weight", []string{"gzip;q=much"}, gzipped, identity},
		{"weight above one", []string{"gzip;q=1.9, br;q=1"}, brotlied, identity},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := accepted(c.headers)
			for compressible, want := range map[bool]encoding{true: c.page, false: c.picture} {
				got, ok := w.best(compressible)
				if !ok {
					got = none
				}
				if got != want {
					t.Errorf("compressible %t: got %d, want %d (weights %v)", compressible, got, want, w)
				}
			}
		})
	}
}

func TestAcceptedDoesNotAllocate(t *testing.T) {
	headers := []string{"gzip, deflate, br, zstd"}
	if n := testing.AllocsPerRun(100, func() { accepted(headers) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
