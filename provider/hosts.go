package provider

import "bytes"

// hostIndex leads from the host of an address to the providers that may know it.
// It is filled from the tables in index_gen.go.
type hostIndex struct {
	exact    map[string][]*entry // the whole name
	suffix   map[string][]*entry // the end of the name, behind a dot: "bandcamp.com"
	label    map[string][]*entry // one label of the name: "google" for all its countries
	anywhere []*entry            // providers that run on any host
}

// Bounds of a look-up; the generator makes sure that the tables keep to them.
const (
	maxSuffixLabels = 3 // labels of the longest key in suffix
	maxLabelDepth   = 4 // how many labels of a name are looked up in label
	maxCandidates   = 8 // providers that may claim one host
)

func (x *hostIndex) fill(byID map[string]*entry) {
	*x = hostIndex{
		exact:  make(map[string][]*entry, len(exactHosts)),
		suffix: make(map[string][]*entry, len(hostSuffixes)),
		label:  make(map[string][]*entry, len(hostLabels)),
	}
	for _, p := range patternPrefixes {
		byID[p.id].prefixes = p.prefixes
	}
	fillHosts(x.exact, exactHosts[:], byID)
	fillHosts(x.suffix, hostSuffixes[:], byID)
	fillHosts(x.label, hostLabels[:], byID)
	for _, id := range anyHosts {
		x.anywhere = append(x.anywhere, byID[id])
	}
}

// hostRow is a row of the generated tables: a key and a provider. Rows with the
// same key follow each other.
type hostRow struct{ key, id string }

// prefixRow says how the rest of an address must begin, for each pattern of a
// provider; no prefixes: anyhow.
type prefixRow struct {
	id       string
	prefixes [][]string
}

// fillHosts turns rows into lists; the lists share one array.
func fillHosts(m map[string][]*entry, rows []hostRow, byID map[string]*entry) {
	all := make([]*entry, 0, len(rows))
	for i := 0; i < len(rows); {
		first, key := len(all), rows[i].key
		for ; i < len(rows) && rows[i].key == key; i++ {
			all = append(all, byID[rows[i].id])
		}
		m[key] = all[first:len(all):len(all)]
	}
}

// lookup appends the providers that may know a host to found, which has room for
// them, and reports whether anyone lays claim to the host.
func (x *hostIndex) lookup(host []byte, found []*entry) ([]*entry, bool) {
	found = appendNew(found, x.exact[string(host)])
	end := len(host)
	for range maxSuffixLabels {
		dot := bytes.LastIndexByte(host[:end], '.')
		if dot < 0 {
			break
		}
		found = appendNew(found, x.suffix[string(host[dot+1:])])
		end = dot
	}
	rest := host
	for range maxLabelDepth {
		label, after, ok := bytes.Cut(rest, []byte{'.'})
		if !ok {
			break
		}
		found = appendNew(found, x.label[string(label)])
		rest = after
	}
	return found, len(found) > 0
}

// appendNew appends what is not there yet and fits.
func appendNew(found, more []*entry) []*entry {
next:
	for _, e := range more {
		for _, have := range found {
			if have == e {
				continue next
			}
		}
		if len(found) < cap(found) {
			found = append(found, e)
		}
	}
	return found
}
