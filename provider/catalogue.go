package provider

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/providers/*.json
var records embed.FS

const recordFolder = "data/providers"

// Catalogue holds all providers. It is safe for concurrent use. Matches point
// into the catalogue that made them, so a program should use one.
type Catalogue struct {
	entries []*entry          // sorted by ID
	byID    map[string]*entry // the same
	hosts   hostIndex
	marks   func() *markIndex // made when pasted code is first looked at
}

var defaultCatalogue = sync.OnceValue(newCatalogue)

// Default returns the catalogue that is part of the program, always the same. It
// costs little: the providers' records are decoded one by one when they are first
// needed.
func Default() *Catalogue { return defaultCatalogue() }

func newCatalogue() *Catalogue {
	files, err := records.ReadDir(recordFolder)
	if err != nil {
		panic("provider: the embedded records cannot be listed: " + err.Error())
	}
	c := &Catalogue{
		entries: make([]*entry, len(files)),
		byID:    make(map[string]*entry, len(files)),
	}
	storage := make([]entry, len(files))
	for i, f := range files {
		e := &storage[i]
		e.id = strings.TrimSuffix(f.Name(), ".json")
		c.entries[i] = e
		c.byID[e.id] = e
	}
	slices.SortFunc(c.entries, func(a, b *entry) int { return strings.Compare(a.id, b.id) })
	c.hosts.fill(c.byID)
	c.marks = sync.OnceValue(func() *markIndex { return newMarkIndex(c) })
	return c
}

// All returns every provider, sorted by ID. It decodes the whole catalogue,
// which takes some milliseconds the first time.
func (c *Catalogue) All() []*Provider {
	all := make([]*Provider, len(c.entries))
	for i, e := range c.entries {
		all[i] = e.load()
	}
	return all
}

// Get returns the provider with the given ID.
func (c *Catalogue) Get(id string) (*Provider, bool) {
	e, ok := c.byID[id]
	if !ok {
		return nil, false
	}
	return e.load(), true
}
