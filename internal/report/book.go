package report

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/rewrite"
)

// Bounds of a book, so that a site that is read for months, or that names another
// host on each page, does not fill the memory.
const (
	maxEntries = 5000
	MaxPages   = 20 // that an entry names; there may be more
	maxCounted = 1 << 16
	maxName    = 500 // bytes of a page's name: whoever asks for pages chooses their addresses
)

// Book collects what is found. The zero value is an empty book; it is safe for
// concurrent use.
type Book struct {
	mu      sync.Mutex
	entries map[kind]*entry
	seed    maphash.Seed
	pages   map[uint64]bool // by a hash of the address, up to maxCounted
	passes  int             // pages that were read, those read twice counted twice
	more    int             // findings that have no entry any more
}

// kind is what findings of one entry have in common.
type kind struct {
	kind     rewrite.Kind
	action   rewrite.Action
	host     string
	provider string
	name     string
	reason   string
}

// entry is what is kept of the findings of a kind.
type entry struct {
	count   int
	pages   []string
	example Example
}

// Add notes what was found on a page. page is its address or file; one that is read
// again with the same findings is counted again.
func (b *Book) Add(page string, r *rewrite.Result) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.begin()
	b.passes++
	if len(b.pages) < maxCounted {
		b.pages[maphash.String(b.seed, page)] = true
	}
	b.addAll(page, r)
}

// AddBeside notes what was found in a file that is no page, such as a style sheet.
func (b *Book) AddBeside(file string, r *rewrite.Result) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.begin()
	b.addAll(file, r)
}

// begin makes an empty book ready.
func (b *Book) begin() {
	if b.entries == nil {
		b.entries, b.pages, b.seed = map[kind]*entry{}, map[uint64]bool{}, maphash.MakeSeed()
	}
}

func (b *Book) addAll(page string, r *rewrite.Result) {
	page = short(page)
	b.more += r.More
	for i := range r.Findings {
		b.add(page, &r.Findings[i])
	}
}

// short gives the beginning of a long name.
func short(name string) string {
	if len(name) <= maxName {
		return name
	}
	const cut = "…"
	return strings.ToValidUTF8(name[:maxName-len(cut)], "") + cut
}

func (b *Book) add(page string, f *rewrite.Finding) {
	k := kind{f.Kind, f.Action, f.Host, f.Provider, f.Name, f.Reason}
	e := b.entries[k]
	if e == nil {
		if len(b.entries) >= maxEntries {
			b.more++
			return
		}
		e = &entry{example: Example{Page: page, Address: f.Address, Element: f.Element, Line: f.Line}}
		b.entries[k] = e
	}
	e.count++
	if len(e.pages) < MaxPages && !slices.Contains(e.pages, page) {
		e.pages = append(e.pages, page)
	}
}

// Report gives what the book holds now: what matters most comes first.
func (b *Book) Report() *Report {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := &Report{Version: Version, Pages: len(b.pages), Passes: b.passes, More: b.more, Entries: []Entry{}}
	for k, e := range b.entries {
		r.Entries = append(r.Entries, Entry{
			Kind: k.kind, Action: k.action, Host: k.host, Provider: k.provider, Name: k.name, Reason: k.reason,
			Count: e.count, Pages: slices.Clone(e.pages), Example: e.example,
		})
	}
	slices.SortFunc(r.Entries, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(weight(&x), weight(&y)), cmp.Compare(y.Count, x.Count), cmp.Compare(x.Host, y.Host),
			cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Provider, y.Provider), cmp.Compare(x.Reason, y.Reason))
	})
	return r
}

// weight orders actions by how much a site notices them.
func weight(e *Entry) int {
	return slices.Index([]rewrite.Action{rewrite.HeldBack, rewrite.Dropped, rewrite.Linked, rewrite.Gated, rewrite.Localised, rewrite.Kept, rewrite.Allowed}, e.Action)
}
