package serve

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/sync/singleflight"
)

// cache keeps prepared responses. When it is full, entries that nobody has used
// since the last look go first (the clock algorithm: a hit costs one atomic
// store, and no lock is written).
type cache struct {
	limit   int64
	flights singleflight.Group
	slots   chan struct{} // one for each page that may be rendered at a time

	mu      sync.RWMutex
	entries map[entryKey]*entry
	ring    []*entry
	hand    int
	size    int64
}

// overhead is about what an entry takes beside its bytes.
const overhead = 2 << 10

func newCache(limit int64) *cache {
	return &cache{limit: limit, slots: make(chan struct{}, runtime.GOMAXPROCS(0)), entries: map[entryKey]*entry{}}
}

// get gives the entry of a resource and its form in an encoding. The first who
// asks waits until both are made, and all who ask meanwhile wait for the same.
func (c *cache) get(ctx context.Context, res *resource, wants weights) (*entry, *form, error) {
	e := c.hit(res)
	if e == nil {
		var err error
		if e, err = c.make(ctx, res, wants); err != nil {
			return nil, nil, err
		}
	}
	enc, ok := e.choose(wants)
	if !ok {
		return e, nil, errNotAcceptable
	}
	f, made, err := e.form(enc)
	if made > 0 {
		c.grow(e, int64(made))
	}
	return e, f, err
}

// choose gives the encoding in which the entry goes to a client.
func (e *entry) choose(wants weights) (encoding, bool) { return wants.best(e.packable) }

func (c *cache) hit(res *resource) *entry {
	key := entryKey{res.key, res.path}
	c.mu.RLock()
	e := c.entries[key]
	c.mu.RUnlock()
	if e == nil || !e.modified.Equal(res.modified) {
		return nil
	}
	if !e.used.Load() {
		e.used.Store(true)
	}
	return e
}

// make renders a resource. The work goes on if the client who caused it goes
// away: others will want it.
func (c *cache) make(ctx context.Context, res *resource, wants weights) (*entry, error) {
	name := fmt.Sprintf("%x%s", res.key, res.path)
	made, err, _ := c.flights.Do(name, func() (any, error) {
		if e := c.hit(res); e != nil {
			return e, nil
		}
		c.slots <- struct{}{}
		defer func() { <-c.slots }()
		e, err := newEntry(context.WithoutCancel(ctx), res)
		if err != nil {
			return nil, err
		}
		if enc, ok := e.choose(wants); ok && enc != identity {
			if _, _, err := e.form(enc); err != nil {
				return nil, err
			}
			e.dropPlain()
		}
		c.add(e)
		return e, nil
	})
	if err != nil {
		return nil, err
	}
	return made.(*entry), nil
}

// add puts an entry into the cache and makes room for it.
func (c *cache) add(e *entry) {
	size := int64(overhead)
	for i := range e.forms {
		if f := e.forms[i].Load(); f != nil {
			size += int64(len(f.body))
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if old := c.entries[e.key]; old != nil {
		c.drop(old)
	}
	e.bytesCounted = size
	c.entries[e.key] = e
	c.ring = append(c.ring, e)
	c.size += size
	c.shrink(e)
}

// grow counts bytes that an entry gained.
func (c *cache) grow(e *entry, n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e.retired {
		return
	}
	e.bytesCounted += n
	c.size += n
	c.shrink(e)
}

// shrink drops entries until the rest fits, but not the one that has just come.
func (c *cache) shrink(newest *entry) {
	for c.size > c.limit && len(c.entries) > 1 {
		if c.hand >= len(c.ring) {
			c.hand = 0
		}
		e := c.ring[c.hand]
		switch {
		case e.retired:
			c.forget()
		case e == newest, e.used.Swap(false):
			c.hand++
		default:
			c.drop(e)
			c.forget()
		}
	}
}

// drop takes an entry out of the map; its place in the ring is found later.
func (c *cache) drop(e *entry) {
	delete(c.entries, e.key)
	c.size -= e.bytesCounted
	e.retired = true
}

// forget takes the entry at the hand out of the ring.
func (c *cache) forget() {
	last := len(c.ring) - 1
	c.ring[c.hand] = c.ring[last]
	c.ring[last] = nil
	c.ring = c.ring[:last]
}
