package rewrite

import (
	"sync"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// memory is what a rewriter remembers of the codes that it has seen. The pages of a
// site hold the same ones again and again, and a site is asked for the same pages
// again and again; what a code stands for depends on the code alone.
type memory struct {
	mu    sync.RWMutex
	codes store[[]stretch] // by the code
	marks store[mark]      // by the start tag, or by a space and the text of a script
	rules store[string]    // see stream.rulesWhy
	size  int              // bytes of the keys, and what the gates take, since the stores were turned
}

// maxMemory bounds what is remembered, in bytes.
const maxMemory = 16 << 20

// store remembers what was asked for lately. Half of what may be remembered is new; when that
// is full it becomes old, and what was old until then and not asked for since is forgotten.
type store[V any] struct{ lately, before map[string]V }

// get finds what is remembered under a key. old says that it will be forgotten next.
func (s *store[V]) get(key []byte) (v V, ok, old bool) {
	if v, ok = s.lately[string(key)]; ok {
		return v, true, false
	}
	v, ok = s.before[string(key)]
	return v, ok, ok
}

func (s *store[V]) keep(key string, v V) {
	if s.lately == nil {
		s.lately = map[string]V{}
	}
	s.lately[key] = v
}

func (s *store[V]) turn() { s.lately, s.before = nil, s.lately }

// stretch is a part of a code that goes away, and the piece in whose place a gate
// stands, or nil.
type stretch struct {
	provider.Extent
	piece *piece
}

// piece is a piece of third-party content, as its code says it.
type piece struct {
	match    provider.Match
	snapshot *gate.Snapshot
	kind     Kind
	host     []byte // that of its address, if it has one
	name, id string // see stream.number
	title    string // what the page says that it is, if nobody else says anything

	mu   sync.Mutex
	made madeGate
}

// madeGate is the gate of a piece as it was made last.
type madeGate struct {
	locale *locale.Locale
	level  int
	number int
	id     string
	page   string
	plain  bool
	html   []byte
}

// mark is what the catalogue says of a start tag.
type mark struct {
	provider.Mark
	ok bool
}

func (m *memory) code(code []byte) ([]stretch, bool) {
	m.mu.RLock()
	list, ok, old := m.codes.get(code)
	m.mu.RUnlock()
	if old {
		m.keepCode(string(code), list)
	}
	return list, ok
}

func (m *memory) keepCode(code string, list []stretch) {
	const gates = 6 << 10 // bytes of a gate, about
	m.mu.Lock()
	defer m.mu.Unlock()
	m.room(len(code) + len(list)*gates)
	m.codes.keep(code, list)
}

func (m *memory) mark(tag []byte) (mark, bool) {
	m.mu.RLock()
	k, ok, old := m.marks.get(tag)
	m.mu.RUnlock()
	if old {
		m.keepMark(tag, k)
	}
	return k, ok
}

func (m *memory) keepMark(tag []byte, k mark) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.room(len(tag))
	m.marks.keep(string(tag), k)
}

func (m *memory) rule(key []byte) (string, bool) {
	m.mu.RLock()
	why, ok, old := m.rules.get(key)
	m.mu.RUnlock()
	if old {
		m.keepRule(string(key), why)
	}
	return why, ok
}

func (m *memory) keepRule(key, why string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.room(len(key) + len(why))
	m.rules.keep(key, why)
}

// room makes room for a number of bytes.
func (m *memory) room(n int) {
	const entry = 256 // bytes that an entry takes besides
	if m.size += n + entry; m.size > maxMemory/2 {
		m.codes.turn()
		m.marks.turn()
		m.rules.turn()
		m.size = n + entry
	}
}
