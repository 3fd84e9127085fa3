package evidence

import (
	"fmt"
	"sync"

	"github.com/gatefold/gatefold/consent"
)

// maxNotices is how many notices are held in memory that are no longer in
// force.
const maxNotices = 10_000

// notices are those that receipts may refer to.
type notices struct {
	mu      sync.RWMutex
	byHash  map[string]*consent.Notice
	current []known // those in force, in the order in which they were offered
}

// offer puts notices in force. Those that break the rules are left out.
func (ns *notices) offer(all []consent.Notice) (problems []error) {
	current := make([]known, 0, len(all))
	for _, n := range all {
		if err := n.Validate(); err != nil {
			problems = append(problems, fmt.Errorf("the notice about %q: %w", n.Provider, err))
			continue
		}
		current = append(current, known{n.Hash(), &n})
	}
	ns.mu.Lock()
	defer ns.mu.Unlock()
	ns.current = current
	ns.add(current)
	return problems
}

// remember adds notices that are not in force.
func (ns *notices) remember(all []consent.Notice) {
	ns.mu.Lock()
	defer ns.mu.Unlock()
	for _, n := range all {
		ns.add([]known{{n.Hash(), &n}})
	}
}

// add is for whoever holds the lock.
func (ns *notices) add(all []known) {
	if ns.byHash == nil || len(ns.byHash) > maxNotices {
		ns.byHash = map[string]*consent.Notice{}
		for _, n := range ns.current {
			ns.byHash[n.hash] = n.notice
		}
	}
	for _, n := range all {
		ns.byHash[n.hash] = n.notice
	}
}

func (ns *notices) find(hash string) (known, bool) {
	ns.mu.RLock()
	defer ns.mu.RUnlock()
	n, ok := ns.byHash[hash]
	return known{hash, n}, ok
}

// full says whether there is no room for more that are not in force.
func (ns *notices) full() bool {
	ns.mu.RLock()
	defer ns.mu.RUnlock()
	return len(ns.byHash) >= maxNotices
}

func (ns *notices) inForce() []known {
	ns.mu.RLock()
	defer ns.mu.RUnlock()
	return ns.current
}
