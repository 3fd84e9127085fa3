package provider

import "bytes"

// hostIndex leads from the host of an address to the providers that may know it.
// It is filled from the tables in index_gen.go.
type hostIndex struct {
	exact    map[string][]candidate // the whole name
	suffix   map[string][]candidate // the end of the name, behind a dot: "bandcamp.com"
	label    map[string][]candidate // one label of the name: "google" for all its countries
	anywhere []candidate            // providers that run on any host
}

// candidate is a provider that may know a host, and those of its patterns that
// can fit there: bit i for pattern i.
type candidate struct {
	*entry
	patterns uint64
}

// allPatterns leaves no pattern out.
const allPatterns = ^uint64(0)

// Bounds of a look-up; the generator makes sure that the tables keep to them.
const (
	maxSuffixLabels = 3 // labels of the longest key in suffix
	maxLabelDepth   = 4 // how many labels of a name are looked up in label
	maxCandidates   = 8 // providers that may claim one host
)

// fill reads the tables. Rows of providers that are gone are skipped, so that go
// generate can run and make them anew.
func (x *hostIndex) fill(byID map[string]*entry) {
	*x = hostIndex{
		exact:  make(map[string][]candidate, len(exactHosts)),
		suffix: make(map[string][]candidate, len(hostSuffixes)),
		label:  make(map[string][]candidate, len(hostLabels)),
	}
	for _, p := range patternPrefixes {
		if e := byID[p.id]; e != nil {
			e.prefixes = p.prefixes
		}
	}
	fillHosts(x.exact, exactHosts[:], byID)
	fillHosts(x.suffix, hostSuffixes[:], byID)
	fillHosts(x.label, hostLabels[:], byID)
	for _, id := range anyHosts {
		if e := byID[id]; e != nil {
			x.anywhere = append(x.anywhere, candidate{e, allPatterns})
		}
	}
}

// hostRow is a row of the generated tables: a key, a provider, and which of its
// patterns. Rows with the same key follow each other.
type hostRow struct {
	key, id  string
	patterns uint64
}

// prefixRow says how the rest of an address must begin, for each pattern of a
// provider; no prefixes: anyhow.
type prefixRow struct {
	id       string
	prefixes [][]string
}

// fillHosts turns rows into lists; the lists share one array.
func fillHosts(m map[string][]candidate, rows []hostRow, byID map[string]*entry) {
	all := make([]candidate, 0, len(rows))
	for i := 0; i < len(rows); {
		first, key := len(all), rows[i].key
		for ; i < len(rows) && rows[i].key == key; i++ {
			if e := byID[rows[i].id]; e != nil {
				all = append(all, candidate{e, rows[i].patterns})
			}
		}
		m[key] = all[first:len(all):len(all)]
	}
}

// lookup appends the providers that may know a host to found, which has room for
// them, and reports whether anyone lays claim to the host.
func (x *hostIndex) lookup(host []byte, found []candidate) ([]candidate, bool) {
	found = x.owners(host, found)
	rest := host
	for range maxLabelDepth {
		label, after, ok := bytes.Cut(rest, []byte{'.'})
		if !ok {
			break
		}
		found = merge(found, x.label[string(label)])
		rest = after
	}
	return found, len(found) > 0
}

// owners returns those to whom the host belongs, or a domain that it is in.
func (x *hostIndex) owners(host []byte, found []candidate) []candidate {
	found = merge(found, x.exact[string(host)])
	end := len(host)
	for range maxSuffixLabels {
		dot := bytes.LastIndexByte(host[:end], '.')
		if dot < 0 {
			break
		}
		found = merge(found, x.suffix[string(host[dot+1:])])
		end = dot
	}
	return found
}

// merge adds candidates that fit into found; a provider stands there once.
func merge(found, more []candidate) []candidate {
next:
	for _, c := range more {
		for i := range found {
			if found[i].entry == c.entry {
				found[i].patterns |= c.patterns
				continue next
			}
		}
		if len(found) < cap(found) {
			found = append(found, c)
		}
	}
	return found
}
