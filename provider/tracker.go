package provider

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"regexp"
	"slices"
	"sync"
)

//go:embed data/trackers.json
var trackerData []byte

// Tracker is a host that is no content: fonts, statistics, advertising, tag
// managers and the like. Old pages and pasted code contact them.
type Tracker struct {
	Host       string     `json:"host"` // covers its subdomains
	Owner      string     `json:"owner"`
	Category   string     `json:"category"` // "analytics", "advertising", "fonts" …
	Confidence Confidence `json:"confidence"`

	// PathRE, where it is set, limits the entry to URL paths that fit.
	PathRE string `json:"path_re"`

	Note string `json:"note"`
}

// tracker is an entry with its expression, compiled when it is first needed.
type tracker struct {
	Tracker
	path func() *regexp.Regexp // nil: any path
}

// trackers holds the entries by host. It is filled when it is first asked.
var trackers = sync.OnceValue(func() map[string][]tracker {
	list, err := decodeTrackers(trackerData)
	if err != nil {
		panic("provider: data/trackers.json: " + err.Error())
	}
	byHost := make(map[string][]tracker, len(list))
	for _, t := range list {
		entry := tracker{Tracker: t}
		if t.PathRE != "" {
			entry.path = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(t.PathRE) })
		}
		byHost[t.Host] = append(byHost[t.Host], entry)
	}
	return byHost
})

func decodeTrackers(text []byte) ([]Tracker, error) {
	var list []Tracker
	err := json.Unmarshal(text, &list)
	return list, err
}

// Tracker says whether a host, or a domain above it, is a known tracker; path is
// the URL path, beginning with a slash. Entries that are limited to paths go
// before the others, nearer domains before those above them. Ask the providers
// first: a few hosts are both.
func (c *Catalogue) Tracker(host, path string) (Tracker, bool) {
	var place [maxHost + 1]byte
	name, ok := appendHost(place[:0], host)
	if !ok {
		return Tracker{}, false
	}
	byHost := trackers()
	for _, limited := range [...]bool{true, false} {
		for domain := name; len(domain) > 0; _, domain, _ = bytes.Cut(domain, []byte{'.'}) {
			entries := byHost[string(domain)]
			i := slices.IndexFunc(entries, func(t tracker) bool {
				return (t.path != nil) == limited && (!limited || t.path().MatchString(path))
			})
			if i >= 0 {
				return entries[i].Tracker, true
			}
		}
	}
	return Tracker{}, false
}
