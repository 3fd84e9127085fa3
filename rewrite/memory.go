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
	codes map[string][]stretch // by the code
	marks map[string]mark      // by the start tag
	rules map[string]string    // see stream.rulesWhy
	size  int                  // bytes of the keys, and what the gates take
}

// maxMemory bounds what is remembered, in bytes; then everything is forgotten.
const maxMemory = 4 << 20

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

func (m *memory) code(code []byte) (list []stretch, ok bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	list, ok = m.codes[string(code)]
	return list, ok
}

func (m *memory) keepCode(code string, list []stretch) {
	const gates = 6 << 10 // bytes of a gate, about
	m.mu.Lock()
	defer m.mu.Unlock()
	m.room(len(code) + len(list)*gates)
	m.codes[code] = list
}

func (m *memory) mark(tag []byte) (mark, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	k, ok := m.marks[string(tag)]
	return k, ok
}

func (m *memory) keepMark(tag []byte, k mark) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.room(len(tag))
	m.marks[string(tag)] = k
}

func (m *memory) rule(key []byte) (why string, ok bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	why, ok = m.rules[string(key)]
	return why, ok
}

func (m *memory) keepRule(key, why string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.room(len(key) + len(why))
	m.rules[key] = why
}

// room makes room for a number of bytes.
func (m *memory) room(n int) {
	const entry = 256 // bytes that an entry takes besides
	if m.size += n + entry; m.size > maxMemory || m.codes == nil {
		m.codes, m.marks, m.rules, m.size = map[string][]stretch{}, map[string]mark{}, map[string]string{}, n+entry
	}
}
